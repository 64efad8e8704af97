/** What containers must keep to: names, images, ports, and whatever belongs to one kind of container. Stands for validateContainers and validateInitContainers, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { duplicate, invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { validateEnvironment, validateEnvironmentSources } from './validate-environment.ts'
import { validateHandler, validateProbe } from './validate-probes.ts'
import { dnsLabelErrors, portNameErrors, portRange } from '../validate-names.ts'
import { validateResources } from './validate-resources.ts'
import { validateSecurityContext } from './validate-security-context.ts'
import { validateVolumeDevices, validateVolumeMounts } from './validate-volume-mounts.ts'
import type { Volumes } from './validate-volumes.ts'

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
const policies = ['Always', 'IfNotPresent', 'Never']
const messagePolicies = ['FallbackToLogsOnError', 'File']

/** All errors of the regular containers. */
export function validateContainers(containers: readonly corev1.Container[], at: string, around: Volumes): FieldError[] {
  if (containers.length === 0) return [required(at)]
  const names = new Set<string>()
  const errors = containers.flatMap((container, index) => {
    const here = `${at}[${index}]`
    const own = validateContainer(container, here, around)
    const name = container.name ?? ''
    if (names.has(name)) own.push(duplicate(`${here}.name`, name))
    names.add(name)
    own.push(...validateLifecycle(container.lifecycle, `${here}.lifecycle`, around))
    for (const probe of probes) if (container[probe]) own.push(...validateProbe(container[probe], `${here}.${probe}`, probe, around.graceSeconds))
    if (container.restartPolicy !== undefined) own.push(...validateContainerRestart(container, here))
    return own
  })
  return [...errors, ...hostPortConflicts(containers, at)]
}

/** All errors of the init containers. `names` are those that are taken. */
export function validateInitContainers(containers: readonly corev1.Container[], at: string, around: Volumes, names: Set<string>): FieldError[] {
  return containers.flatMap((container, index) => {
    const here = `${at}[${index}]`
    const errors = validateContainer(container, here, around)
    const { name = '', restartPolicy } = container
    const isSidecar = restartPolicy === 'Always'
    if (restartPolicy !== undefined && !isSidecar) errors.push(...validateContainerRestart(container, here))
    if (name && names.has(name)) errors.push(duplicate(`${here}.name`, name))
    names.add(name)
    errors.push(...hostPortConflicts([container], at, index))
    if (isSidecar) {
      errors.push(...validateLifecycle(container.lifecycle, `${here}.lifecycle`, around))
      for (const probe of probes) if (container[probe]) errors.push(...validateProbe(container[probe], `${here}.${probe}`, probe, around.graceSeconds))
    } else {
      for (const field of ['lifecycle', ...probes] as const) if (container[field]) errors.push(prohibited(`${here}.${field}`, 'may not be set for init containers without restartPolicy=Always'))
    }
    return errors
  })
}

const restartPolicies = ['Always', 'Never', 'OnFailure']
const validateContainerRestart = ({ restartPolicy }: corev1.Container, here: string): FieldError[] =>
  restartPolicies.includes(restartPolicy!) ? [] : [unsupported(`${here}.restartPolicy`, restartPolicy, restartPolicies)]

/** What all kinds of containers have in common. */
function validateContainer(container: corev1.Container, at: string, around: Volumes): FieldError[] {
  const { name = '', image = '', terminationMessagePolicy, imagePullPolicy } = container
  const errors: FieldError[] = []
  if (!name) errors.push(required(`${at}.name`))
  else errors.push(...dnsLabelErrors(name).map((error) => invalid(`${at}.name`, name, error)))
  if (!image) errors.push(required(`${at}.image`))
  else if (around.isPod && image !== image.trim()) errors.push(invalid(`${at}.image`, image, 'must not have leading or trailing whitespace'))
  if (terminationMessagePolicy && !messagePolicies.includes(terminationMessagePolicy)) errors.push(unsupported(`${at}.terminationMessagePolicy`, terminationMessagePolicy, messagePolicies))
  errors.push(
    ...validatePorts(container.ports ?? [], `${at}.ports`),
    ...validateEnvironment(container.env ?? [], `${at}.env`),
    ...validateEnvironmentSources(container.envFrom ?? [], `${at}.envFrom`),
    ...validateVolumeMounts(container, `${at}.volumeMounts`, around.whole),
    ...validateVolumeDevices(container, `${at}.volumeDevices`, around.whole),
  )
  if (imagePullPolicy && !policies.includes(imagePullPolicy)) errors.push(unsupported(`${at}.imagePullPolicy`, imagePullPolicy, policies))
  return [...errors, ...validateResources(container.resources ?? {}, `${at}.resources`), ...validateResizePolicy(container.resizePolicy ?? [], `${at}.resizePolicy`, around), ...validateSecurityContext(container.securityContext, `${at}.securityContext`)]
}

function validateResizePolicy(resizePolicies: readonly corev1.ContainerResizePolicy[], at: string, { restartPolicy }: Volumes): FieldError[] {
  const seen = new Set<string>()
  return resizePolicies.flatMap(({ resourceName = '', restartPolicy: policy = '' }) => {
    const errors: FieldError[] = []
    if (seen.has(resourceName)) errors.push(duplicate(at, resourceName))
    seen.add(resourceName)
    if (!['cpu', 'memory'].includes(resourceName)) errors.push(unsupported(at, resourceName, ['cpu', 'memory']))
    if (!['NotRequired', 'RestartContainer'].includes(policy)) errors.push(unsupported(at, policy, ['NotRequired', 'RestartContainer']))
    if (restartPolicy === 'Never' && policy !== 'NotRequired') errors.push(invalid(at, policy, "must be 'NotRequired' when `restartPolicy` is 'Never'"))
    return errors
  })
}

function validateLifecycle(lifecycle: corev1.Lifecycle | undefined, at: string, { graceSeconds }: Volumes): FieldError[] {
  return (['postStart', 'preStop'] as const).flatMap((hook) => (lifecycle?.[hook] ? validateHandler(lifecycle[hook], `${at}.${hook}`, graceSeconds) : []))
}

function validatePorts(ports: readonly corev1.ContainerPort[], at: string): FieldError[] {
  const names = new Set<string>()
  return ports.flatMap(({ name, containerPort, hostPort, protocol }, index) => {
    const here = `${at}[${index}]`
    const errors: FieldError[] = []
    if (name) {
      const bad = portNameErrors(name)
      errors.push(...bad.map((error) => invalid(`${here}.name`, name, error)))
      if (bad.length === 0 && names.has(name)) errors.push(duplicate(`${here}.name`, name))
      else if (bad.length === 0) names.add(name)
    }
    if (!containerPort) errors.push(required(`${here}.containerPort`))
    else errors.push(...portRange(`${here}.containerPort`, containerPort))
    if (hostPort) errors.push(...portRange(`${here}.hostPort`, hostPort))
    if (!['SCTP', 'TCP', 'UDP'].includes(protocol!)) errors.push(unsupported(`${here}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']))
    return errors
  })
}

/** No two containers that run side by side may ask for one port of the node. `only`: the place of the single container in its list. */
function hostPortConflicts(containers: readonly corev1.Container[], at: string, only = 0): FieldError[] {
  const seen = new Set<string>()
  return containers.flatMap(({ ports = [] }, index) =>
    ports.flatMap(({ protocol, hostIP = '', hostPort }, number) => {
      if (!hostPort) return []
      const key = `${protocol}/${hostIP}/${hostPort}`
      const isTaken = seen.has(key)
      seen.add(key)
      return isTaken ? [duplicate(`${at}[${index + only}].ports[${number}].hostPort`, key)] : []
    }),
  )
}
