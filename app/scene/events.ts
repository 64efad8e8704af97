/** What components have told about objects, as `kubectl events` lists it. */
import type { Event } from '#apis/event'
import type { Cluster } from '#cluster/cluster'
import { fromTimestamp } from '#cluster/timestamps'

export interface SceneEvent {
  readonly key: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  /** `Pod/agent-x7k2p`. */
  readonly object: string
  readonly message: string
  readonly source: string
  readonly count: number
  readonly lastAtMs: number
}

export interface EventObject {
  readonly kind: string
  readonly name: string
}

const toSceneEvent = (event: Event, epochMs: number): SceneEvent => ({
  key: `${event.metadata.namespace}/${event.metadata.name}`,
  type: event.type,
  reason: event.reason,
  object: `${event.involvedObject.kind}/${event.involvedObject.name}`,
  message: event.message,
  source: event.source.component,
  count: event.count,
  lastAtMs: (fromTimestamp(event.lastTimestamp) ?? epochMs) - epochMs,
})

/** Events about any of these objects, latest first. */
export function eventsAbout(cluster: Cluster, objects: readonly EventObject[], most = 100): readonly SceneEvent[] {
  const wanted = new Set(objects.map(({ kind, name }) => `${kind}/${name}`))
  const found: Event[] = []
  for (const event of cluster.objects.events.values()) if (wanted.has(`${event.involvedObject.kind}/${event.involvedObject.name}`)) found.push(event)
  return latest(found, cluster, most)
}

/** The latest events of all. */
export function latestEvents(cluster: Cluster, most = 100): readonly SceneEvent[] {
  return latest([...cluster.objects.events.values()], cluster, most)
}

function latest(events: Event[], { options }: Cluster, most: number): readonly SceneEvent[] {
  // Of one second the one that was told last comes first.
  const sorted = events.map((event, order) => ({ event, order })).sort((a, b) => (a.event.lastTimestamp < b.event.lastTimestamp ? 1 : a.event.lastTimestamp > b.event.lastTimestamp ? -1 : b.order - a.order))
  return sorted.slice(0, most).map(({ event }) => toSceneEvent(event, options.epochMs))
}
