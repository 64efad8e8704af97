/** Which columns each resource has. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { ObjectByResource, Resource } from '#cluster/kube-apiserver/watch'
import { configMapColumns, namespaceColumns, podDisruptionBudgetColumns, priorityClassColumns, resourceQuotaColumns } from './cluster-objects.ts'
import { eventColumns } from './event.ts'
import { nodeColumns } from './node.ts'
import { podColumns } from './pod.ts'
import { serviceColumns } from './service.ts'
import type { Column } from './table.ts'
import { controllerRevisionColumns, daemonSetColumns, deploymentColumns, replicaSetColumns } from './workloads.ts'

const byResource: { readonly [R in Resource]: readonly Column<ObjectByResource[R]>[] } = {
  namespaces: namespaceColumns,
  nodes: nodeColumns,
  pods: podColumns,
  events: eventColumns,
  services: serviceColumns,
  configmaps: configMapColumns,
  resourcequotas: resourceQuotaColumns,
  daemonsets: daemonSetColumns,
  controllerrevisions: controllerRevisionColumns,
  deployments: deploymentColumns,
  replicasets: replicaSetColumns,
  priorityclasses: priorityClassColumns,
  poddisruptionbudgets: podDisruptionBudgetColumns,
}

/** The columns of a resource's objects, `-o wide` ones included. */
export const columnsOf = (resource: Resource): readonly Column<KubeObject>[] => byResource[resource] as readonly Column<KubeObject>[]
