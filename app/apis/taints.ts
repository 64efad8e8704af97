/** Taints and tolerations: which of them meet. Stands for component-helpers/scheduling/corev1. */
import type * as corev1 from './corev1.ts'

/** Does this toleration cover this taint? `Lt` and `Gt` never do: their feature gate is off. */
export function toleratesTaint(toleration: corev1.Toleration, taint: corev1.Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  switch (toleration.operator || 'Equal') {
    case 'Exists':
      return true
    case 'Equal':
      return Boolean(toleration.key) && (toleration.value ?? '') === (taint.value ?? '')
    default:
      return false
  }
}

const none: readonly corev1.Taint[] = Object.freeze([])

/** The taints with one of these effects that no toleration covers, in the node's order. */
export function untoleratedTaints(
  taints: readonly corev1.Taint[] | undefined,
  tolerations: readonly corev1.Toleration[] | undefined,
  effects: readonly string[],
): readonly corev1.Taint[] {
  if (!taints) return none
  return taints.filter(
    (taint) => effects.includes(taint.effect!) && !(tolerations ?? []).some((toleration) => toleratesTaint(toleration, taint)),
  )
}

/** `key=value:Effect`, or `key:Effect` without a value. */
export function printTaint(taint: corev1.Taint): string {
  return `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`
}
