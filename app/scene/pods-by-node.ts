/**
 * All pods by the node they run on or are aimed at. Asked for in every frame, so it follows the
 * pods from one moment to the next, and tells which nodes that touched.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { changedKeys } from '#cluster/table'

type Pods = ReadonlyMap<string, corev1.Pod>
type PodsByNode = ReadonlyMap<string, readonly corev1.Pod[]>

const indexes = new WeakMap<Pods, PodsByNode>()
/** The latest step from one moment to the next. Only one is kept: a chain of them would keep all of the past. */
let latest: { readonly from: Pods | undefined; readonly to: Pods; readonly touched: ReadonlySet<string> } = { from: undefined, to: new Map(), touched: new Set() }
indexes.set(latest.to, new Map())

/** The pods of every node that has any, in the order of their creation; the same list as long as its pods are the same. */
export const podsByNode = ({ objects }: Cluster): PodsByNode => indexOf(objects.pods)

function indexOf(pods: Pods): PodsByNode {
  const known = indexes.get(pods)
  if (known) return known
  const [index, touched] = follow(latest.to, indexes.get(latest.to)!, pods)
  indexes.set(pods, index)
  latest = { from: latest.to, to: pods, touched }
  return index
}

function follow(before: Pods, known: PodsByNode, pods: Pods): [index: PodsByNode, touched: ReadonlySet<string>] {
  const byNode = new Map(known)
  const touched = new Set<string>()
  const change = (node: string, how: (list: readonly corev1.Pod[]) => readonly corev1.Pod[]) => {
    if (node === '') return
    touched.add(node)
    const list = how(byNode.get(node) ?? [])
    if (list.length > 0) byNode.set(node, list)
    else byNode.delete(node)
  }
  for (const key of changedKeys(before, pods)) {
    const [old, pod] = [before.get(key), pods.get(key)]
    const [from, to] = [old && targetOf(old), pod && targetOf(pod)]
    if (from !== undefined && from === to) change(from, (list) => list.map((each) => (each === old ? pod! : each)))
    else {
      if (from !== undefined) change(from, (list) => list.filter((each) => each !== old))
      if (to !== undefined) change(to, (list) => [...list, pod!])
    }
  }
  return [byNode, touched]
}

/** The nodes whose pods differ between two moments. */
export function nodesTouched(before: Pods, now: Pods): Iterable<string> {
  if (before === now) return []
  const [a, b] = [indexOf(before), indexOf(now)]
  if (latest.from === before && latest.to === now) return latest.touched
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name))
}

const targets = new WeakMap<corev1.Pod, string>()

/** Reading a pod's affinity for each frame would cost more than remembering it. */
function targetOf(pod: corev1.Pod): string {
  let target = targets.get(pod)
  if (target === undefined) targets.set(pod, (target = targetNodeName(pod) ?? ''))
  return target
}
