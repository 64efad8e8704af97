/** Pods whose node is gone for good, and unscheduled ones that were deleted. Stands for kubernetes/pkg/controller/podgc. */
import type * as corev1 from '#apis/corev1'
import type { Component } from '../component.ts'
import { memoryTable, type Draft } from '../draft.ts'
import { withCondition } from '../kube-apiserver/conditions.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { fieldOf } from '../kube-apiserver/watch.ts'

/** Since when (virtual ms) a node that pods are bound to has been missing. */
const missingSince = memoryTable<number>('pod-gc/quarantine')

const nextRound = (draft: Draft) => draft.options.podGcPeriodMs - (draft.nowMs % draft.options.podGcPeriodMs)

export const podGarbageCollector: Component = {
  name: 'pod-garbage-collector',
  onWatchEvent: {
    nodes: (draft, { object, type }) => {
      if (type === 'ADDED') missingSince(draft).delete(object.metadata!.name!)
      if (type === 'DELETED' && draft.api.pods.onNode(object.metadata!.name!).size > 0) draft.wake('round', nextRound(draft))
    },
    pods: (draft, { object, type }) => {
      if (type !== 'DELETED' && object.spec?.nodeName && !draft.api.get('nodes', object.spec.nodeName)) draft.wake('round', nextRound(draft))
    },
  },
  onTimer: collect,
}

/** One round; the next follows as long as something waits. */
function collect(draft: Draft): void {
  const missing = new Map<string, corev1.Pod[]>()
  for (const pod of draft.api.list('pods').values()) {
    const nodeName = pod.spec?.nodeName
    if (nodeName && !draft.api.get('nodes', nodeName)) missing.set(nodeName, [...(missing.get(nodeName) ?? []), pod])
  }
  const table = missingSince(draft)
  for (const [nodeName, pods] of missing) {
    const since = table.get(nodeName)
    if (since === undefined) table.set(nodeName, draft.nowMs)
    else if (draft.nowMs - since >= draft.options.podGcQuarantineMs) for (const pod of pods) remove(draft, pod)
  }
  if (missing.size > 0) draft.wake('round', nextRound(draft))
}

function remove(draft: Draft, pod: corev1.Pod): void {
  const nodeName = pod.spec!.nodeName!
  const reason = { rule: 'pod-gc', nodeName, rests: [fieldOf('nodes', nodeName, '')] }
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', lastTransitionTime: draft.api.now() }
  draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, phase: 'Failed', conditions: withCondition(pod.status?.conditions, condition) } }, { reason })
  draft.api.delete('pods', keyOf(pod.metadata!), { gracePeriodSeconds: 0, reason })
}
