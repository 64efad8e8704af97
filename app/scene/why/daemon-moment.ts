/** A DaemonSet at the moment of a question: as its controller sees the nodes, and who holds its budget. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { facets } from '#cluster/journal/facets'
import { fieldOf } from '#cluster/kube-apiserver/watch'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { rollingUpdate, type BudgetHolder } from '#cluster/kube-controller-manager/daemonset/rolling-update'
import { fromTimestamp } from '#cluster/timestamps'
import { daemonSetFacts, type DaemonSetFacts } from '../daemonset-facts.ts'
import { budgetOf, controllerViews, type Budget } from '../rollout.ts'
import { clock, conditionOf, type Moment } from './moment.ts'
import type { Fact, Way } from './question.ts'

export interface DaemonMoment {
  readonly moment: Moment
  readonly daemonSet: appsv1.DaemonSet
  readonly key: string
  readonly facts: DaemonSetFacts
  readonly views: ReadonlyMap<string, NodeView>
}

export function daemonMoment(moment: Moment, key: string): DaemonMoment | undefined {
  const daemonSet = moment.cluster.objects.daemonsets.get(key)
  if (!daemonSet) return undefined
  const facts = daemonSetFacts(moment.cluster, daemonSet)
  return { moment, daemonSet, key, facts, views: controllerViews(moment.cluster, facts) }
}

/** Who holds the budget of an update, as the controller's own step has it; undefined for OnDelete. */
export function holdersOf({ moment, daemonSet, facts, views }: DaemonMoment): { readonly budget: Budget; readonly holders: readonly BudgetHolder[] } | undefined {
  const budget = budgetOf(moment.cluster, facts, views)
  if (!budget) return undefined
  const step = rollingUpdate(daemonSet, [...views.values()], moment.nowUnixMs)
  return { budget, holders: step.holders.slice(0, budget.holders.length) }
}

/** What keeps a node's unit of the budget from coming free. */
export function holderFact({ moment, daemonSet, views }: DaemonMoment, { nodeName, why }: BudgetHolder): Fact {
  const view = views.get(nodeName)!
  const pod = view.newPods[0] ?? view.oldPods[0] ?? view.pods[0]
  const at = { resource: 'nodes', key: nodeName } as const
  if (why === 'replacing') return pod ? { ...at, text: `${nodeName}: the old pod is going, and the new one comes when it is gone` } : { ...at, text: `${nodeName}: it has no pod yet` }
  if (!pod || why === 'duplicate') return { ...at, text: `${nodeName}: it has ${view.pods.length} pods, and one has to go first` }
  return { resource: 'pods', key: `${pod.metadata!.namespace}/${pod.metadata!.name}`, field: 'status.conditions[Ready]', text: `${nodeName}: ${notAvailable(moment, daemonSet, pod)}` }
}

/** Why a pod does not count as available. */
export function notAvailable(moment: Moment, daemonSet: appsv1.DaemonSet, pod: corev1.Pod): string {
  const { name } = pod.metadata!
  const silentMs = silentSince(moment, pod.spec?.nodeName)
  if (silentMs !== undefined) return `${name} is not ready: nothing has been heard of its node since ${clock(silentMs)}`
  if (pod.metadata!.deletionTimestamp) return `${name} is stopping`
  if (!pod.spec?.nodeName) return `${name} is not scheduled yet`
  const ready = conditionOf(pod.status?.conditions, 'Ready')
  if (ready?.status === 'True') {
    const sinceMs = (fromTimestamp(ready.lastTransitionTime!) ?? 0) - moment.cluster.options.epochMs
    const seconds = daemonSet.spec?.minReadySeconds ?? 0
    return `${name} has been ready since ${clock(sinceMs)} and counts as available at ${clock(sinceMs + seconds * 1_000)}: minReadySeconds is ${seconds}`
  }
  const waiting = pod.status?.containerStatuses?.find(({ state }) => state?.waiting)?.state?.waiting
  if (waiting?.reason && !/ContainerCreating|PodInitializing/.test(waiting.reason)) return `${name} is not ready: ${waiting.reason}`
  return waiting || !pod.status?.containerStatuses ? `${name} is starting` : `${name} runs but is not ready`
}

/** Since when (virtual ms) the kubelet of a node is silent; undefined: it is not. */
export function silentSince({ cluster }: Moment, node: string | undefined): number | undefined {
  return node === undefined ? undefined : (cluster.memory['kubelet/silent']?.get(node) as number | undefined)
}

/** How it came that a node holds a unit. */
export function holderWay({ moment, facts, views }: DaemonMoment, { nodeName, why }: BudgetHolder): Way {
  const silentMs = silentSince(moment, nodeName)
  if (silentMs !== undefined) return moment.wayOf(`Why nothing is heard of ${nodeName}`, fieldOf('nodes', nodeName, 'status.conditions[Ready]'))
  const heading = why === 'replacing' ? `Why ${nodeName} is being updated` : `Why the pod of ${nodeName} is not available`
  const pod = views.get(nodeName)?.newPods[0]
  const event = pod ? moment.latest('pods', `${pod.metadata!.namespace}/${pod.metadata!.name}`, facets.cameOrWent | facets.status) : moment.latestOfPod(facts.uid, nodeName, facets.cameOrWent | facets.deletion)
  return moment.wayFrom(heading, event?.id)
}

/** How today's template came to be. */
export const templateWay = ({ moment, key, daemonSet }: DaemonMoment, heading = `How ${daemonSet.metadata!.name} came to its template`): Way => moment.wayOf(heading, fieldOf('daemonsets', key, 'spec.template'))
