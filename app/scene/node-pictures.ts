/**
 * The pictures of all nodes. Between two frames of 5,000 nodes a few dozen of them change, so only
 * those are looked at again: what a picture rests on is compared by identity, which the cluster's
 * tables keep.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { changedKeys } from '#cluster/table'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { objectKey, ownPods, type DaemonSetFacts } from './daemonset-facts.ts'
import type { ZoneOfNodes } from './node-groups.ts'
import { toSceneNode, type NodeContext, type SceneNode } from './node-picture.ts'
import { nodesTouched, podsByNode } from './pods-by-node.ts'
import { budgetOf, controllerView, controllerViews, type Budget } from './rollout.ts'

type Pictures = ReadonlyMap<string, SceneNode>
type Views = ReadonlyMap<string, NodeView>

export interface NodePictures {
  /** The controller's views; none without a DaemonSet. */
  readonly views: Views | undefined
  /** By name, in the order of the groups; the same map where nothing has changed. */
  readonly nodes: Pictures
  readonly budget: Budget | undefined
}

/** What a map of pictures was made from. */
interface Basis {
  readonly cluster: Cluster
  readonly zones: readonly ZoneOfNodes[]
  /** What the views depend on beside the nodes, and what the sentences do. */
  readonly key: string
  readonly sentenceKey: string
  readonly views: Views | undefined
}
const bases = new WeakMap<Pictures, Basis>()

/** Above so many nodes their sentences name no numbers that change with every step: all of them would change with it. */
const mostInDetail = 60

/** The pictures for one DaemonSet. @param before those of an earlier moment, whose unchanged ones are kept */
export function nodePictures(cluster: Cluster, facts: DaemonSetFacts | undefined, zones: readonly ZoneOfNodes[], before: { readonly nodes: Pictures } | undefined): NodePictures {
  const basis = before && bases.get(before.nodes)
  const changed = basis?.zones === zones ? changedNodes(basis.cluster, cluster) : undefined
  const key = facts ? `${facts.uid}/${facts.daemonSet.metadata!.generation}/${facts.hash}/${facts.revision}` : ''
  const views = facts && viewsOf(cluster, facts, changed, basis?.key === key ? basis.views : undefined)
  const budget = facts && views && budgetOf(cluster, facts, views)
  const context: NodeContext | undefined = facts && { facts, onDelete: facts.daemonSet.spec?.updateStrategy?.type === 'OnDelete', budgetIsUsed: budgetWords(budget, cluster) }
  const sentenceKey = `${key}/${context?.onDelete}/${context?.budgetIsUsed}`
  const looked: Looked = { cluster, views, context, key: sentenceKey }
  const nodes = changed && basis?.sentenceKey === sentenceKey
    ? patched(looked, changed, before!.nodes)
    : allPictures(looked, zones, before?.nodes, basis?.zones === zones)
  bases.set(nodes, { cluster, zones, key, sentenceKey, views })
  return { views, nodes, budget }
}

function viewsOf(cluster: Cluster, facts: DaemonSetFacts, changed: ReadonlySet<string> | undefined, known: Views | undefined): Views {
  if (!known || !changed) return controllerViews(cluster, facts)
  if (changed.size === 0) return known
  const pods = podsByNode(cluster)
  const views = new Map(known)
  for (const name of changed) views.set(name, controllerView(facts, cluster.objects.nodes.get(name)!, ownPods(facts, pods.get(name) ?? nothing)))
  return views
}

/** The nodes of which something differs that a picture rests on; undefined where a node came or went. */
function changedNodes(before: Cluster, now: Cluster): ReadonlySet<string> | undefined {
  const changed = new Set<string>()
  const { nodes, pods } = now.objects
  if (before.objects.nodes !== nodes) {
    if (before.objects.nodes.size !== nodes.size) return undefined
    for (const name of changedKeys(before.objects.nodes, nodes)) {
      if (!before.objects.nodes.has(name) || !nodes.has(name)) return undefined
      changed.add(name)
    }
  }
  for (const name of nodesTouched(before.objects.pods, pods)) if (nodes.has(name)) changed.add(name)
  for (const key of changedKeys(before.memory['kubelet/pods'] ?? empty, now.memory['kubelet/pods'] ?? empty)) {
    const name = pods.get(key)?.spec?.nodeName
    if (name !== undefined && nodes.has(name)) changed.add(name)
  }
  for (const name of changedKeys(before.memory['kubelet/silent'] ?? empty, now.memory['kubelet/silent'] ?? empty)) if (nodes.has(name)) changed.add(name)
  return changed
}

const empty: ReadonlyMap<string, unknown> = new Map()

/** What one picture was made from: equal inputs give the same picture, so the old one is kept. */
interface Made {
  readonly node: corev1.Node
  readonly view: NodeView | undefined
  readonly all: readonly corev1.Pod[]
  readonly runs: readonly unknown[]
  readonly silent: unknown
  readonly key: string
}
const made = new WeakMap<SceneNode, Made>()
const nothing: readonly never[] = Object.freeze([])

interface Looked {
  readonly cluster: Cluster
  readonly views: Views | undefined
  readonly context: NodeContext | undefined
  readonly key: string
}

/** The pictures with those of the changed nodes in their places. */
function patched(looked: Looked, changed: ReadonlySet<string>, before: Pictures): Pictures {
  const pods = podsByNode(looked.cluster)
  const fresh = [...changed].map((name) => picture(looked, name, pods.get(name) ?? nothing, before.get(name))).filter((each) => each !== before.get(each.name))
  if (fresh.length === 0) return before
  const nodes = new Map(before)
  for (const each of fresh) nodes.set(each.name, each)
  return nodes
}

function allPictures(looked: Looked, zones: readonly ZoneOfNodes[], before: Pictures | undefined, sameZones: boolean): Pictures {
  const pods = podsByNode(looked.cluster)
  const nodes = new Map<string, SceneNode>()
  let same = sameZones
  for (const zone of zones) {
    for (const pool of zone.pools) {
      for (const name of pool.nodes) {
        const old = before?.get(name)
        const now = picture(looked, name, pods.get(name) ?? nothing, old)
        if (now !== old) same = false
        nodes.set(name, now)
      }
    }
  }
  return same ? before! : nodes
}

/** One node's picture: the old one where nothing differs. */
function picture({ cluster, views, context, key }: Looked, name: string, all: readonly corev1.Pod[], old: SceneNode | undefined): SceneNode {
  const node = cluster.objects.nodes.get(name)!
  const view = views?.get(name)
  const runs = cluster.memory['kubelet/pods']
  const now: Made = { node, view, all, runs: view?.pods.map((pod) => runs?.get(objectKey(pod))) ?? nothing, silent: cluster.memory['kubelet/silent']?.get(name), key }
  if (old && isSame(made.get(old), now)) return old
  const fresh = toSceneNode(cluster, node, view, all, context)
  made.set(fresh, now)
  return fresh
}

const isSame = (a: Made | undefined, b: Made): boolean =>
  a !== undefined && a.node === b.node && a.view === b.view && a.all === b.all && a.silent === b.silent && a.key === b.key &&
  a.runs.length === b.runs.length && a.runs.every((run, index) => run === b.runs[index])

/** Why the next node has to wait; undefined while a unit is free. */
function budgetWords(budget: Budget | undefined, { objects }: Cluster): string | undefined {
  if (!budget) return undefined
  if (objects.nodes.size > mostInDetail) return 'It waits for a unit of the budget.'
  if (budget.left > 0) return undefined
  if (budget.units === 1) return budget.holders.length === 1 ? `${budget.holders[0]} uses the budget.` : 'The budget is used up.'
  return budget.units === 2 ? 'Both units of the budget are in use.' : `All ${budget.units.toLocaleString('en')} units of the budget are in use.`
}
