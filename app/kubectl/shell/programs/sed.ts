/** `sed` as far as students use it: `s/a/b/`, `p` and `d`, for lines by number, range or pattern. Everything else is refused by name. */
import { fileNamed } from '../desk.ts'
import { filterProgram, joined, linesOf, wrongUsage, type Filter } from './filter.ts'
import { parseOptions, type Options } from './options.ts'
import { patternSource, type Dialect } from './posix-pattern.ts'
import { err, fail, type Program } from './program.ts'

type Address = { readonly line: number } | { readonly last: true } | { readonly source: string; readonly flags: string }

interface SedCommand {
  readonly from?: Address
  readonly to?: Address
  readonly negated: boolean
  readonly action:
    | { readonly kind: 'p' | 'd' | 'q' }
    | { readonly kind: 's'; readonly source: string; readonly flags: string; readonly replacement: string; readonly nth: number; readonly prints: boolean }
}

interface Sed {
  readonly commands: readonly SedCommand[]
  readonly silent: boolean
  readonly line: number
  /** Which commands are inside of their range. */
  readonly inside: readonly boolean[]
  /** Held back until it is known whether it is the last. */
  readonly held: string | undefined
  readonly over: boolean
}

const filter: Filter<Sed> = {
  about: 'Change lines: s/old/new/',
  missing: 2,
  missingFile: (path) => `can't read ${path}`,
  usage: "sed [-nEi] 's/PATTERN/REPLACEMENT/[gip]' [FILE…]",
  begin: ({ args }) => {
    const begun = beginSed(args)
    return 'commands' in begun ? { files: begun.files, state: newState(begun) } : fail(begun.problem)
  },
  lines: (state, lines) => {
    const printed: string[] = []
    let now = state
    for (const line of lines) {
      if (now.held !== undefined && !now.over) now = readLine(now, now.held, false, printed)
      now = { ...now, held: line }
    }
    return { state: now, text: joined(printed), done: now.over }
  },
  end: (state) => {
    const printed: string[] = []
    if (state.held !== undefined && !state.over) readLine(state, state.held, true, printed)
    return { text: joined(printed) }
  },
}

const run = filterProgram('sed', filter)

export const sed: Program = {
  ...run,
  start: (call) => {
    const begun = beginSed(call.args)
    if (!('commands' in begun) || !begun.inPlace) return run.start(call)
    if (begun.files.length === 0) return fail('sed: no input files\n')
    const [written, output]: [Record<string, string>, ReturnType<typeof err>[]] = [{}, []]
    for (const path of begun.files) {
      const name = fileNamed(path)
      if (name === undefined || !Object.hasOwn(call.files, name)) {
        output.push(err(`sed: can't read ${path}: No such file or directory\n`))
        continue
      }
      const fed = filter.lines(newState(begun), linesOf(call.files[name]!), name)
      written[name] = fed.text! + filter.end!(fed.state).text!
    }
    return { output, files: written, exit: output.length > 0 ? 2 : 0 }
  },
}

interface Begun {
  readonly commands: readonly SedCommand[]
  readonly silent: boolean
  readonly inPlace: boolean
  readonly files: readonly string[]
}

const newState = ({ commands, silent }: Begun): Sed => ({ commands, silent, line: 0, inside: commands.map(() => false), held: undefined, over: false })

function beginSed(words: readonly string[]): Begun | { readonly problem: string } {
  const options: Options | { readonly problem: string } = parseOptions(words.map((word) => (/^-i.+$/.test(word) ? '-i' : word)), { letters: 'nEri' + 'e:', long: { quiet: 'n', silent: 'n', 'regexp-extended': 'E', expression: 'e', 'in-place': 'i' } })
  if ('problem' in options) return { problem: wrongUsage('sed', options.problem).output!.map((part) => ('text' in part ? part.text : '')).join('') }
  const { given, all } = options
  const files = [...options.args]
  const scripts = all.filter(([letter]) => letter === 'e').map(([, text]) => text)
  if (scripts.length === 0) {
    if (files.length === 0) return { problem: `Usage: ${filter.usage}\n` }
    scripts.push(files.shift()!)
  }
  const reader = new ScriptReader(scripts.join('\n'), given['E'] !== undefined || given['r'] !== undefined ? 'extended' : 'basic')
  const read = reader.commands()
  if ('problem' in read) return { problem: `sed: -e expression #1, char ${reader.at}: ${read.problem}\n` }
  return { commands: read.commands, silent: given['n'] !== undefined, inPlace: given['i'] !== undefined, files }
}

class ScriptReader {
  at = 0

  constructor(private readonly text: string, private readonly dialect: Dialect) {}

  commands(): { readonly commands: readonly SedCommand[] } | { readonly problem: string } {
    const commands: SedCommand[] = []
    for (;;) {
      this.match(/^[\s;]+/)
      if (this.at >= this.text.length) return { commands }
      const from = this.address()
      if (from && 'problem' in from) return from
      const to = from && this.match(/^,/) ? this.address() : undefined
      if (to && 'problem' in to) return to
      const negated = this.match(/^\s*!?/)!.includes('!')
      this.match(/^\s+/)
      const letter = this.text[this.at++]
      if (letter === undefined) return { problem: 'missing command' }
      const action = letter === 's' ? this.substitution() : 'pdq'.includes(letter) ? { kind: letter as 'p' | 'd' | 'q' } : { problem: 'aicyhHgGxnNrwbtTD={}:l'.includes(letter) ? `the lab's sed knows s, p, d and q only: \`${letter}'` : `unknown command: \`${letter}'` }
      if ('problem' in action) return action
      if (!/^\s*(;|\n|$)/.test(this.text.slice(this.at))) return { problem: 'extra characters after command' }
      commands.push({ ...(from && { from }), ...(to && { to }), negated, action })
    }
  }

  private match(form: RegExp): string | undefined {
    const found = form.exec(this.text.slice(this.at))
    if (!found) return undefined
    this.at += found[0].length
    return found[0]
  }

  private address(): Address | { readonly problem: string } | undefined {
    const number = this.match(/^\d+/)
    if (number !== undefined) return { line: Number(number) }
    if (this.match(/^\$/) !== undefined) return { last: true }
    if (this.text[this.at] !== '/') return undefined
    this.at++
    const pattern = this.until('/')
    if (pattern === undefined) return { problem: 'unterminated address regex' }
    const source = patternSource(pattern, this.dialect)
    return typeof source === 'string' ? { source, flags: this.match(/^I/) ? 'i' : '' } : source
  }

  private substitution(): SedCommand['action'] | { readonly problem: string } {
    const sign = this.text[this.at++]
    if (sign === undefined || sign === '\n' || sign === '\\') return { problem: "unterminated `s' command" }
    const pattern = this.until(sign)
    const replacement = pattern === undefined ? undefined : this.until(sign)
    if (pattern === undefined || replacement === undefined) return { problem: "unterminated `s' command" }
    const flags = this.match(/^[a-zA-Z0-9]*/) ?? ''
    if (!/^[giIp0-9]*$/.test(flags)) return { problem: "unknown option to `s'" }
    const source = patternSource(pattern, this.dialect)
    if (typeof source !== 'string') return source
    return { kind: 's', source, flags: /i/i.test(flags) ? 'gi' : 'g', replacement, nth: flags.includes('g') ? 0 : Number(/\d+/.exec(flags)?.[0] ?? 1), prints: flags.includes('p') }
  }

  /** The text up to an unescaped sign, which is passed; the sign itself may stand behind a backslash. */
  private until(sign: string): string | undefined {
    let text = ''
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]!
      if (character === sign) {
        this.at++
        return text
      }
      if (character === '\\' && this.at + 1 < this.text.length) {
        this.at++
        text += this.text[this.at] === sign ? sign : `\\${this.text[this.at]}`
      } else text += character
    }
    return undefined
  }
}

function readLine(state: Sed, line: string, last: boolean, printed: string[]): Sed {
  const number = state.line + 1
  const inside = [...state.inside]
  let text = line
  for (const [index, command] of state.commands.entries()) {
    if (applies(command, index, inside, text, number, last) === command.negated) continue
    const { action } = command
    if (action.kind === 'd') return { ...state, line: number, inside }
    if (action.kind === 'q') {
      if (!state.silent) printed.push(text)
      return { ...state, line: number, inside, over: true }
    }
    if (action.kind !== 's') printed.push(text)
    else {
      const changed = substituted(text, action)
      if (changed !== undefined) {
        text = changed
        if (action.prints) printed.push(text)
      }
    }
  }
  if (!state.silent) printed.push(text)
  return { ...state, line: number, inside }
}

function applies({ from, to }: SedCommand, index: number, inside: boolean[], text: string, number: number, last: boolean): boolean {
  if (!from) return true
  const meets = (address: Address) => ('line' in address ? number === address.line : 'last' in address ? last : new RegExp(address.source, address.flags).test(text))
  if (!to) return meets(from)
  if (inside[index]) {
    inside[index] = !(meets(to) || ('line' in to && number > to.line))
    return !('line' in to && number > to.line)
  }
  if (!meets(from)) return false
  inside[index] = !('line' in to && to.line <= number)
  return true
}

/** The line with the replacement made; undefined where nothing matched. */
function substituted(line: string, { source, flags, replacement, nth }: Extract<SedCommand['action'], { kind: 's' }>): string | undefined {
  let count = 0
  let done = false
  const changed = line.replace(new RegExp(source, flags), (...found: unknown[]) => {
    const groups = found.slice(0, found.findIndex((each) => typeof each === 'number')) as (string | undefined)[]
    if (nth !== 0 && ++count !== nth) return groups[0]!
    done = true
    return replacement.replace(/\\([\s\S])|&/g, (sign, after?: string) => {
      if (sign === '&') return groups[0]!
      if (/\d/.test(after!)) return groups[Number(after)] ?? ''
      return after === 'n' ? '\n' : after === 't' ? '\t' : after!
    })
  })
  return done ? changed : undefined
}
