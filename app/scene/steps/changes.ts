/** What somebody changed of an object, in words: labels, taints, a cordon, or fields by their paths. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import { equal } from '#cluster/kube-apiserver/equal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'

/** A change of one place. */
export interface Change {
  readonly field: string
  /** "sets the label disk=ssd": a verb that fits You, and what was done. */
  readonly words: string
}

type AnyObject = { readonly metadata?: corev1.Pod['metadata']; readonly spec?: unknown; readonly status?: unknown; readonly [more: string]: unknown }

/** Written by machines for machines: a change of it is no news. */
const quiet = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'deprecated.daemonset.template.generation'])
/** As many fields as a sentence bears. */
const mostFields = 3

/** What is different between the two, the more telling parts first. */
export function changesOf({ object, previous, resource }: Pick<WatchEvent, 'object' | 'previous' | 'resource'>): readonly Change[] {
  const [after, before] = [object as AnyObject, (previous ?? {}) as AnyObject]
  const changes: Change[] = []
  if (resource === 'nodes') changes.push(...nodeChanges(after as corev1.Node, before as corev1.Node))
  changes.push(...entries('label', 'metadata.labels', after.metadata?.labels, before.metadata?.labels))
  const own = Object.keys(after).filter((part) => !['metadata', 'status', 'kind', 'apiVersion'].includes(part))
  for (const part of new Set([...own, ...Object.keys(before).filter((each) => each === 'spec' || each === 'data')])) {
    if (resource === 'nodes' && part === 'spec') continue
    changes.push(...fieldChanges(part, after[part], before[part]))
  }
  changes.push(...entries('annotation', 'metadata.annotations', after.metadata?.annotations, before.metadata?.annotations))
  if (!equal(after.metadata?.finalizers, before.metadata?.finalizers)) changes.push({ field: 'metadata.finalizers', words: 'change the finalizers' })
  return changes
}

function nodeChanges(after: corev1.Node, before: corev1.Node): Change[] {
  const changes: Change[] = []
  const [cordoned, was] = [after.spec?.unschedulable === true, before.spec?.unschedulable === true]
  if (cordoned !== was) changes.push({ field: 'spec.unschedulable', words: cordoned ? 'cordon it' : 'uncordon it' })
  const [taints, old] = [(after.spec?.taints ?? []).map(printTaint), (before.spec?.taints ?? []).map(printTaint)]
  const field = (taint: string) => `spec.taints[${taint.replace(/=[^:]*/, '')}]`
  for (const taint of taints) if (!old.includes(taint)) changes.push({ field: field(taint), words: `add the taint ${taint}` })
  for (const taint of old) if (!taints.includes(taint)) changes.push({ field: field(taint), words: `remove the taint ${taint}` })
  return changes
}

function entries(what: string, path: string, after: Readonly<Record<string, string>> = {}, before: Readonly<Record<string, string>> = {}): Change[] {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...keys].filter((key) => after[key] !== before[key] && !quiet.has(key)).map((key) => ({
    field: `${path}[${key}]`,
    words: after[key] === undefined ? `remove the ${what} ${key}` : before[key] === undefined ? `set the ${what} ${key}=${short(after[key])}` : `change the ${what} ${key} from ${short(before[key])} to ${short(after[key])}`,
  }))
}

/** The deepest places that differ. */
function fieldChanges(path: string, after: unknown, before: unknown): Change[] {
  if (equal(after, before)) return []
  if (isMap(after) && isMap(before)) {
    const names = new Set([...Object.keys(after), ...Object.keys(before)])
    return [...names].flatMap((name) => fieldChanges(`${path}.${name}`, after[name], before[name]))
  }
  if (Array.isArray(after) && Array.isArray(before) && after.length === before.length) return after.flatMap((item, at) => fieldChanges(`${path}[${at}]`, item, (before as unknown[])[at]))
  const name = shortPath(path)
  const words = after === undefined ? `remove ${name}` : before === undefined ? `set ${name}${isScalar(after) ? ` to ${short(String(after))}` : ''}` : isScalar(after) && isScalar(before) ? `change ${name} from ${short(String(before))} to ${short(String(after))}` : `change ${name}`
  return [{ field: path, words }]
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null
/** Of a long path the end, which tells more. */
const shortPath = (path: string): string => (path.length > 70 ? `…${path.slice(path.indexOf('.', path.length - 60))}` : path)
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text || '""')

/** "add the taint a and set the label b=c, and 2 more". */
export function changeWords(changes: readonly Change[]): string {
  const told = changes.slice(0, mostFields).map(({ words }) => words)
  const more = changes.length - told.length
  if (more > 0) return `${told.join(', ')} and ${more} more`
  return told.length < 2 ? (told[0] ?? '') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`
}
