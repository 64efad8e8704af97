/**
 * Which changes give a pod that found no node reason to try again. Each plugin that refused it is
 * asked about each change. Stands for the QueueingHintFns of kubernetes/pkg/scheduler/framework/plugins.
 */
import type * as corev1 from '#apis/corev1'
import { unmetNodeAffinity, unmetNodeSelector } from '#apis/node-affinity'
import { untoleratedTaints } from '#apis/taints'
import { equal } from '../kube-apiserver/equal.ts'
import type { WatchEvent } from '../kube-apiserver/watch.ts'
import { hostPortsConflict, type Refusal } from './filters.ts'
import { insufficientResources, requestsOf, usageOn } from './node-resources.ts'
import { milliValue } from '#apis/quantity'
import { spreadMinds } from './topology-spread.ts'

export type Plugin = Refusal['plugin']

const tolerates = ({ spec }: corev1.Pod, node: corev1.Node) => untoleratedTaints(node.spec?.taints, spec?.tolerations, ['NoSchedule', 'NoExecute']).length === 0
const isWanted = ({ spec }: corev1.Pod, node: corev1.Node) =>
  unmetNodeSelector(spec?.nodeSelector, node).length + unmetNodeAffinity(spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution, node).length === 0
/** Asked of the empty node: what runs there is looked at when the pod is tried again. */
const hasRoom = (pod: corev1.Pod, node: corev1.Node) => insufficientResources(pod, node, usageOn([])).length === 0
const grew = (pod: corev1.Pod, before: corev1.Node, after: corev1.Node) =>
  ['pods', ...Object.keys(requestsOf(pod))].some((name) => (milliValue(after.status?.allocatable?.[name] ?? '0') ?? 0) > (milliValue(before.status?.allocatable?.[name] ?? '0') ?? 0))

/** May a new or changed node help a pod that these plugins refused? */
export function nodeMayHelp(pod: corev1.Pod, plugins: readonly Plugin[], { object: node, previous, type }: WatchEvent<'nodes'>): boolean {
  if (type === 'DELETED') return false
  const isNew = type === 'ADDED' || !previous
  return plugins.some((plugin) => {
    switch (plugin) {
      case 'NodeResourcesFit':
        return hasRoom(pod, node) && (isNew || grew(pod, previous, node))
      case 'NodeAffinity':
        return isWanted(pod, node) && (isNew || !isWanted(pod, previous))
      case 'TaintToleration':
        return tolerates(pod, node) && (isNew || !tolerates(pod, previous))
      case 'NodeUnschedulable':
        return !node.spec?.unschedulable && (isNew || previous.spec?.unschedulable === true)
      case 'InterPodAffinity':
      case 'PodTopologySpread':
        return isNew || !equal(previous.metadata?.labels, node.metadata?.labels)
      default:
        return isNew
    }
  })
}

/** Does the scheduler lose sight of a pod with this change? It watches only those that have not ended. */
export const isEnd = ({ object, previous, type }: WatchEvent<'pods'>): boolean => (type === 'DELETED' ? !isFinished(object) : isFinished(object) && previous !== undefined && !isFinished(previous))
const isFinished = ({ status }: corev1.Pod) => status?.phase === 'Failed' || status?.phase === 'Succeeded'

/** May the end of this pod, or another one that came or changed its labels, help? */
export function podMayHelp(pod: corev1.Pod, plugins: readonly Plugin[], event: WatchEvent<'pods'>): boolean {
  const { object: other } = event
  const frees = isEnd(event) && other.spec?.nodeName !== undefined
  return plugins.some((plugin) => {
    if (plugin === 'NodeResourcesFit') return frees
    if (plugin === 'NodePorts') return frees && hostPortsConflict(pod, other)
    if (plugin === 'PodTopologySpread') return other.spec?.nodeName !== undefined && spreadMinds(pod, other)
    return plugin === 'InterPodAffinity' && other.spec?.nodeName !== undefined
  })
}
