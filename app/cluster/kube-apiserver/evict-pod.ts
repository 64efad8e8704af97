/** Evictions: deletions that a PodDisruptionBudget may forbid. Stands for kubernetes/pkg/registry/core/pod/storage/eviction.go. */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type * as policyv1 from '#apis/policyv1'
import { notFound, type Status } from '#apis/status'
import type { Draft } from '../draft.ts'
import { conditionStatus } from './conditions.ts'

const isFinished = ({ status }: corev1.Pod) => status?.phase === 'Succeeded' || status?.phase === 'Failed'
const isHealthy = (pod: corev1.Pod) => !pod.metadata?.deletionTimestamp && conditionStatus(pod.status?.conditions, 'Ready') === 'True'

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
  const [budget] = budgets
  const refused = budget && (isHealthy(pod) || !mayGoUnhealthy(budget)) ? spend(draft, budget, pod) : undefined
  return refused ?? draft.api.delete('pods', key, options)
}

/** Pods that are not ready may go when enough others are, or always, as the budget has it. */
const mayGoUnhealthy = ({ spec, status }: policyv1.PodDisruptionBudget) =>
  spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow' || ((status?.currentHealthy ?? 0) >= (status?.desiredHealthy ?? 0) && (status?.desiredHealthy ?? 0) > 0)

/** Takes one disruption off the budget, or says why there is none to take. */
function spend(draft: Draft, budget: policyv1.PodDisruptionBudget, pod: corev1.Pod): Status | undefined {
  const { metadata, status } = budget
  const violated = "Cannot evict pod as it would violate the pod's disruption budget."
  const cause = (message: string) => ({ ...refusal(429, 'TooManyRequests', violated), details: { causes: [{ reason: 'DisruptionBudget', message }] } })
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0)) return cause(`The disruption budget ${metadata!.name} is still being processed by the server.`)
  if ((status?.disruptionsAllowed ?? 0) < 1) return cause(`The disruption budget ${metadata!.name} needs ${status?.desiredHealthy ?? 0} healthy pods and has ${status?.currentHealthy ?? 0} currently`)
  const disruptedPods = { ...status!.disruptedPods, [pod.metadata!.name!]: draft.api.now() }
  draft.api.updateStatus('poddisruptionbudgets', { ...budget, status: { ...status, disruptionsAllowed: status!.disruptionsAllowed! - 1, disruptedPods } }, { reason: { rule: 'eviction' } })
  return undefined
}

const refusal = (code: number, reason: string, message: string): Status => ({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message })
