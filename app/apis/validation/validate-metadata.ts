/** What metadata and selectors of every kind must keep to. Stands for ValidateObjectMeta and ValidateLabelSelector, apimachinery/pkg/apis/meta/v1/validation. */
import { invalid, prohibited, required, tooLong, type FieldError } from '../field-error.ts'
import type * as metav1 from '../metav1.ts'
import { labelValueErrors, qualifiedNameErrors, subdomainErrors } from '../validate-names.ts'

/** A name that an object of this kind may have. */
export type NameErrors = (name: string) => readonly string[]

const mostAnnotationBytes = 262_144
const standardFinalizers = ['kubernetes', 'orphan', 'foregroundDeletion']

/** What is wrong with an object's names, labels and annotations; `nameErrors` judges the name. */
export function validateMetadata(metadata: metav1.ObjectMeta, nameErrors: NameErrors = subdomainErrors): FieldError[] {
  const { name, generateName, generation = 0, labels, annotations, ownerReferences = [], finalizers = [] } = metadata
  const errors: FieldError[] = []
  if (generateName) errors.push(...nameErrors(generateName.replace(/-$/, 'a')).map((error) => invalid('metadata.generateName', generateName, error)))
  if (!name && !generateName) errors.push(required('metadata.name', 'name or generateName is required'))
  if (name) errors.push(...nameErrors(name).map((error) => invalid('metadata.name', name, error)))
  if (generation < 0) errors.push(invalid('metadata.generation', generation, 'must be greater than or equal to 0'))
  errors.push(...validateLabels('metadata.labels', labels), ...validateAnnotations('metadata.annotations', annotations), ...validateOwners(ownerReferences))
  for (const finalizer of finalizers) errors.push(...qualifiedNameErrors(finalizer).map((error) => invalid('metadata.finalizers', finalizer, error)))
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) errors.push(invalid('metadata.finalizers', finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'))
  finalizers.forEach((finalizer, index) => {
    if (!finalizer.includes('/') && !standardFinalizers.includes(finalizer)) errors.push(invalid(`metadata.finalizers[${index}]`, finalizer, 'name is neither a standard finalizer name nor is it fully qualified'))
  })
  return errors
}

/** What is wrong with the keys and values of labels, or of anything that is written like them. */
export function validateLabels(field: string, labels: Readonly<Record<string, string>> = {}): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [...validateLabelKey(field, key), ...labelValueErrors(value).map((error) => invalid(field, value, error))])
}

/** What is wrong with one key of a label. */
export const validateLabelKey = (field: string, key: string): FieldError[] => qualifiedNameErrors(key).map((error) => invalid(field, key, error))

/** What is wrong with annotations: their keys, and all of them together when they are too long. */
export function validateAnnotations(field: string, annotations: Readonly<Record<string, string>> = {}): FieldError[] {
  const errors = Object.keys(annotations).flatMap((key) => qualifiedNameErrors(key.toLowerCase()).map((error) => invalid(field, key, error)))
  const length = Object.entries(annotations).reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  return length > mostAnnotationBytes ? [...errors, tooLong(field, mostAnnotationBytes)] : errors
}

function validateOwners(owners: readonly metav1.OwnerReference[]): FieldError[] {
  const at = 'metadata.ownerReferences'
  const errors = owners.flatMap(({ apiVersion = '', kind = '', name = '', uid = '' }) => [
    ...(apiVersion ? [] : [invalid(`${at}.apiVersion`, apiVersion, 'version must not be empty')]),
    ...(kind ? [] : [invalid(`${at}.kind`, kind, 'must not be empty')]),
    ...(name ? [] : [invalid(`${at}.name`, name, 'must not be empty')]),
    ...(uid ? [] : [invalid(`${at}.uid`, uid, 'must not be empty')]),
  ])
  const [first, second] = owners.filter(({ controller }) => controller)
  if (second) errors.push(invalid(at, owners, `Only one reference can have Controller set to true. Found "true" in references for ${first!.kind}/${first!.name} and ${second.kind}/${second.name}`))
  return errors
}

/** What is wrong with a label selector, apart from what it selects. */
export function validateSelector(selector: metav1.LabelSelector | undefined, at = 'spec.selector'): FieldError[] {
  const errors = validateLabels(`${at}.matchLabels`, selector?.matchLabels)
  selector?.matchExpressions?.forEach(({ key = '', operator = '', values = [] }, index) => {
    const here = `${at}.matchExpressions[${index}]`
    if (['In', 'NotIn'].includes(operator)) {
      if (values.length === 0) errors.push(required(`${here}.values`, "must be specified when `operator` is 'In' or 'NotIn'"))
    } else if (['Exists', 'DoesNotExist'].includes(operator)) {
      if (values.length > 0) errors.push(prohibited(`${here}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
    } else errors.push(invalid(`${here}.operator`, operator, 'not a valid selector operator'))
    errors.push(...validateLabelKey(`${here}.key`, key))
    values.forEach((value, number) => errors.push(...labelValueErrors(value).map((error) => invalid(`${here}.values[${number}]`, value, error))))
  })
  return errors
}
