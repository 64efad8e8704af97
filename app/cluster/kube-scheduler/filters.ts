/**
 * Whether a node can take a pod, one answer per plugin, with the scheduler's own words.
 * Stands for the Filter extension point, kubernetes/pkg/scheduler/framework/plugins.
 * Left out: volumes, topology spread and inter-pod affinity.
 */
import type * as corev1 from '#apis/corev1'
import { unmetNodeAffinity, unmetNodeSelector } from '#apis/node-affinity'
import { untoleratedTaints } from '#apis/taints'
import { insufficientResources, usageOn } from './node-resources.ts'

/** One plugin's refusal of one node. */
export interface Refusal {
  readonly plugin: 'NodeUnschedulable' | 'NodeName' | 'TaintToleration' | 'NodeAffinity' | 'NodePorts' | 'NodeResourcesFit'
  /** All reasons in the words of FailedScheduling. */
  readonly reasons: readonly string[]
  /** Could the node take the pod if others left? */
  readonly preemptionMayHelp: boolean
}

const unschedulableTaint: corev1.Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

/** The first plugin that refuses, as the scheduler stops there; undefined when the pod fits beside `others`. */
export function refusalOf(pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[]): Refusal | undefined {
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
  const wanted = hostPortsOf(pod)
  if (wanted.size > 0 && others.some((other) => [...hostPortsOf(other)].some((port) => wanted.has(port)))) {
    return { plugin: 'NodePorts', reasons: ["node(s) didn't have free ports for the requested pod ports"], preemptionMayHelp: true }
  }
  const lacking = insufficientResources(pod, node, usageOn(others))
  if (lacking.length === 0) return undefined
  const reasons = lacking.map(({ resource }) => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`))
  return { plugin: 'NodeResourcesFit', reasons, preemptionMayHelp: lacking.every(({ requested, capacity }) => requested <= capacity) }
}

/** `protocol//port` of each host port. Left out: host IPs, so that equal ports always conflict. */
export function hostPortsOf(pod: corev1.Pod): ReadonlySet<string> {
  const ports = new Set<string>()
  for (const container of pod.spec?.containers ?? []) {
    for (const { protocol = 'TCP', hostPort, containerPort } of container.ports ?? []) {
      const port = hostPort ?? (pod.spec?.hostNetwork ? containerPort : undefined)
      if (port) ports.add(`${protocol}//${port}`)
    }
  }
  return ports
}

/** The one node that a pod may go to by its required affinity on `metadata.name`, as daemon pods have it. */
export function onlyNodeName(pod: corev1.Pod): string | undefined {
  const terms = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  if (terms.length !== 1) return undefined
  const field = terms[0]!.matchFields?.find(({ key, operator, values }) => key === 'metadata.name' && operator === 'In' && values?.length === 1)
  return field?.values![0]
}
