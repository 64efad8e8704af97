/** Sends pods away from nodes with NoExecute taints, at once or when their tolerance has run out. Stands for kubernetes/pkg/controller/tainteviction. */
import type * as corev1 from '#apis/corev1'
import { toleratesTaint } from '#apis/taints'
import type { Component } from '../component.ts'
import { memoryTable, type Draft } from '../draft.ts'
import { withCondition } from '../kube-apiserver/conditions.ts'
import { equal } from '../kube-apiserver/equal.ts'
import { recordEvent } from '../record-event.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { fieldOf, type Reason } from '../kube-apiserver/watch.ts'

/** Pods that are to go, and when (virtual ms). */
const scheduled = memoryTable<number>('taint-eviction/scheduled')

export const taintEvictionController: Component = {
  name: 'taint-eviction-controller',
  onWatchEvent: {
    nodes: (draft, { object, previous, type }) => {
      if (type === 'DELETED' || equal(previous?.spec?.taints, object.spec?.taints)) return
      for (const key of draft.api.pods.onNode(object.metadata!.name!).keys()) draft.wake(key, draft.options.controllerSyncMs)
    },
    pods: (draft, { key, object, previous, type }) => {
      if (type === 'DELETED') scheduled(draft).delete(key)
      else if (object.spec?.nodeName && (!previous?.spec?.nodeName || !equal(previous.spec.tolerations, object.spec.tolerations))) draft.wake(key, draft.options.controllerSyncMs)
    },
  },
  onTimer: (draft, { key }) => {
    const pod = draft.api.get('pods', key)
    const node = pod?.spec?.nodeName ? draft.api.get('nodes', pod.spec.nodeName) : undefined
    // Not asked: whether it is being deleted already. A daemon pod's own controller may have been first, and both tell of it.
    if (pod && node) look(draft, key, pod, node)
  },
}

function look(draft: Draft, key: string, pod: corev1.Pod, node: corev1.Node): void {
  const allowedMs = stayMs(pod, (node.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute'))
  const table = scheduled(draft)
  const due = table.get(key)
  if (allowedMs === undefined) {
    if (due === undefined) return
    table.delete(key)
    recordEvent(draft, 'pods', pod, { type: 'Normal', reason: 'TaintManagerEviction', message: `Cancelling deletion of Pod ${key}` })
    return
  }
  const dueMs = due ?? draft.nowMs + allowedMs
  if (dueMs > draft.nowMs) {
    table.set(key, dueMs)
    draft.wake(key, dueMs - draft.nowMs)
    return
  }
  table.delete(key)
  recordEvent(draft, 'pods', pod, { type: 'Normal', reason: 'TaintManagerEviction', message: `Marking for deletion Pod ${key}` })
  const reason = evictionReason(pod, node)
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint', lastTransitionTime: draft.api.now() }
  draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, conditions: withCondition(pod.status?.conditions, condition) } }, { reason })
  draft.api.delete('pods', key, { reason })
}

/** The taint that sends it away: the first that is not tolerated, else the one that it tolerated for the shortest time. */
function evictionReason(pod: corev1.Pod, node: corev1.Node): Reason {
  const nodeName = node.metadata!.name!
  const taints = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute').map((taint) => ({ taint, ms: stayMs(pod, [taint]) }))
  const { taint, ms } = taints.reduce((best, each) => ((each.ms ?? Infinity) < (best.ms ?? Infinity) ? each : best))
  return { rule: 'taint-eviction', nodeName, taint, toleratedSeconds: (ms ?? 0) / 1_000, rests: [fieldOf('nodes', nodeName, `spec.taints[${taint.key}:NoExecute]`), fieldOf('pods', keyOf(pod.metadata!), 'spec.nodeName')] }
}

/** How long (ms) the pod may stay under these taints: 0 when one is not tolerated, undefined for ever. */
export function stayMs(pod: corev1.Pod, taints: readonly corev1.Taint[]): number | undefined {
  let shortest: number | undefined
  for (const taint of taints) {
    const matching = (pod.spec?.tolerations ?? []).filter((toleration) => toleratesTaint(toleration, taint))
    if (matching.length === 0) return 0
    for (const { tolerationSeconds } of matching) if (tolerationSeconds !== undefined) shortest = Math.min(shortest ?? Infinity, Math.max(0, tolerationSeconds) * 1000)
  }
  return shortest
}
