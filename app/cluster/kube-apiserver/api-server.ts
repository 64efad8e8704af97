/**
 * The API server as the components see it: read, create, update, delete, with optimistic
 * concurrency, generated names, generations, finalizers and graceful deletion. Stands for
 * k8s.io/apiserver's generic registry store and the strategies of each kind.
 */
import type * as corev1 from '#apis/corev1'
import type * as metav1 from '#apis/metav1'
import { alreadyExists, conflict, isStatus, notFound, type Status } from '#apis/status'
import type { Cause } from '../cause.ts'
import type { Cluster, Objects } from '../cluster.ts'
import { resources } from '../cluster.ts'
import type { ComponentName } from '../component-name.ts'
import { deepFreeze } from '../freeze.ts'
import type { ClusterOptions } from '../options.ts'
import type { Random } from '../random.ts'
import { toTimestamp } from '../timestamps.ts'
import { Table } from '../table.ts'
import { admitCreate } from './admission.ts'
import { equal } from './equal.ts'
import { kindOf } from './kinds.ts'
import { keyOf } from './object-key.ts'
import { withCondition } from './conditions.ts'
import { PodIndex } from './pod-index.ts'
import { prepareForCreate, prepareForUpdate } from './strategy.ts'
import type { ObjectByResource, Reason, RefusedRequest, Resource, WatchEvent } from './watch.ts'

/** What may be said with a write. */
export interface WriteOptions {
  /** Why, as data; carried by the watch event. */
  readonly reason?: Reason
}

/** What may be said with a deletion. */
export interface DeleteOptions extends WriteOptions {
  /** What becomes of the objects that this one owns; absent: Background. */
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  /** Seconds; absent: as the pod says. */
  readonly gracePeriodSeconds?: number
  /** Precondition: only this very object. */
  readonly uid?: string
}

/** What the API server needs of the cluster around it. */
export interface Surroundings {
  readonly nowMs: number
  readonly options: ClusterOptions
  readonly random: Random
  readonly actor: { readonly component: ComponentName; readonly cause: Cause }
  readonly undelivered: WatchEvent[]
  readonly refused: RefusedRequest[]
}

export class ApiServer {
  resourceVersion: number
  readonly pods: PodIndex
  private readonly tables: { readonly [R in Resource]: Table<ObjectByResource[R]> }
  /** Keys of what was written since the last publishing: most objects are written several times between. */
  private readonly unfrozen = Object.fromEntries(resources.map((resource) => [resource, new Set()])) as unknown as { readonly [R in Resource]: Set<string> }
  private published: Objects | undefined
  /** The same text for the same second, so that all that happens in it shares one. */
  private lastNow = { seconds: NaN, text: '' }

  constructor(private readonly around: Surroundings, cluster: Cluster) {
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

  /** All objects of a resource in the order in which they were created; later writes reach it. */
  list<R extends Resource>(resource: R): ReadonlyMap<string, ObjectByResource[R]> {
    return this.tables[resource] as ReadonlyMap<string, ObjectByResource[R]>
  }

  /** kube-apiserver --default-not-ready-toleration-seconds, in seconds. */
  get defaultTolerationSeconds(): number {
    return this.around.options.defaultTolerationSeconds
  }

  /** Now, as `metav1.Time`. */
  now(): string {
    const seconds = Math.floor((this.around.options.epochMs + this.around.nowMs) / 1000)
    if (this.lastNow.seconds !== seconds) this.lastNow = { seconds, text: toTimestamp(seconds * 1000) }
    return this.lastNow.text
  }

  /**
   * Creates an object that is decoded, defaulted and validated already. Refusals: the namespace is
   * missing or being deleted, admission, a name that is taken.
   */
  create<R extends Resource>(resource: R, object: ObjectByResource[R], options: WriteOptions = {}): ObjectByResource[R] | Status {
    const { kind, apiVersion, qualified } = kindOf[resource]
    const given = object.metadata ?? {}
    const name = given.name ?? `${given.generateName ?? ''}${this.around.random.nameSuffix()}`
    const admitted = admitCreate(this, resource, object, name)
    if (isStatus(admitted)) return this.refuse('create', resource, keyOf({ ...given, name: given.name ?? given.generateName ?? name }), admitted)
    const metadata: metav1.ObjectMeta = { ...given, name, uid: this.around.random.uid(), creationTimestamp: this.now(), resourceVersion: '' }
    if (this.tables[resource].has(keyOf(metadata))) return this.refuse('create', resource, keyOf(metadata), alreadyExists(qualified, name))
    const named = { ...admitted, kind, apiVersion, metadata } as ObjectByResource[R]
    return this.put(resource, prepareForCreate(resource, named), undefined, options)
  }

  /**
   * Replaces an object's metadata and spec; the status stays. A resource version that is not the
   * stored one is a Conflict, none at all overwrites. An object that is being deleted goes when
   * its last finalizer goes. Nothing changed: nothing is written.
   */
  update<R extends Resource>(resource: R, object: ObjectByResource[R], options: WriteOptions = {}): ObjectByResource[R] | Status {
    const previous = this.current(resource, object)
    if (isStatus(previous)) return previous
    const next = prepareForUpdate(resource, { ...object, metadata: { ...object.metadata, resourceVersion: previous.metadata!.resourceVersion } }, previous)
    if (equal(next, previous)) return previous
    if (next.metadata?.deletionTimestamp && !next.metadata.finalizers?.length && (resource !== 'pods' || next.metadata.deletionGracePeriodSeconds === 0) && !(next as corev1.Namespace).spec?.finalizers?.length) {
      this.erase(resource, keyOf(next.metadata), options)
      return next
    }
    return this.store(resource, next, undefined, options)
  }

  /** Replaces an object's status and nothing else. */
  updateStatus<R extends Resource>(resource: R, object: ObjectByResource[R], options: WriteOptions = {}): ObjectByResource[R] | Status {
    const previous = this.current(resource, object)
    if (isStatus(previous)) return previous
    const { status } = object as { status?: unknown }
    if (equal(status, (previous as { status?: unknown }).status)) return previous
    return this.store(resource, { ...previous, status } as ObjectByResource[R], 'status', options)
  }

  /** Gives a pod its node: what the scheduler alone does. */
  bind(key: string, nodeName: string, options: WriteOptions = {}): corev1.Pod | Status {
    const pod = this.get('pods', key)
    if (!pod) return this.refuse('create', 'pods', key, notFound('pods', key.split('/')[1]!), 'binding')
    const conditions = withCondition(pod.status?.conditions, { type: 'PodScheduled', status: 'True', lastTransitionTime: this.now() })
    const { nominatedNodeName: _, ...status } = pod.status ?? {}
    return this.store('pods', { ...pod, spec: { ...pod.spec, nodeName }, status: { ...status, conditions } }, 'binding', options)
  }

  /**
   * Deletes an object. A pod that runs somewhere is only marked: its kubelet removes it when its
   * containers have ended. Deleting again can only shorten the grace period.
   */
  delete<R extends Resource>(resource: R, key: string, options: DeleteOptions = {}): ObjectByResource[R] | Status {
    const object = this.get(resource, key)
    if (!object || (options.uid && object.metadata?.uid !== options.uid)) return this.refuse('delete', resource, key, notFound(kindOf[resource].qualified, key.split('/').at(-1)!))
    if (resource === 'pods') return this.deletePod(object as corev1.Pod, options) as ObjectByResource[R]
    if (resource === 'namespaces' && (object as corev1.Namespace).spec?.finalizers?.length) return this.terminate(object as corev1.Namespace, options) as ObjectByResource[R]
    const finalizers = finalizersFor(object.metadata?.finalizers ?? [], options)
    if (finalizers.length === 0) {
      this.erase(resource, key, options)
      return object
    }
    if (object.metadata?.deletionTimestamp && equal(finalizers, object.metadata.finalizers)) return object
    return this.store(resource, { ...object, metadata: marked(object.metadata!, finalizers, object.metadata?.deletionTimestamp ?? this.now(), 0) }, undefined, options)
  }

  /** A namespace goes when its controller has emptied it. */
  private terminate(namespace: corev1.Namespace, options: DeleteOptions): corev1.Namespace {
    if (namespace.metadata?.deletionTimestamp) return namespace
    return this.store('namespaces', { ...namespace, metadata: { ...namespace.metadata, deletionTimestamp: this.now() }, status: { ...namespace.status, phase: 'Terminating' } }, undefined, options)
  }

  private deletePod(pod: corev1.Pod, options: DeleteOptions): corev1.Pod {
    const asked = options.gracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30
    const grace = asked < 0 ? 1 : asked
    const finished = pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
    if (grace === 0 || finished || !pod.spec?.nodeName) {
      const { finalizers = [] } = pod.metadata ?? {}
      if (finalizers.length === 0) this.erase('pods', keyOf(pod.metadata!), options)
      else if (pod.metadata?.deletionGracePeriodSeconds !== 0) return this.store('pods', { ...pod, metadata: marked(pod.metadata!, finalizers, this.now(), 0) }, undefined, options)
      return pod
    }
    const running = pod.metadata?.deletionGracePeriodSeconds
    if (running !== undefined && running <= grace) return pod
    const deletionTimestamp = toTimestamp(this.around.options.epochMs + this.around.nowMs + grace * 1000)
    return this.store('pods', { ...pod, metadata: marked(pod.metadata!, pod.metadata?.finalizers, deletionTimestamp, grace) }, undefined, options)
  }

  private current<R extends Resource>(resource: R, object: ObjectByResource[R]): ObjectByResource[R] | Status {
    const metadata = object.metadata!
    const stored = this.get(resource, keyOf(metadata))
    if (!stored) return this.refuse('update', resource, keyOf(metadata), notFound(kindOf[resource].qualified, metadata.name!))
    const stale = metadata.resourceVersion !== undefined && metadata.resourceVersion !== stored.metadata?.resourceVersion
    return stale ? this.refuse('update', resource, keyOf(metadata), conflict(kindOf[resource].qualified, metadata.name!)) : stored
  }

  /** Stores a copy of what is given under the next resource version and tells the watchers. */
  store<R extends Resource>(resource: R, object: ObjectByResource[R], subresource: WatchEvent['subresource'], options: WriteOptions): ObjectByResource[R] {
    return this.put(resource, { ...object, metadata: { ...object.metadata, resourceVersion: '' } }, subresource, options)
  }

  /** The last step of every write. The object and its metadata are ours to write to; what is still there when the cluster is published is frozen then. */
  private put<R extends Resource>(resource: R, object: ObjectByResource[R], subresource: WatchEvent['subresource'], options: WriteOptions): ObjectByResource[R] {
    const key = keyOf(object.metadata!)
    const table = this.tables[resource] as Table<ObjectByResource[R]>
    const previous = table.get(key)
    const id = ++this.resourceVersion
    ;(object.metadata as { resourceVersion: string }).resourceVersion = String(id)
    const stored = object
    table.set(key, stored)
    this.unfrozen[resource].add(key)
    if (resource === 'pods') this.pods.replace(key, previous as corev1.Pod | undefined, stored as corev1.Pod)
    this.tell({ type: previous ? 'MODIFIED' : 'ADDED', resource, key, object: stored, previous, subresource }, id, options)
    return stored
  }

  /** Takes an object out of storage for good and tells the watchers. */
  erase<R extends Resource>(resource: R, key: string, options: WriteOptions): void {
    const table = this.tables[resource] as Table<ObjectByResource[R]>
    const previous = table.get(key)
    if (!previous) return
    table.delete(key)
    if (resource === 'pods') this.pods.replace(key, previous as corev1.Pod, undefined)
    this.tell({ type: 'DELETED', resource, key, object: previous, previous, subresource: undefined }, ++this.resourceVersion, options)
  }

  publish(): Objects {
    for (const resource of resources) {
      for (const key of this.unfrozen[resource]) deepFreeze(this.tables[resource].get(key))
      this.unfrozen[resource].clear()
    }
    const objects = Object.fromEntries(resources.map((resource) => [resource, this.tables[resource].publish()])) as unknown as Objects
    const known = this.published
    if (known && resources.every((resource) => known[resource] === objects[resource])) return known
    return (this.published = Object.freeze(objects))
  }

  /** Writes down that a component was refused; what a client asks for is written down at its door (`handle-request.ts`). */
  private refuse(verb: RefusedRequest['verb'], resource: Resource, key: string, status: Status, subresource?: string): Status {
    if (this.around.actor.component !== 'kubectl') this.noteRefused({ verb, resource, key, status, subresource })
    return status
  }

  /** Tells whoever looks on of a request that was refused. */
  noteRefused(request: Pick<RefusedRequest, 'verb' | 'resource' | 'key' | 'subresource' | 'status'>): void {
    const { component, cause } = this.around.actor
    this.around.refused.push({ ...request, afterId: this.resourceVersion, atMs: this.around.nowMs, component, cause })
  }

  private tell(change: Pick<WatchEvent, 'type' | 'resource' | 'key' | 'object' | 'previous' | 'subresource'>, id: number, options: WriteOptions): void {
    const { component, cause } = this.around.actor
    const { type, resource, key, object, previous, subresource } = change
    this.around.undelivered.push({ type, resource, key, object, previous, subresource, id, atMs: this.around.nowMs, component, cause, reason: options.reason })
  }
}

/** What must be done before an object goes: a deletion that says what is to become of dependents replaces what an earlier one said. */
function finalizersFor(own: readonly string[], { propagationPolicy }: DeleteOptions): readonly string[] {
  if (!propagationPolicy) return own
  const others = own.filter((each) => each !== 'foregroundDeletion' && each !== 'orphan')
  return propagationPolicy === 'Background' ? others : [...others, propagationPolicy === 'Foreground' ? 'foregroundDeletion' : 'orphan']
}

/** Metadata of an object that is to go. The first time that counts as a change of what is wanted: the generation rises. */
function marked(metadata: metav1.ObjectMeta, finalizers: readonly string[] | undefined, deletionTimestamp: string, deletionGracePeriodSeconds: number): metav1.ObjectMeta {
  const raised = !metadata.deletionTimestamp && metadata.generation !== undefined && { generation: metadata.generation + 1 }
  return { ...metadata, ...raised, ...(finalizers?.length && { finalizers }), deletionTimestamp, deletionGracePeriodSeconds }
}
