/** Pods whose node is gone for good, and those that are to end on a node that was taken out of service. Stands for kubernetes/pkg/controller/podgc. */
import type * as corev1 from '#apis/corev1'
import type { Component } from '../component.ts'
import { memoryTable, type Draft } from '../draft.ts'
import { conditionStatus, withCondition } from '../kube-apiserver/conditions.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { fieldOf } from '../kube-apiserver/watch.ts'
import { isFinished, isTerminating } from './pod-availability.ts'

/** Since when (virtual ms) a node that pods are bound to has been missing. */
const missingSince = memoryTable<number>('pod-gc/quarantine')

const nextRound = (draft: Draft) => draft.options.podGcPeriodMs - (draft.nowMs % draft.options.podGcPeriodMs)

export const podGarbageCollector: Component = {
  name: 'pod-garbage-collector',
  onWatchEvent: {
    nodes: (draft, { object, type }) => {
      const pods = draft.api.pods.onNode(object.metadata!.name!)
      if (type === 'ADDED') missingSince(draft).delete(object.metadata!.name!)
      if (pods.size > 0 && (type === 'DELETED' || (isOutOfService(object) && [...pods.values()].some(isTerminating)))) draft.wake('round', nextRound(draft))
    },
    pods: (draft, { object, type }) => {
      if (type === 'DELETED' || !object.spec?.nodeName) return
      const node = draft.api.get('nodes', object.spec.nodeName)
      if (!node || (isTerminating(object) && isOutOfService(node))) draft.wake('round', nextRound(draft))
    },
  },
  onTimer: collect,
}

/** Not ready, and somebody said by a taint that it will not come back as it was. */
const isOutOfService = (node: corev1.Node) =>
  conditionStatus(node.status?.conditions, 'Ready') !== 'True' && (node.spec?.taints?.some(({ key }) => key === 'node.kubernetes.io/out-of-service') ?? false)

/** One round; the next follows as long as something waits. */
function collect(draft: Draft): void {
  const missing = new Map<string, corev1.Pod[]>()
  const all = [...draft.api.list('pods').values()]
  for (const pod of all) {
    const nodeName = pod.spec?.nodeName
    const node = nodeName && draft.api.get('nodes', nodeName)
    if (nodeName && !node) missing.set(nodeName, [...(missing.get(nodeName) ?? []), pod])
    else if (node && isTerminating(pod) && isOutOfService(node)) remove(draft, pod)
  }
  const table = missingSince(draft)
  for (const [nodeName, pods] of missing) {
    const since = table.get(nodeName)
    if (since === undefined) table.set(nodeName, draft.nowMs)
    else if (draft.nowMs - since >= draft.options.podGcQuarantineMs) {
      table.delete(nodeName)
      for (const pod of pods) remove(draft, pod, { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', lastTransitionTime: draft.api.now() })
    }
  }
  if (missing.size > 0) draft.wake('round', nextRound(draft))
}

/** A pod that has not ended is said to have failed, and goes at once. */
function remove(draft: Draft, pod: corev1.Pod, condition?: corev1.PodCondition): void {
  const nodeName = pod.spec!.nodeName!
  const reason = { rule: 'pod-gc', nodeName, ...(!condition && { outOfService: true }), rests: [fieldOf('nodes', nodeName, condition ? '' : 'spec.taints')] }
  if (!isFinished(pod)) {
    const conditions = condition ? withCondition(pod.status?.conditions, condition) : pod.status?.conditions
    draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, phase: 'Failed', ...(conditions && { conditions }) } }, { reason })
  }
  draft.api.delete('pods', keyOf(pod.metadata!), { gracePeriodSeconds: 0, reason })
}
