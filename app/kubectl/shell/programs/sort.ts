/** `sort` and `uniq`. Text is compared by the numbers of its characters, as in the locale C. */
import { joined, wrongUsage, type Filter } from './filter.ts'
import { parseOptions } from './options.ts'
import { fail } from './program.ts'

interface Key {
  readonly from: number
  readonly to: number
  readonly how: string
}

interface Sorting {
  readonly keys: readonly Key[]
  readonly separator: string | undefined
  readonly how: string
  readonly unique: boolean
  readonly stable: boolean
  /** Pieces as they came; put together at the end. */
  readonly pieces: readonly (readonly string[])[]
}

export const sort: Filter<Sorting> = {
  about: 'Sort lines',
  missing: 2,
  missingFile: (path) => `cannot read: ${path}`,
  usage: 'sort [-rnhfuV] [-t SEPARATOR] [-k FIELD[,FIELD]] [FILE…]',
  begin: ({ args }) => {
    const options = parseOptions(args, { letters: 'rnhfuVbsk:t:', long: { reverse: 'r', 'numeric-sort': 'n', 'human-numeric-sort': 'h', 'ignore-case': 'f', unique: 'u', 'version-sort': 'V', key: 'k', 'field-separator': 't', stable: 's' } })
    if ('problem' in options) return wrongUsage('sort', options.problem, 2)
    const { given, all, args: files } = options
    const how = [...'rnhfVb'].filter((letter) => given[letter] !== undefined).join('')
    const keys: Key[] = []
    for (const [, written] of all.filter(([letter]) => letter === 'k')) {
      const found = /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(written)
      if (!found || Number(found[1]) === 0) return fail(`sort: ${found ? 'field number is zero' : 'invalid number at field start'}: invalid field specification ‘${written}’\n`, 2)
      keys.push({ from: Number(found[1]), to: found[3] === undefined ? Infinity : Number(found[3]), how: `${found[2]}${found[4] ?? ''}` })
    }
    const separator = given['t'] === '\\t' ? '\t' : given['t']
    if (separator !== undefined && separator.length !== 1) return fail(separator === '' ? 'sort: empty tab\n' : `sort: multi-character tab ‘${separator}’\n`, 2)
    return { files, state: { keys, separator, how, unique: given['u'] !== undefined, stable: given['s'] !== undefined, pieces: [] } }
  },
  lines: (state, lines) => ({ state: lines.length > 0 ? { ...state, pieces: [...state.pieces, lines] } : state }),
  end: (state) => ({ text: joined(sorted(state)) }),
}

function sorted({ pieces, keys, separator, how, unique, stable }: Sorting): readonly string[] {
  const rules = keys.length > 0 ? keys.map((key) => ({ ...key, how: key.how || how })) : [{ from: 0, to: 0, how }]
  const rows = pieces.flat().map((line) => ({ line, parts: rules.map(({ from, to }) => (from === 0 ? line : fieldsOf(line, separator, from, to))) }))
  const byRules = (a: Row, b: Row) => {
    for (const [index, rule] of rules.entries()) {
      const order = compare(a.parts[index]!, b.parts[index]!, rule.how)
      if (order !== 0) return rule.how.includes('r') ? -order : order
    }
    return 0
  }
  const last = (a: Row, b: Row) => (stable || unique ? 0 : how.includes('r') ? -byCode(a.line, b.line) : byCode(a.line, b.line))
  rows.sort((a, b) => byRules(a, b) || last(a, b))
  return rows.filter((row, index) => !unique || index === 0 || byRules(rows[index - 1]!, row) !== 0).map(({ line }) => line)
}

interface Row {
  readonly line: string
  readonly parts: readonly string[]
}

/** Fields `from` to `to`; without a separator a field begins with the blanks in front of it. */
function fieldsOf(line: string, separator: string | undefined, from: number, to: number): string {
  const fields = separator === undefined ? (line.match(/[ \t]*[^ \t]+|[ \t]+$/g) ?? []) : line.split(separator)
  return fields.slice(from - 1, to).join(separator ?? '')
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const units = ' KMGTPE'

function compare(a: string, b: string, how: string): number {
  if (how.includes('n')) return numberOf(a) - numberOf(b)
  if (how.includes('h')) return sizeOf(a) - sizeOf(b)
  if (how.includes('V')) return byVersion(a, b)
  const [left, right] = how.includes('b') ? [a.trimStart(), b.trimStart()] : [a, b]
  return how.includes('f') ? byCode(left.toUpperCase(), right.toUpperCase()) : byCode(left, right)
}

const numberOf = (text: string) => Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0)

function sizeOf(text: string): number {
  const [, amount, unit = ''] = /^\s*(-?\d*\.?\d+)([KMGTPEk]?)/.exec(text) ?? [undefined, '0']
  return Number(amount) * 1024 ** Math.max(0, units.indexOf(unit.toUpperCase() || ' '))
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []]
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [one, other] = [left[index]!, right[index]!]
    const order = /^\d/.test(one) && /^\d/.test(other) ? Number(one) - Number(other) : byCode(one, other)
    if (order !== 0) return order
  }
  return left.length - right.length
}

interface Repeated {
  readonly counts: boolean
  readonly only: 'all' | 'repeated' | 'single'
  readonly ignoresCase: boolean
  readonly line: string | undefined
  readonly times: number
}

export const uniq: Filter<Repeated> = {
  about: 'Print neighbouring lines that are equal once',
  usage: 'uniq [-cdui] [FILE]',
  begin: ({ args }) => {
    const options = parseOptions(args, { letters: 'cdui', long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i' } })
    if ('problem' in options) return wrongUsage('uniq', options.problem)
    const { given, args: files } = options
    return { files, state: { counts: given['c'] !== undefined, only: given['d'] !== undefined ? 'repeated' : given['u'] !== undefined ? 'single' : 'all', ignoresCase: given['i'] !== undefined, line: undefined, times: 0 } }
  },
  lines: (state, lines) => {
    let { line, times } = state
    const printed: string[] = []
    const alike = (a: string, b: string) => (state.ignoresCase ? a.toLowerCase() === b.toLowerCase() : a === b)
    for (const next of lines) {
      if (line !== undefined && alike(line, next)) times++
      else {
        printed.push(...runOf({ ...state, line, times }))
        line = next
        times = 1
      }
    }
    return { state: { ...state, line, times }, text: joined(printed) }
  },
  end: (state) => ({ text: joined(runOf(state)) }),
}

function runOf({ line, times, counts, only }: Repeated): readonly string[] {
  if (line === undefined || (only === 'repeated' && times < 2) || (only === 'single' && times > 1)) return []
  return [counts ? `${String(times).padStart(7)} ${line}` : line]
}
