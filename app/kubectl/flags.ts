/**
 * kubectl's own grammar of flags: long and short ones, grouped, with and without values, mixed with
 * arguments, `--` ends them. Stands for spf13/pflag; its errors are kept to the word.
 */

/** One flag of a command. */
export interface FlagSpec {
  readonly name: string
  readonly short?: string
  /** `list` is cut at commas and may be given again, `texts` may be given again as it stands; `duration` is kept as ms, `integer` as a number. */
  readonly type: 'boolean' | 'text' | 'list' | 'texts' | 'integer' | 'duration'
  /** The value where none is written behind `=`: such a flag never takes the next word. A boolean's is `true`. */
  readonly bare?: string
  /** What it is for, in one line of our own. */
  readonly about: string
  /** Cobra asks for it by name when it is not given. */
  readonly required?: boolean
}

export type FlagValue = boolean | string | number | readonly string[]

/** What was given on a command line. */
export class Flags {
  constructor(private readonly values: ReadonlyMap<string, FlagValue>) {}

  /** Was it written at all? */
  given(name: string): boolean {
    return this.values.has(name)
  }

  /** Is the switch on? `fallback` where it was not written. */
  on(name: string, fallback = false): boolean {
    return (this.values.get(name) as boolean | undefined) ?? fallback
  }

  text(name: string): string | undefined {
    return this.values.get(name) as string | undefined
  }

  /** All values of a flag that may be given again. */
  list(name: string): readonly string[] {
    return (this.values.get(name) as readonly string[] | undefined) ?? []
  }

  /** Whatever it holds; undefined where it was not written. */
  value(name: string): FlagValue | undefined {
    return this.values.get(name)
  }

  /** An integer, or a duration in ms. */
  number(name: string): number | undefined {
    return this.values.get(name) as number | undefined
  }
}

export interface ParsedFlags {
  readonly args: readonly string[]
  readonly flags: Flags
  /** How many of `args` stand before `--`; undefined without one. */
  readonly dashAt?: number
  /** `-h` or `--help` was met: nothing else counts. */
  readonly help?: boolean
}

/** What is wrong, as pflag says it (without `error: ` and the pointer to the help). */
export interface FlagError {
  readonly problem: string
}

/** Parses the words behind a verb. The first problem ends it. */
export function parseFlags(words: readonly string[], specs: readonly FlagSpec[]): ParsedFlags | FlagError {
  const parser = new Parser(words, specs)
  try {
    return parser.parse()
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem }
    throw error
  }
}

class Refusal extends Error {
  constructor(readonly problem: string) {
    super(problem)
  }
}

class Parser {
  private readonly values = new Map<string, FlagValue>()
  private readonly args: string[] = []
  private next = 0

  constructor(private readonly words: readonly string[], private readonly specs: readonly FlagSpec[]) {}

  parse(): ParsedFlags {
    while (this.next < this.words.length) {
      const word = this.words[this.next++]!
      if (word === '--') {
        const dashAt = this.args.length
        this.args.push(...this.words.slice(this.next))
        return { args: this.args, flags: new Flags(this.values), dashAt }
      }
      if (word.startsWith('--')) {
        if (this.long(word) === 'help') return { args: this.args, flags: new Flags(this.values), help: true }
      } else if (word.startsWith('-') && word.length > 1) {
        if (this.shorts(word) === 'help') return { args: this.args, flags: new Flags(this.values), help: true }
      } else this.args.push(word)
    }
    return { args: this.args, flags: new Flags(this.values) }
  }

  private long(word: string): 'help' | undefined {
    const at = word.indexOf('=')
    const name = word.slice(2, at < 0 ? undefined : at)
    if (name === '' || name.startsWith('-')) throw new Refusal(`bad flag syntax: ${word}`)
    const spec = this.specs.find((each) => each.name === name)
    if (!spec) {
      if (name === 'help') return at >= 0 && readGoBoolean(word.slice(at + 1)) === false ? undefined : 'help'
      throw new Refusal(`unknown flag: --${name}`)
    }
    const bare = bareOf(spec)
    if (at >= 0) this.set(spec, word.slice(at + 1))
    else if (bare !== undefined) this.set(spec, bare)
    else if (this.next < this.words.length) this.set(spec, this.words[this.next++]!)
    else throw new Refusal(`flag needs an argument: --${name}`)
    return undefined
  }

  private shorts(word: string): 'help' | undefined {
    for (let rest = word.slice(1); rest; ) {
      const letter = rest[0]!
      const spec = this.specs.find(({ short }) => short === letter)
      if (!spec) {
        if (letter === 'h') return /^h=(0|f|F|false|FALSE|False)$/.test(rest) ? undefined : 'help'
        throw new Refusal(`unknown shorthand flag: '${letter}' in -${rest}`)
      }
      const bare = bareOf(spec)
      if (rest.length > 2 && rest[1] === '=') this.set(spec, rest.slice(2))
      else if (bare !== undefined) {
        this.set(spec, bare)
        rest = rest.slice(1)
        continue
      } else if (rest.length > 1) this.set(spec, rest.slice(1))
      else if (this.next < this.words.length) this.set(spec, this.words[this.next++]!)
      else throw new Refusal(`flag needs an argument: '${letter}' in -${rest}`)
      return undefined
    }
    return undefined
  }

  private set(spec: FlagSpec, text: string): void {
    const before = this.values.get(spec.name) as readonly string[] | undefined
    if (spec.type === 'list') this.values.set(spec.name, [...(before ?? []), ...(text === '' ? [] : text.split(','))])
    else if (spec.type === 'texts') this.values.set(spec.name, [...(before ?? []), text])
    else this.values.set(spec.name, scalar(spec, text))
  }
}

const bareOf = (spec: FlagSpec) => spec.bare ?? (spec.type === 'boolean' ? 'true' : undefined)

function scalar(spec: FlagSpec, text: string): FlagValue {
  const refuse = (why: string) => {
    throw new Refusal(`invalid argument ${JSON.stringify(text)} for "${spec.short ? `-${spec.short}, ` : ''}--${spec.name}" flag: ${why}`)
  }
  if (spec.type === 'text') return text
  if (spec.type === 'boolean') {
    return readGoBoolean(text) ?? (refuse(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`) as never)
  }
  if (spec.type === 'duration') return parseDuration(text) ?? (refuse(`time: ${durationProblem(text)}`) as never)
  if (!/^[+-]?(\d+|0[xX][\da-fA-F]+)$/.test(text)) return refuse(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`) as never
  const value = Number(text)
  return Math.abs(value) < 2 ** 63 ? value : (refuse(`strconv.ParseInt: parsing ${JSON.stringify(text)}: value out of range`) as never)
}

/** A boolean as Go's strconv.ParseBool reads it; undefined when it is none. */
export function readGoBoolean(text: string): boolean | undefined {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true
  return /^(0|f|F|false|FALSE|False)$/.test(text) ? false : undefined
}

const unitMs: Readonly<Record<string, number>> = Object.freeze({ ns: 1e-6, us: 1e-3, 'µs': 1e-3, 'μs': 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 })

/** Milliseconds of a Go duration (`1m30s`, `-1s`, `0`); undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const [, sign, rest] = /^([+-]?)(.*)$/.exec(text)!
  if (rest === '0') return 0
  const parts = [...rest!.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== rest) return undefined
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitMs[unit!]!, 0)
  return sign === '-' ? -ms : ms
}

function durationProblem(text: string): string {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return `missing unit in duration ${JSON.stringify(text)}`
  const found = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(text)
  return found && unitMs[found[1]!] === undefined ? `unknown unit ${JSON.stringify(found[1])} in duration ${JSON.stringify(text)}` : `invalid duration ${JSON.stringify(text)}`
}
