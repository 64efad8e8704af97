/** The conditions by which a kubelet reports its node. */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { conditionStatus, withCondition } from '../kube-apiserver/conditions.ts'
import { recordEvent } from '../record-event.ts'
import type { Shortage } from './eviction.ts'
import { conditionOf, isUnderPressure } from './pressure.ts'

type Report = readonly (readonly [type: string, status: string, reason: string, message: string])[]
const memory = ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'] as const
const ready = ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'] as const
const healthy: Report = [
  memory,
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ready,
]
const notYet = 'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'
/** What a kubelet says of itself when it registers: all is well but the network, which comes up a moment later. */
export function firstConditions(now: string): readonly corev1.NodeCondition[] {
  const report: Report = [...healthy.slice(0, -1), ['Ready', 'False', 'KubeletNotReady', notYet]]
  return report.map(([type, status, reason, message]) => ({ type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now }))
}
/** The same in the words of the recordings' stand-ins. */
const standInHealthy: Report = [
  memory,
  ['DiskPressure', 'False', 'KubeletHasSufficientDisk', 'kubelet has sufficient disk available'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient pid available'],
  ready,
]

const lacking: Readonly<Record<Shortage, readonly [reason: string, message: string]>> = {
  memory: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
  disk: ['KubeletHasDiskPressure', 'kubelet has disk pressure'],
  pid: ['KubeletHasInsufficientPID', 'kubelet has insufficient PID available'],
}

/** What a kubelet has to say of its node: ready, and short of what it is short of. */
function reportOf(draft: Draft, name: string): Report {
  if (!draft.options.realKubelet) return standInHealthy
  const short = (Object.keys(lacking) as Shortage[]).filter((shortage) => isUnderPressure(draft, name, shortage))
  if (short.length === 0) return healthy
  return healthy.map((line) => {
    const shortage = short.find((each) => conditionOf[each] === line[0])
    return shortage ? ([line[0], 'True', ...lacking[shortage]] as const) : line
  })
}

/** A kubelet reports its node; a change of a condition is told of. */
export function reportNode(draft: Draft, name: string): void {
  const node = draft.api.get('nodes', name)
  if (!node) return
  const now = draft.api.now()
  let conditions: readonly corev1.NodeCondition[] = node.status?.conditions ?? []
  const told: string[] = []
  for (const [type, status, reason, message] of reportOf(draft, name)) {
    const before = conditionStatus(conditions, type)
    if (before !== status && (type === 'Ready' || status === 'True' || before === 'True')) told.push(type === 'Ready' ? 'NodeReady' : `NodeHas${reason.replace(/^Kubelet(Has)?/, '')}`)
    conditions = withCondition(conditions, { type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now })
  }
  const written = draft.api.updateStatus('nodes', { ...node, status: { ...node.status, conditions } }, { reason: { rule: 'kubelet.node-status', nodeName: name } })
  if (!draft.options.realKubelet || 'code' in written) return
  for (const reason of told) recordEvent(draft, 'nodes', node, { type: 'Normal', reason, message: `Node ${name} status is now: ${reason}` }, 'kubelet', name)
}
