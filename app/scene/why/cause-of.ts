/**
 * What led to a change. What a step rests on stands in its reason, and the ground that came last
 * made it happen then; counters follow from what they count; an event tells of the step beside it.
 * Only where a step names no ground, what woke its component is the cause.
 */
import type * as corev1 from '#apis/corev1'
import type { Event } from '#apis/event'
import { eventIdOf, type Cause } from '#cluster/cause'
import { facets } from '#cluster/journal/facets'
import type { Entry } from '#cluster/journal/journal'
import { keyOf } from '#cluster/kube-apiserver/object-key'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { changesVerdict, daemonSetBefore, latestOf, latestWhere, only } from './grounds.ts'
import type { Past } from './past.ts'

/** The cause of a change: the id of another, or an act; undefined: the beginning. */
export function causeOf(past: Past, event: WatchEvent): Cause {
  return groundOf(past, event)?.id ?? counted(past, event)?.id ?? toldOf(past, event)?.id ?? event.cause
}

/** The ground of the step that came last. */
function groundOf(past: Past, event: WatchEvent): WatchEvent | undefined {
  let latest: WatchEvent | undefined
  for (const ground of event.reason?.rests ?? []) {
    const found = latestOf(past, ground, event)
    if (found && (!latest || found.id > latest.id)) latest = found
  }
  return latest
}

type Counts = Readonly<Record<string, unknown>>
const countsOf = (object: object | undefined): Counts => (object as { status?: Counts } | undefined)?.status ?? {}

/** Counters of a DaemonSet, and what of the cluster each of them counts. */
const counts = {
  desiredNumberScheduled: 'nodes',
  numberMisscheduled: 'nodes and pods',
  currentNumberScheduled: 'nodes and pods',
  updatedNumberScheduled: 'pods',
  numberReady: 'readiness',
  numberAvailable: 'readiness',
  numberUnavailable: 'readiness',
} as const

/** Behind new counters: the latest change of what those count that are different. */
function counted(past: Past, event: WatchEvent): WatchEvent | undefined {
  if (event.reason?.rule !== 'status') return undefined
  if (event.resource === 'replicasets') return latestPod(past, event, facets.cameOrWent | facets.ready | facets.deletion)
  if (event.resource !== 'daemonsets') return undefined
  const [after, before] = [countsOf(event.object), countsOf(event.previous)]
  const changed = Object.keys(counts).filter((name) => after[name] !== before[name]) as (keyof typeof counts)[]
  return latestCounted(past, event as WatchEvent<'daemonsets'>, changed)
}

/** The latest change before a status that these counters count. */
export function latestCounted(past: Past, event: Pick<WatchEvent<'daemonsets'>, 'id' | 'atMs' | 'key' | 'object' | 'reason'>, names: readonly (keyof typeof counts)[]): WatchEvent | undefined {
  const what = new Set(names.map((name) => counts[name]))
  const found: (WatchEvent | undefined)[] = [latestWhere(past, past.journal.backOf('daemonsets', event.key, facets.cameOrWent | facets.spec, event.id), () => true)]
  if (what.has('nodes') || what.has('nodes and pods')) found.push(latestEligibility(past, event))
  if (what.has('pods') || what.has('nodes and pods')) found.push(latestPod(past, event, facets.cameOrWent | facets.labels | facets.owners))
  if (what.has('readiness')) found.push(latestPod(past, event, facets.cameOrWent | facets.ready), availableOf(past, event))
  return found.reduce((latest, each) => (each && (!latest || each.id > latest.id) ? each : latest), undefined)
}

/** The latest change of any node that changed the verdict on it. */
function latestEligibility(past: Past, { key, id }: Pick<WatchEvent, 'key' | 'id'>): WatchEvent | undefined {
  const daemonSet = daemonSetBefore(past, key, id)
  if (!daemonSet) return undefined
  const entries = only(past.journal.back(facets.cameOrWent | facets.labels | facets.spec, id), ({ resource }) => resource === 'nodes')
  return latestWhere(past, entries, (event) => changesVerdict(event as WatchEvent<'nodes'>, daemonSet))
}

function latestPod(past: Past, { id, object }: Pick<WatchEvent, 'id' | 'object'>, bits: number): WatchEvent | undefined {
  const { uid } = object.metadata!
  return latestWhere(past, only(past.journal.back(bits, id), ({ resource, owner }) => resource === 'pods' && owner === uid), () => true)
}

/** A pod counts as available once it has been ready for `minReadySeconds`. */
function availableOf(past: Past, event: Pick<WatchEvent<'daemonsets'>, 'id' | 'atMs' | 'object' | 'reason'>): WatchEvent | undefined {
  const forSeconds = event.object.spec?.minReadySeconds ?? 0
  return forSeconds > 0 ? latestOf(past, { what: 'ready', owner: event.object.metadata!.uid!, forSeconds }, event) : undefined
}

/** An event is told in the instant of the step that it tells of, by the same component. */
function toldOf(past: Past, event: WatchEvent): WatchEvent | undefined {
  if (event.resource !== 'events') return undefined
  const { involvedObject, message } = event.object as Event
  const about = keyOf(involvedObject as corev1.Pod['metadata'] & object)
  let best: { readonly entry: Entry; readonly distance: number } | undefined
  for (const entry of past.journal.at(event.atMs)) {
    if (entry.component !== event.component || entry.resource === 'events') continue
    const name = entry.key.slice(entry.key.indexOf('/') + 1)
    const isMeant = entry.key === about ? entry.resource === `${involvedObject.kind.toLowerCase()}s` : message.includes(name)
    const distance = Math.abs(entry.id - event.id)
    if (isMeant && (!best || distance < best.distance)) best = { entry, distance }
  }
  return best && past.recall([best.entry.id]).get(best.entry.id)
}

/** Is the cause of this change one that can be brought back? */
export const causeEvent = (past: Past, cause: Cause): WatchEvent | undefined => {
  const id = eventIdOf(cause)
  return id === undefined ? undefined : past.recall([id]).get(id)
}
