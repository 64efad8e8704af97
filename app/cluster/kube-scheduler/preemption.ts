/** Whom a pod may push off its node. Stands for DefaultPreemption, kubernetes/pkg/scheduler/framework/preemption. */
import type * as corev1 from '#apis/corev1'
import { refusalOf } from './filters.ts'
import type { Surroundings } from './inter-pod-affinity.ts'

const priorityOf = (pod: corev1.Pod) => pod.spec?.priority ?? 0

/** The fewest, lowest-ranking pods whose end lets the pod fit; undefined when not even all of them would do. */
export function victimsOn(node: corev1.Node, pod: corev1.Pod, others: readonly corev1.Pod[], around: Surroundings): readonly corev1.Pod[] | undefined {
  if (pod.spec?.preemptionPolicy === 'Never') return undefined
  const lower = others.filter((other) => priorityOf(other) < priorityOf(pod))
  if (lower.length === 0) return undefined
  let staying = others.filter((other) => !lower.includes(other))
  if (refusalOf(pod, node, staying, around)) return undefined
  const victims: corev1.Pod[] = []
  // The most important are given back first.
  const ranked = [...lower].sort((a, b) => priorityOf(b) - priorityOf(a) || ((a.status?.startTime ?? '') < (b.status?.startTime ?? '') ? -1 : 1))
  for (const candidate of ranked) {
    const withIt = [...staying, candidate]
    if (refusalOf(pod, node, withIt, around)) victims.push(candidate)
    else staying = withIt
  }
  return victims.length > 0 ? victims : undefined
}
