/** A kubelet that ends pods to protect its node. Stands for kubernetes/pkg/kubelet/eviction. */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { withCondition } from '../kube-apiserver/conditions.ts'
import { recordEvent } from '../record-event.ts'

/** Between one pod and the next, virtual ms. */
export const betweenEvictionsMs = 20

/** What a node can be short of. */
export type Shortage = 'memory' | 'disk' | 'pid'

const resources: Readonly<Record<Shortage, string>> = { memory: 'memory', disk: 'ephemeral-storage', pid: 'pids' }

/** The pod fails with reason Evicted; it stays until its controller, or somebody, deletes it. */
export function evictFromNode(draft: Draft, pod: corev1.Pod, shortage: Shortage): void {
  const message = `The node was low on resource: ${resources[shortage]}. `
  if (pod.metadata!.deletionTimestamp || pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return
  const now = draft.api.now()
  let conditions = pod.status?.conditions
  for (const type of ['Ready', 'ContainersReady']) conditions = withCondition(conditions, { type, status: 'False', reason: 'PodFailed', lastTransitionTime: now })
  draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, phase: 'Failed', reason: 'Evicted', message, conditions } }, { reason: { rule: 'kubelet.evict', nodeName: pod.spec!.nodeName, shortage } })
  if (draft.options.realKubelet) recordEvent(draft, 'pods', pod, { type: 'Warning', reason: 'Evicted', message }, 'kubelet', pod.spec!.nodeName)
}
