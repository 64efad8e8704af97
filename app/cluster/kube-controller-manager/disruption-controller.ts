/**
 * Keeps the status of PodDisruptionBudgets: how many pods may go now. The eviction subresource reads
 * it. Stands for kubernetes/pkg/controller/disruption.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { scaledRoundedUp } from '#apis/intstr'
import { matchesSelector } from '#apis/labels'
import type * as policyv1 from '#apis/policyv1'
import type { Component } from '../component.ts'
import type { Draft } from '../draft.ts'
import { equal } from '../kube-apiserver/equal.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { recordEvent } from '../record-event.ts'
import { isFinished, isReady, isTerminating } from './pod-availability.ts'

type Budget = policyv1.PodDisruptionBudget

export const disruptionController: Component = {
  name: 'disruption-controller',
  onWatchEvent: {
    poddisruptionbudgets: (draft, { object, previous, type }) => {
      if (type !== 'DELETED' && !equal(previous?.spec, object.spec)) draft.wake(keyOf(object.metadata!), draft.options.controllerSyncMs)
    },
    pods: (draft, { object, previous }) => {
      if (draft.api.list('poddisruptionbudgets').size === 0) return
      for (const [key, budget] of draft.api.list('poddisruptionbudgets')) if (isMeant(budget, object) || (previous && isMeant(budget, previous))) draft.wake(key, draft.options.controllerSyncMs)
    },
  },
  onTimer: (draft, { key }) => {
    const budget = draft.api.get('poddisruptionbudgets', key)
    if (budget) sync(draft, budget)
  },
}

const isMeant = ({ metadata, spec }: Budget, pod: corev1.Pod) => metadata!.namespace === pod.metadata!.namespace && matchesSelector(spec?.selector, pod.metadata!.labels)
const warn = (draft: Draft, budget: Budget, reason: string, message: string) => recordEvent(draft, 'poddisruptionbudgets', budget, { type: 'Warning', reason, message })

function sync(draft: Draft, budget: Budget): void {
  const pods = [...draft.api.list('pods').values()].filter((pod) => isMeant(budget, pod))
  if (pods.length === 0) recordEvent(draft, 'poddisruptionbudgets', budget, { type: 'Normal', reason: 'NoPods', message: 'No matching pods found' })
  const counted = expectedOf(draft, budget, pods)
  if (typeof counted === 'string') {
    warn(draft, budget, 'CalculateExpectedPodCountFailed', `Failed to calculate the number of expected pods: ${counted}`)
    return write(draft, budget, { ...emptyStatus, ...budget.status, disruptionsAllowed: 0 }, 'SyncFailed', counted)
  }
  const disrupted = Object.fromEntries(Object.entries(budget.status?.disruptedPods ?? {}).filter(([name]) => pods.some((pod) => pod.metadata!.name === name && !isTerminating(pod))))
  const healthy = pods.filter((pod) => isReady(pod) && !isFinished(pod) && !isTerminating(pod) && !(pod.metadata!.name! in disrupted)).length
  const allowed = counted.expected > 0 ? Math.max(0, healthy - counted.desired) : 0
  write(draft, budget, {
    currentHealthy: healthy, desiredHealthy: counted.desired, disruptionsAllowed: allowed, expectedPods: counted.expected,
    ...(Object.keys(disrupted).length > 0 && { disruptedPods: disrupted }),
  }, allowed > 0 ? 'SufficientPods' : 'InsufficientPods', '')
}

const emptyStatus = { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }

/** How many pods there should be, and how many healthy ones there must be; a text where their controllers cannot say. */
function expectedOf(draft: Draft, { spec }: Budget, pods: readonly corev1.Pod[]): { readonly expected: number; readonly desired: number } | string {
  const { minAvailable, maxUnavailable } = spec ?? {}
  if (maxUnavailable === undefined && typeof minAvailable !== 'string') return { expected: pods.length, desired: minAvailable ?? 1 }
  const expected = scaleOf(draft, pods)
  if (typeof expected === 'string') return expected
  return { expected, desired: maxUnavailable === undefined ? scaledRoundedUp(minAvailable, expected) : Math.max(0, expected - scaledRoundedUp(maxUnavailable, expected)) }
}

/** The sum of what the pods' controllers ask for; pods without one do not count. A DaemonSet has no scale, which is why no share of its pods can be reckoned. */
function scaleOf(draft: Draft, pods: readonly corev1.Pod[]): number | string {
  const scales = new Map<string, number>()
  for (const { metadata } of pods) {
    const owner = metadata!.ownerReferences?.find(({ controller }) => controller)
    if (!owner || scales.has(owner.uid!)) continue
    if (owner.kind === 'DaemonSet') return 'daemonsets.apps does not implement the scale subresource'
    const set: appsv1.ReplicaSet | undefined = draft.api.get('replicasets', `${metadata!.namespace}/${owner.name}`)
    if (!set) return `found no controllers for pod ${JSON.stringify(metadata!.name)}`
    const above = set.metadata!.ownerReferences?.find(({ controller, kind }) => controller && kind === 'Deployment')
    const deployment = above && draft.api.get('deployments', `${metadata!.namespace}/${above.name}`)
    scales.set(deployment?.metadata!.uid ?? owner.uid!, (deployment ?? set).spec?.replicas ?? 1)
  }
  return [...scales.values()].reduce((sum, each) => sum + each, 0)
}

function write(draft: Draft, budget: Budget, counts: Budget['status'], reason: string, message: string): void {
  const status = counts!.disruptionsAllowed! > 0 ? 'True' : 'False'
  const { generation } = budget.metadata!
  const before = budget.status?.conditions?.find(({ type }) => type === 'DisruptionAllowed')
  const condition = { type: 'DisruptionAllowed', status, reason, message, observedGeneration: generation!, lastTransitionTime: before?.status === status ? before.lastTransitionTime! : draft.api.now() }
  const next = { ...counts, observedGeneration: generation!, conditions: [condition] }
  if (!equal(next, budget.status)) draft.api.updateStatus('poddisruptionbudgets', { ...budget, status: next }, { reason: { rule: 'disruption.status', allowed: next.disruptionsAllowed } })
}
