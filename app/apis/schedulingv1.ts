/** Objects of the group scheduling.k8s.io, version v1.
 *  Printed from fields.json by tooling/print-api-types.mjs. */
import type * as metav1 from './metav1.ts'

export interface PriorityClass {
  readonly apiVersion?: string
  readonly description?: string
  readonly globalDefault?: boolean
  readonly kind?: string
  readonly metadata?: metav1.ObjectMeta
  readonly preemptionPolicy?: string
  readonly value?: number
}
