/** Whom a pod may push off its node. Stands for DefaultPreemption, kubernetes/pkg/scheduler/framework/preemption. Left out: disruption budgets, which only order the victims. */
import type * as corev1 from '#apis/corev1'
import { fromTimestamp } from '../timestamps.ts'
import { refusalOf } from './filters.ts'
import type { Surroundings } from './inter-pod-affinity.ts'

export const priorityOf = (pod: corev1.Pod): number => pod.spec?.priority ?? 0
const startOf = ({ status }: corev1.Pod) => fromTimestamp(status?.startTime ?? '') ?? Infinity

/** What a node says on which nobody ranks lower. */
export const noVictims = 'No preemption victims found for incoming pod'

/** The fewest, lowest-ranking pods whose end lets the pod fit; where not even all of them would do, what the node says then. */
export function victimsOn(node: corev1.Node, pod: corev1.Pod, others: readonly corev1.Pod[], around: Surroundings): readonly corev1.Pod[] | { readonly reasons: readonly string[] } {
  const lower = others.filter((other) => priorityOf(other) < priorityOf(pod))
  if (lower.length === 0) return { reasons: [noVictims] }
  let staying = others.filter((other) => !lower.includes(other))
  const refusal = refusalOf(pod, node, staying, around)
  if (refusal) return { reasons: refusal.reasons }
  const victims: corev1.Pod[] = []
  // The most important are given back first.
  const ranked = [...lower].sort((a, b) => priorityOf(b) - priorityOf(a) || startOf(a) - startOf(b))
  for (const candidate of ranked) {
    const withIt = [...staying, candidate]
    if (refusalOf(pod, node, withIt, around)) victims.push(candidate)
    else staying = withIt
  }
  return victims.length > 0 ? victims : { reasons: [noVictims] }
}

/** Whose end weighs less: the lower highest rank, then the lower sum of ranks, then the fewer, then those whose most important began last. */
export function byWeight(a: readonly corev1.Pod[], b: readonly corev1.Pod[]): number {
  const highest = (victims: readonly corev1.Pod[]) => Math.max(...victims.map(priorityOf))
  // Ranks may be negative; lifted, so that more pods always weigh more.
  const sum = (victims: readonly corev1.Pod[]) => victims.reduce((total, victim) => total + priorityOf(victim) + 2 ** 31, 0)
  const start = (victims: readonly corev1.Pod[]) => Math.min(...victims.filter((victim) => priorityOf(victim) === highest(victims)).map(startOf))
  return highest(a) - highest(b) || sum(a) - sum(b) || a.length - b.length || start(b) - start(a)
}
