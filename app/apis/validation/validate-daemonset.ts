/** What a DaemonSet must keep to. Stands for ValidateDaemonSet and ValidateDaemonSetUpdate, kubernetes/pkg/apis/apps/validation. */
import type * as appsv1 from '../appsv1.ts'
import { invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { matchesSelector, selectsEverything } from '../labels.ts'
import { validateMetadata, validateSelector } from './validate-metadata.ts'
import { validateTemplate } from './validate-template.ts'

/** All errors of a defaulted DaemonSet, in upstream's order; with the stored one, also what an update may not change. */
export function validateDaemonSet(daemonSet: appsv1.DaemonSet, stored?: appsv1.DaemonSet): FieldError[] {
  const spec = daemonSet.spec ?? {}
  const template = spec.template ?? {}
  const podSpec = template.spec ?? {}
  const errors = validateMetadata(daemonSet.metadata ?? {})
  if (stored && JSON.stringify(stored.spec?.selector) !== JSON.stringify(spec.selector)) errors.push(invalid('spec.selector', spec.selector, 'field is immutable'))
  const selectorErrors = validateSelector(spec.selector)
  errors.push(...selectorErrors)
  if (spec.selector && selectsEverything(spec.selector)) errors.push(invalid('spec.selector', {}, 'empty selector is invalid for daemonset'))
  else if (selectorErrors.length === 0 && !matchesSelector(spec.selector, template.metadata?.labels)) {
    errors.push(invalid('spec.template.metadata.labels', template.metadata?.labels ?? null, '`selector` does not match template `labels`'))
  }
  errors.push(...validateTemplate(template))
  if (podSpec.restartPolicy !== 'Always') errors.push(unsupported('spec.template.spec.restartPolicy', podSpec.restartPolicy, ['Always']))
  if (podSpec.activeDeadlineSeconds !== undefined) errors.push(prohibited('spec.template.spec.activeDeadlineSeconds', 'activeDeadlineSeconds in DaemonSet is not Supported'))
  if ((spec.minReadySeconds ?? 0) < 0) errors.push(invalid('spec.minReadySeconds', spec.minReadySeconds, 'must be greater than or equal to 0'))
  errors.push(...validateStrategy(spec.updateStrategy ?? {}))
  if ((spec.revisionHistoryLimit ?? 0) < 0) errors.push(invalid('spec.revisionHistoryLimit', spec.revisionHistoryLimit, 'must be greater than or equal to 0'))
  return errors
}

/** Is the written number or percentage not zero? Judged before it is scaled. */
const isNonZero = (value: number | string | undefined) => (typeof value === 'number' ? value !== 0 : Number.parseInt(value ?? '0', 10) > 0 && /^\d+%?$/.test(value!))

function validateStrategy(strategy: appsv1.DaemonSetUpdateStrategy): FieldError[] {
  const { type, rollingUpdate } = strategy
  const at = 'spec.updateStrategy.rollingUpdate'
  if (type === 'OnDelete') return []
  if (type !== 'RollingUpdate') {
    const { maxUnavailable: MaxUnavailable, maxSurge: MaxSurge } = rollingUpdate ?? {}
    return [unsupported('spec.updateStrategy', { Type: type, RollingUpdate: rollingUpdate ? { MaxUnavailable, MaxSurge } : null }, ['RollingUpdate', 'OnDelete'])]
  }
  const errors: FieldError[] = []
  for (const field of ['maxUnavailable', 'maxSurge'] as const) {
    const value = rollingUpdate?.[field]
    if (typeof value === 'string') {
      const percent = /^(\d+)%$/.exec(value)
      if (!percent) errors.push(invalid(`${at}.${field}`, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"))
      else if (Number(percent[1]) > 100) errors.push(invalid(`${at}.${field}`, value, 'must not be greater than 100%'))
    } else if ((value ?? 0) < 0) errors.push(invalid(`${at}.${field}`, value, 'must be greater than or equal to 0'))
  }
  const [unavailable, surge] = [isNonZero(rollingUpdate?.maxUnavailable), isNonZero(rollingUpdate?.maxSurge)]
  if (unavailable && surge) errors.push(invalid(`${at}.maxSurge`, rollingUpdate!.maxSurge, 'may not be set when maxUnavailable is non-zero'))
  if (!unavailable && !surge) errors.push(required(`${at}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'))
  return errors
}
