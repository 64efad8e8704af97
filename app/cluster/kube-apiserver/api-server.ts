/**
 * The API server as the components see it: read, create, update, delete, with optimistic
 * concurrency, generated names, generations, finalizers and graceful deletion. Stands for
 * k8s.io/apiserver's generic registry store and the strategies of each kind.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster, Objects } from '../cluster.ts'
import { resources } from '../cluster.ts'
import type { ComponentName } from '../component-name.ts'
import { deepFreeze } from '../freeze.ts'
import type { ClusterOptions } from '../options.ts'
import type { Random } from '../random.ts'
import { Table } from '../table.ts'
import { keyOf } from './object-key.ts'
import { PodIndex } from './pod-index.ts'
import type { ObjectByResource, Reason, Resource, WatchEvent } from './watch.ts'

/** What may be said with a write. */
export interface WriteOptions {
  /** Why, as data; carried by the watch event. */
  readonly reason?: Reason
}

/** What the API server needs of the cluster around it. */
export interface Surroundings {
  readonly nowMs: number
  readonly options: ClusterOptions
  readonly random: Random
  readonly actor: { readonly component: ComponentName; readonly cause: number | undefined }
  readonly undelivered: WatchEvent[]
}

export class ApiServer {
  resourceVersion: number
  readonly pods: PodIndex
  private readonly tables: { readonly [R in Resource]: Table<ObjectByResource[R]> }
  private published: Objects | undefined

  constructor(private readonly draft: Surroundings, cluster: Cluster) {
    this.resourceVersion = cluster.resourceVersion
    this.tables = Object.fromEntries(
      resources.map((resource) => [resource, new Table(cluster.objects[resource] as ReadonlyMap<string, never>)]),
    ) as unknown as { readonly [R in Resource]: Table<ObjectByResource[R]> }
    this.pods = new PodIndex(cluster.objects.pods.values() as IterableIterator<corev1.Pod>)
  }

  /** The object, or undefined. `key` as by `keyOf`. */
  get<R extends Resource>(resource: R, key: string): ObjectByResource[R] | undefined {
    return this.tables[resource].get(key) as ObjectByResource[R] | undefined
  }

  /** All objects of a resource in the order in which they were created; valid until the next write. */
  list<R extends Resource>(resource: R): ReadonlyMap<string, ObjectByResource[R]> {
    return this.tables[resource].entries as ReadonlyMap<string, ObjectByResource[R]>
  }

  /** Stores what is given under the next resource version and tells the watchers. The last step of every write. */
  store<R extends Resource>(resource: R, object: ObjectByResource[R], subresource: WatchEvent['subresource'], options: WriteOptions): ObjectByResource[R] {
    const key = keyOf(object.metadata!)
    const table = this.tables[resource] as Table<ObjectByResource[R]>
    const previous = table.get(key)
    const id = ++this.resourceVersion
    const stored = deepFreeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(id) } }) as ObjectByResource[R]
    table.set(key, stored)
    if (resource === 'pods') this.pods.replace(previous as corev1.Pod | undefined, stored as corev1.Pod)
    this.tell({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: stored, previous, subresource }, id, options)
    return stored
  }

  /** Takes an object out of storage for good and tells the watchers. */
  erase<R extends Resource>(resource: R, key: string, options: WriteOptions): void {
    const table = this.tables[resource] as Table<ObjectByResource[R]>
    const previous = table.get(key)
    if (!previous) return
    table.delete(key)
    if (resource === 'pods') this.pods.replace(previous as corev1.Pod, undefined)
    this.tell({ type: 'DELETED', resource, object: previous, previous, subresource: undefined }, ++this.resourceVersion, options)
  }

  publish(): Objects {
    const objects = Object.fromEntries(resources.map((resource) => [resource, this.tables[resource].publish()])) as unknown as Objects
    const known = this.published
    if (known && resources.every((resource) => known[resource] === objects[resource])) return known
    return (this.published = Object.freeze(objects))
  }

  private tell(change: Pick<WatchEvent, 'type' | 'resource' | 'object' | 'previous' | 'subresource'>, id: number, options: WriteOptions): void {
    const { component, cause } = this.draft.actor
    this.draft.undelivered.push(Object.freeze({ ...change, id, atMs: this.draft.nowMs, component, cause, reason: options.reason }))
  }
}
