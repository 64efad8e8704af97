/** Which parts of an object a change touched, as bits of one small number: where to look for what led to a step. */
import type * as corev1 from '#apis/corev1'
import { equal } from '../kube-apiserver/equal.ts'
import type { Ground, WatchEvent } from '../kube-apiserver/watch.ts'

export const facets = Object.freeze({ cameOrWent: 1, labels: 2, owners: 4, deletion: 8, spec: 16, status: 32, ready: 64, metadata: 128, wentReady: 256, counters: 512 })

/** The counters of a DaemonSet, each with a bit of its own from `facets.counters` on: they change all the time, and seldom the one that is meant. */
export const counterFields = ['desiredNumberScheduled', 'currentNumberScheduled', 'numberReady', 'updatedNumberScheduled', 'numberAvailable', 'numberMisscheduled'] as const

/** The bit of a counter. */
export const facetOfCounter = (field: (typeof counterFields)[number]): number => facets.counters << counterFields.indexOf(field)

type AnyObject = { readonly metadata?: corev1.Pod['metadata']; readonly spec?: unknown; readonly status?: { readonly conditions?: readonly { readonly type?: string; readonly status?: string }[] } }

type Counts = Readonly<Partial<Record<(typeof counterFields)[number], number>>>

const readiness = (object: AnyObject | undefined) => object?.status?.conditions?.find(({ type }) => type === 'Ready')?.status

/** The parts that a change touched. */
export function facetsOf({ type, object, previous, resource }: Pick<WatchEvent, 'type' | 'object' | 'previous' | 'resource'>): number {
  if (type !== 'MODIFIED' || !previous) return facets.cameOrWent
  const [after, before] = [object as AnyObject, previous as AnyObject]
  let bits = 0
  if (after.metadata !== before.metadata) {
    const [meta, was] = [after.metadata!, before.metadata!]
    if (!equal(meta.labels, was.labels)) bits |= facets.labels
    if (!equal(meta.ownerReferences, was.ownerReferences)) bits |= facets.owners
    if (meta.deletionTimestamp !== was.deletionTimestamp) bits |= facets.deletion
    if (!equal(meta.annotations, was.annotations) || !equal(meta.finalizers, was.finalizers)) bits |= facets.metadata
  }
  if (!equal(after.spec, before.spec)) bits |= facets.spec
  if ((resource === 'pods' || resource === 'nodes') && after.status !== before.status) {
    const now = readiness(after)
    if (now !== readiness(before)) bits |= now === 'True' ? facets.ready | facets.wentReady : facets.ready
  }
  if (after.status !== before.status && !equal(after.status, before.status)) bits |= facets.status
  if (resource === 'daemonsets' && (bits & facets.status) !== 0) {
    const [counts, were] = [after.status as Counts, before.status as Counts | undefined]
    for (const field of counterFields) if ((counts[field] ?? 0) !== (were?.[field] ?? 0)) bits |= facetOfCounter(field)
  }
  return bits
}

/** Where the value at this path can have changed; that it came or went counts for every path. */
export function facetsOfField(field: string): number {
  const { cameOrWent, labels, owners, deletion, spec, status, ready, metadata } = facets
  if (field === '') return cameOrWent
  if (field.startsWith('metadata.labels')) return cameOrWent | labels
  if (field.startsWith('metadata.ownerReferences')) return cameOrWent | owners
  if (field.startsWith('metadata.deletionTimestamp')) return cameOrWent | deletion
  if (field === 'status.conditions[Ready]') return cameOrWent | ready
  if (field.startsWith('spec')) return cameOrWent | spec
  return cameOrWent | (field.startsWith('status') ? status : metadata)
}

/** The value at a path like `spec.taints[key:NoExecute]`, `status.conditions[Ready]`; '' is whether the object is there. */
export function valueAt(object: object | undefined, field: string): unknown {
  if (field === '') return object !== undefined
  let value: unknown = object
  for (const part of field.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []) {
    if (value === null || typeof value !== 'object') return undefined
    value = part.startsWith('[') ? itemOf(value as readonly unknown[], part.slice(1, -1)) : (value as Record<string, unknown>)[part]
  }
  return value
}

/** A condition by its type, a taint by key and effect, anything else by its name. Of a condition only the status counts. */
function itemOf(list: readonly unknown[], wanted: string): unknown {
  if (!Array.isArray(list)) return (list as unknown as Readonly<Record<string, unknown>>)[wanted]
  for (const item of list as readonly Readonly<Record<string, unknown>>[]) {
    if (item['type'] === wanted) return item['status']
    if (item['effect'] !== undefined && `${String(item['key'])}:${String(item['effect'])}` === wanted) return item
    if (item['name'] === wanted) return item
  }
  return undefined
}

/** Did this change give the ground's field the value that it has since? */
export function changesField({ type, object, previous }: WatchEvent, { field }: Extract<Ground, { what: 'field' }>): boolean {
  const after = type === 'DELETED' ? undefined : object
  return !equal(valueAt(previous, field), valueAt(after, field))
}
