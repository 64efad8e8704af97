/** The scale subresource of Deployments and ReplicaSets. */
import type * as appsv1 from '#apis/appsv1'
import type { KubeObject } from '#apis/decode-object'
import { printLabels } from '#apis/labels'
import type { Status } from '#apis/status'
import type { Resource } from './watch.ts'

/** `autoscaling/v1` Scale. */
export interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: { readonly replicas: number; readonly selector?: string }
}

const scalable: ReadonlySet<Resource> = new Set(['deployments', 'replicasets'])
/** What a path that is not served answers. */
export const nothingThere: Status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' }

/** The object seen through its scale; refused for kinds that have none. */
export function scaleOf(resource: Resource, object: KubeObject): Scale | Status {
  if (!scalable.has(resource)) return nothingThere
  const { metadata, spec, status } = object as appsv1.Deployment
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata!
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, selector: printLabels(spec?.selector?.matchLabels) },
  }
}

/** The object with as many replicas as the scale says. */
export function scaledTo(resource: Resource, object: KubeObject, scale: object): KubeObject | Status {
  if (!scalable.has(resource)) return nothingThere
  const replicas = (scale as Scale).spec?.replicas ?? 0
  return { ...object, spec: { ...(object as appsv1.Deployment).spec, replicas } } as KubeObject
}
