/** What requests and limits must keep to. Stands for ValidateContainerResourceRequirements, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, prohibited, required, type FieldError } from '../field-error.ts'
import { canonicalQuantity, milliValue } from '../quantity.ts'
import { qualifiedNameErrors } from '../validate-names.ts'

const ofContainers = ['cpu', 'memory', 'ephemeral-storage']
const standard = new Set([
  ...ofContainers, 'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims', 'storage', 'services.nodeports', 'services.loadbalancers',
  ...ofContainers.flatMap((name) => [`requests.${name}`, `limits.${name}`]), 'requests.storage',
])
const isHugePage = (name: string) => name.startsWith('hugepages-')
/** One of Kubernetes' own, as against what a device plugin offers. */
const isNative = (name: string) => !name.includes('/') || name.includes('kubernetes.io/')
const mayOvercommit = (name: string) => isNative(name) && !isHugePage(name)

/** Is this the name of a resource that exists without a prefix? Also of those that only quotas count. */
export const isStandardResource = (name: string): boolean => standard.has(name) || isHugePage(name) || name.startsWith('requests.hugepages-')

/** All errors of a container's `resources`. */
export function validateResources({ limits = {}, requests = {} }: corev1.ResourceRequirements, at: string): FieldError[] {
  const errors = Object.entries(limits).flatMap(([name, amount]) => validateAmount(name, amount, `${at}.limits[${name}]`))
  for (const [name, amount] of Object.entries(requests)) {
    errors.push(...validateAmount(name, amount, `${at}.requests[${name}]`))
    const limit = limits[name]
    if (limit === undefined) {
      if (!mayOvercommit(name)) errors.push(required(`${at}.limits`, 'Limit must be set for non overcommitable resources'))
      continue
    }
    const over = milliValue(amount)! - milliValue(limit)!
    const shown = canonicalQuantity(amount)
    if (over !== 0 && !mayOvercommit(name)) errors.push(invalid(`${at}.requests`, shown, `must be equal to ${name} limit of ${canonicalQuantity(limit)}`))
    else if (over > 0) errors.push(invalid(`${at}.requests`, shown, `must be less than or equal to ${name} limit of ${canonicalQuantity(limit)}`))
  }
  const asked = [...Object.keys(limits), ...Object.keys(requests)]
  if (asked.some(isHugePage) && !asked.some((name) => name === 'cpu' || name === 'memory')) errors.push(prohibited(at, 'HugePages require cpu or memory'))
  return errors
}

function validateAmount(name: string, amount: string, at: string): FieldError[] {
  const errors = qualifiedNameErrors(name).map((error) => invalid(at, name, error))
  if (!name.includes('/')) {
    if (errors.length === 0 && !isStandardResource(name)) errors.push(invalid(at, name, 'must be a standard resource type or fully qualified'))
    if (!ofContainers.includes(name) && !isHugePage(name)) errors.push(invalid(at, name, 'must be a standard resource for containers'))
  } else if (!isNative(name) && (name.startsWith('requests.') || qualifiedNameErrors(`requests.${name}`).length > 0)) errors.push(invalid(at, name, "doesn't follow extended resource name standard"))
  return [...errors, ...validateQuantity(name, amount, at)]
}

/** Not negative, and whole where only whole ones are counted. */
export function validateQuantity(name: string, amount: string, at: string): FieldError[] {
  const errors: FieldError[] = []
  const milli = milliValue(amount) ?? 0
  const shown = canonicalQuantity(amount)
  if (milli < 0) errors.push(invalid(at, shown, 'must be greater than or equal to 0'))
  const isCounted = !isNative(name) || ['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'].includes(name)
  if (isCounted && milli % 1000 !== 0) errors.push(invalid(at, shown, 'must be an integer'))
  return errors
}
