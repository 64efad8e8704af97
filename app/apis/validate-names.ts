/** The forms of names, labels and ports. Stands for apimachinery/pkg/util/validation. Each answers what is wrong, or nothing. */
import { invalid, type FieldError } from './field-error.ts'

const subdomainForm = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const labelForm = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const qualifiedForm = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const valueForm = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/
const bytes = (text: string) => [...text].reduce((sum, character) => sum + (character.codePointAt(0)! < 0x80 ? 1 : character.codePointAt(0)! < 0x800 ? 2 : character.codePointAt(0)! < 0x10000 ? 3 : 4), 0)

const subdomainText =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const labelText =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const qualifiedText =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const valueText =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

export const subdomainErrors = (text: string): string[] => [...(text.length > 253 ? ['must be no more than 253 characters'] : []), ...(subdomainForm.test(text) ? [] : [subdomainText])]
export const dnsLabelErrors = (text: string): string[] => [...(text.length > 63 ? ['must be no more than 63 characters'] : []), ...(labelForm.test(text) ? [] : [subdomainForm.test(text) ? 'must not contain dots' : labelText])]
/** A label that begins with a letter: the name of a Service. */
export const dns1035Errors = (text: string): string[] => [
  ...(text.length > 63 ? ['must be no more than 63 characters'] : []),
  ...(/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text) ? [] : ["a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"]),
]
export const labelValueErrors = (text: string): string[] => [...(bytes(text) > 63 ? ['must be no more than 63 bytes'] : []), ...(valueForm.test(text) ? [] : [valueText])]

/** A label or taint key: `name` or `prefix/name`. */
export function qualifiedNameErrors(key: string): string[] {
  const parts = key.split('/')
  if (parts.length > 2) return [`a valid label key ${qualifiedText} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  const errors: string[] = []
  const name = parts.at(-1)!
  if (parts.length === 2) {
    if (parts[0] === '') errors.push('prefix part must be non-empty')
    else errors.push(...subdomainErrors(parts[0]!).map((error) => `prefix part ${error}`))
  }
  if (name === '') errors.push('name part must be non-empty')
  else if (bytes(name) > 63) errors.push('name part must be no more than 63 bytes')
  if (!qualifiedForm.test(name)) errors.push(`name part ${qualifiedText}`)
  return errors
}

/** A port's number. */
export const portRange = (field: string, port: number): FieldError[] => (port >= 1 && port <= 65535 ? [] : [invalid(field, port, 'must be between 1 and 65535, inclusive')])

/** The key of an entry of a ConfigMap or Secret. */
export function configKeyErrors(key: string): string[] {
  const errors = key.length > 253 ? ['must be no more than 253 characters'] : []
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) errors.push("a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")
  else if (key === '.') errors.push("must not be '.'")
  else if (key === '..') errors.push("must not be '..'")
  else if (key.startsWith('..')) errors.push("must not start with '..'")
  return errors
}

/** A path that stays below where it begins. */
export function descendingPathErrors(path: string): string[] {
  const errors = path.startsWith('/') ? ['must be a relative path'] : []
  if (path.split('/').includes('..')) errors.push("must not contain '..'")
  return errors
}

/** An address of version 4 or 6. */
export function isIP(text: string): boolean {
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(text)) return text.split('.').every((part) => Number(part) < 256 && (part === '0' || !part.startsWith('0')))
  const halves = text.split('::')
  if (!text.includes(':') || halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? groups.length < 8 : groups.length === 8)
}

/** The name of a port. */
export function portNameErrors(name: string): string[] {
  const errors: string[] = []
  if (name.length > 15) errors.push('must be no more than 15 characters')
  if (!/^[-a-z0-9]+$/.test(name)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)')
  if (name.includes('--')) errors.push('must not contain consecutive hyphens')
  if (name.startsWith('-') || name.endsWith('-')) errors.push('must not begin or end with a hyphen')
  return errors
}
