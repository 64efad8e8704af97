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

/** Counters of a DaemonSet that follow from who is there, and those that follow from who is ready. */
const counts = {
  desiredNumberScheduled: 'nodes',
  numberMisscheduled: 'pods',
  currentNumberScheduled: 'pods',
  updatedNumberScheduled: 'pods',
  numberReady: 'readiness',
  numberAvailable: 'readiness',
  numberUnavailable: 'readiness',
} as const
export type CounterField = keyof typeof counts

/** Behind new counters: the latest change of what those count that are different. */
function counted(past: Past, event: WatchEvent): WatchEvent | undefined {
  if (event.reason?.rule !== 'status') return undefined
  if (event.resource === 'replicasets') return latestPod(past, event, ({ facets: bits }) => (bits & (facets.cameOrWent | facets.ready | facets.deletion)) !== 0)
  if (event.resource !== 'daemonsets') return undefined
  const [after, before] = [countsOf(event.object), countsOf(event.previous)]
  const changed = (Object.keys(counts) as CounterField[]).filter((name) => (after[name] ?? 0) !== (before[name] ?? 0))
  return latestCounted(past, event as WatchEvent<'daemonsets'>, changed)
}

/** The latest change that these counters of a written status count: behind the status before it, for all that came earlier was counted there. */
export function latestCounted(past: Past, event: WatchEvent<'daemonsets'>, names: readonly CounterField[]): WatchEvent | undefined {
  const { journal } = past
  const [before] = only(journal.backOf('daemonsets', event.key, facets.status, event.id), ({ rule }) => rule === 'status')
  // What the same sync has written before its status it had not seen yet.
  const isLater = ({ id, atMs, component }: Entry) => before === undefined || id > before.id || (atMs === before.atMs && component === event.component)
  const found: (WatchEvent | undefined)[] = [latestWhere(past, only(journal.backOf('daemonsets', event.key, facets.cameOrWent | facets.spec, event.id), isLater), () => true), latestEligibility(past, event, before?.id ?? 0)]
  for (const name of names) {
    if (counts[name] === 'nodes') continue
    const rose = Number(countsOf(event.object)[name] ?? 0) > Number(countsOf(event.previous)[name] ?? 0)
    const isCounted = counts[name] === 'pods' ? bringsPod(rose) : turnsReady(name === 'numberUnavailable' ? !rose : rose)
    found.push(latestPod(past, event, (entry) => isLater(entry) && isCounted(entry)))
    if (name === 'numberAvailable' || name === 'numberUnavailable') found.push(availableOf(past, event))
  }
  return found.reduce((latest, each) => (each && (!latest || each.id > latest.id) ? each : latest), undefined)
}

const bringsPod = (rose: boolean) => ({ type, facets: bits }: Entry) => type === (rose ? 'ADDED' : 'DELETED') || (bits & (facets.labels | facets.owners)) !== 0
const turnsReady = (rose: boolean) => ({ type, facets: bits }: Entry) => (rose ? (bits & facets.wentReady) !== 0 : type === 'DELETED' || ((bits & facets.ready) !== 0 && (bits & facets.wentReady) === 0))

/** The latest change of any node that changed the verdict on it. */
function latestEligibility(past: Past, { key, id }: Pick<WatchEvent, 'key' | 'id'>, since: number): WatchEvent | undefined {
  const entries = [...takeSince(past.journal.back(facets.cameOrWent | facets.labels | facets.spec, id), since)].filter(({ resource }) => resource === 'nodes')
  const daemonSet = entries.length > 0 ? daemonSetBefore(past, key, id) : undefined
  return daemonSet && latestWhere(past, entries, (event) => changesVerdict(event as WatchEvent<'nodes'>, daemonSet))
}

/** Entries come latest first: the first that is too old ends them. */
function* takeSince(entries: Iterable<Entry>, since: number): Iterable<Entry> {
  for (const entry of entries) {
    if (entry.id <= since) return
    yield entry
  }
}

function latestPod(past: Past, { id, object }: Pick<WatchEvent, 'id' | 'object'>, isMeant: (entry: Entry) => boolean): WatchEvent | undefined {
  const { uid } = object.metadata!
  return latestWhere(past, only(past.journal.back(~0, id), (entry) => entry.resource === 'pods' && entry.owner === uid && isMeant(entry)), () => true)
}

/** A pod counts as available once it has been ready for `minReadySeconds`. */
function availableOf(past: Past, event: WatchEvent<'daemonsets'>): WatchEvent | undefined {
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
