/** The conditions by which a kubelet reports its node. */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { conditionStatus, withCondition } from '../kube-apiserver/conditions.ts'
import { recordEvent } from '../record-event.ts'

type Report = readonly (readonly [type: string, status: string, reason: string, message: string])[]
const memory = ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'] as const
const ready = ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'] as const
const healthy: Report = [
  memory,
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ready,
]
/** The same in the words of the recordings' stand-ins. */
const standInHealthy: Report = [
  memory,
  ['DiskPressure', 'False', 'KubeletHasSufficientDisk', 'kubelet has sufficient disk available'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient pid available'],
  ready,
]

/** A kubelet says that all is well. */
export function reportNodeReady(draft: Draft, name: string): void {
  const node = draft.api.get('nodes', name)
  if (!node) return
  const wasReady = conditionStatus(node.status?.conditions, 'Ready') === 'True'
  const now = draft.api.now()
  let conditions: readonly corev1.NodeCondition[] = node.status?.conditions ?? []
  for (const [type, status, reason, message] of draft.options.realKubelet ? healthy : standInHealthy) {
    conditions = withCondition(conditions, { type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now })
  }
  const written = draft.api.updateStatus('nodes', { ...node, status: { ...node.status, conditions } }, { reason: { rule: 'kubelet.node-status' } })
  if (draft.options.realKubelet && !wasReady && !('code' in written)) recordEvent(draft, 'nodes', node, { type: 'Normal', reason: 'NodeReady', message: `Node ${name} status is now: NodeReady` }, 'kubelet', name)
}
