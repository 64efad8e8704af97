/** A kubelet that ends pods to protect its node. Stands for kubernetes/pkg/kubelet/eviction. */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { withCondition } from '../kube-apiserver/conditions.ts'
import { recordEvent } from '../record-event.ts'

/** Between one pod and the next, virtual ms. */
export const betweenEvictionsMs = 20

/** The pod fails with reason Evicted; it stays until its controller, or somebody, deletes it. */
export function evictFromNode(draft: Draft, pod: corev1.Pod, message: string): void {
  if (pod.metadata!.deletionTimestamp || pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return
  const now = draft.api.now()
  let conditions = pod.status?.conditions
  for (const type of ['Ready', 'ContainersReady']) conditions = withCondition(conditions, { type, status: 'False', reason: 'PodFailed', lastTransitionTime: now })
  draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, phase: 'Failed', reason: 'Evicted', message, conditions } }, { reason: { rule: 'kubelet.evict' } })
  if (draft.options.realKubelet) recordEvent(draft, 'pods', pod, { type: 'Warning', reason: 'Evicted', message }, 'kubelet', pod.spec!.nodeName)
}
