/** The annotation in which `kubectl apply` keeps the manifest that it applied last. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { goJson } from './write-object.ts'

export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/** The manifest as it is kept: with annotations, be they none, and without the one that keeps it. */
export function withoutLastApplied(manifest: KubeObject): KubeObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = manifest.metadata?.annotations ?? {}
  return { ...manifest, metadata: { ...manifest.metadata, annotations } }
}

/** The manifest with itself in its annotation. */
export function withLastApplied(manifest: KubeObject): KubeObject {
  const bare = withoutLastApplied(manifest)
  return { ...bare, metadata: { ...bare.metadata, annotations: { ...bare.metadata?.annotations, [lastAppliedAnnotation]: `${goJson(bare)}\n` } } }
}

/** What was applied last; undefined where the object was not applied or the annotation is no object. */
export function lastApplied(object: KubeObject): Record<string, unknown> | undefined {
  const text = object.metadata?.annotations?.[lastAppliedAnnotation]
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}
