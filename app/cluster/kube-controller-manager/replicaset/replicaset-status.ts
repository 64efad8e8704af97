/** A ReplicaSet's counters and its one condition. Stands for kubernetes/pkg/controller/replicaset/replica_set_utils.go. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../../draft.ts'
import { withCondition } from '../../kube-apiserver/conditions.ts'
import { equal } from '../../kube-apiserver/equal.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { availableAtUnixMs, isFinished, isReady, isTerminating } from '../pod-availability.ts'

/** What stood in the way, in the words of the ReplicaFailure condition. */
export interface ReplicaFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete'
  readonly message: string
}

/** Writes the status for these pods, and comes back when a ready pod will count as available. */
export function updateReplicaSetStatus(draft: Draft, replicaSet: appsv1.ReplicaSet, claimed: readonly corev1.Pod[], problem: ReplicaFailure | undefined): void {
  const stored = draft.api.get('replicasets', keyOf(replicaSet.metadata!))
  if (!stored) return
  const nowUnixMs = draft.options.epochMs + draft.nowMs
  const active = claimed.filter((pod) => !isFinished(pod) && !isTerminating(pod))
  const templateLabels = Object.entries(replicaSet.spec?.template?.metadata?.labels ?? {})
  const ready = active.filter(isReady)
  const availableAt = ready.map((pod) => availableAtUnixMs(pod, replicaSet.spec?.minReadySeconds ?? 0)!)
  const available = availableAt.filter((atMs) => atMs <= nowUnixMs).length
  const labelled = active.filter((pod) => templateLabels.every(([key, value]) => pod.metadata?.labels?.[key] === value)).length
  const conditions = conditionsOf(stored, problem, draft.api.now())
  const status: appsv1.ReplicaSetStatus = {
    replicas: active.length,
    ...(labelled > 0 && { fullyLabeledReplicas: labelled }),
    ...(ready.length > 0 && { readyReplicas: ready.length }),
    ...(available > 0 && { availableReplicas: available }),
    terminatingReplicas: claimed.filter((pod) => isTerminating(pod) && !isFinished(pod)).length,
    observedGeneration: replicaSet.metadata!.generation!,
    ...(conditions.length > 0 && { conditions }),
  }
  if (!equal(status, stored.status)) draft.api.updateStatus('replicasets', { ...stored, status }, { reason: { rule: 'status' } })
  const waiting = availableAt.filter((atMs) => atMs > nowUnixMs)
  if (waiting.length > 0) draft.wake(keyOf(replicaSet.metadata!), Math.min(...waiting) - nowUnixMs)
}

function conditionsOf({ status }: appsv1.ReplicaSet, problem: ReplicaFailure | undefined, now: string): readonly appsv1.ReplicaSetCondition[] {
  if (problem) return withCondition(status?.conditions, { type: 'ReplicaFailure', status: 'True', ...problem, lastTransitionTime: now })
  return (status?.conditions ?? []).filter(({ type }) => type !== 'ReplicaFailure')
}
