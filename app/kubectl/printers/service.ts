/** Columns of services. Stands for printService in kubernetes/pkg/printers/internalversion/printers.go. */
import type * as corev1 from '#apis/corev1'
import { printLabels } from '#apis/labels'
import { printAge } from '../age.ts'
import type { Column } from './table.ts'

export const serviceColumns: readonly Column<corev1.Service>[] = [
  { header: 'NAME', cell: ({ metadata }) => metadata!.name! },
  { header: 'TYPE', cell: ({ spec }) => spec?.type ?? '' },
  { header: 'CLUSTER-IP', cell: ({ spec }) => spec?.clusterIPs?.[0] ?? spec?.clusterIP ?? '<none>' },
  { header: 'EXTERNAL-IP', cell: externalIP },
  { header: 'PORT(S)', cell: ({ spec }) => (spec?.ports ?? []).map(printPort).join(',') || '<none>' },
  { header: 'AGE', cell: ({ metadata }, now) => printAge(metadata!.creationTimestamp, now) },
  { header: 'SELECTOR', wide: true, cell: ({ spec }) => printLabels(spec?.selector) },
]

function externalIP({ spec, status }: corev1.Service): string {
  if (spec?.type === 'ExternalName') return spec.externalName ?? ''
  const outside = spec?.externalIPs ?? []
  if (spec?.type !== 'LoadBalancer') return outside.join(',') || '<none>'
  const balancers = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname!)
  return [...balancers, ...outside].join(',') || '<pending>'
}

/** `80:30080/TCP`. */
const printPort = ({ port, nodePort, protocol }: corev1.ServicePort) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`
