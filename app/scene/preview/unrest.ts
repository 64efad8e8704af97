/** Looks on while what was applied is carried out, and tells when nothing more comes of it. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { isReady, isTerminating } from '#cluster/kube-controller-manager/pod-availability'

/** `quiet`: nothing has come of it for so long that nothing will. `too-much`: it goes on, and was left there. */
export type End = 'done' | 'quiet' | 'too-much'

/** After so long without progress nothing more is expected, beside the times that the objects themselves name. In virtual ms. */
const quietMs = 60_000
/** Pods that come to a node one after another are progress so many times. */
const mostPodsPerNode = 3
/** After so much it is left there, in nodes looked at: with every instant a controller may go over all of them. Some seconds of work. */
const mostLooks = 20_000_000

type Workload = appsv1.DaemonSet | appsv1.Deployment

/** Keys by resource. */
export interface Touched {
  readonly daemonsets: readonly string[]
  readonly deployments: readonly string[]
}

export class Unrest {
  /** The workloads that the line wrote, as they are now, by `resource/key`. */
  readonly #touched = new Map<string, Workload>()
  readonly #stopping = new Set<string>()
  readonly #readyOnce = new Set<string>()
  /** Pods that the kubelet is trying again with at the moment: how they stand is seen when that has failed. */
  readonly #trying = new Set<string>()
  readonly #podsOn = new Map<string, number>()
  /** Uids of the touched workloads, of their replica sets, and of what belonged to them before. */
  readonly #uids = new Set<string>()
  #progressAtMs: number
  #instants = 0
  #end: End | undefined

  constructor(private readonly before: Cluster) {
    this.#progressAtMs = before.nowMs
  }

  /** What became of it; undefined while it goes on. */
  get end(): End | undefined {
    return this.#end
  }

  /** Keys of the workloads that were written, by resource, in the order of the manifest. */
  get touched(): Touched {
    const keys = (resource: string) => [...this.#touched.keys()].filter((name) => name.startsWith(`${resource}/`)).map((name) => name.slice(resource.length + 1))
    return { daemonsets: keys('daemonsets'), deployments: keys('deployments') }
  }

  /** When something came of it last, in virtual ms. */
  get progressAtMs(): number {
    return this.#progressAtMs
  }

  onWatchEvent(event: WatchEvent): void {
    const { resource, type, key, object, previous, atMs, component } = event
    if (resource === 'daemonsets' || resource === 'deployments') {
      const name = `${resource}/${key}`
      if (component === 'kubectl') {
        if (!this.#touched.has(name)) this.#begin(object.metadata!.uid!)
        this.#touched.set(name, object as Workload)
      } else if (this.#touched.has(name)) this.#touched.set(name, object as Workload)
    } else if (resource === 'replicasets') {
      if (this.#uids.has(controllerUidOf(object as appsv1.ReplicaSet) ?? '')) this.#uids.add(object.metadata!.uid!)
    } else if (resource === 'pods') this.#sawPod(event as WatchEvent<'pods'>, type, key, atMs, previous !== undefined)
  }

  /** Pods that are stopping when it begins hold it up, too. */
  #begin(uid: string): void {
    this.#uids.add(uid)
    for (const set of this.before.objects.replicasets.values()) if (controllerUidOf(set) === uid) this.#uids.add(set.metadata!.uid!)
    for (const [key, pod] of this.before.objects.pods) {
      if (!this.#uids.has(controllerUidOf(pod) ?? '')) continue
      if (isTerminating(pod)) this.#stopping.add(key)
      if (isReady(pod)) this.#readyOnce.add(key)
    }
  }

  #sawPod({ object, previous }: WatchEvent<'pods'>, type: WatchEvent['type'], key: string, atMs: number, known: boolean): void {
    if (!this.#uids.has(controllerUidOf(object) ?? controllerUidOf(previous ?? object) ?? '')) return
    if (type !== 'DELETED' && object.spec?.nodeName && !isTerminating(object) && (!isReady(object) || startsAgain(object)) && !isHeldUp(object)) this.#trying.add(key)
    else this.#trying.delete(key)
    if (type === 'DELETED') this.#stopping.delete(key)
    else if (isTerminating(object)) {
      if (this.#stopping.has(key)) return
      this.#stopping.add(key)
    } else if (known) {
      const bound = object.spec?.nodeName !== previous?.spec?.nodeName
      const newlyReady = isReady(object) && !this.#readyOnce.has(key)
      if (newlyReady) this.#readyOnce.add(key)
      if (!bound && !newlyReady) return
    }
    const node = object.spec?.nodeName ?? ''
    if (type === 'ADDED' || type === 'DELETED') {
      const count = (this.#podsOn.get(node) ?? 0) + 1
      this.#podsOn.set(node, count)
      if (node !== '' && count > 2 * mostPodsPerNode) return
    }
    this.#progressAtMs = atMs
  }

  /** Is there nothing more to wait for? */
  isOver(nowMs: number): boolean {
    if (this.#stopping.size === 0 && [...this.#touched.values()].every(isSettled)) this.#end = 'done'
    else if (nowMs - this.#progressAtMs > (this.#trying.size === 0 ? 1 : 2) * (quietMs + this.#longestWaitMs())) this.#end = 'quiet'
    else if (++this.#instants * this.before.objects.nodes.size > mostLooks) this.#end = 'too-much'
    return this.#end !== undefined
  }

  /** Virtual ms in which nothing may be seen although all goes well. */
  #longestWaitMs(): number {
    let longest = 0
    for (const { spec } of this.#touched.values()) {
      const grace = spec?.template?.spec?.terminationGracePeriodSeconds ?? 30
      longest = Math.max(longest, 1_000 * (spec?.minReadySeconds ?? 0), 1_000 * grace)
    }
    return longest
  }
}

/** Has it failed, or does the kubelet wait before it tries again? */
const isHeldUp = ({ status }: corev1.Pod): boolean =>
  status?.phase === 'Failed' || (status?.containerStatuses?.some(({ state }) => /BackOff|^Err/.test(state?.waiting?.reason ?? '')) ?? false)

/** Has its container ended more than once? It may be ready for a moment, and is not likely to stay so. */
const startsAgain = ({ status }: corev1.Pod): boolean => status?.containerStatuses?.some(({ restartCount = 0 }) => restartCount > 1) ?? false

/** Has the controller seen what is asked for, and is it so? */
function isSettled(workload: Workload): boolean {
  const { metadata, status } = workload
  if (status?.observedGeneration !== metadata!.generation) return false
  if (!isDaemonSet(workload)) {
    const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = workload.status ?? {}
    const wanted = workload.spec?.replicas ?? 1
    return replicas === wanted && updatedReplicas === wanted && availableReplicas === wanted
  }
  const { desiredNumberScheduled: desired = 0, updatedNumberScheduled: updated = 0, numberAvailable: available = 0 } = workload.status ?? {}
  return available === desired && (updated === desired || workload.spec?.updateStrategy?.type === 'OnDelete')
}

const isDaemonSet = (workload: Workload): workload is appsv1.DaemonSet => workload.spec !== undefined && 'updateStrategy' in workload.spec
