/**
 * What the DaemonSet controller knows of each node: the verdict, the pods aimed there, and what
 * follows from them for counters and decisions. Kept between syncs and made anew only for nodes
 * where something changed, so that a sync is one cheap pass over the nodes.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../../draft.ts'
import { fnv32a } from '../../random.ts'
import { availableAtUnixMs, isFinished, isReady, isTerminating } from '../pod-availability.ts'
import { byAge, isUpToDate, targetNodeName, templateGenerationOf } from './daemon-pod.ts'
import { nodeShouldRunDaemonPod, type Verdict } from './node-should-run-daemon-pod.ts'

/** One node, as one DaemonSet sees it. */
export interface NodeView {
  readonly name: string
  readonly verdict: Verdict
  /** All pods of the DaemonSet aimed here that count, oldest first; finished ones that are being deleted do not. */
  readonly pods: readonly corev1.Pod[]
  /** Those that are not being deleted, split by template. */
  readonly newPods: readonly corev1.Pod[]
  readonly oldPods: readonly corev1.Pod[]
  /** When (unix ms) the first pod of each template counts as available; undefined: there is none, or it is not ready. */
  readonly newAvailableAtUnixMs: number | undefined
  readonly oldAvailableAtUnixMs: number | undefined
  /** Of the oldest pod, for the counters. */
  readonly oldestIsReady: boolean
  readonly oldestIsUpToDate: boolean
  readonly oldestAvailableAtUnixMs: number | undefined
  /** One pod that may stay and has not ended: nothing to do here but to update it. */
  readonly isSettled: boolean
  /** Place in the order in which nodes are touched: free in Kubernetes, drawn from the seed here. */
  readonly rank: number
}

/** The views of one DaemonSet at one revision, in the order of their ranks. */
export interface NodeViews {
  readonly views: readonly NodeView[]
  /** Pods that wait for a node that does not exist. */
  readonly strays: readonly corev1.Pod[]
}

interface Kept {
  templateKey: string
  byName: Map<string, NodeView>
  order: NodeView[]
  position: Map<string, number>
  dirty: Set<string>
}

const keptOf = (draft: Draft, uid: string): Kept =>
  draft.cache(`daemonset/node-views/${uid}`, () => ({ templateKey: '', byName: new Map(), order: [], position: new Map(), dirty: new Set() }))

/** Notes that something changed on a node, or on the node that a pod is aimed at. */
export function markNode(draft: Draft, uid: string, nodeName: string): void {
  keptOf(draft, uid).dirty.add(nodeName)
}

/** Free in Kubernetes: the preferred nodes first, the others as the seed has it. */
function rankOf(draft: Draft, hash: string, name: string): number {
  const preferred = draft.options.preferredNodes.indexOf(name)
  return preferred < 0 ? fnv32a(`${draft.rankSeed}/${hash}/${name}`) : preferred - draft.options.preferredNodes.length
}

/** The views as they are now. `claimed` are the DaemonSet's pods. */
export function nodeViews(draft: Draft, daemonSet: appsv1.DaemonSet, hash: string): NodeViews {
  const kept = keptOf(draft, daemonSet.metadata!.uid!)
  const nodes = draft.api.list('nodes')
  const { generation } = daemonSet.metadata!
  const templateKey = `${hash}/${templateGenerationOf(daemonSet)}/${generation}`
  const cameOrWent = kept.byName.size !== nodes.size || [...kept.dirty].some((name) => nodes.has(name) !== kept.byName.has(name))
  const pods = podsByNode(draft, daemonSet, kept, nodes, kept.templateKey !== templateKey || cameOrWent)
  for (const name of pods.stale) {
    const node = nodes.get(name)
    if (!node) continue
    const view = makeView(node, daemonSet, hash, pods.of(name), rankOf(draft, hash, name))
    kept.byName.set(name, view)
    const at = kept.position.get(name)
    if (at !== undefined) kept.order[at] = view
  }
  if (pods.whole) {
    kept.order = [...kept.byName.values()].sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    kept.position = new Map(kept.order.map((view, at) => [view.name, at]))
    kept.templateKey = templateKey
  }
  kept.dirty.clear()
  return { views: kept.order, strays: pods.strays }
}

/** Which nodes are to be looked at again, and the pods on them. */
function podsByNode(draft: Draft, daemonSet: appsv1.DaemonSet, kept: Kept, nodes: ReadonlyMap<string, corev1.Node>, whole: boolean) {
  const grouped = new Map<string, corev1.Pod[]>()
  const strays: corev1.Pod[] = []
  const owned = draft.api.pods.controlledBy(daemonSet.metadata!.uid!)
  if (whole) kept.byName = new Map()
  const stale = whole ? [...nodes.keys()] : [...kept.dirty]
  for (const pod of draft.api.pods.unbound().values()) {
    if (!owned.has(`${pod.metadata!.namespace}/${pod.metadata!.name}`)) continue
    const target = targetNodeName(pod)
    if (target === undefined) continue
    if (!nodes.has(target)) strays.push(pod)
    else grouped.set(target, [...(grouped.get(target) ?? []), pod])
  }
  const of = (nodeName: string): corev1.Pod[] => {
    const here = grouped.get(nodeName) ?? []
    for (const [key, pod] of draft.api.pods.onNode(nodeName)) if (owned.has(key)) here.push(pod)
    return here
  }
  return { stale, of, strays, whole }
}

const goneForGood: Verdict = Object.freeze({ shouldRun: false, shouldContinueRunning: false, gates: Object.freeze([]) })

/** Nodes that no longer exist and still have pods bound to them: a rolling update reckons with these, everything else leaves them to the pod garbage collector. */
export function missingNodeViews(draft: Draft, daemonSet: appsv1.DaemonSet, hash: string): readonly NodeView[] {
  const owned = draft.api.pods.controlledBy(daemonSet.metadata!.uid!)
  const nodes = draft.api.list('nodes')
  const views: NodeView[] = []
  for (const name of draft.api.pods.boundNodeNames()) {
    if (nodes.has(name)) continue
    const here = [...draft.api.pods.onNode(name)].filter(([key]) => owned.has(key)).map(([, pod]) => pod)
    if (here.length > 0) views.push(viewOf(name, goneForGood, daemonSet, hash, here, Infinity))
  }
  return views
}

/** Verdicts rest on the node and the template alone, while pods change all the time. */
const verdicts = new WeakMap<corev1.Node, { readonly template: unknown; readonly verdict: Verdict }>()

function verdictOf(node: corev1.Node, daemonSet: appsv1.DaemonSet): Verdict {
  const template = daemonSet.spec?.template
  const known = verdicts.get(node)
  if (known && known.template === template) return known.verdict
  const verdict = nodeShouldRunDaemonPod(node, daemonSet)
  verdicts.set(node, { template, verdict })
  return verdict
}

/** One node's view, from the DaemonSet's pods that are aimed there. The scene asks for it too, so that picture and decision rest on the same. */
export function makeView(node: corev1.Node, daemonSet: appsv1.DaemonSet, hash: string, found: readonly corev1.Pod[], rank: number): NodeView {
  return viewOf(node.metadata!.name!, verdictOf(node, daemonSet), daemonSet, hash, found, rank)
}

function viewOf(name: string, verdict: Verdict, daemonSet: appsv1.DaemonSet, hash: string, found: readonly corev1.Pod[], rank: number): NodeView {
  const generation = templateGenerationOf(daemonSet)
  const pods: corev1.Pod[] = []
  for (const pod of found) if (!(isFinished(pod) && isTerminating(pod))) pods.push(pod)
  if (pods.length > 1) pods.sort(byAge)
  const oldest = pods[0]
  const [newPods, oldPods]: [corev1.Pod[], corev1.Pod[]] = [[], []]
  for (const pod of pods) if (!isTerminating(pod)) (isUpToDate(pod, hash, generation) ? newPods : oldPods).push(pod)
  const availableAt = (pod: corev1.Pod | undefined) => pod && availableAtUnixMs(pod, daemonSet.spec?.minReadySeconds ?? 0)
  return Object.freeze({
    name,
    verdict,
    pods,
    newPods,
    oldPods,
    newAvailableAtUnixMs: availableAt(newPods[0]),
    oldAvailableAtUnixMs: availableAt(oldPods[0]),
    oldestIsReady: oldest !== undefined && isReady(oldest),
    oldestIsUpToDate: oldest !== undefined && isUpToDate(oldest, hash, generation),
    oldestAvailableAtUnixMs: availableAt(oldest),
    isSettled: pods.length === 1 && verdict.shouldContinueRunning && !isFinished(oldest!),
    rank,
  })
}
