/**
 * A cluster as checks read it: published or just being worked on, it makes no difference. All that
 * is asked of DaemonSets and pods is asked of the controller's own functions.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type { Cluster } from '#cluster/cluster'
import type { Draft } from '#cluster/draft'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import type { ObjectByResource, Resource } from '#cluster/kube-apiserver/watch'
import { hashLabel, isUpToDate, targetNodeName, templateGenerationOf } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { nodeShouldRunDaemonPod, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import { makeView, type NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { availableAtUnixMs, isTerminating } from '#cluster/kube-controller-manager/pod-availability'
import { findResource } from '#kubectl/resource-names'

/** Any stored object, as far as its metadata is asked. */
export type AnyObject = ObjectByResource[Resource] & { readonly metadata?: corev1.Pod['metadata'] }

/** What checks may look at. */
export interface ClusterView {
  readonly nowMs: number
  /** Wall time of the cluster, ms since 1970. */
  readonly nowUnixMs: number
  list<R extends Resource>(resource: R): ReadonlyMap<string, ObjectByResource[R]>
}

export const viewOfCluster = (cluster: Cluster): ClusterView => ({
  nowMs: cluster.nowMs,
  nowUnixMs: cluster.options.epochMs + cluster.nowMs,
  list: (resource) => cluster.objects[resource] as never,
})

export const viewOfDraft = (draft: Draft): ClusterView => ({
  nowMs: draft.nowMs,
  nowUnixMs: draft.options.epochMs + draft.nowMs,
  list: (resource) => draft.api.list(resource),
})

/** What `ds/logs` or `node/node-1` names: a resource and the key under which it is stored. */
export interface ObjectName {
  readonly resource: Resource
  readonly key: string
  readonly name: string
}

/** The object that a reference means; undefined where there is no such kind. */
export function objectName(ref: string): ObjectName | undefined {
  const [kind, ...rest] = ref.split('/')
  const type = findResource(kind!)
  if (!type) return undefined
  const [namespace, name] = rest.length > 1 ? [rest[0]!, rest[1]!] : ['default', rest[0]!]
  return { resource: type.resource, key: type.namespaced ? `${namespace}/${name}` : name, name }
}

/** The object itself, where there is one. */
export function findObject(view: ClusterView, ref: string): AnyObject | undefined {
  const named = objectName(ref)
  return named && (view.list(named.resource).get(named.key) as AnyObject | undefined)
}

const isLabels = (of: string): boolean => of.includes('=')

/** Pods of an object, by its uid, or pods with labels such as `app=logs`. */
export function podsOf(view: ClusterView, of: string): readonly corev1.Pod[] {
  const pods = [...view.list('pods').values()]
  if (isLabels(of)) {
    const matchLabels = Object.fromEntries(of.split(',').map((pair) => pair.split('=') as [string, string]))
    return pods.filter((pod) => matchesSelector({ matchLabels }, pod.metadata?.labels))
  }
  const uids = ownersOf(view, of)
  return pods.filter((pod) => uids.has(controllerUidOf(pod) ?? ''))
}

/** A Deployment's pods belong to its ReplicaSets. */
function ownersOf(view: ClusterView, of: string): ReadonlySet<string> {
  const uid = findObject(view, of)?.metadata?.uid
  if (uid === undefined) return new Set()
  const replicaSets = [...view.list('replicasets').values()].filter((each) => controllerUidOf(each) === uid)
  return new Set([uid, ...replicaSets.map((each) => each.metadata!.uid!)])
}

/** The node that a pod runs on, or is aimed at. */
export const nodeOf = (pod: corev1.Pod): string | undefined => targetNodeName(pod)

/** The hash of a DaemonSet's newest template. */
export function currentHash(view: ClusterView, daemonSet: appsv1.DaemonSet): string {
  let [hash, newest] = ['', -1]
  for (const each of view.list('controllerrevisions').values()) {
    if (controllerUidOf(each) === daemonSet.metadata!.uid && each.revision! > newest) [hash, newest] = [each.metadata?.labels?.[hashLabel] ?? '', each.revision!]
  }
  return hash
}

/** Is the pod of today's template of this DaemonSet? */
export const isOfNewestTemplate = (view: ClusterView, daemonSet: appsv1.DaemonSet, pod: corev1.Pod): boolean => isUpToDate(pod, currentHash(view, daemonSet), templateGenerationOf(daemonSet))

/** The DaemonSet that is meant; undefined for anything else. */
export function findDaemonSet(view: ClusterView, ref: string): appsv1.DaemonSet | undefined {
  return objectName(ref)?.resource === 'daemonsets' ? (findObject(view, ref) as appsv1.DaemonSet | undefined) : undefined
}

/** What the controller says of every node, by its name. */
export function verdicts(view: ClusterView, daemonSet: appsv1.DaemonSet): ReadonlyMap<string, Verdict> {
  return new Map([...view.list('nodes')].map(([name, node]) => [name, nodeShouldRunDaemonPod(node, daemonSet)]))
}

/** Names of the nodes that are to run a pod of it. */
export const eligibleNodes = (view: ClusterView, daemonSet: appsv1.DaemonSet): readonly string[] =>
  [...verdicts(view, daemonSet)].filter(([, { shouldRun }]) => shouldRun).map(([name]) => name)

/** Does the pod serve now? Ready for as long as `minReadySeconds` wants it, and not about to end. */
export const isServing = (view: ClusterView, pod: corev1.Pod, minReadySeconds = 0): boolean =>
  !isTerminating(pod) && (availableAtUnixMs(pod, minReadySeconds) ?? Infinity) <= view.nowUnixMs

/** Eligible nodes of a DaemonSet that have no available pod at this instant. */
export function unavailableNodes(view: ClusterView, daemonSet: appsv1.DaemonSet): readonly string[] {
  const serving = new Set(podsOf(view, refOf(daemonSet)).filter((pod) => isServing(view, pod, daemonSet.spec?.minReadySeconds)).map(nodeOf))
  return eligibleNodes(view, daemonSet).filter((name) => !serving.has(name))
}

/** `ds/default/logs`. */
export const refOf = ({ metadata }: appsv1.DaemonSet): string => `ds/${metadata!.namespace}/${metadata!.name}`

/** The controller's views of all nodes: what its rolling update rests on. */
export function controllerViews(view: ClusterView, daemonSet: appsv1.DaemonSet): readonly NodeView[] {
  const [pods, hash] = [podsOf(view, refOf(daemonSet)), currentHash(view, daemonSet)]
  return [...view.list('nodes').values()].map((node, rank) => makeView(node, daemonSet, hash, pods.filter((pod) => nodeOf(pod) === node.metadata!.name), rank))
}
