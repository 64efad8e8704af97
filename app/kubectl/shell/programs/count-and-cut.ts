/** `wc`, `cut` and `tr`. */
import { joined, textOfFile, wrongUsage, type Filter } from './filter.ts'
import { parseOptions } from './options.ts'
import { fail, out, type Program } from './program.ts'

interface Counts {
  readonly lines: number
  readonly words: number
  readonly bytes: number
}

interface Counting {
  readonly shown: readonly (keyof Counts)[]
  readonly sum: Counts
}

const nothing: Counts = { lines: 0, words: 0, bytes: 0 }
const counted = (text: string): Counts => ({ lines: text.split('\n').length - 1, words: text.match(/\S+/g)?.length ?? 0, bytes: utf8Length(text) })
const added = (a: Counts, b: Counts): Counts => ({ lines: a.lines + b.lines, words: a.words + b.words, bytes: a.bytes + b.bytes })

function utf8Length(text: string): number {
  let length = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return length
}

export const wc: Program = {
  about: 'Count lines, words and bytes',
  usage: 'wc [-lwc] [FILE…]',
  start: ({ args, files }) => {
    const options = parseOptions(args, { letters: 'lwcm', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' } })
    if ('problem' in options) return wrongUsage('wc', options.problem)
    const { given } = options
    const asked = ([['l', 'lines'], ['w', 'words'], ['c', 'bytes'], ['m', 'bytes']] as const).filter(([letter]) => given[letter] !== undefined).map(([, name]) => name)
    const shown = asked.length > 0 ? asked : (['lines', 'words', 'bytes'] as const)
    if (options.args.length === 0) return { reads: true, state: { shown, sum: nothing } satisfies Counting }
    return ofFiles(options.args, files, shown)
  },
  read: (kept, text, ended) => {
    const { shown, sum } = kept as Counting
    // A word that is cut in two by the end of a piece cannot happen: commands print whole lines.
    const total = added(sum, counted(text))
    if (!ended) return { reads: true, state: { shown, sum: total } }
    return { output: [out(`${row(total, shown, shown.length === 1 ? 0 : 7)}\n`)], exit: 0 }
  },
}

const row = (counts: Counts, shown: readonly (keyof Counts)[], width: number) => shown.map((name) => String(counts[name]).padStart(width)).join(' ')

function ofFiles(paths: readonly string[], files: Readonly<Record<string, string>>, shown: readonly (keyof Counts)[]) {
  const each = paths.map((path) => ({ path, text: textOfFile(files, path) }))
  const rows = each.map(({ path, text }) => ({ path, counts: text === undefined ? undefined : counted(text) }))
  const total = rows.reduce((sum, { counts }) => (counts ? added(sum, counts) : sum), nothing)
  // GNU's takes the digits of the size of all files together for every column.
  const width = shown.length === 1 && paths.length === 1 ? 0 : String(total.bytes).length
  const output = rows.map(({ path, counts }) => (counts ? out(`${row(counts, shown, width)} ${path}\n`) : { stream: 'stderr' as const, text: `wc: ${path}: No such file or directory\n` }))
  if (paths.length > 1) output.push(out(`${row(total, shown, width)} total\n`))
  return { output, exit: Number(rows.some(({ counts }) => !counts)) }
}

interface Cutting {
  readonly by: 'fields' | 'characters'
  readonly ranges: readonly (readonly [from: number, to: number])[]
  readonly delimiter: string
  readonly onlyDelimited: boolean
}

export const cut: Filter<Cutting> = {
  about: 'Print some fields of each line',
  usage: 'cut (-d DELIMITER -f LIST | -c LIST) [FILE…]',
  begin: ({ args }) => {
    const options = parseOptions(args, { letters: 'd:f:c:b:s', long: { delimiter: 'd', fields: 'f', characters: 'c', bytes: 'b', 'only-delimited': 's' } })
    if ('problem' in options) return wrongUsage('cut', options.problem)
    const { given } = options
    const list = given['f'] ?? given['c'] ?? given['b']
    if (list === undefined) return wrongUsage('cut', 'you must specify a list of bytes, characters, or fields')
    const delimiter = given['d'] ?? '\t'
    if (delimiter.length !== 1) return wrongUsage('cut', 'the delimiter must be a single character')
    const ranges: [number, number][] = []
    for (const part of list.split(',')) {
      const found = /^(\d*)(-?)(\d*)$/.exec(part)
      if (!found || part === '' || part === '-') return wrongUsage('cut', given['f'] === undefined ? 'invalid byte or character range' : 'invalid field range')
      const [, from, dash, to] = found as unknown as [string, string, string, string]
      if (Number(from || 1) === 0) return wrongUsage('cut', given['f'] === undefined ? 'byte/character positions are numbered from 1' : 'fields are numbered from 1')
      ranges.push([Number(from || 1), dash ? (to === '' ? Infinity : Number(to)) : Number(from)])
    }
    return { files: options.args, state: { by: given['f'] === undefined ? 'characters' : 'fields', ranges, delimiter, onlyDelimited: given['s'] !== undefined } }
  },
  lines: (state, lines) => ({ state, text: joined(lines.flatMap((line) => cutLine(state, line))) }),
}

function cutLine({ by, ranges, delimiter, onlyDelimited }: Cutting, line: string): readonly string[] {
  const wanted = (_: string, index: number) => ranges.some(([from, to]) => index + 1 >= from && index + 1 <= to)
  if (by === 'characters') return [[...line].filter(wanted).join('')]
  if (!line.includes(delimiter)) return onlyDelimited ? [] : [line]
  return [line.split(delimiter).filter(wanted).join(delimiter)]
}

interface Translating {
  readonly from: string
  readonly to: string
  readonly deletes: boolean
  readonly squeezes: boolean
  readonly last: string
}

export const tr: Program = {
  about: 'Replace or delete characters',
  usage: 'tr [-ds] SET [SET]',
  start: ({ args }) => {
    const options = parseOptions(args, { letters: 'ds', long: { delete: 'd', 'squeeze-repeats': 's' } })
    if ('problem' in options) return wrongUsage('tr', options.problem)
    const [from, to] = options.args.map(charactersOf)
    const [deletes, squeezes] = [options.given['d'] !== undefined, options.given['s'] !== undefined]
    if (from === undefined) return wrongUsage('tr', 'missing operand')
    if (to === undefined && !deletes && !squeezes) return fail(`tr: missing operand after '${options.args[0]}'\nTwo strings must be given when translating.\nTry 'help tr' for more information.\n`)
    return { reads: true, state: { from, to: to ?? '', deletes, squeezes, last: '' } satisfies Translating }
  },
  read: (kept, text, ended) => {
    const state = kept as Translating
    const [printed, last] = translated(state, text)
    return { output: [out(printed)], ...(ended ? { exit: 0 } : { reads: true, state: { ...state, last } }) }
  },
}

const sets: Readonly<Record<string, string>> = { 'a-z': 'abcdefghijklmnopqrstuvwxyz', 'A-Z': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0-9': '0123456789' }

function charactersOf(set: string): string {
  const named = set.replaceAll('[:lower:]', 'a-z').replaceAll('[:upper:]', 'A-Z').replaceAll('[:digit:]', '0-9').replaceAll('[:space:]', ' \t\n').replaceAll('[:blank:]', ' \t')
  const unescaped = named.replace(/\\(.)/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter)
  return unescaped.replace(/a-z|A-Z|0-9|(.)-(.)/gs, (range, first?: string, last?: string) => sets[range] ?? between(first!, last!))
}

function between(first: string, last: string): string {
  const length = last.charCodeAt(0) - first.charCodeAt(0)
  return length < 0 ? `${first}-${last}` : Array.from({ length: length + 1 }, (_, index) => String.fromCharCode(first.charCodeAt(0) + index)).join('')
}

function translated({ from, to, deletes, squeezes, last: before }: Translating, text: string): [string, string] {
  const places = new Map([...from].map((character, index) => [character, index]))
  const squeezed = new Set(to === '' ? from : to)
  let [printed, last] = ['', before]
  for (const character of text) {
    const place = places.get(character)
    if (deletes && place !== undefined) continue
    const next = place === undefined || to === '' ? character : (to[place] ?? to.at(-1)!)
    if (squeezes && next === last && squeezed.has(next)) continue
    printed += next
    last = next
  }
  return [printed, last]
}

