/**
 * What a file of a lesson may hold, as values: each one reads and checks, says in words what it
 * expects, and prints itself as JSON Schema. The tables made of them are the only place where a
 * field is declared; reader, types, messages, `lesson.schema.json` and the author's guide follow.
 */

import { quotesMend } from './mend.ts'

/** What is wrong at one path of a file. */
export interface Finding {
  /** As in causes: `tasks[1].checks[0].within`. */
  readonly path: string
  readonly found: string
  readonly expected: string
  /** How to mend it; undefined where `expected` says it already. */
  readonly mend?: string
}

export type JsonSchema = Readonly<Record<string, unknown>>

/** One kind of value. */
export interface Schema<T> {
  /** In words, as "expected" says it: `a duration such as 90s`. */
  readonly words: string
  /** The value as the program uses it. What is wrong is added to `findings`, and then the result is not to be used. */
  read(value: unknown, path: string, findings: Finding[]): T
  readonly json: JsonSchema
  /** Set for tables of fields: what the author's guide prints. */
  readonly table?: FieldTable
}

export type Read<S> = S extends Schema<infer T> ? T : never

/** One field of a table. */
export interface FieldOf<T, Needed extends boolean = boolean> {
  readonly schema: Schema<T>
  readonly needed: Needed
  readonly about: string
}

export type FieldTable = Readonly<Record<string, FieldOf<unknown>>>

/** A field that must be there, with a sentence for the author. */
export const needed = <T>(schema: Schema<T>, about: string): FieldOf<T, true> => ({ schema, needed: true, about })
/** A field that may be absent, with a sentence for the author that also says what holds then. */
export const optional = <T>(schema: Schema<T>, about: string): FieldOf<T, false> => ({ schema, needed: false, about })

type NeededNames<F> = { [K in keyof F]: F[K] extends FieldOf<unknown, true> ? K : never }[keyof F]
type Value<F> = F extends FieldOf<infer T> ? T : never
/** What a table of fields reads. */
export type Fields<F> = { readonly [K in NeededNames<F>]: Value<F[K]> } & { readonly [K in Exclude<keyof F, NeededNames<F>>]?: Value<F[K]> }

const print = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** The path of a field below another. */
export const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const scalar = <T>(words: string, json: JsonSchema, accept: (value: unknown) => T | undefined, mendOf: (value: unknown) => string | undefined = () => undefined): Schema<T> => ({
  words,
  json,
  read(value, path, findings) {
    const accepted = accept(value)
    if (accepted === undefined) findings.push({ path, found: print(value), expected: words, ...(mendOf(value) !== undefined && { mend: mendOf(value)! }) })
    return accepted as T
  },
})

/** A text that is not empty. Numbers are taken as they are written. */
export const text = (longest = 2_000, words = 'text'): Schema<string> => ({
  words,
  json: { type: 'string', minLength: 1, maxLength: longest },
  read(value, path, findings) {
    const given = typeof value === 'number' ? String(value) : value
    if (typeof given !== 'string' || given.trim() === '') findings.push({ path, found: print(value), expected: words, mend: isRecord(value) ? 'put quotes around a text that holds ": "' : undefined })
    else if (given.length > longest) findings.push({ path, found: `${given.length} characters`, expected: `at most ${longest}` })
    return given as string
  },
})

/** A text of this form; `mendOf` may propose one for what is of another. */
export const matching = (form: RegExp, words: string, mendOf?: (value: unknown) => string | undefined): Schema<string> =>
  scalar(words, { type: 'string', pattern: form.source }, (value) => (typeof value === 'string' && form.test(value) ? value : undefined), mendOf)

export const wholeNumber = (least: number, most: number): Schema<number> =>
  scalar(`a whole number from ${least} to ${most}`, { type: 'integer', minimum: least, maximum: most }, (value) => (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most ? (value as number) : undefined))

export const anyNumber: Schema<number> = scalar('a number', { type: 'number' }, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined))

export const yesOrNo: Schema<boolean> = scalar('true or false', { type: 'boolean' }, (value) => (typeof value === 'boolean' ? value : undefined))

export const oneOf = <const W extends readonly (string | number)[]>(...words: W): Schema<W[number]> =>
  scalar(words.join(', '), { enum: words }, (value) => words.find((word) => word === value), (value) => quotesMend(value, words))

/** Any value at all. */
export const anything: Schema<unknown> = { words: 'any value', json: {}, read: (value) => value }

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }
/** `90s`, `1m30s`, `500ms`: virtual ms. */
export const duration = (longestMs: number): Schema<number> => {
  const words = `a duration such as 90s, at most ${printDuration(longestMs)}`
  return scalar(words, { type: 'string', pattern: '^(\\d+(ms|s|m|h))+$' }, (value) => {
    if (typeof value !== 'string' || !/^(\d+(ms|s|m|h))+$/.test(value)) return undefined
    let total = 0
    for (const [, amount, unit] of value.matchAll(/(\d+)(ms|s|m|h)/g)) total += Number(amount) * units[unit!]!
    return total <= longestMs ? total : undefined
  }, (value) => (typeof value === 'number' ? `did you mean ${value}s?` : undefined))
}

/** `90s`, `5m`, `1m30s`. */
export function printDuration(ms: number): string {
  if (ms % 1_000 !== 0) return `${ms}ms`
  const [minutes, seconds] = [Math.floor(ms / 60_000), (ms % 60_000) / 1_000]
  return minutes > 1 || (minutes === 1 && seconds === 0) ? `${minutes}m${seconds ? `${seconds}s` : ''}` : `${ms / 1_000}s`
}

export const listOf = <T>(item: Schema<T>, most = 1_000, least = 0): Schema<readonly T[]> => ({
  words: `a list of ${item.words}`,
  json: { type: 'array', items: item.json, maxItems: most, ...(least > 0 && { minItems: least }) },
  table: item.table,
  read(value, path, findings) {
    if (!Array.isArray(value)) return findings.push({ path, found: print(value), expected: `a list of ${item.words}`, mend: isRecord(value) ? 'start each entry on its own line with "- "' : `put it in brackets: [${print(value)}]` }), []
    if (value.length > most || value.length < least) findings.push({ path, found: `${value.length} entries`, expected: value.length < least ? `at least ${least}` : `at most ${most}` })
    return (value as readonly unknown[]).slice(0, most).map((each, at) => item.read(each, `${path}[${at}]`, findings))
  },
})

/** Names of the author's choice with values of one kind. */
export const mapOf = <T>(item: Schema<T>, most = 1_000): Schema<Readonly<Record<string, T>>> => ({
  words: `names, each with ${item.words}`,
  json: { type: 'object', additionalProperties: item.json, maxProperties: most },
  read(value, path, findings) {
    if (!isRecord(value)) return findings.push({ path, found: print(value), expected: `names, each with ${item.words}` }), {}
    const names = Object.keys(value)
    if (names.length > most) findings.push({ path, found: `${names.length} entries`, expected: `at most ${most}` })
    if (names.includes('__proto__')) findings.push({ path, found: '__proto__', expected: 'another name' })
    return Object.fromEntries(names.map((name) => [name, item.read(value[name], below(path, name), findings)]))
  },
})

/** Exactly these fields: an unknown one is an error, and the nearest known name is offered. */
export function fields<const F extends FieldTable>(words: string, table: F): Schema<Fields<F>> {
  const names = Object.keys(table)
  return {
    words,
    table,
    json: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { ...table[name]!.schema.json, description: table[name]!.about }])),
      required: names.filter((name) => table[name]!.needed),
      additionalProperties: false,
    },
    read(value, path, findings) {
      if (!isRecord(value)) return findings.push({ path, found: print(value), expected: `${words}, with ${names.join(', ')}` }), {} as Fields<F>
      for (const name of Object.keys(value)) if (!Object.hasOwn(table, name)) findings.push(unknownField(path, name, names))
      const read: Record<string, unknown> = {}
      for (const [name, { schema, needed: must }] of Object.entries(table)) {
        if (Object.hasOwn(value, name)) read[name] = schema.read(value[name], below(path, name), findings)
        else if (must) findings.push({ path: below(path, name), found: 'nothing', expected: schema.words, mend: `add ${name}` })
      }
      return read as Fields<F>
    },
  }
}

function unknownField(path: string, name: string, known: readonly string[]): Finding {
  const near = nearest(name, known)
  return { path: below(path, name), found: `a field ${name}`, expected: known.join(', '), mend: near ? `did you mean ${near}?` : / /.test(name) ? 'put quotes around a text that holds a comma' : 'take it away' }
}

/** The known word that is at most two strokes away. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const scored = known.map((each) => [strokes(word.toLowerCase(), each.toLowerCase()), each] as const).sort(([a], [b]) => a - b)
  return scored[0] && scored[0][0] <= 2 ? scored[0][1] : undefined
}

function strokes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

/** One of several shapes; `tell` says which one is meant. */
export const eitherOf = <T>(words: string, shapes: readonly Schema<T>[], tell: (value: unknown) => Schema<T> | undefined): Schema<T> => ({
  words,
  json: { anyOf: shapes.map(({ json }) => json) },
  read(value, path, findings) {
    const meant = tell(value)
    if (!meant) return findings.push({ path, found: print(value), expected: words }), undefined as T
    return meant.read(value, path, findings)
  },
})

/** The variants of a union of objects that one field each tells apart, with fields that all share. */
export function variants<const V extends Readonly<Record<string, Schema<unknown>>>>(words: string, all: V): Schema<Read<V[keyof V]>> {
  const names = Object.keys(all)
  return {
    words: `${words}: one of ${names.join(', ')}`,
    json: { anyOf: Object.values(all).map(({ json }) => json) },
    read(value, path, findings) {
      const named = isRecord(value) ? names.filter((name) => Object.hasOwn(value, name)) : []
      if (named.length === 1) return all[named[0]!]!.read(value, path, findings) as Read<V[keyof V]>
      const near = isRecord(value) ? Object.keys(value).map((name) => nearest(name, names)).find((name) => name !== undefined) : undefined
      const [first, ...more] = typeof value === 'string' ? value.trim().split(/\s+/) : []
      const mend = named.length > 1 ? 'make an entry of its own of each' : first !== undefined && names.includes(first) && more.length > 0 ? `write {${first}: ${JSON.stringify(more.join(' '))}}` : near && `did you mean ${near}?`
      findings.push({ path, found: named.length > 1 ? named.join(' and ') : print(value), expected: `${words}: exactly one of ${names.join(', ')}`, mend })
      return undefined as Read<V[keyof V]>
    },
  }
}
