/** `kubectl describe` of kinds that it knows nothing about: all fields, with titles made of their names. Stands for genericDescriber of kubectl/pkg/describe. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { DescribeContext } from '../context.ts'
import { Description } from '../description.ts'
import { describeEvents } from '../parts/events.ts'

const saidAbove = ['.metadata.managedFields', '.metadata.name', '.metadata.namespace', '.metadata.labels', '.metadata.annotations']

export function describeAnything(object: KubeObject, context: DescribeContext): string {
  const { metadata, kind } = object
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace ?? '')
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  describeFields(text, 0, object, '')
  describeEvents(text, context, { kind: kind!, name: metadata!.name!, namespace: metadata!.namespace, uids: [metadata!.uid!] })
  return text.toString()
}

function describeFields(text: Description, level: number, fields: object, above: string): void {
  for (const [name, value] of Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = `${above}.${name}`
    if (value === undefined || saidAbove.includes(path)) continue
    if (typeof value !== 'object' || value === null) {
      text.line(level, `${titleOf(name)}:`, value === null ? '<nil>' : String(value))
      continue
    }
    text.line(level, `${titleOf(name)}:`)
    if (!Array.isArray(value)) describeFields(text, level + 1, value as object, path)
    else for (const item of value as readonly unknown[]) {
      if (typeof item === 'object' && item !== null) describeFields(text, level + 1, item, path)
      else text.line(level + 1, String(item))
    }
  }
}

const acronyms = ['API', 'URL', 'UID', 'GUID']

/** `Creation Timestamp` of `creationTimestamp`, `API Version` of `apiVersion`; names with digits or signs stay as they are. */
export function titleOf(name: string): string {
  if (!/^[\p{L}-]+$/u.test(name)) return name
  const parts = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|-+/gu) ?? [name]
  const merged: string[] = []
  for (let index = 0; index < parts.length; index++) {
    const [part, next] = [parts[index]!, parts[index + 1]]
    const joins = part.length > 1 && /^\p{Lu}+$/u.test(part) && next !== undefined && /^\p{Lu}/u.test(next)
    merged.push(joins ? part + next : part)
    if (joins) index++
  }
  return merged.map((part) => (acronyms.includes(part.toUpperCase()) ? part.toUpperCase() : part === part.toLowerCase() ? part[0]!.toUpperCase() + part.slice(1) : part)).join(' ')
}
