/**
 * Time: from one cluster to the next. Everything that happens does so because a timer was due or
 * an act came from outside; watch events are delivered within the instant, one after another.
 */
import type { Cause } from './cause.ts'
import { resources, type Cluster } from './cluster.ts'
import type { ComponentName } from './component-name.ts'
import type { Component } from './component.ts'
import { components } from './components.ts'
import type { Draft } from './draft.ts'
import { openDraft } from './draft.ts'
import type { RefusedRequest, WatchEvent } from './kube-apiserver/watch.ts'

/** Looks on while time passes; must not write. */
export interface Observer {
  /** Every change, in order. */
  readonly onWatchEvent?: (event: WatchEvent) => void
  /** Every write that was refused, after the changes of the same step. */
  readonly onRefused?: (request: RefusedRequest) => void
  /** After all that happened in one virtual millisecond; answer 'stop' to end `advance` there. */
  readonly afterInstant?: (draft: Draft) => 'stop' | void
}

const byName = new Map<ComponentName, Component>(components.map((component) => [component.name, component]))
type Handler = (draft: Draft, event: WatchEvent) => void
/** Who hears of which resource. */
const handlersOf = new Map(resources.map((resource) => [
  resource,
  components.flatMap(({ name, onWatchEvent }) => (onWatchEvent?.[resource] ? [{ name, handler: onWatchEvent[resource] as Handler }] : [])),
]))
/** A bound against our own mistakes: no honest control plane does so much in one millisecond. */
const mostStepsPerInstant = 2_000_000

/**
 * The cluster at `untilMs` (virtual ms, not before now), or at the instant at which the observer
 * stopped it. One call or a thousand small ones give the same cluster.
 */
export function advance(cluster: Cluster, untilMs: number, observer: Observer = {}): Cluster {
  const draft = openDraft(cluster)
  let steps = 0
  for (let next = draft.timers.peek(); next && next.dueAtMs <= untilMs; next = draft.timers.peek()) {
    if (next.dueAtMs > draft.nowMs) {
      draft.nowMs = next.dueAtMs
      steps = 0
    }
    if (++steps > mostStepsPerInstant) throw new Error(`the cluster does not come to rest at ${draft.nowMs} ms: ${next.component} ${next.key}`)
    const timer = draft.timers.take()!
    draft.actor = { component: timer.component, cause: timer.cause }
    byName.get(timer.component)?.onTimer?.(draft, timer)
    deliver(draft, observer)
    const following = draft.timers.peek()
    if (following && following.dueAtMs <= draft.nowMs) continue
    if (observer.afterInstant?.(draft) === 'stop') return draft.publish()
  }
  draft.nowMs = Math.max(draft.nowMs, untilMs)
  return draft.publish()
}

/** Lets something from outside (kubectl, a fault) write, and tells the components of it. Nothing else happens until time passes. `cause` is the act that it belongs to. */
export function perform<T>(cluster: Cluster, component: 'kubectl' | 'fault', write: (draft: Draft) => T, observer: Observer = {}, cause?: Cause): [Cluster, T] {
  const draft = openDraft(cluster)
  draft.actor = { component, cause }
  const result = write(draft)
  deliver(draft, observer)
  return [draft.publish(), result]
}

/** Virtual ms of the next thing that will happen by itself; undefined when the cluster is at rest for ever. */
export function nextDueAtMs(cluster: Cluster): number | undefined {
  return cluster.timers[0]?.dueAtMs
}

/** Tells every component of every change, in the order of the changes and of the components. */
function deliver(draft: Draft, observer: Observer): void {
  for (let event = draft.undelivered.shift(); event; event = draft.undelivered.shift()) {
    observer.onWatchEvent?.(event)
    for (const { name, handler } of handlersOf.get(event.resource)!) {
      draft.actor = { component: name, cause: event.id }
      handler(draft, event)
    }
  }
  if (draft.refused.length === 0) return
  for (const request of draft.refused) observer.onRefused?.(request)
  draft.refused.length = 0
}
