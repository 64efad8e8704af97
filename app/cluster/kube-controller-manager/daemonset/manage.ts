/**
 * Which nodes are missing a pod and which pods are too many.
 * Stands for podsShouldBeOnNode and manage, kubernetes/pkg/controller/daemon/daemon_controller.go.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { scaledRoundedUp } from '#apis/intstr'
import { memoryTable, type Draft } from '../../draft.ts'
import { recordEvent } from '../../record-event.ts'
import { availableAtUnixMs, isReady, isTerminating } from '../pod-availability.ts'
import { enqueueAfter } from '../retry.ts'
import { byAge, hashLabel } from './daemon-pod.ts'
import type { Gate } from './node-should-run-daemon-pod.ts'
import type { NodeView, NodeViews } from './node-views.ts'

/** What a sync wants of the API server. */
export interface Changes {
  readonly nodesNeedingPods: string[]
  readonly podsToDelete: Deletion[]
}

/** A pod that has to go, and why. */
export interface Deletion {
  readonly pod: corev1.Pod
  /** The first gate of the node that is closed to it. */
  readonly gate?: Gate
  readonly why: 'not eligible' | 'no such node' | 'failed' | 'succeeded' | 'one too many' | 'replaced' | 'being updated' | 'not available'
}

interface BackOff {
  readonly delayMs: number
  readonly atMs: number
}
const backOffs = memoryTable<BackOff>('daemonset/failed-pod-back-off')

/** Looks at every node. May write events for finished pods and wake the DaemonSet again for failed ones. */
export function podsShouldBeOnNodes(draft: Draft, daemonSet: appsv1.DaemonSet, { views, strays }: NodeViews, hash: string): Changes {
  const changes: Changes = { nodesNeedingPods: [], podsToDelete: strays.map((pod) => ({ pod, why: 'no such node' })) }
  const surges = scaledRoundedUp(daemonSet.spec?.updateStrategy?.rollingUpdate?.maxSurge ?? 0, 1) > 0 && daemonSet.spec?.updateStrategy?.type === 'RollingUpdate'
  for (const view of views) {
    if (view.isSettled && !surges) continue
    const { verdict, pods } = view
    if (pods.length === 0) {
      if (verdict.shouldRun) changes.nodesNeedingPods.push(view.name)
    } else if (!verdict.shouldContinueRunning) {
      for (const pod of pods) if (!isTerminating(pod)) changes.podsToDelete.push({ pod, why: 'not eligible', gate: verdict.gates.find(({ passed }) => !passed) })
    } else podsShouldBeOnNode(draft, daemonSet, view, { surges, hash }, changes)
  }
  return changes
}

function podsShouldBeOnNode(draft: Draft, daemonSet: appsv1.DaemonSet, view: NodeView, { surges, hash }: { readonly surges: boolean; readonly hash: string }, changes: Changes): void {
  const running: corev1.Pod[] = []
  for (const pod of view.pods) {
    if (isTerminating(pod)) continue
    if (pod.status?.phase === 'Failed') {
      if (!mayReplaceFailed(draft, daemonSet, view.name)) continue
      const message = `Found failed daemon pod ${pod.metadata!.namespace}/${pod.metadata!.name} on node ${view.name}, will try to kill it`
      recordEvent(draft, 'daemonsets', daemonSet, { type: 'Warning', reason: 'FailedDaemonPod', message })
      changes.podsToDelete.push({ pod, why: 'failed' })
    } else if (pod.status?.phase === 'Succeeded') {
      const message = `Found succeeded daemon pod ${pod.metadata!.namespace}/${pod.metadata!.name} on node ${view.name}, will try to delete it`
      recordEvent(draft, 'daemonsets', daemonSet, { type: 'Normal', reason: 'SucceededDaemonPod', message })
      changes.podsToDelete.push({ pod, why: 'succeeded' })
    } else running.push(pod)
  }
  if (!surges) {
    for (const pod of running.slice(1)) changes.podsToDelete.push({ pod, why: 'one too many' })
    return
  }
  if (running.length === 0) {
    if (view.verdict.shouldRun) changes.nodesNeedingPods.push(view.name)
    return
  }
  if (running.length > 1) changes.podsToDelete.push(...surplusWhileSurging(draft, daemonSet, running, hash))
}

/** Of each template the oldest stays; the old one goes once it is not ready or its successor is available. Only the hash tells templates apart here, unlike elsewhere. */
function surplusWhileSurging(draft: Draft, daemonSet: appsv1.DaemonSet, running: readonly corev1.Pod[], hash: string): Deletion[] {
  const oldestOf = (isNew: boolean) => running.filter((pod) => (pod.metadata!.labels?.[hashLabel] === hash) === isNew).sort(byAge)[0]
  const [fresh, old] = [oldestOf(true), oldestOf(false)]
  const surplus = running.filter((pod) => pod !== fresh && pod !== old).map((pod): Deletion => ({ pod, why: 'one too many' }))
  if (fresh && old) {
    const availableAt = availableAtUnixMs(fresh, daemonSet.spec?.minReadySeconds ?? 0)
    const freshIsAvailable = availableAt !== undefined && availableAt <= draft.options.epochMs + draft.nowMs
    if (!isReady(old) || freshIsAvailable) surplus.push({ pod: old, why: freshIsAvailable ? 'replaced' : 'not available' })
  }
  return surplus
}

/** Failed pods of a node are replaced after 1 s, 2 s, 4 s … up to the cap; a new generation begins anew. */
function mayReplaceFailed(draft: Draft, daemonSet: appsv1.DaemonSet, nodeName: string): boolean {
  const { failedPodBackoffMs, failedPodMaxBackoffMs } = draft.options
  const { uid, namespace, name } = daemonSet.metadata!
  const key = `${uid}/${daemonSet.status?.observedGeneration ?? 0}/${nodeName}`
  const known = backOffs(draft).get(key)
  if (known && draft.nowMs - known.atMs < known.delayMs) {
    // The whole wait once more, not what is left of it.
    enqueueAfter(draft, `${namespace}/${name}`, known.delayMs)
    return false
  }
  const forgotten = known && draft.nowMs - known.atMs > 2 * failedPodMaxBackoffMs
  const delayMs = known && !forgotten ? Math.min(known.delayMs * 2, failedPodMaxBackoffMs) : failedPodBackoffMs
  backOffs(draft).set(key, Object.freeze({ delayMs, atMs: draft.nowMs }))
  return true
}
