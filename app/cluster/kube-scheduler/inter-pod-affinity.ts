/** Which pods want to be near which others, and which not. Stands for the InterPodAffinity plugin, kubernetes/pkg/scheduler/framework/plugins/interpodaffinity. */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type { Draft } from '../draft.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'

/** The pods of the whole cluster around one node. */
export interface Surroundings {
  readonly nodes: ReadonlyMap<string, corev1.Node>
  readonly namespaces: ReadonlyMap<string, corev1.Namespace>
  /** All pods that have a node. */
  readonly placed: () => Iterable<corev1.Pod>
  /** Those of them that keep others away. */
  readonly antiAffine: ReadonlyMap<string, corev1.Pod>
}

type Term = corev1.PodAffinityTerm

const antiTerms = (pod: corev1.Pod): readonly Term[] => pod.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
const nearTerms = (pod: corev1.Pod): readonly Term[] => pod.spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []

const antiAffineOf = (draft: Draft) =>
  draft.cache('scheduler/anti-affine', () => new Map([...draft.api.list('pods')].filter(([, pod]) => antiTerms(pod).length > 0)))

/** Keeps the index of pods with anti-affinity. */
export function notePod(draft: Draft, pod: corev1.Pod, isGone: boolean): void {
  if (antiTerms(pod).length === 0) return
  if (isGone) antiAffineOf(draft).delete(keyOf(pod.metadata!))
  else antiAffineOf(draft).set(keyOf(pod.metadata!), pod)
}

export function surroundingsOf(draft: Draft): Surroundings {
  const { api } = draft
  return {
    nodes: api.list('nodes'),
    namespaces: api.list('namespaces'),
    placed: () => [...api.list('pods').values()].filter(({ spec }) => spec?.nodeName),
    antiAffine: antiAffineOf(draft),
  }
}

/** The refusal in the scheduler's words, and whether the end of other pods could help; `others` are the pods on this node. */
export function interPodRefusal(pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[], around: Surroundings): { readonly reason: string; readonly preemptionMayHelp: boolean } | undefined {
  const [near, anti] = [nearTerms(pod), antiTerms(pod)]
  if (near.length + anti.length + around.antiAffine.size === 0) return undefined
  const here = node.metadata!.name!
  const elsewhere = near.length + anti.length > 0 ? [...around.placed()].filter(({ spec }) => spec!.nodeName !== here) : []
  const inDomain = (term: Term, found: readonly corev1.Pod[]) => found.some((other) => matches(term, pod, other, around) && sameDomain(term, node, other, around))
  const all = [...others, ...elsewhere]
  for (const term of near) {
    if (inDomain(term, all)) continue
    // The first of a group that wants to be together may go anywhere.
    const isFirst = !all.some((other) => matches(term, pod, other, around)) && matches(term, pod, pod, around)
    if (!isFirst || node.metadata?.labels?.[term.topologyKey!] === undefined) return { reason: "node(s) didn't match pod affinity rules", preemptionMayHelp: false }
  }
  if (anti.some((term) => inDomain(term, all))) return { reason: "node(s) didn't match pod anti-affinity rules", preemptionMayHelp: true }
  const keptAway = [...around.antiAffine.values()].some((other) => {
    if (!other.spec?.nodeName || (other.spec.nodeName === here && !others.some(({ metadata }) => metadata!.uid === other.metadata!.uid))) return false
    return antiTerms(other).some((term) => matches(term, other, pod, around) && sameDomain(term, node, other, around))
  })
  return keptAway ? { reason: "node(s) didn't satisfy existing pods anti-affinity rules", preemptionMayHelp: true } : undefined
}

/** Does the term of `holder` mean `other`? */
function matches(term: Term, holder: corev1.Pod, other: corev1.Pod, { namespaces }: Surroundings): boolean {
  const namespace = other.metadata!.namespace!
  const named = term.namespaces?.includes(namespace) ?? false
  const selected = term.namespaceSelector !== undefined && matchesSelector(term.namespaceSelector, namespaces.get(namespace)?.metadata?.labels)
  const own = !term.namespaces?.length && term.namespaceSelector === undefined && namespace === holder.metadata!.namespace
  return (named || selected || own) && term.labelSelector !== undefined && matchesSelector(term.labelSelector, other.metadata!.labels)
}

function sameDomain({ topologyKey }: Term, node: corev1.Node, other: corev1.Pod, { nodes }: Surroundings): boolean {
  const domain = node.metadata?.labels?.[topologyKey!]
  return domain !== undefined && nodes.get(other.spec!.nodeName!)?.metadata?.labels?.[topologyKey!] === domain
}
