/**
 * What components tell about objects. Equal texts raise a count; from the tenth different text of
 * one kind within ten minutes they are gathered; a source that goes on and on is cut off. Stands for
 * client-go/tools/record: EventCorrelator.
 */
import type { Event, ObjectReference } from '#apis/event'
import type { ComponentName } from './component-name.ts'
import { memoryTable, type Draft } from './draft.ts'
import { kindOf } from './kube-apiserver/kinds.ts'
import type { ObjectByResource, Resource } from './kube-apiserver/watch.ts'

/** What is to be told. */
export interface Told {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** Part of the object that it is about: `spec.containers{app}`. */
  readonly fieldPath?: string
}

interface Gathered {
  readonly lastAtMs: number
  /** The different texts so far. */
  readonly texts: readonly string[]
}
interface Allowance {
  readonly atMs: number
  readonly tokens: number
}

const gatherWithinMs = 600_000
const mostDifferentTexts = 10
const burst = 25
const refillMs = 300_000
const combined = '(combined from similar events): '

const gatheredOf = memoryTable<Gathered>('events/gathered')
const allowances = memoryTable<Allowance>('events/allowance')
const eventNames = memoryTable<string>('events/names')

/** Tells something about an object, from the component at work or the one named. */
export function recordEvent<R extends Resource>(draft: Draft, resource: R, object: ObjectByResource[R], told: Told, source: ComponentName = draft.actor.component, host?: string): void {
  const { kind, apiVersion } = kindOf[resource]
  const { namespace, name, uid } = object.metadata!
  const about: ObjectReference = { kind, apiVersion, name: name!, ...(namespace && { namespace }), uid: kind === 'Node' ? name! : uid!, ...(told.fieldPath && { fieldPath: told.fieldPath }) }
  const origin = `${source}/${host ?? ''}/${kind}/${namespace ?? ''}/${name}/${about.uid}/${told.fieldPath ?? ''}`
  const { message, key } = gather(draft, `${origin}/${told.type}/${told.reason}`, told.message)
  if (!mayTell(draft, `${source}/${host ?? ''}/${kind}/${namespace ?? ''}/${name}`)) return
  const timestamp = draft.api.now()
  const eventNamespace = namespace ?? 'default'
  const known = eventNames(draft).get(key)
  const previous = known ? draft.api.get('events', `${eventNamespace}/${known}`) : undefined
  if (previous) {
    draft.api.update('events', { ...previous, message, count: previous.count + 1, lastTimestamp: timestamp })
    return
  }
  const event: Event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${draft.random.next().toString(16).padStart(8, '0')}${draft.random.next().toString(16).padStart(8, '0')}`, namespace: eventNamespace },
    involvedObject: about,
    type: told.type,
    reason: told.reason,
    message,
    source: { component: source, ...(host && { host }) },
    firstTimestamp: timestamp,
    lastTimestamp: timestamp,
    count: 1,
  }
  draft.api.create('events', event)
  eventNames(draft).set(key, event.metadata.name!)
}

/** The text and the key under which it is counted: its own, or that of all similar ones. */
function gather(draft: Draft, group: string, text: string): { message: string; key: string } {
  const table = gatheredOf(draft)
  const known = table.get(group)
  const fresh = known && draft.nowMs - known.lastAtMs <= gatherWithinMs ? known.texts : []
  const texts = fresh.includes(text) || fresh.length >= mostDifferentTexts ? fresh : [...fresh, text]
  table.set(group, Object.freeze({ lastAtMs: draft.nowMs, texts: Object.freeze(texts) }))
  if (texts.length < mostDifferentTexts) return { message: text, key: `${group}/${text}` }
  return { message: combined + text, key: group }
}

/** Has this source anything left to say about this object? A bucket of 25, refilled one per five minutes. */
function mayTell(draft: Draft, origin: string): boolean {
  const table = allowances(draft)
  const known = table.get(origin) ?? { atMs: draft.nowMs, tokens: burst }
  const tokens = Math.min(burst, known.tokens + (draft.nowMs - known.atMs) / refillMs)
  const may = tokens >= 1
  table.set(origin, Object.freeze({ atMs: draft.nowMs, tokens: may ? tokens - 1 : tokens }))
  return may
}
