/** `grep`: lines that match. Left out: folders (`-r`), colours. */
import { joined, wrongUsage, type Filter } from './filter.ts'
import { parseOptions, type Options } from './options.ts'
import { patternSource, type Dialect } from './posix-pattern.ts'
import { fail } from './program.ts'

interface Grep {
  readonly source: string
  readonly flags: string
  readonly inverted: boolean
  readonly counts: boolean
  readonly numbers: boolean
  readonly only: boolean
  readonly quiet: boolean
  readonly names: boolean
  readonly list: boolean
  readonly before: number
  readonly after: number
  readonly most: number
  /** Lines read, lines matched, in the input at hand. */
  readonly line: number
  readonly found: number
  /** Lines before the next one that may still be printed with it; lines after a match that are still to print. */
  readonly kept: readonly string[]
  readonly owed: number
  /** Number of the line that was printed last: where one is missing behind it, `--` is printed. */
  readonly last: number
  readonly any: boolean
}

const long = { 'ignore-case': 'i', 'invert-match': 'v', count: 'c', 'line-number': 'n', 'extended-regexp': 'E', 'fixed-strings': 'F', 'perl-regexp': 'P', 'only-matching': 'o', 'word-regexp': 'w', 'line-regexp': 'x', quiet: 'q', silent: 'q', 'after-context': 'A', 'before-context': 'B', context: 'C', regexp: 'e', 'max-count': 'm', 'files-with-matches': 'l', 'no-filename': 'h', 'with-filename': 'H', color: 'y', colour: 'y', 'line-buffered': 'y' }

export const grep: Filter<Grep> = {
  about: 'Print the lines that match a pattern',
  usage: 'grep [-ivcnoqwxlEFP] [-A|-B|-C LINES] PATTERN [FILE…]',
  missing: 2,
  begin: ({ args }) => {
    const options = parseOptions(args.map((arg) => (/^--colou?r=/.test(arg) ? '--color' : arg)), { letters: 'ivcnEFGPowxqlhHyA:B:C:e:m:', long, number: 'C' })
    if ('problem' in options) return wrongUsage('grep', options.problem, 2)
    const patterns = options.all.filter(([letter]) => letter === 'e').map(([, value]) => value)
    const rest = [...options.args]
    if (patterns.length === 0) {
      if (rest.length === 0) return fail("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'help grep' for more information.\n", 2)
      patterns.push(rest.shift()!)
    }
    const source = sourceOf(patterns.flatMap((each) => each.split('\n')), options)
    if (typeof source !== 'string') return fail(`grep: ${source.problem}\n`, 2)
    const { given } = options
    const wrong = ['A', 'B', 'C', 'm'].find((letter) => given[letter] !== undefined && !/^\d+$/.test(given[letter]))
    if (wrong) return fail(`grep: ${wrong === 'm' ? 'invalid max count' : `${given[wrong]}: invalid context length argument`}\n`, 2)
    const on = (letter: string) => given[letter] !== undefined
    return {
      files: rest,
      state: {
        source, flags: on('i') ? 'gi' : 'g', inverted: on('v'), counts: on('c'), numbers: on('n'), only: on('o'), quiet: on('q'), list: on('l'), names: (rest.length > 1 && !on('h')) || on('H'),
        before: Number(given['B'] ?? given['C'] ?? 0), after: Number(given['A'] ?? given['C'] ?? 0), most: Number(given['m'] ?? Infinity),
        line: 0, found: 0, kept: [], owed: 0, last: 0, any: false,
      },
    }
  },
  lines: (state, lines, source) => {
    const form = new RegExp(state.source, state.flags)
    const printed: string[] = []
    let now = state
    for (const line of lines) {
      if (now.found >= now.most && now.owed === 0) break
      now = readLine(now, line, source, form, printed)
      if (now.quiet && now.any) return { state: now, done: true }
    }
    return { state: now, text: joined(printed), done: now.found >= now.most && now.owed === 0 }
  },
  sourceEnds: (state, source) => {
    const next = { ...state, line: 0, found: 0, kept: [], owed: 0, last: 0 }
    const name = source === '-' ? '(standard input)' : source
    if (state.list && !state.quiet) return { state: next, text: state.found > 0 ? `${name}\n` : '' }
    return { state: next, text: state.counts && !state.quiet ? `${state.names ? `${name}:` : ''}${state.found}\n` : '' }
  },
  end: ({ any }) => ({ exit: any ? 0 : 1 }),
}

function sourceOf(patterns: readonly string[], { given }: Options): string | { readonly problem: string } {
  const dialect: Dialect = given['F'] !== undefined ? 'fixed' : given['P'] !== undefined ? 'perl' : given['E'] !== undefined ? 'extended' : 'basic'
  const sources: string[] = []
  for (const pattern of patterns) {
    const source = patternSource(pattern, dialect)
    if (typeof source !== 'string') return source
    sources.push(source)
  }
  const any = sources.length === 1 ? sources[0]! : sources.map((source) => `(?:${source})`).join('|')
  if (given['x'] !== undefined) return `^(?:${any})$`
  return given['w'] !== undefined ? `(?<!\\w)(?:${any})(?!\\w)` : any
}

/** Looks at one line; writes to `printed` what it leads to. */
function readLine(state: Grep, line: string, source: string, form: RegExp, printed: string[]): Grep {
  form.lastIndex = 0
  const number = state.line + 1
  const hit = form.test(line) !== state.inverted && state.found < state.most
  const label = (sign: string, at: number) => `${state.names ? `${source === '-' ? '(standard input)' : source}${sign}` : ''}${state.numbers ? `${at}${sign}` : ''}`
  const silent = state.counts || state.quiet || state.list
  if (!hit) {
    const kept = state.before > 0 ? [...state.kept, line].slice(-state.before) : state.kept
    if (state.owed === 0) return { ...state, line: number, kept }
    if (!silent && !state.only) printed.push(`${label('-', number)}${line}`)
    return { ...state, line: number, kept: [], owed: state.owed - 1, last: number }
  }
  const next: Grep = { ...state, line: number, found: state.found + 1, any: true, kept: [], owed: state.after, last: number }
  if (silent) return next
  if (state.only) {
    form.lastIndex = 0
    if (!state.inverted) for (const [match] of line.matchAll(form)) if (match !== '') printed.push(`${label(':', number)}${match}`)
    return next
  }
  const first = number - state.kept.length
  if (state.last > 0 && first > state.last + 1 && state.before + state.after > 0) printed.push('--')
  state.kept.forEach((each, index) => printed.push(`${label('-', first + index)}${each}`))
  printed.push(`${label(':', number)}${line}`)
  return next
}
