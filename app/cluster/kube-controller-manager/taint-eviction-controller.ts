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

const noExecute = (node: corev1.Node | undefined): readonly corev1.Taint[] => (node?.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute')

export const taintEvictionController: Component = {
  name: 'taint-eviction-controller',
  onWatchEvent: {
    nodes: (draft, { object, previous, type }) => {
      if (type === 'DELETED' || equal(noExecute(previous), noExecute(object))) return
      for (const key of draft.api.pods.onNode(object.metadata!.name!).keys()) draft.wake(`look/${key}`, draft.options.controllerSyncMs)
    },
    pods: (draft, { key, object, previous, type }) => {
      if (type === 'DELETED' && scheduled(draft).has(key)) draft.wake(`gone/${key}`, draft.options.controllerSyncMs)
      else if (type !== 'DELETED' && object.spec?.nodeName && (!previous?.spec?.nodeName || !equal(previous.spec.tolerations, object.spec.tolerations))) draft.wake(`look/${key}`, draft.options.controllerSyncMs)
    },
  },
  onTimer: (draft, timer) => {
    const [what, key] = [timer.key.slice(0, timer.key.indexOf('/')), timer.key.slice(timer.key.indexOf('/') + 1)]
    const pod = draft.api.get('pods', key)
    if (what === 'gone') {
      if (!pod) cancel(draft, key)
    } else if (what === 'evict') {
      // The node may be gone meanwhile: what was decided is done all the same.
      if (scheduled(draft).delete(key) && pod) evict(draft, key, pod)
    } else if (pod?.spec?.nodeName) look(draft, key, pod, draft.api.get('nodes', pod.spec.nodeName))
  },
}

/** Not asked: whether the pod is being deleted already. A daemon pod's own controller may have been first, and both tell of it. */
function look(draft: Draft, key: string, pod: corev1.Pod, node: corev1.Node | undefined): void {
  const taints = noExecute(node)
  const allowedMs = stayMs(pod, taints)
  if (allowedMs === undefined) return cancel(draft, key)
  if (allowedMs === 'not tolerated') {
    cancel(draft, key)
    return evict(draft, key, pod)
  }
  // A pod that is counted down already keeps its earlier end.
  if (scheduled(draft).has(key)) return
  if (allowedMs <= 0) return evict(draft, key, pod)
  scheduled(draft).set(key, draft.nowMs + allowedMs)
  draft.wake(`evict/${key}`, allowedMs)
}

/** Nobody need go any more; told of only where somebody was to. */
function cancel(draft: Draft, key: string): void {
  if (scheduled(draft).delete(key)) tell(draft, key, `Cancelling deletion of Pod ${key}`)
  draft.timers.cancel('taint-eviction-controller', `evict/${key}`)
}

function evict(draft: Draft, key: string, pod: corev1.Pod): void {
  tell(draft, key, `Marking for deletion Pod ${key}`)
  const reason = evictionReason(pod, draft.api.get('nodes', pod.spec!.nodeName!))
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint', lastTransitionTime: draft.api.now() }
  draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, conditions: withCondition(pod.status?.conditions, condition) } }, { reason })
  draft.api.delete('pods', key, { reason })
}

/** The taint that sends it away: the first that is not tolerated, else the one that it tolerated for the shortest time. */
function evictionReason(pod: corev1.Pod, node: corev1.Node | undefined): Reason {
  const nodeName = pod.spec!.nodeName!
  const stays = noExecute(node).map((taint) => ({ taint, ms: stayMs(pod, [taint]) })).map(({ taint, ms }) => ({ taint, ms: ms === 'not tolerated' ? 0 : (ms ?? Infinity) }))
  const [first] = stays.sort((a, b) => a.ms - b.ms)
  const rests = [...(first ? [fieldOf('nodes', nodeName, `spec.taints[${first.taint.key}:NoExecute]`)] : []), fieldOf('pods', keyOf(pod.metadata!), 'spec.nodeName')]
  return { rule: 'taint-eviction', nodeName, ...(first && { taint: first.taint, toleratedSeconds: first.ms / 1_000 }), rests }
}

/** The controller knows a pod by its name alone: its events carry no uid, so that `kubectl describe` does not find them. */
function tell(draft: Draft, key: string, message: string): void {
  const [namespace, name] = key.split('/') as [string, string]
  recordEvent(draft, 'pods', { metadata: { namespace, name } }, { type: 'Normal', reason: 'TaintManagerEviction', message })
}

/** How long (ms) the pod may stay under these taints; undefined for ever. */
export function stayMs(pod: corev1.Pod, taints: readonly corev1.Taint[]): number | 'not tolerated' | undefined {
  let shortest: number | undefined
  for (const taint of taints) {
    const matching = (pod.spec?.tolerations ?? []).filter((toleration) => toleratesTaint(toleration, taint))
    if (matching.length === 0) return 'not tolerated'
    for (const { tolerationSeconds } of matching) if (tolerationSeconds !== undefined) shortest = Math.min(shortest ?? Infinity, Math.max(0, tolerationSeconds) * 1000)
  }
  return shortest
}
