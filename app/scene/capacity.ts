/** What a node has left of a resource that a pod asks for more of. */
import type * as corev1 from '#apis/corev1'
import { milliValue } from '#apis/quantity'
import { insufficientResources, requestsOf, usageOn } from '#cluster/kube-scheduler/node-resources'

export interface SceneCapacity {
  readonly resource: string
  /** Shares of what the node can give, 0 to 1. */
  readonly used: number
  readonly asked: number
  /** "500m cpu" that the pod asks for, and "200m" that is left. */
  readonly needs: string
  readonly left: string
  /** "500m cpu asked, 200m of 4 left". */
  readonly words: string
}

/** The first resource of which the node has too little for one of these pods. */
export function capacityFor(node: corev1.Node, pods: readonly corev1.Pod[], all: readonly corev1.Pod[]): SceneCapacity | undefined {
  const waiting = pods.find(({ spec }) => !spec?.nodeName)
  if (!waiting) return undefined
  const others = all.filter((pod) => pod !== waiting && pod.spec?.nodeName)
  const [lacking] = insufficientResources(waiting, node, usageOn(others))
  if (!lacking) return undefined
  const { resource, requested, used, capacity } = lacking
  const whole = node.status?.allocatable?.[resource] ?? '0'
  return {
    resource,
    used: capacity > 0 ? used / capacity : 1,
    asked: capacity > 0 ? requested / capacity : 1,
    needs: `${printAmount(resource, requested)} ${resource}`,
    left: printAmount(resource, capacity - used),
    words: `${printAmount(resource, requested)} ${resource} asked, ${printAmount(resource, capacity - used)} of ${resource === 'pods' ? capacity : whole} left`,
  }
}

/** What a pod asks for, as a manifest writes it. */
export function printRequests(pod: corev1.Pod): string {
  const asked = Object.entries(requestsOf(pod)).filter(([, milli]) => milli > 0)
  return asked.map(([name, milli]) => `${printAmount(name, name === 'cpu' ? milli : milli / 1000)} ${name}`).join(', ')
}

/** Cpu in millicores, memory in the largest binary unit that leaves a whole number, the rest as it is. */
export function printAmount(resource: string, amount: number): string {
  if (resource === 'cpu') return amount % 1000 === 0 ? String(amount / 1000) : `${Math.round(amount)}m`
  if (resource !== 'memory' && resource !== 'ephemeral-storage') return String(amount)
  for (const [unit, size] of [['Gi', 2 ** 30], ['Mi', 2 ** 20], ['Ki', 2 ** 10]] as const) if (amount >= size && amount % size === 0) return `${amount / size}${unit}`
  return amount >= 2 ** 20 ? `${Math.round(amount / 2 ** 20)}Mi` : String(Math.round(amount))
}

/** What is asked of a node and what it has, in `printAmount`'s words, and the share of it, 0 to 1. */
export interface SceneRoom {
  readonly resource: string
  readonly used: string
  readonly capacity: string
  readonly left: string
  readonly share: number
}

/** Of everything that a node can give: what its pods ask for and what it has. */
export function roomOn(node: corev1.Node, pods: readonly corev1.Pod[]): readonly SceneRoom[] {
  const bound = pods.filter(({ spec }) => spec?.nodeName)
  const usage = usageOn(bound)
  return ['cpu', 'memory', 'pods'].map((resource) => {
    const allocatable = node.status?.allocatable?.[resource] ?? '0'
    const total = resource === 'pods' ? Number(allocatable) : (milliValue(allocatable) ?? 0)
    const used = resource === 'pods' ? usage.pods : (usage.milli[resource] ?? 0)
    const shown = (amount: number) => printAmount(resource, resource === 'memory' ? amount / 1000 : amount)
    return { resource, used: shown(used), capacity: allocatable, left: shown(Math.max(0, total - used)), share: total > 0 ? used / total : 0 }
  })
}
