/** Columns of namespaces, ConfigMaps, quotas, priority classes and disruption budgets. Stands for kubernetes/pkg/printers/internalversion/printers.go. */
import type * as corev1 from '#apis/corev1'
import type * as policyv1 from '#apis/policyv1'
import type * as schedulingv1 from '#apis/schedulingv1'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { printAge } from '../age.ts'
import type { Column } from './table.ts'

const name = { header: 'NAME', cell: ({ metadata }: KubeObject) => metadata!.name! }
const age = { header: 'AGE', cell: ({ metadata }: KubeObject, now: number) => printAge(metadata!.creationTimestamp, now) }

/** What a client prints of any object that no server made a row of. */
export const plainColumns: readonly Column<KubeObject>[] = [name, age]

export const namespaceColumns: readonly Column<corev1.Namespace>[] = [name, { header: 'STATUS', cell: ({ status }) => status?.phase ?? '' }, age]

export const configMapColumns: readonly Column<corev1.ConfigMap>[] = [
  name,
  { header: 'DATA', cell: ({ data = {}, binaryData = {} }) => Object.keys(data).length + Object.keys(binaryData).length },
  age,
]

export const resourceQuotaColumns: readonly Column<corev1.ResourceQuota>[] = [
  name,
  { header: 'REQUEST', cell: (quota) => printUse(quota, (resource) => !isLimit(resource)) },
  { header: 'LIMIT', cell: (quota) => printUse(quota, isLimit) },
  age,
]

const isLimit = (resource: string) => resource.startsWith('limits.')

/** `count/pods: 1/3, cpu: 0/2`. */
function printUse({ status }: corev1.ResourceQuota, wanted: (resource: string) => boolean): string {
  const { hard = {}, used = {} } = status ?? {}
  return Object.keys(hard).sort().filter(wanted).map((resource) => `${resource}: ${used[resource] ?? '0'}/${hard[resource]}`).join(', ')
}

export const priorityClassColumns: readonly Column<schedulingv1.PriorityClass>[] = [
  name,
  { header: 'VALUE', cell: ({ value }) => value ?? 0 },
  { header: 'GLOBAL-DEFAULT', cell: ({ globalDefault }) => String(Boolean(globalDefault)) },
  age,
  { header: 'PREEMPTIONPOLICY', cell: ({ preemptionPolicy }) => preemptionPolicy ?? '' },
]

export const podDisruptionBudgetColumns: readonly Column<policyv1.PodDisruptionBudget>[] = [
  name,
  { header: 'MIN AVAILABLE', cell: ({ spec }) => spec?.minAvailable ?? 'N/A' },
  { header: 'MAX UNAVAILABLE', cell: ({ spec }) => spec?.maxUnavailable ?? 'N/A' },
  { header: 'ALLOWED DISRUPTIONS', cell: ({ status }) => status?.disruptionsAllowed ?? 0 },
  age,
]
