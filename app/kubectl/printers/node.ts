/** Columns of nodes. Stands for printNode in kubernetes/pkg/printers/internalversion/printers.go. */
import type * as corev1 from '#apis/corev1'
import { printAge } from '../age.ts'
import type { Column } from './table.ts'

export const nodeColumns: readonly Column<corev1.Node>[] = [
  { header: 'NAME', cell: ({ metadata }) => metadata!.name! },
  { header: 'STATUS', cell: nodeStatus },
  { header: 'ROLES', cell: (node) => nodeRoles(node).join(',') || '<none>' },
  { header: 'AGE', cell: ({ metadata }, now) => printAge(metadata!.creationTimestamp, now) },
  { header: 'VERSION', cell: ({ status }) => status?.nodeInfo?.kubeletVersion ?? '' },
  { header: 'INTERNAL-IP', wide: true, cell: (node) => address(node, 'InternalIP') },
  { header: 'EXTERNAL-IP', wide: true, cell: (node) => address(node, 'ExternalIP') },
  { header: 'OS-IMAGE', wide: true, cell: ({ status }) => status?.nodeInfo?.osImage || '<unknown>' },
  { header: 'KERNEL-VERSION', wide: true, cell: kernel },
  { header: 'CONTAINER-RUNTIME', wide: true, cell: ({ status }) => status?.nodeInfo?.containerRuntimeVersion || '<unknown>' },
]

function nodeStatus({ spec, status }: corev1.Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  const words = [ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown']
  if (spec?.unschedulable) words.push('SchedulingDisabled')
  return words.join(',')
}

const rolePrefix = 'node-role.kubernetes.io/'

/** The roles that a node's labels name, in order. */
export function nodeRoles({ metadata }: corev1.Node): readonly string[] {
  const roles = Object.entries(metadata?.labels ?? {}).map(([key, value]) => (key.startsWith(rolePrefix) ? key.slice(rolePrefix.length) : key === 'kubernetes.io/role' ? value : ''))
  return [...new Set(roles.filter(Boolean))].sort()
}

const address = ({ status }: corev1.Node, wanted: string) => status?.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>'

function kernel({ status }: corev1.Node): string {
  const { kernelVersion, architecture } = status?.nodeInfo ?? {}
  return kernelVersion ? `${kernelVersion}${architecture ? ` (${architecture})` : ''}` : '<unknown>'
}
