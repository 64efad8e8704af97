/**
 * Which of the nodes that fit is best. Stands for the Score extension point of the default plugins,
 * kubernetes/pkg/scheduler/framework/plugins: NodeResourcesFit (least allocated),
 * NodeResourcesBalancedAllocation, TaintToleration, NodeAffinity and PodTopologySpread with its
 * default constraints. Left out: InterPodAffinity's preferred terms, ImageLocality.
 */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type * as metav1 from '#apis/metav1'
import { unmetNodeAffinity } from '#apis/node-affinity'
import { milliValue } from '#apis/quantity'
import { toleratesTaint } from '#apis/taints'
import type { Draft } from '../draft.ts'
import { requestsOf } from './node-resources.ts'

const most = 100
/** What a pod that asks for nothing is taken to ask for: 100m cpu, 200Mi memory, in thousandths. */
const assumed: Readonly<Record<string, number>> = { cpu: 100, memory: 200 * 2 ** 20 * 1000 }
const scored = ['cpu', 'memory'] as const
/** Skew up to which spreading does not mind, by topology key. */
const spreads = [['kubernetes.io/hostname', 3], ['topology.kubernetes.io/zone', 5]] as const

/** One fitting node with the pods on it. */
export interface Candidate {
  readonly node: corev1.Node
  readonly pods: readonly corev1.Pod[]
}

/** The score of each candidate: the higher the better. */
export function scoresOf(draft: Draft, pod: corev1.Pod, candidates: readonly Candidate[]): readonly number[] {
  const parts = [
    candidates.map((candidate) => leastAllocated(pod, candidate)),
    candidates.map((candidate) => balanced(pod, candidate)),
    weighted(3, normalized(candidates.map((candidate) => untoleratedPreferences(pod, candidate)), true)),
    weighted(2, normalized(candidates.map((candidate) => preferredAffinity(pod, candidate)), false)),
    weighted(2, spread(draft, pod, candidates)),
  ]
  return candidates.map((_, index) => parts.reduce((sum, part) => sum + part[index]!, 0))
}

const weighted = (weight: number, scores: readonly number[]) => scores.map((score) => score * weight)

/** Scaled to 0 … 100 of the largest; `reverse`: the smallest gets most. */
function normalized(scores: readonly number[], reverse: boolean): readonly number[] {
  const largest = Math.max(0, ...scores)
  if (largest === 0) return scores.map(() => (reverse ? most : 0))
  return scores.map((score) => (reverse ? most - Math.floor((most * score) / largest) : Math.floor((most * score) / largest)))
}

const capacityOf = (node: corev1.Node, resource: string) => milliValue(node.status?.allocatable?.[resource] ?? '0') ?? 0
const isFinished = ({ status }: corev1.Pod) => status?.phase === 'Failed' || status?.phase === 'Succeeded'
const asked = (pod: corev1.Pod, resource: string, orElse: number) => requestsOf(pod)[resource] ?? orElse
const askedHere = (pods: readonly corev1.Pod[], pod: corev1.Pod, resource: string, orElse: number) =>
  [...pods.filter((each) => !isFinished(each)), pod].reduce((sum, each) => sum + asked(each, resource, orElse), 0)

function leastAllocated(pod: corev1.Pod, { node, pods }: Candidate): number {
  const free = scored.map((resource) => {
    const capacity = capacityOf(node, resource)
    return capacity === 0 ? 0 : Math.max(0, Math.floor(((capacity - askedHere(pods, pod, resource, assumed[resource]!)) * most) / capacity))
  })
  return Math.floor((free[0]! + free[1]!) / 2)
}

/** Pods that ask for nothing balance nothing. */
function balanced(pod: corev1.Pod, { node, pods }: Candidate): number {
  if (scored.every((resource) => asked(pod, resource, 0) === 0)) return 0
  const [cpu, memory] = scored.map((resource) => Math.min(1, askedHere(pods, pod, resource, 0) / Math.max(1, capacityOf(node, resource))))
  return Math.floor((1 - Math.abs(cpu! - memory!) / 2) * most)
}

const untoleratedPreferences = (pod: corev1.Pod, { node }: Candidate) =>
  (node.spec?.taints ?? []).filter((taint) => taint.effect === 'PreferNoSchedule' && !pod.spec?.tolerations?.some((toleration) => toleratesTaint(toleration, taint))).length

function preferredAffinity(pod: corev1.Pod, { node }: Candidate): number {
  const preferred = pod.spec?.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  const met = preferred.filter(({ preference }) => preference && unmetNodeAffinity({ nodeSelectorTerms: [preference] }, node).length === 0)
  return met.reduce((sum, { weight = 0 }) => sum + weight, 0)
}

/** Pods of one Service or ReplicaSet go to different nodes and zones. */
function spread(draft: Draft, pod: corev1.Pod, candidates: readonly Candidate[]): readonly number[] {
  const selectors = selectorsOf(draft, pod)
  if (selectors.length === 0) return candidates.map(() => 0)
  const alike = (other: corev1.Pod) => other.metadata!.namespace === pod.metadata!.namespace && !other.metadata!.deletionTimestamp && selectors.every((selector) => matchesSelector(selector, other.metadata!.labels))
  const raw = candidates.map(() => 0)
  for (const [topologyKey, maxSkew] of spreads) {
    const domainOf = ({ node }: Candidate) => node.metadata?.labels?.[topologyKey]
    const counts = new Map<string, number>()
    for (const candidate of candidates) {
      const domain = domainOf(candidate)
      if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + candidate.pods.filter(alike).length)
    }
    candidates.forEach((candidate, index) => {
      const domain = domainOf(candidate)
      if (domain !== undefined) raw[index]! += counts.get(domain)! * Math.log(counts.size + 2) + (maxSkew - 1)
    })
  }
  const rounded = raw.map(Math.round)
  const [least, largest] = [Math.min(...rounded), Math.max(...rounded)]
  return rounded.map((score) => (largest === 0 ? most : Math.floor((most * (largest + least - score)) / largest)))
}

/** What makes pods alike: the selectors of their Services and of their ReplicaSet. */
function selectorsOf(draft: Draft, { metadata }: corev1.Pod): readonly metav1.LabelSelector[] {
  const services = [...draft.api.list('services').values()]
    .filter((service) => service.metadata!.namespace === metadata!.namespace && Object.keys(service.spec?.selector ?? {}).length > 0)
    .map((service) => ({ matchLabels: service.spec!.selector! }))
    .filter((selector) => matchesSelector(selector, metadata!.labels))
  const owner = metadata!.ownerReferences?.find(({ controller, kind }) => controller && kind === 'ReplicaSet')
  const replicaSet = owner && draft.api.get('replicasets', `${metadata!.namespace}/${owner.name}`)
  return [...services, ...(replicaSet?.spec?.selector ? [replicaSet.spec.selector] : [])]
}
