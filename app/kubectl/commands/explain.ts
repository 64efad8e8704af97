/** `kubectl explain`: the fields of a kind, and what they are for. Stands for kubectl/pkg/explain/v2, its layout with words of our own. */
import { fieldAt, type FieldAt } from '#apis/field-at'
import { shortName, type Field } from '#apis/fields'
import type { Command, Invocation } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { groupVersionResource } from '../resource-builder.ts'
import { findResource, unknownResource, type ApiResource } from '../resource-names.ts'
import { wrapWords } from '../wrap-words.ts'

export const explain: Command = {
  about: 'Explain the fields of a kind',
  usage: 'explain TYPE [--recursive] [--api-version=GROUP/VERSION]',
  examples: ['kubectl explain ds', 'kubectl explain ds.spec.updateStrategy', 'kubectl explain pod.spec.tolerations --recursive'],
  flags: [
    { name: 'recursive', type: 'boolean', about: 'all fields below, by name only' },
    { name: 'api-version', type: 'text', about: 'of which version of the API' },
    { name: 'output', short: 'o', type: 'text', about: 'plaintext, or plaintext-openapiv2' },
  ],
  start: (invocation) => {
    const { args, flags } = invocation
    const streams = new IOStreams()
    if (args.length === 0) return streams.fail('You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.')
    if (args.length > 1) return streams.fail('We accept only this format: explain RESOURCE')
    const asked = resourceAndPath(args[0]!)
    if ('problem' in asked) return streams.fail(asked.problem)
    const format = flags.text('output') ?? 'plaintext'
    if (format !== 'plaintext' && format !== 'plaintext-openapiv2') return streams.fail(`unrecognized format: ${format}`)
    const { type, path: fieldPath } = asked
    const apiVersion = flags.text('api-version') || type.apiVersion
    if (apiVersion !== type.apiVersion) {
      const other = groupVersionResource({ ...type, apiVersion, group: apiVersion.includes('/') ? apiVersion.split('/')[0]! : '' })
      return streams.fail(knownVersions.includes(apiVersion) ? `GVR (${other}) not found in OpenAPI schema` : `couldn't find resource for ${JSON.stringify(other)}`)
    }
    const { kind, group } = type
    if (group !== '') streams.out(`GROUP:      ${group}\n`)
    streams.out(`KIND:       ${kind}\nVERSION:    ${apiVersion.split('/').at(-1)}\n\n`)
    const missing = fieldPath.findIndex((_, index) => !isField(apiVersion, kind, fieldPath.slice(0, index + 1)))
    if (missing >= 0) return streams.fail(`field ${JSON.stringify(fieldPath[missing])} does not exist`)
    streams.out(explanation(invocation, type, fieldPath, flags.on('recursive')))
    return streams.exit()
  },
}

const knownVersions = ['v1', 'apps/v1', 'policy/v1', 'scheduling.k8s.io/v1']

/** A key of a map is no field, though something may stand there. */
function isField(apiVersion: string, kind: string, path: readonly string[]): boolean {
  const parent = fieldAt(apiVersion, kind, path.slice(0, -1))
  return parent?.field.values === undefined && fieldAt(apiVersion, kind, path) !== undefined
}

/** `ds.spec.template`, `daemonsets.apps.spec`: the longest beginning that is a resource, and the fields behind it. */
function resourceAndPath(written: string): { readonly type: ApiResource; readonly path: readonly string[] } | { readonly problem: string } {
  const parts = written.replace(/\.$/, '').split('.')
  const type = findResource(parts[0]!)
  if (!type) return { problem: unknownResource(parts[0]!) }
  const whole = type.qualified
  const rest = written === whole || written.startsWith(`${whole}.`) ? written.slice(whole.length + 1) : parts.slice(1).join('.')
  return { type, path: rest.split('.').filter(Boolean) }
}

const textIndent = '    '

function explanation({ input }: Invocation, { apiVersion, kind }: ApiResource, path: readonly string[], recursive: boolean): string {
  const at = fieldAt(apiVersion, kind, path)
  const describe = (fieldPath: readonly string[]) => wrapWords(input.explanationOf?.(kind, fieldPath) ?? '<empty>', 76)
  const parts: string[] = []
  if (path.length > 0) parts.push(`FIELD: ${at!.name} <${typeText(at!.field)}>${at!.required ? ' -required-' : ''}\n${enumBlock(at!.field)}\n`)
  parts.push(`DESCRIPTION:\n${describe(path).map((line) => `${textIndent}${line}\n`).join('')}${textIndent}\n`)
  if (at?.fields) parts.push(`FIELDS:\n${recursive ? fieldTree(apiVersion, kind, path) : fieldList(at, (name) => describe([...path, name]))}\n`)
  return parts.join('')
}

function enumBlock({ enum: values }: Field): string {
  return values ? `ENUM:\n${values.map((value) => `${textIndent}${value === '' ? '""' : value}\n`).join('')}` : ''
}

function fieldList(at: FieldAt, textOf: (name: string) => readonly string[]): string {
  return Object.entries(at.fields!).map(([name, field]) => `${fieldHead(at, name, field, '  ')}${textOf(name).map((line) => `    ${line}\n`).join('')}\n`).join('')
}

/** All fields below. A type inside itself is shown once. */
function fieldTree(apiVersion: string, kind: string, path: readonly string[], indent = '  ', seen: readonly string[] = []): string {
  const at = fieldAt(apiVersion, kind, path)
  if (!at?.fields || seen.includes(at.typeName!)) return ''
  return Object.entries(at.fields).map(([name, field]) => fieldHead(at, name, field, indent) + fieldTree(apiVersion, kind, [...path, name], `${indent}  `, [...seen, at.typeName!])).join('')
}

function fieldHead({ requiredFields }: FieldAt, name: string, field: Field, indent: string): string {
  return `${indent}${name}\t<${typeText(field)}>${requiredFields.includes(name) ? ' -required-' : ''}\n${field.enum ? `${indent}enum: ${enumLine(field.enum)}\n` : ''}`
}

const mostEnumValues = 4
const enumLine = (values: readonly string[]) => `${values.slice(0, mostEnumValues).map((value) => (value === '' ? '""' : value)).join(', ')}${values.length > mostEnumValues ? ', ....' : ''}`

/** `string`, `[]Container`, `map[string]Quantity`. */
function typeText({ type, items, values }: Field): string {
  if (type === 'array' && items) return `[]${typeText(items)}`
  if (type === 'object' && values) return `map[string]${typeText(values)}`
  return type === 'object' ? 'Object' : shortName(type)
}
