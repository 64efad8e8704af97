/** What affinity must keep to: to nodes, to pods and away from pods. Stands for validateAffinity and ValidateNodeSelector, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, prohibited, required, type FieldError } from '../field-error.ts'
import { validateLabelKey, validateSelector } from './validate-metadata.ts'
import { dnsLabelErrors, labelValueErrors, qualifiedNameErrors, subdomainErrors } from '../validate-names.ts'

const required_ = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred_ = 'preferredDuringSchedulingIgnoredDuringExecution'
const badWeight = (at: string, weight: number): FieldError[] => (weight < 1 || weight > 100 ? [invalid(`${at}.weight`, weight, 'must be in the range 1-100')] : [])

/** All errors of `affinity`. */
export function validateAffinity({ nodeAffinity, podAffinity, podAntiAffinity }: corev1.Affinity, at: string): FieldError[] {
  return [
    ...(nodeAffinity ? validateNodeAffinity(nodeAffinity, `${at}.nodeAffinity`) : []),
    ...(podAffinity ? validatePodAffinity(podAffinity, `${at}.podAffinity`) : []),
    ...(podAntiAffinity ? validatePodAffinity(podAntiAffinity, `${at}.podAntiAffinity`) : []),
  ]
}

function validateNodeAffinity(affinity: corev1.NodeAffinity, at: string): FieldError[] {
  const errors: FieldError[] = []
  const wanted = affinity[required_]
  if (wanted) {
    const here = `${at}.${required_}.nodeSelectorTerms`
    if (!wanted.nodeSelectorTerms?.length) errors.push(required(here, 'must have at least one node selector term'))
    wanted.nodeSelectorTerms?.forEach((term, index) => errors.push(...validateTerm(term, `${here}[${index}]`, true)))
  }
  affinity[preferred_]?.forEach(({ weight = 0, preference = {} }, index) => {
    const here = `${at}.${preferred_}[${index}]`
    errors.push(...badWeight(here, weight), ...validateTerm(preference, `${here}.preference`, false))
  })
  return errors
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']

/** A preference may name values that no label can have; it is only warned of. */
function validateTerm(term: corev1.NodeSelectorTerm, at: string, checksValues: boolean): FieldError[] {
  const errors = (term.matchExpressions ?? []).flatMap(({ key = '', operator = '', values = [] }, index) => {
    const here = `${at}.matchExpressions[${index}]`
    const own: FieldError[] = []
    if (['In', 'NotIn'].includes(operator) && values.length === 0) own.push(required(`${here}.values`, "must be specified when `operator` is 'In' or 'NotIn'"))
    if (['Exists', 'DoesNotExist'].includes(operator) && values.length > 0) own.push(prohibited(`${here}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
    if (['Gt', 'Lt'].includes(operator) && values.length !== 1) own.push(required(`${here}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"))
    if (!operators.includes(operator)) own.push(invalid(`${here}.operator`, operator, 'not a valid selector operator'))
    own.push(...validateLabelKey(`${here}.key`, key))
    if (checksValues) values.forEach((value, number) => own.push(...labelValueErrors(value).map((error) => invalid(`${here}.values[${number}]`, value, error))))
    return own
  })
  return [...errors, ...(term.matchFields ?? []).flatMap((requirement, index) => validateField(requirement, `${at}.matchFields[${index}]`))]
}

function validateField({ key = '', operator = '', values = [] }: corev1.NodeSelectorRequirement, at: string): FieldError[] {
  const errors: FieldError[] = []
  if (!['In', 'NotIn'].includes(operator)) errors.push(invalid(`${at}.operator`, operator, 'not a valid selector operator'))
  else if (values.length !== 1) errors.push(required(`${at}.values`, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"))
  if (key !== 'metadata.name') errors.push(invalid(`${at}.key`, key, 'not a valid field selector key'))
  else values.forEach((value, index) => errors.push(...subdomainErrors(value).map((error) => invalid(`${at}.values[${index}]`, value, error))))
  return errors
}

function validatePodAffinity(affinity: corev1.PodAffinity | corev1.PodAntiAffinity, at: string): FieldError[] {
  const errors = (affinity[required_] ?? []).flatMap((term, index) => validatePodTerm(term, `${at}.${required_}[${index}]`))
  return [...errors, ...(affinity[preferred_] ?? []).flatMap(({ weight = 0, podAffinityTerm = {} }, index) => {
    const here = `${at}.${preferred_}[${index}]`
    return [...badWeight(here, weight), ...validatePodTerm(podAffinityTerm, `${here}.podAffinityTerm`)]
  })]
}

function validatePodTerm({ labelSelector, namespaceSelector, namespaces, topologyKey = '', matchLabelKeys, mismatchLabelKeys }: corev1.PodAffinityTerm, at: string): FieldError[] {
  const errors = [...validateSelector(labelSelector, `${at}.labelSelector`), ...validateSelector(namespaceSelector, `${at}.namespaceSelector`)]
  for (const name of namespaces ?? []) errors.push(...dnsLabelErrors(name).map((error) => invalid(`${at}.namespace`, name, error)))
  for (const [field, keys] of [['matchLabelKeys', matchLabelKeys], ['mismatchLabelKeys', mismatchLabelKeys]] as const) {
    if (keys?.length && !labelSelector) errors.push(prohibited(`${at}.${field}`, 'must not be specified when labelSelector is not set'))
    else keys?.forEach((key, index) => errors.push(...qualifiedNameErrors(key).map((error) => invalid(`${at}.${field}[${index}]`, key, error))))
  }
  if (!topologyKey) errors.push(required(`${at}.topologyKey`, 'can not be empty'))
  return [...errors, ...validateLabelKey(`${at}.topologyKey`, topologyKey)]
}
