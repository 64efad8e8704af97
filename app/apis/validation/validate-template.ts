/** What a pod template must keep to. Stands for ValidatePodTemplateSpec, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { prohibited, type FieldError } from '../field-error.ts'
import { validateAnnotations, validateLabels } from './validate-metadata.ts'
import { validatePodSpec } from './validate-pod-spec.ts'

/** All errors of the template under `spec.template`. Labels are named without `metadata`, as upstream does it. */
export function validateTemplate({ metadata, spec = {} }: corev1.PodTemplateSpec): FieldError[] {
  return [
    ...validateLabels('spec.template.labels', metadata?.labels),
    ...validateAnnotations('spec.template.annotations', metadata?.annotations),
    ...validatePodSpec(spec, 'spec.template.spec'),
    ...(spec.ephemeralContainers?.length ? [prohibited('spec.template.spec.ephemeralContainers', 'ephemeral containers not allowed in pod template')] : []),
  ]
}
