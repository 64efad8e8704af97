/** Columns of DaemonSets, Deployments, ReplicaSets and their history. Stands for kubernetes/pkg/printers/internalversion/printers.go. */
import type * as appsv1 from '#apis/appsv1'
import { printLabels } from '#apis/labels'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { printAge } from '../age.ts'
import { templateColumns } from './pod-template.ts'
import type { Column } from './table.ts'

const name = { header: 'NAME', cell: ({ metadata }: KubeObject) => metadata!.name! }
const age = { header: 'AGE', cell: ({ metadata }: KubeObject, now: number) => printAge(metadata!.creationTimestamp, now) }

export const daemonSetColumns: readonly Column<appsv1.DaemonSet>[] = [
  name,
  { header: 'DESIRED', cell: ({ status }) => status?.desiredNumberScheduled ?? 0 },
  { header: 'CURRENT', cell: ({ status }) => status?.currentNumberScheduled ?? 0 },
  { header: 'READY', cell: ({ status }) => status?.numberReady ?? 0 },
  { header: 'UP-TO-DATE', cell: ({ status }) => status?.updatedNumberScheduled ?? 0 },
  { header: 'AVAILABLE', cell: ({ status }) => status?.numberAvailable ?? 0 },
  { header: 'NODE SELECTOR', cell: ({ spec }) => printLabels(spec?.template?.spec?.nodeSelector) },
  age,
  ...templateColumns,
]

export const deploymentColumns: readonly Column<appsv1.Deployment>[] = [
  name,
  { header: 'READY', cell: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}` },
  { header: 'UP-TO-DATE', cell: ({ status }) => status?.updatedReplicas ?? 0 },
  { header: 'AVAILABLE', cell: ({ status }) => status?.availableReplicas ?? 0 },
  age,
  ...templateColumns,
]

export const replicaSetColumns: readonly Column<appsv1.ReplicaSet>[] = [
  name,
  { header: 'DESIRED', cell: ({ spec }) => spec?.replicas ?? 0 },
  { header: 'CURRENT', cell: ({ status }) => status?.replicas ?? 0 },
  { header: 'READY', cell: ({ status }) => status?.readyReplicas ?? 0 },
  age,
  ...templateColumns,
]

export const controllerRevisionColumns: readonly Column<appsv1.ControllerRevision>[] = [
  name,
  { header: 'CONTROLLER', cell: printController },
  { header: 'REVISION', cell: ({ revision }) => revision ?? 0 },
  age,
]

/** `daemonset.apps/agent`. */
function printController({ metadata }: KubeObject): string {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller)
  if (!owner) return '<none>'
  const group = owner.apiVersion!.includes('/') ? `.${owner.apiVersion!.split('/')[0]}` : ''
  return `${owner.kind!.toLowerCase()}${group}/${owner.name}`
}

/** A Deployment or ReplicaSet seen through its scale. */
interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: { readonly replicas?: number }
}

export const scaleColumns: readonly Column<Scale>[] = [
  name,
  { header: 'DESIRED', cell: ({ spec }) => spec?.replicas ?? 0 },
  { header: 'AVAILABLE', cell: ({ status }) => status?.replicas ?? 0 },
  age,
]
