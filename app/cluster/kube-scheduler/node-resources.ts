/** What pods ask of a node and what is left. Stands for the NodeResourcesFit plugin, kubernetes/pkg/scheduler/framework/plugins/noderesources. */
import type * as corev1 from '#apis/corev1'
import { milliValue } from '#apis/quantity'

/** Requests in thousandths of each resource's unit, and how many pods ask. */
export interface Usage {
  readonly milli: Readonly<Record<string, number>>
  readonly pods: number
}

/** One resource of which a node has too little: cpu in millicores, the rest in units. */
export interface Lacking {
  readonly resource: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
}

const noInit: readonly corev1.Container[] = Object.freeze([])
/** Pods of one template share their lists of containers. */
const requestCache = new WeakMap<object, { readonly initContainers: unknown; readonly requests: Readonly<Record<string, number>> }>()

/**
 * A pod's requests: the sum of its containers' and sidecars', or an init container's with the
 * sidecars before it where that is more. A missing request equals the limit.
 */
export function requestsOf(pod: corev1.Pod): Readonly<Record<string, number>> {
  const { containers = [], initContainers = noInit } = pod.spec ?? {}
  const known = requestCache.get(containers)
  if (known && known.initContainers === initContainers) return known.requests
  const of = (container: corev1.Container) => Object.entries({ ...container.resources?.limits, ...container.resources?.requests }).map(([name, amount]) => [name, milliValue(amount) ?? 0] as const)
  const [total, sidecars, most]: Record<string, number>[] = [{}, {}, {}]
  const add = (to: Record<string, number>, container: corev1.Container) => of(container).forEach(([name, milli]) => (to[name] = (to[name] ?? 0) + milli))
  for (const container of containers) add(total!, container)
  for (const container of initContainers) {
    if (container.restartPolicy === 'Always') {
      add(total!, container)
      add(sidecars!, container)
    } else for (const [name, milli] of of(container)) most![name] = Math.max(most![name] ?? 0, milli + (sidecars![name] ?? 0))
  }
  for (const [name, milli] of Object.entries(most!)) total![name] = Math.max(total![name] ?? 0, milli)
  requestCache.set(containers, { initContainers, requests: total! })
  return total!
}

/** What these pods ask together; finished ones ask nothing. */
export function usageOn(pods: Iterable<corev1.Pod>): Usage {
  const milli: Record<string, number> = {}
  let count = 0
  for (const pod of pods) {
    if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') continue
    count++
    for (const [name, amount] of Object.entries(requestsOf(pod))) milli[name] = (milli[name] ?? 0) + amount
  }
  return { milli, pods: count }
}

/** All resources of which the node has too little for the pod; empty when it fits. */
export function insufficientResources(pod: corev1.Pod, node: corev1.Node, usage: Usage): readonly Lacking[] {
  const allocatable = node.status?.allocatable ?? {}
  const lacking: Lacking[] = []
  const allowed = Number(allocatable.pods ?? 110)
  if (usage.pods + 1 > allowed) lacking.push({ resource: 'pods', requested: 1, used: usage.pods, capacity: allowed })
  for (const [resource, requested] of Object.entries(requestsOf(pod))) {
    if (requested === 0) continue
    const [capacity, used] = [milliValue(allocatable[resource] ?? '0') ?? 0, usage.milli[resource] ?? 0]
    const shown = resource === 'cpu' ? 1 : 1000
    if (requested > capacity - used) lacking.push({ resource, requested: requested / shown, used: used / shown, capacity: capacity / shown })
  }
  return lacking
}
