/** What all nodes' pictures share for one DaemonSet: its revisions, and who owns which pod. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import { hashLabel, isUpToDate, templateGenerationOf } from '#cluster/kube-controller-manager/daemonset/daemon-pod'

export interface DaemonSetFacts {
  readonly daemonSet: appsv1.DaemonSet
  readonly key: string
  readonly uid: string
  /** Hash and number of today's template; a DaemonSet that was never synced has none. */
  readonly hash: string | undefined
  readonly revision: number | undefined
  /** Numbers by hash. */
  readonly revisions: ReadonlyMap<string, number>
}

/** `namespace/name` of an object. */
export const objectKey = ({ metadata }: { readonly metadata?: { readonly namespace?: string; readonly name?: string } }): string =>
  metadata?.namespace ? `${metadata.namespace}/${metadata.name}` : metadata!.name!

export function daemonSetFacts(cluster: Cluster, daemonSet: appsv1.DaemonSet): DaemonSetFacts {
  const uid = daemonSet.metadata!.uid!
  const revisions = new Map<string, number>()
  let hash: string | undefined
  let revision: number | undefined
  for (const each of cluster.objects.controllerrevisions.values()) {
    const name = each.metadata!.labels?.[hashLabel]
    if (controllerUidOf(each) !== uid || name === undefined) continue
    revisions.set(name, each.revision!)
    if (revision === undefined || each.revision! > revision) [hash, revision] = [name, each.revision!]
  }
  return { daemonSet, key: objectKey(daemonSet), uid, hash, revision, revisions }
}

/** Is the pod of an older template than today's? */
export const isOlder = (facts: DaemonSetFacts, pod: corev1.Pod): boolean =>
  !isUpToDate(pod, facts.hash ?? '', templateGenerationOf(facts.daemonSet))

/** The number of the pod's revision. */
export const revisionOf = (facts: DaemonSetFacts, pod: corev1.Pod): number | undefined => facts.revisions.get(pod.metadata!.labels?.[hashLabel] ?? '')

const owned = new WeakMap<readonly corev1.Pod[], { readonly uid: string; readonly own: readonly corev1.Pod[] }>()

/** Of these pods, the ones that the DaemonSet controls; the same list for the same pods. */
export function ownPods(facts: DaemonSetFacts, pods: readonly corev1.Pod[]): readonly corev1.Pod[] {
  const known = owned.get(pods)
  if (known?.uid === facts.uid) return known.own
  const filtered = pods.filter((pod) => controllerUidOf(pod) === facts.uid)
  const own = filtered.length === pods.length ? pods : filtered
  owned.set(pods, { uid: facts.uid, own })
  return own
}
