/** What tolerations and topology spread constraints must keep to. Stands for ValidateTolerations and validateTopologySpreadConstraints, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { duplicate, invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { validateLabelKey, validateSelector } from './validate-metadata.ts'
import { labelValueErrors } from '../validate-names.ts'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** All errors of `tolerations`. */
export function validateTolerations(tolerations: readonly corev1.Toleration[], at: string): FieldError[] {
  return tolerations.flatMap((toleration, index) => validateToleration(toleration, `${at}[${index}]`))
}

function validateToleration({ key = '', operator = '', value = '', effect = '', tolerationSeconds }: corev1.Toleration, at: string): FieldError[] {
  const errors = key ? validateLabelKey(`${at}.key`, key) : []
  if (!key && operator !== 'Exists') errors.push(invalid(`${at}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'))
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') errors.push(invalid(`${at}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"))
  if (['', 'Equal'].includes(operator)) {
    const bad = labelValueErrors(value)
    if (bad.length > 0) errors.push(invalid(`${at}.operator`, value, bad.join(';')))
  } else if (operator === 'Exists') {
    if (value) errors.push(invalid(`${at}.operator`, value, "value must be empty when `operator` is 'Exists'"))
  } else errors.push(unsupported(`${at}.operator`, operator, ['Lt', 'Gt'].includes(operator) ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists']))
  if (effect && !effects.includes(effect)) errors.push(unsupported(`${at}.effect`, effect, effects))
  return errors
}

/** All errors of `topologySpreadConstraints`. */
export function validateTopologySpread(constraints: readonly corev1.TopologySpreadConstraint[], at: string): FieldError[] {
  return constraints.flatMap((constraint, index) => {
    const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '' } = constraint
    const here = `${at}[${index}]`
    const errors = maxSkew > 0 ? [] : [invalid(`${here}.maxSkew`, maxSkew, 'must be greater than zero')]
    if (!topologyKey) errors.push(required(`${here}.topologyKey`, 'can not be empty'))
    errors.push(...validateLabelKey(`${here}.topologyKey`, topologyKey))
    const known = ['DoNotSchedule', 'ScheduleAnyway']
    if (!known.includes(whenUnsatisfiable)) errors.push(unsupported(`${here}.whenUnsatisfiable`, whenUnsatisfiable, known))
    const isAgain = constraints.slice(index + 1).some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable)
    if (isAgain) errors.push(duplicate(`${here}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`))
    return [...errors, ...validateDomains(constraint, here)]
  })
}

function validateDomains({ minDomains, whenUnsatisfiable, nodeAffinityPolicy, nodeTaintsPolicy, matchLabelKeys, labelSelector }: corev1.TopologySpreadConstraint, here: string): FieldError[] {
  const errors: FieldError[] = []
  if (minDomains !== undefined) {
    if (minDomains <= 0) errors.push(invalid(`${here}.minDomains`, minDomains, 'must be greater than zero'))
    if (whenUnsatisfiable !== 'DoNotSchedule') errors.push(invalid(`${here}.minDomains`, minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`))
  }
  for (const [field, policy] of [['nodeAffinityPolicy', nodeAffinityPolicy], ['nodeTaintsPolicy', nodeTaintsPolicy]] as const) {
    if (policy !== undefined && !['Honor', 'Ignore'].includes(policy)) errors.push(unsupported(`${here}.${field}`, policy, ['Honor', 'Ignore']))
  }
  if (matchLabelKeys?.length && !labelSelector) errors.push(prohibited(`${here}.matchLabelKeys`, 'must not be specified when labelSelector is not set'))
  else matchLabelKeys?.forEach((key, index) => errors.push(...validateLabelKey(`${here}.matchLabelKeys[${index}]`, key)))
  return [...errors, ...validateSelector(labelSelector, `${here}.labelSelector`)]
}
