/** Tolerations, taints and spreading as descriptions print them. */
import type * as corev1 from '#apis/corev1'
import { printLabelSelector } from '../../label-selector.ts'
import type { Description } from '../description.ts'

/** `Tolerations:` in the order of their keys; `indent` stands before the title. */
export function describeTolerations(text: Description, indent: string, tolerations: readonly corev1.Toleration[] = []): void {
  const byKey = [...tolerations].sort(({ key: a = '' }, { key: b = '' }) => (a < b ? -1 : a > b ? 1 : 0))
  text.list(`${indent}Tolerations`, byKey.map(printToleration))
}

function printToleration({ key = '', value = '', effect = '', operator, tolerationSeconds }: corev1.Toleration): string {
  const what = `${key}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`
  const exists = operator === 'Exists' && value === '' ? (what ? ' op=Exists' : 'op=Exists') : ''
  return `${what}${exists}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`
}

/** `Taints:` by effect and key. */
export function describeTaints(text: Description, taints: readonly corev1.Taint[] = []): void {
  const order = ({ effect = '', key = '' }: corev1.Taint) => `${effect},${key}`
  const sorted = [...taints].sort((a, b) => (order(a) < order(b) ? -1 : 1))
  text.list('Taints', sorted.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`))
}

/** Nothing where there are none. */
export function describeTopologySpread(text: Description, indent: string, constraints: readonly corev1.TopologySpreadConstraint[] = []): void {
  if (constraints.length === 0) return
  const byKey = [...constraints].sort(({ topologyKey: a = '' }, { topologyKey: b = '' }) => (a < b ? -1 : a > b ? 1 : 0))
  text.list(`${indent}Topology Spread Constraints`, byKey.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) =>
    `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${labelSelector ? ` for selector ${printLabelSelector(labelSelector)}` : ''}`))
}
