/** What the names in a lesson's expressions mean: helpers over a cluster and what was noted since the task began. */
import type * as corev1 from '#apis/corev1'
import type * as appsv1 from '#apis/appsv1'
import { printTaint } from '#apis/taints'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import { rollingUpdate } from '#cluster/kube-controller-manager/daemonset/rolling-update'
import { isReady, isTerminating } from '#cluster/kube-controller-manager/pod-availability'
import { findResource } from '#kubectl/resource-names'
import { controllerViews, eligibleNodes, findDaemonSet, findObject, isOfNewestTemplate, nodeOf, objectName, podsOf, unavailableNodes, type ClusterView } from './cluster-view.ts'
import type { Scope } from './expressions.ts'

/** What expressions know of the past. */
export interface Past {
  /** Uid of an object when the task began; undefined where it was not there. */
  readonly uidAtStart: (ref: string) => string | undefined
  /** Was an act that begins with these words done since the task began? */
  readonly did: (act: string) => boolean
  /** Can the check of this name no longer hold? */
  readonly broken: (check: string) => boolean
}

/** The scope of one instant. */
export function scopeOf(view: ClusterView, past: Past): Scope {
  const daemonSet = (ref: string) => findDaemonSet(view, ref.includes('/') ? ref : `ds/${ref}`)
  return {
    ds: (name) => withCounters(daemonSet(name)),
    object: (ref) => findObject(view, ref) ?? null,
    objects: (resource) => {
      const type = findResource(resource)
      return type ? [...view.list(type.resource).values()] : []
    },
    exists: (ref) => findObject(view, ref) !== undefined,
    pods: (of) => podsOf(view, of).map((pod) => podFacts(view, of, pod)),
    podsOn: (of, node) => podsOf(view, of).filter((pod) => nodeOf(pod) === node).map((pod) => podFacts(view, of, pod)),
    nodes: () => [...view.list('nodes').values()].map(nodeFacts),
    eligible: (ref) => orNothing(daemonSet(ref), (ds) => eligibleNodes(view, ds)),
    unavailable: (ref) => orNothing(daemonSet(ref), (ds) => unavailableNodes(view, ds)).length,
    holders: (ref) => orNothing(daemonSet(ref), (ds) => budgetHolders(view, ds)),
    revisions: (ref) => orNothing(daemonSet(ref), (ds) => revisionNumbers(view, ds)),
    recreated: (ref) => {
      const now = findObject(view, ref)?.metadata?.uid
      return past.uidAtStart(ref) !== undefined && now !== undefined && now !== past.uidAtStart(ref)
    },
    did: past.did,
    broken: past.broken,
    events: () => [...view.list('events').values()].map(({ reason, message, type, count, involvedObject }) => ({ reason, message, type, count, about: `${involvedObject.kind.toLowerCase()}/${involvedObject.name}` })),
  }
}

const orNothing = <T>(daemonSet: appsv1.DaemonSet | undefined, ask: (daemonSet: appsv1.DaemonSet) => readonly T[]): readonly T[] => (daemonSet ? ask(daemonSet) : [])

const noCounters = { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0, numberAvailable: 0, numberUnavailable: 0, updatedNumberScheduled: 0, observedGeneration: 0 }
const withCounters = (daemonSet: appsv1.DaemonSet | undefined) => (daemonSet ? { ...daemonSet, status: { ...noCounters, ...daemonSet.status } } : null)

/** Names of nodes that use the budget of an update now. What the controller would take next is no use of it yet. */
export function budgetHolders(view: ClusterView, daemonSet: appsv1.DaemonSet): readonly string[] {
  const step = rollingUpdate(daemonSet, controllerViews(view, daemonSet), view.nowUnixMs)
  const next = step.maxSurge > 0 ? step.nodesNeedingPods.length - step.takenAtOnce.length : step.holders.filter(({ why }) => why === 'being updated').length
  return step.holders.slice(0, step.holders.length - next).map(({ nodeName }) => nodeName)
}

/** As `rollout history` lists them. */
function revisionNumbers(view: ClusterView, daemonSet: appsv1.DaemonSet): readonly number[] {
  const own = [...view.list('controllerrevisions').values()].filter((each) => controllerUidOf(each) === daemonSet.metadata!.uid)
  return own.map(({ revision }) => revision!).sort((a, b) => a - b)
}

function podFacts(view: ClusterView, of: string, pod: corev1.Pod) {
  const daemonSet = objectName(of)?.resource === 'daemonsets' ? findDaemonSet(view, of) : undefined
  const statuses = pod.status?.containerStatuses ?? []
  return {
    ...pod,
    name: pod.metadata!.name!,
    node: nodeOf(pod) ?? '',
    ready: isReady(pod),
    terminating: isTerminating(pod),
    upToDate: daemonSet !== undefined && isOfNewestTemplate(view, daemonSet, pod),
    image: pod.spec?.containers?.[0]?.image ?? '',
    waiting: statuses.map(({ state }) => state?.waiting?.reason).find((reason) => reason !== undefined) ?? '',
    restarts: statuses.reduce((sum, { restartCount }) => sum + (restartCount ?? 0), 0),
  }
}

function nodeFacts(node: corev1.Node) {
  return {
    ...node,
    name: node.metadata!.name!,
    labels: node.metadata?.labels ?? {},
    taints: (node.spec?.taints ?? []).map(printTaint),
    ready: node.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True',
    cordoned: node.spec?.unschedulable ?? false,
  }
}
