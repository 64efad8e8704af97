/** What budgets, quotas, services and config maps must keep to. Stands for kubernetes/pkg/apis/{policy,core}/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, required, unsupported, type FieldError } from '../field-error.ts'
import type * as policyv1 from '../policyv1.ts'
import { configKeyErrors, dns1035Errors, portNameErrors, portRange, qualifiedNameErrors } from '../validate-names.ts'
import { validateSelector } from './validate-metadata.ts'
import { isStandardResource, validateQuantity } from './validate-resources.ts'

const evictionPolicies = ['AlwaysAllow', 'IfHealthyBudget']

/** All errors of a PodDisruptionBudget, apart from its metadata. */
export function validateBudget({ spec = {} }: policyv1.PodDisruptionBudget): FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec
  const errors: FieldError[] = []
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    // The internal type, as the API server prints it, has no JSON names.
    const inGo = { MinAvailable: minAvailable, Selector: selector ?? null, MaxUnavailable: maxUnavailable, UnhealthyPodEvictionPolicy: policy ?? null }
    errors.push(invalid('spec', inGo, 'minAvailable and maxUnavailable cannot be both set'))
  }
  errors.push(...validateShare(minAvailable, 'spec.minAvailable'), ...validateShare(maxUnavailable, 'spec.maxUnavailable'), ...validateSelector(selector))
  if (policy !== undefined && !evictionPolicies.includes(policy)) errors.push(unsupported('spec.unhealthyPodEvictionPolicy', policy, evictionPolicies))
  return errors
}

function validateShare(value: number | string | undefined, at: string): FieldError[] {
  if (typeof value !== 'string') return (value ?? 0) < 0 ? [invalid(at, value, 'must be greater than or equal to 0')] : []
  const percent = /^(\d+)%$/.exec(value)
  if (!percent) return [invalid(at, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")]
  return Number(percent[1]) > 100 ? [invalid(at, value, 'must not be greater than 100%')] : []
}

/** All errors of a ResourceQuota, apart from its metadata. */
export function validateQuota({ spec }: corev1.ResourceQuota): FieldError[] {
  return Object.entries(spec?.hard ?? {}).flatMap(([name, amount]) => {
    const here = `spec.hard[${name}]`
    const errors = qualifiedNameErrors(name).map((error) => invalid(here, name, error))
    if (errors.length === 0 && !name.includes('/') && !isStandardResource(name)) errors.push(invalid(here, name, 'must be a standard resource type or fully qualified'), invalid(here, name, 'must be a standard resource for quota'))
    return [...errors, ...validateQuantity(name, amount, here)]
  })
}

const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

/** All errors of a Service, apart from its metadata. */
export function validateService({ spec = {} }: corev1.Service): FieldError[] {
  const { ports = [], type, clusterIP, sessionAffinity } = spec
  const errors: FieldError[] = []
  if (ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') errors.push(required('spec.ports'))
  ports.forEach(({ port = 0, name, protocol, targetPort }, index) => {
    const here = `spec.ports[${index}]`
    if (ports.length > 1 && !name) errors.push(required(`${here}.name`))
    else if (name) errors.push(...(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) ? [] : dns1035Errors(name).map((error) => invalid(`${here}.name`, name, error))))
    errors.push(...portRange(`${here}.port`, port))
    if (!['SCTP', 'TCP', 'UDP'].includes(protocol!)) errors.push(unsupported(`${here}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']))
    errors.push(...(typeof targetPort === 'string' ? portNameErrors(targetPort).map((error) => invalid(`${here}.targetPort`, targetPort, error)) : portRange(`${here}.targetPort`, targetPort ?? port)))
  })
  if (sessionAffinity && !['ClientIP', 'None'].includes(sessionAffinity)) errors.push(unsupported('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None']))
  if (type && !serviceTypes.includes(type)) errors.push(unsupported('spec.type', type, serviceTypes))
  return errors
}

/** All errors of a ConfigMap, apart from its metadata. */
export function validateConfigMap({ data = {}, binaryData = {} }: corev1.ConfigMap): FieldError[] {
  const errors = Object.keys(data).flatMap((key) => [
    ...configKeyErrors(key).map((error) => invalid(`data[${key}]`, key, error)),
    ...(key in binaryData ? [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')] : []),
  ])
  return [...errors, ...Object.keys(binaryData).flatMap((key) => configKeyErrors(key).map((error) => invalid(`binaryData[${key}]`, key, error)))]
}
