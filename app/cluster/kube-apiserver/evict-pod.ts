/** Evictions: deletions that a PodDisruptionBudget may forbid. Stands for kubernetes/pkg/registry/core/pod/storage/eviction.go. */
import type * as corev1 from '#apis/corev1'
import { scaledRoundedUp } from '#apis/intstr'
import { matchesSelector } from '#apis/labels'
import type * as policyv1 from '#apis/policyv1'
import { notFound, type Status } from '#apis/status'
import type { Draft } from '../draft.ts'
import { conditionStatus } from './conditions.ts'

const isFinished = ({ status }: corev1.Pod) => status?.phase === 'Succeeded' || status?.phase === 'Failed'
const isHealthy = (pod: corev1.Pod) => !pod.metadata?.deletionTimestamp && conditionStatus(pod.status?.conditions, 'Ready') === 'True'

/** How many of a budget's pods may be missing at once, now. */
export function disruptionsAllowed(draft: Draft, { metadata, spec }: policyv1.PodDisruptionBudget): number {
  const pods = [...draft.api.list('pods').values()].filter((pod) => pod.metadata?.namespace === metadata?.namespace && !isFinished(pod) && matchesSelector(spec?.selector, pod.metadata?.labels))
  const desired = spec?.maxUnavailable !== undefined ? pods.length - scaledRoundedUp(spec.maxUnavailable, pods.length) : scaledRoundedUp(spec?.minAvailable ?? 1, pods.length)
  return Math.max(0, pods.filter(isHealthy).length - Math.max(0, desired))
}

/** Deletes the pod unless a budget forbids it: then 429, to be tried again. */
export function evictPod(draft: Draft, key: string, eviction: object): corev1.Pod | Status {
  const pod = draft.api.get('pods', key)
  if (!pod) return notFound('pods', key.split('/')[1]!)
  const { deleteOptions } = eviction as { deleteOptions?: { gracePeriodSeconds?: number } }
  const options = { gracePeriodSeconds: deleteOptions?.gracePeriodSeconds, reason: { rule: 'eviction' } }
  // Pods that do not run are not counted as disrupted.
  if (isFinished(pod) || pod.status?.phase === 'Pending' || pod.metadata?.deletionTimestamp) return draft.api.delete('pods', key, options)
  const budgets = [...draft.api.list('poddisruptionbudgets').values()].filter(({ metadata, spec }) => metadata?.namespace === pod.metadata?.namespace && matchesSelector(spec?.selector, pod.metadata?.labels))
  if (budgets.length > 1) return refusal(500, 'InternalError', 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.')
  if (budgets[0] && isHealthy(pod) && disruptionsAllowed(draft, budgets[0]) < 1) return refusal(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.")
  return draft.api.delete('pods', key, options)
}

const refusal = (code: number, reason: string, message: string): Status => ({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message })
