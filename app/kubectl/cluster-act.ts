/**
 * What is done to a cluster from outside, as recordings and lessons write it: machines and their
 * containers change, or somebody types a command. One vocabulary for both.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import type { Draft } from '#cluster/draft'
import { evict, fail, join, leave, recover, setReady, type JoiningNode, type PodsOnNode } from '#cluster/faults'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'

/** What happens to machines and containers. */
export type FaultAct =
  | { readonly join: readonly (JoiningNode | corev1.Node)[] }
  | { readonly leave: readonly string[] }
  | { readonly fail: readonly string[] }
  | { readonly recover: readonly string[] }
  | { readonly evict: PodsOnNode }
  | { readonly ready: PodsOnNode }
  | { readonly unready: PodsOnNode }

const pods = (value: unknown) => typeof value === 'object' && value !== null && typeof (value as PodsOnNode).node === 'string'
const names = (value: unknown) => Array.isArray(value) && value.every((name) => typeof name === 'string')
const nodes = (value: unknown) => Array.isArray(value) && value.every((node: unknown) => typeof node === 'object' && node !== null && typeof ((node as corev1.Node).metadata ?? (node as JoiningNode)).name === 'string')
/** What each act wants to be told. */
const wants: Readonly<Record<string, (value: unknown) => boolean>> = { join: nodes, leave: names, fail: names, recover: names, evict: pods, ready: pods, unready: pods }

/** Is it one of the things that can happen, and whole? */
export const isFaultAct = (act: object): act is FaultAct => Object.entries(wants).some(([key, isWhole]) => key in act && isWhole((act as Record<string, unknown>)[key]))

/** What somebody types; `input` is its standard input. `<logs@node-3>` in it is that DaemonSet's pod on that node. */
export interface KubectlAct {
  readonly kubectl: string
  readonly input?: string
}

/** Lets it happen. Inside `perform(cluster, 'fault', …)`. */
export function performFault(draft: Draft, act: FaultAct): void {
  if ('join' in act) for (const node of act.join) join(draft, 'metadata' in node ? joining(node) : (node as JoiningNode))
  else if ('leave' in act) for (const name of act.leave) leave(draft, name)
  else if ('fail' in act) for (const name of act.fail) fail(draft, name)
  else if ('recover' in act) for (const name of act.recover) recover(draft, name)
  else if ('evict' in act) evict(draft, act.evict)
  else if ('ready' in act) setReady(draft, act.ready, true)
  else setReady(draft, act.unready, false)
}

/** A whole Node object as its machine would register it. */
export function joining({ metadata, spec, status }: corev1.Node): JoiningNode {
  const allocatable = status?.allocatable as Record<string, string> | undefined
  return { name: metadata!.name!, labels: metadata?.labels, taints: spec?.taints, unschedulable: spec?.unschedulable, allocatable }
}

/** The line with each `<logs@node-3>` replaced by a pod's name. */
export function withPodNames(line: string, cluster: Cluster): string {
  return line.replace(/<([^<>@ ]+)@([^<>@ ]+)>/g, (_, owner: string, node: string) => podOf(cluster, owner, node))
}

/** The name of the daemon pod of `owner` at `node` that is not being deleted. */
function podOf({ objects }: Cluster, owner: string, node: string): string {
  for (const pod of objects.pods.values()) {
    const controller = pod.metadata?.ownerReferences?.find((each) => each.controller)
    if (controller?.kind === 'DaemonSet' && controller.name === owner && targetNodeName(pod) === node && !pod.metadata?.deletionTimestamp) return pod.metadata!.name!
  }
  return 'none'
}
