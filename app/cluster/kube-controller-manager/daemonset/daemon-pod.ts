/**
 * The pod that a DaemonSet asks for on one node, and what can be read off such a pod.
 * Stands for CreatePodTemplate and ReplaceDaemonSetPodNodeNameNodeAffinity,
 * kubernetes/pkg/controller/daemon/util/daemonset_util.go.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type * as metav1 from '#apis/metav1'
import { templateGenerationAnnotation } from '../../kube-apiserver/strategy.ts'
import { controllerRef } from '../claim.ts'
import { daemonPodTolerations } from './node-should-run-daemon-pod.ts'

export { isFinished, isReady, isTerminating } from '../pod-availability.ts'

export const hashLabel = 'controller-revision-hash'
const generationLabel = 'pod-template-generation'

/** The template's generation, as the pods carry it in a label. */
export const templateGenerationOf = (daemonSet: appsv1.DaemonSet): string | undefined => daemonSet.metadata?.annotations?.[templateGenerationAnnotation]

/** A maker of pods of one revision; what they have in common is made once and shared. */
export function daemonPodMaker(daemonSet: appsv1.DaemonSet, hash: string): (nodeName: string) => corev1.Pod {
  const { metadata = {}, spec = {} } = daemonSet.spec!.template!
  const shared: metav1.ObjectMeta = {
    generateName: `${daemonSet.metadata!.name}-`,
    namespace: daemonSet.metadata!.namespace!,
    labels: { ...metadata.labels, [hashLabel]: hash, ...(templateGenerationOf(daemonSet) && { [generationLabel]: templateGenerationOf(daemonSet)! }) },
    ...(metadata.annotations && { annotations: metadata.annotations }),
    ...(metadata.finalizers && { finalizers: metadata.finalizers }),
    ownerReferences: [controllerRef({ kind: 'DaemonSet', metadata: daemonSet.metadata! })],
  }
  const tolerations = daemonPodTolerations(spec)
  return (nodeName) => {
    const aimed = { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }] }] }
    const nodeAffinity = { ...spec.affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: aimed }
    return { metadata: shared, spec: { ...spec, tolerations, affinity: { ...spec.affinity, nodeAffinity } }, status: { phase: 'Pending' } }
  }
}

/** The node that a pod runs on or is aimed at: GetTargetNodeName. */
export function targetNodeName(pod: corev1.Pod): string | undefined {
  if (pod.spec?.nodeName) return pod.spec.nodeName
  for (const term of pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []) {
    const field = term.matchFields?.find(({ key, operator, values }) => key === 'metadata.name' && operator === 'In' && values?.length === 1)
    if (field) return field.values![0]
  }
  return undefined
}

/** Is the pod of the template as it is now? Either mark is enough, which matters for adopted pods. */
export function isUpToDate(pod: corev1.Pod, hash: string, generation: string | undefined): boolean {
  const labels = pod.metadata?.labels
  return labels?.[hashLabel] === hash || (generation !== undefined && labels?.[generationLabel] === generation)
}

/** The order in which a node's pods are looked at: bound ones first, then older, then by name. */
export function byAge(a: corev1.Pod, b: corev1.Pod): number {
  const bound = Number(Boolean(b.spec?.nodeName)) - Number(Boolean(a.spec?.nodeName))
  if (bound !== 0) return bound
  const [createdA, createdB] = [a.metadata!.creationTimestamp!, b.metadata!.creationTimestamp!]
  if (createdA !== createdB) return createdA < createdB ? -1 : 1
  return a.metadata!.name! < b.metadata!.name! ? -1 : 1
}
