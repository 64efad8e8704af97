/** What metadata and selectors of every kind must keep to. Stands for ValidateObjectMeta and ValidateLabelSelector, apimachinery/pkg/apis/meta/v1/validation. */
import { invalid, prohibited, required, type FieldError } from './field-error.ts'
import type * as metav1 from './metav1.ts'
import { qualifiedNameErrors, subdomainErrors } from './validate-names.ts'
import { validateLabels } from './validate-pod-spec.ts'

/** What is wrong with an object's names, labels and annotations. */
export function validateMetadata({ name, generateName, labels, annotations }: metav1.ObjectMeta): FieldError[] {
  const errors: FieldError[] = []
  if (generateName) errors.push(...subdomainErrors(generateName.replace(/-$/, 'a')).map((error) => invalid('metadata.generateName', generateName, error)))
  if (!name && !generateName) errors.push(required('metadata.name', 'name or generateName is required'))
  if (name) errors.push(...subdomainErrors(name).map((error) => invalid('metadata.name', name, error)))
  errors.push(...validateLabels('metadata.labels', labels))
  for (const key of Object.keys(annotations ?? {})) errors.push(...qualifiedNameErrors(key.toLowerCase()).map((error) => invalid('metadata.annotations', key, error)))
  return errors
}

/** What is wrong with a label selector, apart from what it selects. */
export function validateSelector(selector: metav1.LabelSelector | undefined): FieldError[] {
  const errors = validateLabels('spec.selector.matchLabels', selector?.matchLabels)
  selector?.matchExpressions?.forEach(({ key = '', operator = '', values = [] }, index) => {
    const here = `spec.selector.matchExpressions[${index}]`
    if (['In', 'NotIn'].includes(operator)) {
      if (values.length === 0) errors.push(required(`${here}.values`, "must be specified when `operator` is 'In' or 'NotIn'"))
    } else if (['Exists', 'DoesNotExist'].includes(operator)) {
      if (values.length > 0) errors.push(prohibited(`${here}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
    } else errors.push(invalid(`${here}.operator`, operator, 'not a valid selector operator'))
    errors.push(...qualifiedNameErrors(key).map((error) => invalid(`${here}.key`, key, error)))
  })
  return errors
}
