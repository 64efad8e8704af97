/**
 * The door for acts that come from outside: a link, a file, storage. One table says which fields an
 * act has and what each may hold; whatever else comes is refused with its place.
 */
import type { Act } from './act.ts'

/** What is wrong with something from outside: where, what stands there, what was expected. */
export interface Problem {
  /** Path in the recording: `acts[3].act.join[0].name`. */
  readonly where: string
  readonly found: string
  readonly expected: string
}

/** Adds to `problems` what is wrong with `value`. */
export type Check = (value: unknown, where: string, problems: Problem[]) => void

/** The longest texts and lists that a recording may hold. */
export const limits = {
  /** UTF-16 units of one manifest. */
  manifest: 1_000_000,
  /** Of any other text. */
  text: 512,
  /** Entries of one list or map. */
  entries: 10_000,
} as const

const print = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

const refuse = (problems: Problem[], where: string, value: unknown, expected: string): void => void problems.push({ where, found: print(value), expected })

/** A text of at most so many characters, not empty unless that is allowed. */
export const textOf = (longest: number, mayBeEmpty = false): Check => (value, where, problems) => {
  if (typeof value !== 'string' || (value === '' && !mayBeEmpty)) refuse(problems, where, value, 'text')
  else if (value.length > longest) problems.push({ where, found: `${value.length} characters`, expected: `at most ${longest}` })
}

/** A whole number within these bounds, both included. */
export const wholeNumber = (least: number, most: number): Check => (value, where, problems) => {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) refuse(problems, where, value, `a whole number from ${least} to ${most}`)
}

const yesOrNo: Check = (value, where, problems) => {
  if (typeof value !== 'boolean') refuse(problems, where, value, 'true or false')
}

const oneOf = (...words: readonly string[]): Check => (value, where, problems) => {
  if (!words.some((word) => word === value)) refuse(problems, where, value, words.join(', '))
}

/** A list; stops at the first faulty entry, since a list has thousands of a kind. */
export const listOf = (entry: Check, most: number = limits.entries): Check => (value, where, problems) => {
  if (!Array.isArray(value)) return refuse(problems, where, value, 'a list')
  if (value.length > most) return void problems.push({ where, found: `${value.length} entries`, expected: `at most ${most}` })
  const before = problems.length
  for (let at = 0; at < value.length && problems.length === before; at++) entry(value[at], `${where}[${at}]`, problems)
}

/** A plain object that nobody gave a prototype of his own. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with these fields and no others; a name that ends in `?` may be absent. */
export const fieldsOf = (fields: Readonly<Record<string, Check>>): Check => {
  const known = Object.entries(fields).map(([name, check]) => ({ name: name.replace('?', ''), optional: name.endsWith('?'), check }))
  return (value, where, problems) => {
    if (!isRecord(value)) return refuse(problems, where, value, `an object with ${known.map(({ name }) => name).join(', ')}`)
    for (const { name, optional, check } of known) if (!optional || Object.hasOwn(value, name)) check(Object.hasOwn(value, name) ? value[name] : undefined, join(where, name), problems)
    for (const name of Object.keys(value)) if (!known.some((field) => field.name === name)) problems.push({ where: join(where, name), found: print(value[name]), expected: `no such field; known are ${known.map((field) => field.name).join(', ')}` })
  }
}

const join = (where: string, name: string): string => (where === '' ? name : `${where}.${name}`)

/** `__proto__` as a key of a record would be no entry of it. */
const entryName: Check = (name, where, problems) => {
  if (name === '__proto__') refuse(problems, where, name, 'another name')
  else textOf(limits.text)(name, where, problems)
}

/** Names, each with a value that passes. */
export const recordOf = (entry: Check, key: Check = entryName): Check => (value, where, problems) => {
  if (!isRecord(value)) return refuse(problems, where, value, 'names with texts')
  const entries = Object.entries(value)
  if (entries.length > limits.entries) return void problems.push({ where, found: `${entries.length} entries`, expected: `at most ${limits.entries}` })
  for (const [name, each] of entries) {
    key(name, where, problems)
    entry(each, join(where, name), problems)
  }
}

const texts = recordOf(textOf(limits.text, true))

const name: Check = textOf(limits.text)
const names = listOf(name)
const taint = fieldsOf({ key: name, 'value?': textOf(limits.text, true), effect: name, 'timeAdded?': name })

/** A machine that joins. */
export const joiningNode: Check = fieldsOf({ name, 'labels?': texts, 'taints?': listOf(taint, 100), 'unschedulable?': yesOrNo, 'allocatable?': texts })

/** Every act by the field that names it, and the fields it has beside. */
export const machineActs: Readonly<Record<ActName, Check>> = {
  join: fieldsOf({ join: listOf(joiningNode) }),
  leave: fieldsOf({ leave: names }),
  fail: fieldsOf({ fail: names }),
  recover: fieldsOf({ recover: names }),
  fill: fieldsOf({ fill: name, requests: texts }),
  pod: fieldsOf({ pod: name, fault: oneOf('crash', 'evict', 'unready', 'ready', 'fail-liveness', 'fail-startup') }),
  pressure: fieldsOf({ pressure: name, of: oneOf('memory', 'disk', 'pid'), short: yesOrNo }),
}

type NamesOf<T> = T extends T ? keyof T : never
/** The fields that tell acts apart; a new act does not compile before it stands in the table. */
type ActName = Exclude<NamesOf<Act>, 'requests' | 'fault' | 'of' | 'short'>

/** Is this one of these acts, and nothing else? Acts are told apart by the field that names them. */
export const oneOfActs = (table: Readonly<Record<string, Check>>): Check => {
  const names = Object.keys(table)
  return (value, where, problems) => {
    const named = isRecord(value) ? names.filter((each) => Object.hasOwn(value, each)) : []
    if (named.length !== 1) refuse(problems, where, value, `one of the acts ${names.join(', ')}`)
    else table[named[0]!]!(value, where, problems)
  }
}
