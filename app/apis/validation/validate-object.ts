/**
 * What objects of every kind must keep to when they are created or changed. Stands for
 * kubernetes/pkg/apis/{apps,core,policy,scheduling}/validation as far as manifests here go; DaemonSets
 * have a file of their own.
 */
import type * as appsv1 from '../appsv1.ts'
import type * as corev1 from '../corev1.ts'
import { duplicate, invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { matchesSelector, selectsEverything } from '../labels.ts'
import type * as metav1 from '../metav1.ts'
import type * as schedulingv1 from '../schedulingv1.ts'
import { validateDaemonSet } from './validate-daemonset.ts'
import { validateMetadata, validateSelector, type NameErrors } from './validate-metadata.ts'
import { dns1035Errors, dnsLabelErrors, labelValueErrors, qualifiedNameErrors } from '../validate-names.ts'
import { validatePodSpec } from './validate-pod-spec.ts'
import { validateBudget, validateConfigMap, validateQuota, validateService } from './validate-small-kinds.ts'
import { validateTemplate } from './validate-template.ts'

interface AnyObject {
  readonly metadata?: metav1.ObjectMeta
}

/** Kinds whose names are single labels. */
const nameErrorsOf: Readonly<Record<string, NameErrors>> = { Namespace: dnsLabelErrors, Service: dns1035Errors }

/** All errors of a defaulted object, in upstream's order; with the stored one, also what an update may not change. */
export function validateObject(kind: string, object: AnyObject, stored?: AnyObject): FieldError[] {
  if (kind === 'DaemonSet') return validateDaemonSet(object, stored)
  const errors = validateMetadata(object.metadata ?? {}, nameErrorsOf[kind])
  switch (kind) {
    case 'Deployment':
    case 'ReplicaSet':
      return [...errors, ...validateReplicated(kind, object, stored)]
    case 'Pod':
      return [...errors, ...validatePod(object, stored)]
    case 'Node':
      return [...errors, ...validateTaints((object as corev1.Node).spec?.taints)]
    case 'PodDisruptionBudget':
      return [...errors, ...validateBudget(object)]
    case 'PriorityClass':
      return [...errors, ...validatePriorityClass(object, stored)]
    case 'ResourceQuota':
      return [...errors, ...validateQuota(object)]
    case 'Service':
      return [...errors, ...validateService(object)]
    case 'ConfigMap':
      return [...errors, ...validateConfigMap(object)]
    default:
      return errors
  }
}

function validateReplicated(kind: string, { spec = {} }: appsv1.Deployment, stored: appsv1.Deployment | undefined): FieldError[] {
  const errors: FieldError[] = []
  if (stored && JSON.stringify(stored.spec?.selector) !== JSON.stringify(spec.selector)) errors.push(invalid('spec.selector', spec.selector, 'field is immutable'))
  for (const field of ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const) {
    const value = spec[field] ?? 0
    if (value < 0) errors.push(invalid(`spec.${field}`, value, 'must be greater than or equal to 0'))
  }
  if (kind === 'Deployment' && (spec.progressDeadlineSeconds ?? 600) <= (spec.minReadySeconds ?? 0)) {
    errors.push(invalid('spec.progressDeadlineSeconds', spec.progressDeadlineSeconds, 'must be greater than minReadySeconds'))
  }
  const selectorErrors = spec.selector ? validateSelector(spec.selector) : [required('spec.selector')]
  errors.push(...selectorErrors)
  const labels = spec.template?.metadata?.labels
  if (spec.selector && selectsEverything(spec.selector)) errors.push(invalid('spec.selector', {}, `empty selector is invalid for ${kind.toLowerCase()}`))
  else if (selectorErrors.length === 0 && !matchesSelector(spec.selector, labels)) {
    errors.push(invalid('spec.template.metadata.labels', labels ?? null, '`selector` does not match template `labels`'))
  }
  errors.push(...validateTemplate(spec.template ?? {}))
  const policy = spec.template?.spec?.restartPolicy
  if (policy !== 'Always') errors.push(unsupported('spec.template.spec.restartPolicy', policy, ['Always']))
  return kind === 'Deployment' ? [...errors, ...validateStrategy(spec.strategy ?? {})] : errors
}

function validateStrategy({ type, rollingUpdate }: appsv1.DeploymentStrategy): FieldError[] {
  if (type === 'Recreate') {
    return rollingUpdate ? [prohibited('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'")] : []
  }
  if (type !== 'RollingUpdate') return [unsupported('spec.strategy', { type, rollingUpdate }, ['Recreate', 'RollingUpdate'])]
  const isZero = (value: number | string | undefined) => value === 0 || value === '0%'
  if (!isZero(rollingUpdate?.maxUnavailable) || !isZero(rollingUpdate?.maxSurge)) return []
  return [invalid('spec.strategy.rollingUpdate.maxUnavailable', rollingUpdate?.maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
}

const podUpdate = 'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

function validatePod({ spec = {} }: corev1.Pod, stored: corev1.Pod | undefined): FieldError[] {
  if (!stored) return validatePodSpec(spec, 'spec', true)
  const changeable = ({ containers, initContainers, activeDeadlineSeconds: _a, tolerations: _t, schedulingGates: _g, ...rest }: corev1.PodSpec) =>
    JSON.stringify(sorted({ ...rest, containers: containers?.map((each) => ({ ...each, image: undefined })), initContainers: initContainers?.map((each) => ({ ...each, image: undefined })) }))
  const errors: FieldError[] = []
  const before = stored.spec?.tolerations ?? []
  const kept = before.every((toleration) => spec.tolerations?.some((each) => JSON.stringify(sorted(each)) === JSON.stringify(sorted(toleration))))
  if (!kept) errors.push(prohibited('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds'))
  const gates = stored.spec?.schedulingGates?.map(({ name }) => name) ?? []
  for (const { name } of spec.schedulingGates ?? []) if (!gates.includes(name)) errors.push(prohibited('spec.schedulingGates', `only deletion is allowed, but found new scheduling gate '${name}'`))
  return changeable(spec) === changeable(stored.spec ?? {}) ? errors : [...errors, prohibited('spec', podUpdate)]
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)])) : value

function validateTaints(taints: readonly corev1.Taint[] = []): FieldError[] {
  const seen = new Set<string>()
  return taints.flatMap((taint, index) => {
    const { key = '', value = '', effect = '' } = taint
    const here = `spec.taints[${index}]`
    const errors = qualifiedNameErrors(key).map((error) => invalid(`${here}.key`, key, error))
    errors.push(...labelValueErrors(value).map((error) => invalid(`${here}.value`, value, error)))
    if (!['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) errors.push(unsupported(`${here}.effect`, effect, ['NoSchedule', 'PreferNoSchedule', 'NoExecute']))
    if (seen.has(`${key}:${effect}`)) errors.push({ ...duplicate(here, taint), detail: 'taints must be unique by key and effect pair' })
    seen.add(`${key}:${effect}`)
    return errors
  })
}

function validatePriorityClass(object: schedulingv1.PriorityClass, stored: schedulingv1.PriorityClass | undefined): FieldError[] {
  const { value = 0, preemptionPolicy, metadata } = object
  if (stored) {
    const errors: FieldError[] = []
    if (stored.value !== value) errors.push(prohibited('value', 'may not be changed in an update.'))
    if (stored.preemptionPolicy !== preemptionPolicy) errors.push(invalid('preemptionPolicy', preemptionPolicy, 'field is immutable'))
    return errors
  }
  if (metadata?.name?.startsWith('system-')) return [prohibited('metadata.name', "priority class names with 'system-' prefix are reserved for system use only")]
  return value > 1_000_000_000 ? [prohibited('value', 'maximum allowed value of a user defined priority is 1000000000')] : []
}
