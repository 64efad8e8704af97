/**
 * What a kind does with its own metadata when it is written: which changes raise
 * `metadata.generation`, and the DaemonSet's template generation, which the API shows as an
 * annotation. Stands for the strategies in kubernetes/pkg/registry.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as metav1 from '#apis/metav1'
import { equal } from './equal.ts'
import type { ObjectByResource, Resource } from './watch.ts'

/** The annotation that carries a DaemonSet's template generation since apps/v1 has no field for it. */
export const templateGenerationAnnotation = 'deprecated.daemonset.template.generation'

const withGeneration: ReadonlySet<Resource> = new Set(['pods', 'daemonsets', 'deployments', 'replicasets', 'poddisruptionbudgets'])
const emptyDaemonSetStatus: appsv1.DaemonSetStatus = Object.freeze({
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
})

type Written = { readonly metadata?: metav1.ObjectMeta; readonly spec?: unknown; readonly status?: unknown }

const withTemplateGeneration = (metadata: metav1.ObjectMeta, generation: number): metav1.ObjectMeta => ({
  ...metadata,
  annotations: { ...metadata.annotations, [templateGenerationAnnotation]: String(generation) },
})

/** The object as it is first stored: a written status is ignored, generations start at 1. */
export function prepareForCreate<R extends Resource>(resource: R, object: ObjectByResource[R]): ObjectByResource[R] {
  if (!withGeneration.has(resource)) return object
  const metadata = { ...(object as Written).metadata, generation: 1 }
  if (resource !== 'daemonsets') return { ...object, metadata }
  // One that was read from a cluster and is created anew goes on counting.
  const given = Number(metadata.annotations?.[templateGenerationAnnotation])
  return { ...object, metadata: withTemplateGeneration(metadata, Number.isInteger(given) && given >= 1 ? given : 1), status: emptyDaemonSetStatus } as unknown as ObjectByResource[R]
}

/** The object as an update of its main resource stores it: the status stays, generations follow the spec. */
export function prepareForUpdate<R extends Resource>(resource: R, object: ObjectByResource[R], previous: ObjectByResource[R]): ObjectByResource[R] {
  const [now, before] = [object as Written, previous as Written]
  let metadata = now.metadata!
  if (withGeneration.has(resource)) {
    const raise = equal(now.spec, before.spec) ? 0 : 1
    metadata = { ...metadata, generation: (before.metadata?.generation ?? 0) + raise }
    if (resource === 'daemonsets') metadata = withTemplateGeneration(metadata, nextTemplateGeneration(object as appsv1.DaemonSet, previous as appsv1.DaemonSet))
  }
  return { ...object, metadata, ...(before.status !== undefined && { status: before.status }) }
}

function nextTemplateGeneration(object: appsv1.DaemonSet, previous: appsv1.DaemonSet): number {
  const before = Number(previous.metadata?.annotations?.[templateGenerationAnnotation] ?? 1)
  return equal(object.spec?.template, previous.spec?.template) ? before : before + 1
}
