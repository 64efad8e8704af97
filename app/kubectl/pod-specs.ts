/** Where kinds keep the spec of the pods they make, for the verbs that change it. Stands for polymorphichelpers.UpdatePodSpecForObject. */
import type * as corev1 from '#apis/corev1'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'

const templated = new Set(['DaemonSet', 'Deployment', 'ReplicaSet'])

/** The pod spec within an object; undefined for kinds without one. */
export function podSpecOf(kind: string, object: KubeObject): corev1.PodSpec | undefined {
  if (kind === 'Pod') return (object as corev1.Pod).spec
  return templated.has(kind) ? ((object as { spec?: { template?: corev1.PodTemplateSpec } }).spec?.template?.spec ?? {}) : undefined
}

/** The object with another pod spec. */
export function withPodSpec(kind: string, object: KubeObject, podSpec: corev1.PodSpec): KubeObject {
  if (kind === 'Pod') return { ...object, spec: podSpec } as KubeObject
  const { spec } = object as { spec?: { template?: corev1.PodTemplateSpec } }
  return { ...object, spec: { ...spec, template: { ...spec?.template, spec: podSpec } } } as KubeObject
}
