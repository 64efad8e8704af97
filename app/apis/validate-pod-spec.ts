/** What a pod template must keep to. Stands for ValidatePodSpec, kubernetes/pkg/apis/core/validation. Left out: security contexts, affinity between pods, most volume sources. */
import type * as corev1 from './corev1.ts'
import { duplicate, invalid, missing, prohibited, required, unsupported, type FieldError } from './field-error.ts'
import { milliValue } from './quantity.ts'
import { dnsLabelErrors, labelValueErrors, portNameErrors, qualifiedNameErrors, subdomainErrors } from './validate-names.ts'

const badLabelKeys = (field: string, labels: Readonly<Record<string, string>> | undefined): FieldError[] =>
  Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...qualifiedNameErrors(key).map((error) => invalid(field, key, error)),
    ...labelValueErrors(value).map((error) => invalid(field, value, error)),
  ])
export const validateLabels = badLabelKeys

const portRange = (field: string, port: number): FieldError[] => (port >= 1 && port <= 65535 ? [] : [invalid(field, port, 'must be between 1 and 65535, inclusive')])

/** All errors of a pod template's spec, in upstream's order. */
export function validatePodSpec(spec: corev1.PodSpec, at: string): FieldError[] {
  const errors = validateVolumes(spec, at)
  const names = new Set<string>()
  if (!spec.containers?.length) errors.push(required(`${at}.containers`))
  spec.containers?.forEach((container, index) => errors.push(...validateContainer(container, `${at}.containers[${index}]`, spec, names)))
  spec.initContainers?.forEach((container, index) => errors.push(...validateContainer(container, `${at}.initContainers[${index}]`, spec, names)))
  errors.push(...hostPortConflicts(spec, at))
  if (spec.restartPolicy && !['Always', 'OnFailure', 'Never'].includes(spec.restartPolicy)) errors.push(unsupported(`${at}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']))
  if (spec.dnsPolicy && !['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'].includes(spec.dnsPolicy)) {
    errors.push(unsupported(`${at}.dnsPolicy`, spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']))
  }
  if (spec.dnsPolicy === 'None' && !spec.dnsConfig) errors.push(required(`${at}.dnsConfig`, 'must provide `dnsConfig` when `dnsPolicy` is None'))
  errors.push(...badLabelKeys(`${at}.nodeSelector`, spec.nodeSelector))
  errors.push(...validateNodeAffinity(spec, `${at}.affinity.nodeAffinity`))
  for (const field of ['serviceAccountName', 'nodeName'] as const) if (spec[field]) errors.push(...subdomainErrors(spec[field]).map((error) => invalid(`${at}.${field}`, spec[field], error)))
  spec.tolerations?.forEach((toleration, index) => errors.push(...validateToleration(toleration, `${at}.tolerations[${index}]`)))
  if (spec.priorityClassName) errors.push(...subdomainErrors(spec.priorityClassName).map((error) => invalid(`${at}.priorityClassName`, spec.priorityClassName, error)))
  if (spec.activeDeadlineSeconds !== undefined && (spec.activeDeadlineSeconds < 1 || spec.activeDeadlineSeconds > 2147483647)) {
    errors.push(invalid(`${at}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, 'must be between 1 and 2147483647, inclusive'))
  }
  return errors
}

function validateVolumes(spec: corev1.PodSpec, at: string): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  spec.volumes?.forEach((volume, index) => {
    const here = `${at}.volumes[${index}]`
    const { name = '', ...sources } = volume
    const own: FieldError[] = []
    const [first, ...more] = Object.keys(sources).sort()
    for (const source of first ? more : []) own.push(prohibited(`${here}.${source}`, 'may not specify more than 1 volume type'))
    if (volume.hostPath) {
      const { path = '', type = '' } = volume.hostPath
      if (!path) own.push(required(`${here}.hostPath.path`))
      else if (path.split('/').includes('..')) own.push(invalid(`${here}.hostPath.path`, path, "must not contain '..'"))
      const types = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']
      if (!types.includes(type)) own.push(unsupported(`${here}.hostPath.type`, type, types))
    }
    if (!name) own.push(required(`${here}.name`))
    else own.push(...dnsLabelErrors(name).map((error) => invalid(`${here}.name`, name, error)))
    if (name && seen.has(name)) own.push(duplicate(`${here}.name`, name))
    if (own.length === 0) seen.add(name)
    errors.push(...own)
  })
  return errors
}

/** Names of the volumes that are whole: a broken one is unknown to the mounts. */
const wholeVolumes = (spec: corev1.PodSpec): ReadonlySet<string> =>
  new Set((spec.volumes ?? []).filter((volume) => validateVolumes({ volumes: [volume] }, '').length === 0).map(({ name }) => name!))

function validateContainer(container: corev1.Container, at: string, spec: corev1.PodSpec, names: Set<string>): FieldError[] {
  const errors: FieldError[] = []
  const name = container.name ?? ''
  if (!name) errors.push(required(`${at}.name`))
  else if (/^[a-z0-9.-]+$/.test(name) && name.includes('.')) errors.push(invalid(`${at}.name`, name, 'must not contain dots'))
  else errors.push(...dnsLabelErrors(name).map((error) => invalid(`${at}.name`, name, error)))
  if (name && names.has(name)) errors.push(duplicate(`${at}.name`, name))
  names.add(name)
  if (!container.image) errors.push(required(`${at}.image`))
  if (container.terminationMessagePolicy && !['File', 'FallbackToLogsOnError'].includes(container.terminationMessagePolicy)) {
    errors.push(unsupported(`${at}.terminationMessagePolicy`, container.terminationMessagePolicy, ['FallbackToLogsOnError', 'File']))
  }
  errors.push(...validatePorts(container, at), ...validateEnvironment(container, at), ...validateMounts(container, at, wholeVolumes(spec)))
  if (container.imagePullPolicy && !['Always', 'IfNotPresent', 'Never'].includes(container.imagePullPolicy)) {
    errors.push(unsupported(`${at}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']))
  }
  errors.push(...validateResources(container, at))
  errors.push(...validateSecurityContext(container.securityContext, `${at}.securityContext`))
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) if (container[probe]) errors.push(...validateProbe(container[probe], `${at}.${probe}`, probe))
  return errors
}

/** Privileged containers are refused, as by the API server whose recordings we follow. */
function validateSecurityContext(context: corev1.SecurityContext | undefined, at: string): FieldError[] {
  const errors: FieldError[] = []
  if (context?.privileged) errors.push(prohibited(`${at}.privileged`, 'disallowed by cluster policy'))
  for (const field of ['runAsUser', 'runAsGroup'] as const) {
    const id = context?.[field]
    if (id !== undefined && (id < 0 || id > 2147483647)) errors.push(invalid(`${at}.${field}`, id, 'must be between 0 and 2147483647, inclusive'))
  }
  return errors
}

function validatePorts(container: corev1.Container, at: string): FieldError[] {
  const errors: FieldError[] = []
  const names = new Set<string>()
  container.ports?.forEach((port, index) => {
    const here = `${at}.ports[${index}]`
    if (port.name) {
      const bad = portNameErrors(port.name)
      errors.push(...bad.map((error) => invalid(`${here}.name`, port.name, error)))
      if (bad.length === 0 && names.has(port.name)) errors.push(duplicate(`${here}.name`, port.name))
      names.add(port.name)
    }
    if (!port.containerPort) errors.push(required(`${here}.containerPort`))
    else errors.push(...portRange(`${here}.containerPort`, port.containerPort))
    if (port.hostPort) errors.push(...portRange(`${here}.hostPort`, port.hostPort))
    if (!['SCTP', 'TCP', 'UDP'].includes(port.protocol!)) errors.push(unsupported(`${here}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']))
  })
  return errors
}

function hostPortConflicts(spec: corev1.PodSpec, at: string): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  spec.containers?.forEach((container, index) =>
    container.ports?.forEach((port, number) => {
      const here = `${at}.containers[${index}].ports[${number}].hostPort`
      if (!port.hostPort) return
      if (spec.hostNetwork && port.hostPort !== port.containerPort) errors.push(invalid(here, port.hostPort, 'must match `containerPort` when `hostNetwork` is true'))
      const key = `${port.protocol}/${port.hostIP ?? ''}/${port.hostPort}`
      if (seen.has(key)) errors.push(duplicate(here, key))
      seen.add(key)
    }),
  )
  return errors
}

function validateEnvironment(container: corev1.Container, at: string): FieldError[] {
  return (container.env ?? []).flatMap(({ name = '', value, valueFrom }, index) => {
    const here = `${at}.env[${index}]`
    const errors: FieldError[] = []
    if (!name) errors.push(required(`${here}.name`))
    else if (!/^[ -<>-~]+$/.test(name)) errors.push(invalid(`${here}.name`, name, "a valid environment variable name must consist only of printable ASCII characters other than '='"))
    if (!valueFrom) return errors
    const { fieldRef } = valueFrom
    if (fieldRef && !fieldRef.fieldPath) errors.push(required(`${here}.valueFrom.fieldRef.fieldPath`))
    else if (fieldRef && !isFieldPath(fieldRef.fieldPath!)) {
      errors.push(invalid(`${here}.valueFrom.fieldRef.fieldPath`, fieldRef.fieldPath, `error converting fieldPath: field label not supported: ${fieldRef.fieldPath}`))
    }
    if (Object.keys(valueFrom).length === 0) errors.push(invalid(`${here}.valueFrom`, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'))
    else if (value) errors.push(invalid(`${here}.valueFrom`, '', 'may not be specified when `value` is not empty'))
    return errors
  })
}

const fieldPaths = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs']
/** A field of the pod that a variable may take its value from. */
const isFieldPath = (path: string) => fieldPaths.includes(path) || /^metadata\.(labels|annotations)\['[^']+'\]$/.test(path)

function validateMounts(container: corev1.Container, at: string, volumes: ReadonlySet<string>): FieldError[] {
  const paths = new Set<string>()
  return (container.volumeMounts ?? []).flatMap(({ name = '', mountPath = '' }, index) => {
    const here = `${at}.volumeMounts[${index}]`
    const errors: FieldError[] = []
    if (!name) errors.push(required(`${here}.name`))
    if (!volumes.has(name)) errors.push(missing(`${here}.name`, name))
    if (!mountPath) errors.push(required(`${here}.mountPath`))
    if (mountPath && paths.has(mountPath)) errors.push(invalid(`${here}.mountPath`, mountPath, 'must be unique'))
    paths.add(mountPath)
    return errors
  })
}

const standard = ['cpu', 'memory', 'ephemeral-storage']
const isStandard = (name: string) => standard.includes(name) || name.startsWith('hugepages-') || name.includes('/')

function validateResources(container: corev1.Container, at: string): FieldError[] {
  const { limits, requests } = container.resources ?? {}
  const errors: FieldError[] = []
  for (const [part, amounts] of [['limits', limits], ['requests', requests]] as const) {
    for (const [name, amount] of Object.entries(amounts ?? {})) {
      const here = `${at}.resources.${part}[${name}]`
      if (!isStandard(name)) errors.push(invalid(here, name, 'must be a standard resource type or fully qualified'), invalid(here, name, 'must be a standard resource for containers'))
      if ((milliValue(amount) ?? 0) < 0) errors.push(invalid(here, String(amount), 'must be greater than or equal to 0'))
      const limit = part === 'requests' ? limits?.[name] : undefined
      if (limit !== undefined && milliValue(amount)! > milliValue(limit)!) errors.push(invalid(`${at}.resources.requests`, String(amount), `must be less than or equal to ${name} limit of ${limit}`))
      if (part === 'requests' && limit === undefined && name.includes('/')) errors.push(required(`${at}.resources.limits`, 'Limit must be set for non overcommitable resources'))
    }
  }
  return errors
}

function validateProbe(probe: corev1.Probe, at: string, kind: string): FieldError[] {
  const errors: FieldError[] = []
  const handlers = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter((handler) => probe[handler])
  handlers.slice(1).forEach((handler) => errors.push(prohibited(`${at}.${handler}`, 'may not specify more than 1 handler type')))
  if (handlers.length === 0) errors.push(required(at, 'must specify a handler type'))
  if (probe.exec && !probe.exec.command?.length) errors.push(required(`${at}.exec.command`))
  if (probe.httpGet) {
    errors.push(...validateProbePort(probe.httpGet.port, `${at}.httpGet.port`))
    if (!['HTTP', 'HTTPS'].includes(probe.httpGet.scheme!)) errors.push(unsupported(`${at}.httpGet.scheme`, probe.httpGet.scheme, ['HTTP', 'HTTPS']))
  }
  if (probe.tcpSocket) errors.push(...validateProbePort(probe.tcpSocket.port, `${at}.tcpSocket.port`))
  for (const field of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const) {
    if ((probe[field] ?? 0) < 0) errors.push(invalid(`${at}.${field}`, probe[field], 'must be greater than or equal to 0'))
  }
  if (kind !== 'readinessProbe' && probe.successThreshold !== 1) errors.push(invalid(`${at}.successThreshold`, probe.successThreshold, 'must be 1'))
  if (kind === 'readinessProbe' && probe.terminationGracePeriodSeconds !== undefined) errors.push(invalid(`${at}.terminationGracePeriodSeconds`, probe.terminationGracePeriodSeconds, 'must not be set for readinessProbes'))
  return errors
}

const validateProbePort = (port: number | string | undefined, at: string): FieldError[] =>
  typeof port === 'string' ? portNameErrors(port).map((error) => invalid(at, port, error)) : portRange(at, port ?? 0)

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']

function validateNodeAffinity(spec: corev1.PodSpec, at: string): FieldError[] {
  const { requiredDuringSchedulingIgnoredDuringExecution: wanted, preferredDuringSchedulingIgnoredDuringExecution: preferred } = spec.affinity?.nodeAffinity ?? {}
  const errors: FieldError[] = []
  const here = `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`
  if (wanted && !wanted.nodeSelectorTerms?.length) errors.push(required(here, 'must have at least one node selector term'))
  wanted?.nodeSelectorTerms?.forEach((term, index) => errors.push(...validateTerm(term, `${here}[${index}]`)))
  preferred?.forEach(({ weight = 0, preference = {} }, index) => {
    const place = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`
    if (weight < 1 || weight > 100) errors.push(invalid(`${place}.weight`, weight, 'must be in the range 1-100'))
    errors.push(...validateTerm(preference, `${place}.preference`))
  })
  return errors
}

function validateTerm(term: corev1.NodeSelectorTerm, at: string): FieldError[] {
  return (term.matchExpressions ?? []).flatMap(({ key = '', operator = '', values = [] }, index) => {
    const here = `${at}.matchExpressions[${index}]`
    const errors: FieldError[] = []
    if (['In', 'NotIn'].includes(operator) && values.length === 0) errors.push(required(`${here}.values`, "must be specified when `operator` is 'In' or 'NotIn'"))
    if (['Exists', 'DoesNotExist'].includes(operator) && values.length > 0) errors.push(prohibited(`${here}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
    if (['Gt', 'Lt'].includes(operator) && values.length !== 1) errors.push(required(`${here}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"))
    if (!operators.includes(operator)) errors.push(invalid(`${here}.operator`, operator, 'not a valid selector operator'))
    errors.push(...qualifiedNameErrors(key).map((error) => invalid(`${here}.key`, key, error)))
    values.forEach((value, number) => errors.push(...labelValueErrors(value).map((error) => invalid(`${here}.values[${number}]`, value, error))))
    return errors
  })
}

function validateToleration({ key = '', operator = '', value = '', effect, tolerationSeconds }: corev1.Toleration, at: string): FieldError[] {
  const errors: FieldError[] = []
  if (key) errors.push(...qualifiedNameErrors(key).map((error) => invalid(`${at}.key`, key, error)))
  if (!key && operator !== 'Exists') errors.push(invalid(`${at}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'))
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') errors.push(invalid(`${at}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"))
  if (['', 'Equal'].includes(operator)) errors.push(...labelValueErrors(value).map((error) => invalid(`${at}.operator`, value, error)))
  else if (operator === 'Exists') {
    if (value) errors.push(invalid(`${at}.operator`, value, "value must be empty when `operator` is 'Exists'"))
  } else errors.push(unsupported(`${at}.operator`, operator, ['Lt', 'Gt'].includes(operator) ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists']))
  const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
  if (effect && !effects.includes(effect)) errors.push(unsupported(`${at}.effect`, effect, effects))
  return errors
}
