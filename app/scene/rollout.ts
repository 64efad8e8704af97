/** How far an update has come, and who uses up its budget. Rests on the controller's own step. */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { makeView, type NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { rollingUpdate } from '#cluster/kube-controller-manager/daemonset/rolling-update'
import { fnv32a } from '#cluster/random'
import type { DaemonSetFacts } from './daemonset-facts.ts'
import { ownPods } from './daemonset-facts.ts'
import { podsByNode } from './pods-by-node.ts'

/** The units that an update may use, and the nodes that use them. */
export interface Budget {
  /** The field that grants it, as the manifest writes it: `maxUnavailable` and `5%`. */
  readonly field: 'maxUnavailable' | 'maxSurge'
  readonly written: string
  /** Nodes that it grants. */
  readonly units: number
  /** Nodes that hold a unit now, in the order in which they were met. */
  readonly holders: readonly string[]
  readonly left: number
  /** Holders beyond what is granted. */
  readonly over: number
  /** Old pods that were taken although no unit was free: they were not available. */
  readonly takenAtOnce: ReadonlySet<string>
}

const viewCache = new WeakMap<object, { readonly uid: string; readonly facts: { readonly hash: string | undefined; readonly generation: number | undefined }; readonly node: corev1.Node; readonly view: NodeView }>()

/** One node as the controller sees it for this DaemonSet. */
export function controllerView(facts: DaemonSetFacts, node: corev1.Node, found: readonly corev1.Pod[]): NodeView {
  const { generation } = facts.daemonSet.metadata!
  // All nodes without a pod share one empty list.
  const of = found.length > 0 ? found : node
  const known = viewCache.get(of)
  if (known && known.node === node && known.uid === facts.uid && known.facts.hash === facts.hash && known.facts.generation === generation) return known.view
  const view = makeView(node, facts.daemonSet, facts.hash ?? '', found, fnv32a(`${facts.hash ?? ''}/${node.metadata!.name}`))
  viewCache.set(of, { uid: facts.uid, facts: { hash: facts.hash, generation }, node, view })
  return view
}

/** The controller's views of all nodes, by name. */
export function controllerViews(cluster: Cluster, facts: DaemonSetFacts): ReadonlyMap<string, NodeView> {
  const pods = podsByNode(cluster)
  const views = new Map<string, NodeView>()
  for (const [name, node] of cluster.objects.nodes) views.set(name, controllerView(facts, node, ownPods(facts, pods.get(name) ?? none)))
  return views
}

const none: readonly corev1.Pod[] = Object.freeze([])

/** The budget as it is used now; undefined where the strategy has none (OnDelete). */
export function budgetOf(cluster: Cluster, facts: DaemonSetFacts, views: ReadonlyMap<string, NodeView>): Budget | undefined {
  const strategy = facts.daemonSet.spec?.updateStrategy
  if (strategy?.type === 'OnDelete') return undefined
  const step = rollingUpdate(facts.daemonSet, [...views.values()], cluster.options.epochMs + cluster.nowMs)
  // What the controller would take next is no use of the budget yet: it stands at the end of the list.
  const next = step.maxSurge > 0 ? step.nodesNeedingPods.length - step.takenAtOnce.length : step.holders.filter(({ why }) => why === 'being updated').length
  const holders = step.holders.slice(0, step.holders.length - next).map(({ nodeName }) => nodeName)
  const field = step.maxSurge > 0 ? 'maxSurge' : 'maxUnavailable'
  const units = step.maxSurge > 0 ? step.maxSurge : step.maxUnavailable
  return {
    field,
    written: String(strategy?.rollingUpdate?.[field] ?? 1),
    units,
    holders,
    left: Math.max(0, units - holders.length),
    over: Math.max(0, holders.length - units),
    takenAtOnce: new Set(step.takenAtOnce),
  }
}
