/**
 * Whether a node can take a pod, one answer per plugin, with the scheduler's own words.
 * Stands for the Filter extension point, kubernetes/pkg/scheduler/framework/plugins.
 * Left out: volumes.
 */
import type * as corev1 from '#apis/corev1'
import { unmetNodeAffinity, unmetNodeSelector } from '#apis/node-affinity'
import { untoleratedTaints } from '#apis/taints'
import { interPodRefusal, type Surroundings } from './inter-pod-affinity.ts'
import { insufficientResources, usageOn } from './node-resources.ts'
import { spreadRefusal } from './topology-spread.ts'

/** One plugin's refusal of one node. */
export interface Refusal {
  readonly plugin: 'NodeUnschedulable' | 'NodeName' | 'TaintToleration' | 'NodeAffinity' | 'NodePorts' | 'NodeResourcesFit' | 'PodTopologySpread' | 'InterPodAffinity'
  /** All reasons in the words of FailedScheduling. */
  readonly reasons: readonly string[]
  /** Could the node take the pod if others left? */
  readonly preemptionMayHelp: boolean
}

const unschedulableTaint: corev1.Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

/** The first plugin that refuses, as the scheduler stops there; undefined when the pod fits beside `others`. Without `around` pods on other nodes are not asked. */
export function refusalOf(pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[], around?: Surroundings): Refusal | undefined {
  const spec = pod.spec!
  if (node.spec?.unschedulable && untoleratedTaints([unschedulableTaint], spec.tolerations, ['NoSchedule']).length > 0) {
    return { plugin: 'NodeUnschedulable', reasons: ['node(s) were unschedulable'], preemptionMayHelp: false }
  }
  if (untoleratedTaints(node.spec?.taints, spec.tolerations, ['NoSchedule', 'NoExecute']).length > 0) {
    return { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], preemptionMayHelp: false }
  }
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  if (unmetNodeSelector(spec.nodeSelector, node).length + unmetNodeAffinity(required, node).length > 0) {
    return { plugin: 'NodeAffinity', reasons: ["node(s) didn't match Pod's node affinity/selector"], preemptionMayHelp: false }
  }
  if (others.some((other) => hostPortsConflict(pod, other))) {
    return { plugin: 'NodePorts', reasons: ["node(s) didn't have free ports for the requested pod ports"], preemptionMayHelp: true }
  }
  const lacking = insufficientResources(pod, node, usageOn(others))
  if (lacking.length === 0) {
    const uneven = around && spreadRefusal(pod, node, others, around)
    if (uneven) return { plugin: 'PodTopologySpread', reasons: [uneven.reason], preemptionMayHelp: uneven.preemptionMayHelp }
    const refusal = around && interPodRefusal(pod, node, others, around)
    return refusal && { plugin: 'InterPodAffinity', reasons: [refusal.reason], preemptionMayHelp: refusal.preemptionMayHelp }
  }
  const reasons = lacking.map(({ resource }) => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`))
  return { plugin: 'NodeResourcesFit', reasons, preemptionMayHelp: lacking.every(({ requested, capacity }) => requested <= capacity) }
}

interface HostPort {
  readonly protocol: string
  readonly port: number
  readonly ip: string
}
const everyAddress = '0.0.0.0'
const noPorts: readonly HostPort[] = Object.freeze([])
const hostPorts = new WeakMap<object, readonly HostPort[]>()

function hostPortsOf({ spec }: corev1.Pod): readonly HostPort[] {
  const containers = spec?.containers ?? []
  let found = hostPorts.get(containers)
  if (!found) {
    const ports = containers.flatMap((container) => container.ports ?? [])
    found = ports.flatMap(({ protocol = 'TCP', hostPort, containerPort, hostIP }) => {
      const port = hostPort ?? (spec?.hostNetwork ? containerPort : undefined)
      return port ? [{ protocol, port, ip: hostIP || everyAddress }] : []
    })
    hostPorts.set(containers, found.length > 0 ? found : noPorts)
  }
  return found
}

/** Do both want the same port of the same address of a node? */
export function hostPortsConflict(a: corev1.Pod, b: corev1.Pod): boolean {
  const wanted = hostPortsOf(a)
  if (wanted.length === 0) return false
  return hostPortsOf(b).some((has) => wanted.some(({ protocol, port, ip }) => protocol === has.protocol && port === has.port && (ip === has.ip || ip === everyAddress || has.ip === everyAddress)))
}

/** The one node that a pod may go to by its required affinity on `metadata.name`, as daemon pods have it. */
export function onlyNodeName(pod: corev1.Pod): string | undefined {
  const terms = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  if (terms.length !== 1) return undefined
  const field = terms[0]!.matchFields?.find(({ key, operator, values }) => key === 'metadata.name' && operator === 'In' && values?.length === 1)
  return field?.values![0]
}
