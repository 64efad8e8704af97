/** What kubectl refuses before it asks the API server: labels and taints that are none. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import { labelValueErrors, qualifiedNameErrors } from '#apis/validate-names'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** What is wrong with one of these taints, as `kubectl taint` prints it; undefined: nothing. */
export function validateTaints(taints: readonly corev1.Taint[]): string | undefined {
  for (const taint of taints) {
    if (!effects.includes(taint.effect ?? '')) return `error: invalid taint effect: ${taint.effect}, unsupported taint effect\nSee 'kubectl taint -h' for help and examples`
    const errors = [...qualifiedNameErrors(taint.key ?? ''), ...labelValueErrors(taint.value ?? '')]
    if (errors.length > 0) return `error: invalid taint spec: ${printTaint(taint)}, ${errors.join('; ')}`
  }
  return undefined
}

/** What is wrong with one of these labels, as `kubectl label` prints it; undefined: nothing. */
export function validateLabels(labels: Readonly<Record<string, string>>): string | undefined {
  for (const [key, value] of Object.entries(labels)) {
    const [keyError] = qualifiedNameErrors(key)
    if (keyError !== undefined) return `error: invalid label key: "${key}": ${keyError}`
    const [valueError] = labelValueErrors(value)
    if (valueError !== undefined) return `error: invalid label value: "${key}=${value}": ${valueError}`
  }
  return undefined
}
