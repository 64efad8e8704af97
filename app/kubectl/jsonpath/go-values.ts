/** JSON values as Go's fmt package prints them once they are decoded: `map[a:b]`, `[1 2]`, `<nil>`, and as Go would write them in source. */

/** As `%v` prints it. */
export function printValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(printValue).join(' ')}]`
  if (typeof value === 'object') return `map[${entriesOf(value).map(([key, part]) => `${key}:${printValue(part)}`).join(' ')}]`
  return scalar(value)
}

/** As `%#v` prints it. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (typeof value === 'object') return `map[string]interface {}{${entriesOf(value).map(([key, part]) => `${JSON.stringify(key)}:${goSyntax(part)}`).join(', ')}}`
  return typeof value === 'string' ? JSON.stringify(value) : scalar(value)
}

/** Go's name for what a JSON value is decoded into. */
export function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'object' && value !== null) return 'map[string]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

const scalar = (value: unknown) => String(value as string | number | boolean)

const entriesOf = (value: object) => Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
