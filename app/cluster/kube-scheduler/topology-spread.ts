/**
 * Pods of one kind spread evenly over zones, nodes or whatever a label names. Stands for the Filter
 * of PodTopologySpread, kubernetes/pkg/scheduler/framework/plugins/podtopologyspread.
 */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type * as metav1 from '#apis/metav1'
import { unmetNodeAffinity, unmetNodeSelector } from '#apis/node-affinity'
import { untoleratedTaints } from '#apis/taints'
import type { Surroundings } from './inter-pod-affinity.ts'

/** How many matching pods each domain of one constraint has, and each node. */
interface Counts {
  readonly byDomain: ReadonlyMap<string, number>
  readonly byNode: ReadonlyMap<string, number>
}
type Constraint = corev1.TopologySpreadConstraint

/** Counted once per attempt: the surroundings are its own. */
const counted = new WeakMap<Surroundings, Map<Constraint, Counts>>()

/** The refusal in the scheduler's words, and whether the end of other pods could help; `others` are the pods on this node. */
export function spreadRefusal(pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[], around: Surroundings): { readonly reason: string; readonly preemptionMayHelp: boolean } | undefined {
  const constraints = (pod.spec?.topologySpreadConstraints ?? []).filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
  const labels = node.metadata?.labels ?? {}
  if (constraints.some(({ topologyKey }) => labels[topologyKey!] === undefined)) return { reason: "node(s) didn't match pod topology spread constraints (missing required label)", preemptionMayHelp: false }
  const isUneven = constraints.some((constraint) => {
    const { byDomain, byNode } = countsOf(pod, constraint, constraints, around)
    const domain = labels[constraint.topologyKey!]!
    // What is asked may be a node without some of its pods.
    const fewer = (byNode.get(node.metadata!.name!) ?? 0) - others.filter((other) => isMeant(pod, constraint, other)).length
    const here = (byDomain.get(domain) ?? 0) - fewer
    let least = byDomain.size < (constraint.minDomains ?? 1) ? 0 : Infinity
    for (const [name, count] of byDomain) least = Math.min(least, name === domain ? here : count)
    const self = matchesSelector(selectorOf(pod, constraint), pod.metadata?.labels) ? 1 : 0
    return here + self - (least === Infinity ? 0 : least) > constraint.maxSkew!
  })
  return isUneven ? { reason: "node(s) didn't match pod topology spread constraints", preemptionMayHelp: true } : undefined
}

/** Does any constraint of the waiting pod look at this one? */
export const spreadMinds = (pod: corev1.Pod, other: corev1.Pod): boolean => (pod.spec?.topologySpreadConstraints ?? []).some((constraint) => isSelected(pod, constraint, other))

/** One that is on its way out makes room already. */
const isMeant = (pod: corev1.Pod, constraint: Constraint, other: corev1.Pod) => !other.metadata!.deletionTimestamp && isSelected(pod, constraint, other)
const isSelected = (pod: corev1.Pod, constraint: Constraint, other: corev1.Pod) => other.metadata!.namespace === pod.metadata!.namespace && matchesSelector(selectorOf(pod, constraint), other.metadata!.labels)

/** The constraint's selector, narrowed to pods that have the same values as this one under `matchLabelKeys`. */
function selectorOf(pod: corev1.Pod, { labelSelector, matchLabelKeys }: Constraint): metav1.LabelSelector | undefined {
  const own = (matchLabelKeys ?? []).flatMap((key) => (pod.metadata?.labels?.[key] === undefined ? [] : [[key, pod.metadata.labels[key]] as const]))
  return own.length === 0 || !labelSelector ? labelSelector : { ...labelSelector, matchLabels: { ...labelSelector.matchLabels, ...Object.fromEntries(own) } }
}

function countsOf(pod: corev1.Pod, constraint: Constraint, all: readonly Constraint[], around: Surroundings): Counts {
  let known = counted.get(around)
  if (!known) counted.set(around, (known = new Map()))
  let counts = known.get(constraint)
  if (!counts) known.set(constraint, (counts = count(pod, constraint, all, around)))
  return counts
}

function count(pod: corev1.Pod, constraint: Constraint, all: readonly Constraint[], { nodes, placed }: Surroundings): Counts {
  const [byDomain, byNode] = [new Map<string, number>(), new Map<string, number>()]
  for (const [name, node] of nodes) {
    const labels = node.metadata?.labels ?? {}
    if (all.some(({ topologyKey }) => labels[topologyKey!] === undefined) || !isEligible(pod, constraint, node)) continue
    byNode.set(name, 0)
    if (!byDomain.has(labels[constraint.topologyKey!]!)) byDomain.set(labels[constraint.topologyKey!]!, 0)
  }
  for (const other of placed()) {
    const name = other.spec!.nodeName!
    if (!byNode.has(name) || !isMeant(pod, constraint, other)) continue
    byNode.set(name, byNode.get(name)! + 1)
    const domain = nodes.get(name)!.metadata!.labels![constraint.topologyKey!]!
    byDomain.set(domain, byDomain.get(domain)! + 1)
  }
  return { byDomain, byNode }
}

/** Does the node count at all? By default one that the pod may not choose does not, while a tainted one does. */
function isEligible({ spec }: corev1.Pod, { nodeAffinityPolicy = 'Honor', nodeTaintsPolicy = 'Ignore' }: Constraint, node: corev1.Node): boolean {
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  if (nodeAffinityPolicy === 'Honor' && unmetNodeSelector(spec?.nodeSelector, node).length + unmetNodeAffinity(required, node).length > 0) return false
  return nodeTaintsPolicy === 'Ignore' || untoleratedTaints(node.spec?.taints, spec?.tolerations, ['NoSchedule', 'NoExecute']).length === 0
}
