/** The functions of Go's templates, and how Go prints and judges what they give. Stands for text/template/funcs.go. */

type Result = { readonly value: unknown } | { readonly problem: string }
/** An argument that is computed when it is needed: `and` and `or` stop early. */
type Lazy = () => unknown

/** As `{{.}}` prints a value decoded from JSON: numbers as floats, large ones with an exponent. */
export function printGo(value: unknown): string {
  if (value === undefined) return '<no value>'
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(printGo).join(' ')}]`
  if (typeof value === 'object') return `map[${Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => `${key}:${printGo(part)}`).join(' ')}]`
  return typeof value === 'number' ? printFloat(value) : String(value as string | boolean)
}

function printFloat(value: number): string {
  const [digits, exponent] = value.toExponential().split('e') as [string, string]
  if (value === 0 || (Number(exponent) >= -4 && Number(exponent) < 6)) return String(value)
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

/** Everything but nothing, zero, false and what is empty. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}

/** Calls a function. `isFloat` says of each argument whether Go takes its number for a float: those of the data are. */
export function callFunction(name: string, given: readonly Lazy[], isFloat: readonly boolean[]): Result {
  if (name === 'and' || name === 'or') return { value: logic(name, given) }
  const values = given.map((value) => value())
  switch (name) {
    case 'not':
      return { value: !isTrue(values[0]) }
    case 'len':
      return lengthOf(values[0])
    case 'index':
      return indexed(values)
    case 'print':
      return { value: values.map((value, index) => `${index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string' ? ' ' : ''}${printGo(value)}`).join('') }
    case 'println':
      return { value: `${values.map(printGo).join(' ')}\n` }
    case 'printf':
      return { value: formatted(printGo(values[0]), values.slice(1)) }
    case 'exists':
      return { value: exists(values) }
    case 'base64decode':
      return decoded(values[0])
    default:
      return compared(name, values, isFloat)
  }
}

function logic(name: 'and' | 'or', given: readonly Lazy[]): unknown {
  let value: unknown
  for (const next of given) {
    value = next()
    if (isTrue(value) === (name === 'or')) return value
  }
  return value
}

function lengthOf(value: unknown): Result {
  if (typeof value === 'string') return { value: bytesOf(value) }
  if (typeof value === 'object' && value !== null) return { value: Object.keys(value).length }
  return { problem: value === undefined || value === null ? 'len of nil pointer' : `len of type ${typeof value === 'number' ? 'float64' : 'bool'}` }
}

/** A text's length in UTF-8. */
const bytesOf = (text: string) => [...text].reduce((sum, character) => sum + encodeURIComponent(character).replace(/%../g, '%').length, 0)

function indexed([from, ...keys]: readonly unknown[]): Result {
  let value = from
  for (const key of keys) {
    if (value === undefined || value === null) return { problem: 'index of untyped nil' }
    if (Array.isArray(value)) {
      if (typeof key !== 'number') return { problem: `cannot index slice/array with type ${typeof key}` }
      if (key < 0 || key >= value.length) return { problem: `index out of range: ${key}` }
      value = (value as unknown[])[key]
    } else if (typeof value === 'object') value = (value as Record<string, unknown>)[String(key)]
    else return { problem: `can't index item of type ${typeof value === 'number' ? 'float64' : typeof value}` }
  }
  return { value }
}

/** Is there something at the end of these keys? */
function exists([from, ...keys]: readonly unknown[]): boolean {
  const found = indexed([from, ...keys])
  return 'value' in found && found.value !== undefined
}

function formatted(format: string, values: readonly unknown[]): string {
  let next = 0
  const text = format.replace(/%([-+0 #]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g, (_, flags: string, width: string, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%'
    if (next >= values.length) return `%!${verb}(MISSING)`
    const value = values[next++]
    const printed = verb === 'q' ? JSON.stringify(printGo(value)) : verb === 'd' ? (typeof value === 'number' ? `%!d(float64=${printGo(value)})` : `%!d(string=${printGo(value)})`) : verb === 'f' || (verb === 'g' && precision) ? Number(value).toFixed(Number(precision ?? 6)) : verb === 'T' ? typeof value : printGo(value)
    return flags.includes('-') ? printed.padEnd(Number(width)) : printed.padStart(Number(width))
  })
  return next < values.length ? `${text}%!(EXTRA ${values.slice(next).map((value) => `${typeof value === 'number' ? 'float64' : typeof value}=${printGo(value)}`).join(', ')})` : text
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decoded(value: unknown): Result {
  const text = printGo(value).replace(/=+$/, '')
  if ([...text].some((letter) => !alphabet.includes(letter))) return { problem: `base64 decode failed: illegal base64 data at input byte ${[...text].findIndex((letter) => !alphabet.includes(letter))}` }
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(6, '0')).join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return { value: decodeURIComponent(bytes.map((byte) => `%${parseInt(byte, 2).toString(16).padStart(2, '0')}`).join('')) }
}

/** Go compares values of one kind alone; a whole number that is written out is no float. */
function compared(name: string, values: readonly unknown[], isFloat: readonly boolean[]): Result {
  const [first, ...others] = values
  if (others.length === 0) return { problem: 'missing argument for comparison' }
  const kind = (index: number) => (typeof values[index] === 'number' ? (isFloat[index] ? 'float' : 'int') : typeof values[index])
  const matches: boolean[] = []
  for (let index = 1; index < values.length; index++) {
    const [a, b] = [kind(0), kind(index)]
    if (a === 'object' || b === 'object' || a === 'undefined' || b === 'undefined') {
      if (name !== 'eq' && name !== 'ne') return { problem: 'invalid type for comparison' }
      matches.push(first === values[index])
    } else if (a !== b) return { problem: 'incompatible types for comparison' }
    else matches.push(first === values[index])
  }
  if (name === 'eq') return { value: matches.includes(true) }
  if (name === 'ne') return { value: !matches[0] }
  if (typeof first === 'boolean') return { problem: 'invalid type for comparison' }
  const [a, b] = [first as number, others[0] as number]
  return { value: name === 'lt' ? a < b : name === 'le' ? a <= b : name === 'gt' ? a > b : a >= b }
}
