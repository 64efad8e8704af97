/** Per resource: its kind, group and version, and whether its objects live in a namespace. */
import type { Resource } from './watch.ts'

export interface KindOfResource {
  readonly kind: string
  readonly apiVersion: string
  readonly namespaced: boolean
  /** As error messages name it: `pods`, `daemonsets.apps`. */
  readonly qualified: string
}

const core = (kind: string, resource: string, namespaced = true): KindOfResource => ({ kind, apiVersion: 'v1', namespaced, qualified: resource })
const grouped = (kind: string, group: string, resource: string, namespaced = true): KindOfResource => ({
  kind,
  apiVersion: `${group}/v1`,
  namespaced,
  qualified: `${resource}.${group}`,
})

export const kindOf: { readonly [R in Resource]: KindOfResource } = Object.freeze({
  namespaces: core('Namespace', 'namespaces', false),
  nodes: core('Node', 'nodes', false),
  pods: core('Pod', 'pods'),
  events: core('Event', 'events'),
  services: core('Service', 'services'),
  configmaps: core('ConfigMap', 'configmaps'),
  resourcequotas: core('ResourceQuota', 'resourcequotas'),
  daemonsets: grouped('DaemonSet', 'apps', 'daemonsets'),
  controllerrevisions: grouped('ControllerRevision', 'apps', 'controllerrevisions'),
  deployments: grouped('Deployment', 'apps', 'deployments'),
  replicasets: grouped('ReplicaSet', 'apps', 'replicasets'),
  priorityclasses: grouped('PriorityClass', 'scheduling.k8s.io', 'priorityclasses', false),
  poddisruptionbudgets: grouped('PodDisruptionBudget', 'policy', 'poddisruptionbudgets'),
})
