/**
 * What components tell about objects. Equal texts raise a count; from the tenth different text of
 * one kind within ten minutes they are gathered; a source that goes on and on is cut off. Stands for
 * client-go/tools/record: EventCorrelator.
 */
import type { Event, ObjectReference } from '#apis/event'
import type { ComponentName } from './component-name.ts'
import { memoryTable, type Draft } from './draft.ts'
import { kindOf } from './kube-apiserver/kinds.ts'
import { keyOf } from './kube-apiserver/object-key.ts'
import type { ObjectByResource, Resource } from './kube-apiserver/watch.ts'
import { fromTimestamp } from './timestamps.ts'

/** What is to be told. */
export interface Told {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** Part of the object that it is about: `spec.containers{app}`. */
  readonly fieldPath?: string
}

/** What one source has told about one object, and how much it may still tell. */
interface Teller {
  readonly source: ComponentName
  readonly host: string | undefined
  readonly atMs: number
  readonly tokens: number
  /** Keys of the events, oldest first; their texts are read from the events themselves. */
  readonly keys: readonly string[]
}

const gatherWithinMs = 600_000
const mostDifferentTexts = 10
const burst = 25
const refillMs = 300_000
const combined = '(combined from similar events): '

/** By uid of the object that is talked about; by its key where the component knows no more of it. */
const tellers = memoryTable<readonly Teller[]>('events/tellers')

/** An event tells of a step that its component makes in the same instant. */
const telling = Object.freeze({ reason: Object.freeze({ rule: 'event' }) })

const nobody: readonly Teller[] = Object.freeze([])

/** Tells something about an object, from the component at work or the one named. An object without a uid is one that its teller knows by name alone. */
export function recordEvent<R extends Resource>(draft: Draft, resource: R, object: ObjectByResource[R], told: Told, source: ComponentName = draft.actor.component, host?: string): void {
  const subject = object.metadata!.uid ?? `${resource}/${keyOf(object.metadata!)}`
  const all = tellers(draft).get(subject) ?? nobody
  const known = all.find((teller) => teller.source === source && teller.host === host)
  const tokens = known ? Math.min(burst, known.tokens + (draft.nowMs - known.atMs) / refillMs) : burst
  if (tokens < 1) return
  const earlier: Event[] = []
  for (const key of known?.keys ?? []) {
    const event = draft.api.get('events', key)
    if (event) earlier.push(event)
  }
  const { message, same } = gather(draft, told, source, earlier)
  let keys = known?.keys ?? []
  if (same) draft.api.update('events', { ...same, message, count: same.count + 1, lastTimestamp: draft.api.now() }, telling)
  else {
    const event = newEvent(draft, resource, object, { ...told, message }, { component: source, ...(host !== undefined && { host }) }, earlier)
    draft.api.create('events', event, telling)
    const live = earlier.length === keys.length ? keys : earlier.map(({ metadata }) => keyOf(metadata))
    keys = Object.freeze([...live, keyOf(event.metadata)])
  }
  const teller: Teller = Object.freeze({ source, host, atMs: draft.nowMs, tokens: tokens - 1, keys })
  const others = all.length > (known ? 1 : 0) ? all.filter((each) => each !== known) : nobody
  tellers(draft).set(subject, Object.freeze(others.length > 0 ? [...others, teller] : [teller]))
}

/** What the text becomes and the event that it adds to, if there is one: from the tenth different text on they share one. */
function gather(draft: Draft, { type, reason, message, fieldPath }: Told, source: ComponentName, earlier: readonly Event[]): { readonly message: string; readonly same: Event | undefined } {
  if (earlier.length === 0) return { message, same: undefined }
  const similar = earlier.filter((event) => event.type === type && event.reason === reason && event.involvedObject.fieldPath === fieldPath)
  const same = similar.find((event) => event.message === message)
  // The scheduler writes events of the newer kind, which are not gathered.
  if (same || source === 'default-scheduler' || similar.length < mostDifferentTexts - 1 || inOneRun(draft, similar) < mostDifferentTexts - 1) return { message, same }
  return { message: combined + message, same: similar.find((event) => event.message.startsWith(combined)) }
}

/** How many of these were told without a pause of ten minutes up to now, the combined one aside. */
function inOneRun(draft: Draft, similar: readonly Event[]): number {
  let sinceUnixMs = draft.options.epochMs + draft.nowMs
  let count = 0
  const byTime = similar.map((event) => ({ event, atUnixMs: fromTimestamp(event.lastTimestamp)! })).sort((a, b) => b.atUnixMs - a.atUnixMs)
  for (const { event, atUnixMs } of byTime) {
    if (sinceUnixMs - atUnixMs > gatherWithinMs) break
    sinceUnixMs = atUnixMs
    if (!event.message.startsWith(combined)) count++
  }
  return count
}

/** A first telling. What earlier events of the source say alike is shared with them. */
function newEvent<R extends Resource>(draft: Draft, resource: R, object: ObjectByResource[R], { type, reason, message, fieldPath }: Told, source: Event['source'], earlier: readonly Event[]): Event {
  const { kind, apiVersion } = kindOf[resource]
  const { namespace, name, uid } = object.metadata!
  const about: ObjectReference = { kind, apiVersion, name: name!, ...(namespace && { namespace }), ...(uid !== undefined && { uid: kind === 'Node' ? name! : uid }), ...(fieldPath && { fieldPath }) }
  const timestamp = draft.api.now()
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: [name, draft.random.hex16()].join('.'), namespace: namespace ?? 'default' },
    involvedObject: earlier.find(({ involvedObject }) => involvedObject.fieldPath === fieldPath)?.involvedObject ?? about,
    type,
    reason,
    message,
    source: earlier[0]?.source ?? source,
    firstTimestamp: timestamp,
    lastTimestamp: timestamp,
    count: 1,
  }
}
