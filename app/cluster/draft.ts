/**
 * The private working copy that `advance` and the acts mutate between two published clusters.
 * It keeps indexes and caches that follow from the cluster; they may be dropped at any time, and
 * live on from one `advance` to the next only to save work.
 */
import type { Cause } from './cause.ts'
import type { Cluster } from './cluster.ts'
import type { ComponentName } from './component-name.ts'
import { ApiServer } from './kube-apiserver/api-server.ts'
import type { RefusedRequest, WatchEvent } from './kube-apiserver/watch.ts'
import type { ClusterOptions } from './options.ts'
import { Random } from './random.ts'
import { Table } from './table.ts'
import { TimerQueue } from './timers.ts'

/** Who is at work and what led to it, noted on every write and every timer. */
export interface Actor {
  readonly component: ComponentName
  readonly cause: Cause
}

/** A cluster being worked on. */
export class Draft {
  nowMs: number
  readonly options: ClusterOptions
  readonly random: Random
  readonly timers: TimerQueue
  readonly api: ApiServer
  /** A number that is the same for the whole life of a cluster: what free orders are drawn from. */
  readonly rankSeed: number
  actor: Actor = { component: 'kubectl', cause: undefined }
  /** Watch events not yet told to the components, in order. */
  readonly undelivered: WatchEvent[] = []
  /** Requests that were refused and nobody has been told of, in order. */
  readonly refused: RefusedRequest[] = []
  private readonly tables = new Map<string, Table<unknown>>()
  private readonly caches = new Map<string, unknown>()
  private published: Cluster | undefined

  constructor(cluster: Cluster) {
    this.nowMs = cluster.nowMs
    this.options = cluster.options
    this.rankSeed = cluster.seed
    this.random = new Random(cluster.random)
    this.timers = new TimerQueue(cluster.timers, cluster.sequence)
    for (const [name, entries] of Object.entries(cluster.memory)) this.tables.set(name, new Table(entries))
    this.api = new ApiServer(this, cluster)
    this.published = cluster
  }

  /** Wakes the component at work after `delayMs`; an earlier timer with that key stays. */
  wake(key: string, delayMs: number, component: ComponentName = this.actor.component): void {
    this.timers.set(component, key, this.nowMs + Math.max(0, Math.ceil(delayMs)), this.actor.cause)
  }

  /** Wakes the component at work after `delayMs` from now, whenever it was to be woken for that key. */
  wakeInstead(key: string, delayMs: number, component: ComponentName = this.actor.component): void {
    this.timers.replace(component, key, this.nowMs + Math.max(0, Math.ceil(delayMs)), this.actor.cause)
  }

  /** What the component at work waits for from here on follows from what it has just written. */
  goOnFromWrite(): void {
    this.actor = { component: this.actor.component, cause: this.api.resourceVersion }
  }

  /** A table of plain values that is part of the cluster. Ask through `memoryTable`, which knows the type. */
  table(name: string): Table<unknown> {
    let table = this.tables.get(name)
    if (!table) this.tables.set(name, (table = new Table()))
    return table
  }

  /** Something that follows from the cluster and is dear to compute: made once per draft, not part of the cluster. */
  cache<T>(name: string, make: () => T): T {
    if (!this.caches.has(name)) this.caches.set(name, make())
    return this.caches.get(name) as T
  }

  /** The cluster as it is now. Later writes do not reach it. */
  publish(): Cluster {
    const { nowMs, options, rankSeed } = this
    const memory: Record<string, ReadonlyMap<string, unknown>> = {}
    for (const [name, table] of this.tables) if (table.size > 0) memory[name] = table.publish()
    this.published = Object.freeze({
      nowMs,
      options,
      seed: rankSeed,
      random: this.random.state,
      sequence: this.timers.sequence,
      resourceVersion: this.api.resourceVersion,
      objects: this.api.publish(),
      timers: this.timers.publish(),
      memory: Object.freeze(memory),
    })
    ownDrafts.set(this.published, this)
    return this.published
  }
}

/** The draft that a cluster was published from, as long as nobody went on with it. */
const ownDrafts = new WeakMap<Cluster, Draft>()

/** A draft of this cluster: the one it came from where that is still there, with its indexes warm; else a new one. */
export function openDraft(cluster: Cluster): Draft {
  const own = ownDrafts.get(cluster)
  ownDrafts.delete(cluster)
  return own ?? new Draft(cluster)
}

/** Names a table of a component's memory and its type; values must be plain data and are frozen by the writer. */
export function memoryTable<V>(name: string): (draft: Draft) => Table<V> {
  return (draft) => draft.table(name) as Table<V>
}
