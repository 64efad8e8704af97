/** What environment variables and their sources must keep to. Stands for ValidateEnv and ValidateEnvFrom, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, required, unsupported, type FieldError } from '../field-error.ts'
import { milliValue } from '../quantity.ts'
import { configKeyErrors, qualifiedNameErrors } from '../validate-names.ts'

const nameErrors = (name: string): readonly string[] => (/^[ -<>-~]+$/.test(name) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"])

/** All errors of `env`. */
export function validateEnvironment(variables: readonly corev1.EnvVar[], at: string): FieldError[] {
  return variables.flatMap(({ name = '', value, valueFrom }, index) => {
    const here = `${at}[${index}]`
    const errors = name ? nameErrors(name).map((error) => invalid(`${here}.name`, name, error)) : [required(`${here}.name`)]
    return valueFrom ? [...errors, ...validateSource(valueFrom, value, `${here}.valueFrom`)] : errors
  })
}

function validateSource({ fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef }: corev1.EnvVarSource, value: string | undefined, at: string): FieldError[] {
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter((source) => source !== undefined).length
  const errors: FieldError[] = []
  if (fieldRef) errors.push(...validateFieldRef(fieldRef, `${at}.fieldRef`, inVariables))
  if (resourceFieldRef) errors.push(...validateResourceFieldRef(resourceFieldRef, `${at}.resourceFieldRef`, false))
  if (configMapKeyRef) errors.push(...validateKeyRef(configMapKeyRef, `${at}.configMapKeyRef`))
  if (secretKeyRef) errors.push(...validateKeyRef(secretKeyRef, `${at}.secretKeyRef`))
  if (fileKeyRef) for (const field of ['key', 'path', 'volumeName'] as const) if (!fileKeyRef[field]) errors.push(required(`${at}.fileKeyRef.${field}`))
  if (sources === 0) errors.push(invalid(at, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'))
  else if (value) errors.push(invalid(at, '', 'may not be specified when `value` is not empty'))
  else if (sources > 1) errors.push(invalid(at, '', 'may not have more than one field specified at a time'))
  return errors
}

function validateKeyRef({ name, key }: corev1.ConfigMapKeySelector, at: string): FieldError[] {
  return [...(name ? [] : [required(`${at}.name`)]), ...(key ? configKeyErrors(key).map((error) => invalid(`${at}.key`, key, error)) : [required(`${at}.key`)])]
}

/** Fields of a pod that a variable may take its value from. */
export const inVariables: readonly string[] = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs']
/** The same for a file of a volume. */
export const inVolumes: readonly string[] = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']
/** Fields that have a name at all. */
const labelled = new Set([...inVariables, ...inVolumes, 'spec.restartPolicy', 'spec.schedulerName', 'status.phase'])

/** A reference to a field of the pod itself, of which only `allowed` ones may be used here. */
export function validateFieldRef({ apiVersion = '', fieldPath = '' }: corev1.ObjectFieldSelector, at: string, allowed: readonly string[]): FieldError[] {
  if (!apiVersion) return [required(`${at}.apiVersion`)]
  if (!fieldPath) return [required(`${at}.fieldPath`)]
  const unconverted = (why: string) => [invalid(`${at}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`)]
  if (apiVersion !== 'v1') return unconverted(`unsupported pod version: ${apiVersion}`)
  const subscripted = /^(.*)\['(.*)'\]$/s.exec(fieldPath)
  if (subscripted) {
    const [path, key] = [subscripted[1]!, subscripted[2]!]
    if (path !== 'metadata.annotations' && path !== 'metadata.labels') return unconverted(`field label does not support subscript: ${fieldPath}`)
    return qualifiedNameErrors(path === 'metadata.annotations' ? key.toLowerCase() : key).map((error) => invalid(at, key, error))
  }
  const path = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath
  if (!labelled.has(path)) return unconverted(`field label not supported: ${fieldPath}`)
  return allowed.includes(path) ? [] : [unsupported(`${at}.fieldPath`, path, allowed)]
}

const resources = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory']
const byteDivisors = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']

/** A reference to what a container asks for; in a volume it must name the container. */
export function validateResourceFieldRef({ containerName, resource = '', divisor }: corev1.ResourceFieldSelector, at: string, inVolume: boolean): FieldError[] {
  if (inVolume && !containerName) return [required(`${at}.containerName`)]
  if (!resource) return [required(`${at}.resource`)]
  if (!resources.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) return [unsupported(`${at}.resource`, resource, resources)]
  const amount = milliValue(divisor ?? '0') ?? 0
  if (amount === 0) return []
  const [kind, allowed, shown] = resource.endsWith('.cpu')
    ? (['cpu', ['1m', '1'], '1m and 1'] as const)
    : ([resource.endsWith('memory') ? 'memory' : resource.endsWith('ephemeral-storage') ? 'local ephemeral storage' : 'hugepages', byteDivisors, byteDivisors.join(', ')] as const)
  return allowed.some((each) => milliValue(each) === amount) ? [] : [invalid(`${at}.divisor`, resource, `only divisor's values ${shown} are supported with the ${kind} resource`)]
}

/** All errors of `envFrom`. */
export function validateEnvironmentSources(sources: readonly corev1.EnvFromSource[], at: string): FieldError[] {
  return sources.flatMap(({ prefix, configMapRef, secretRef }, index) => {
    const here = `${at}[${index}]`
    const errors = prefix ? nameErrors(prefix).map((error) => invalid(`${here}.prefix`, prefix, error)) : []
    if (configMapRef && !configMapRef.name) errors.push(required(`${here}.configMapRef.name`))
    if (secretRef && !secretRef.name) errors.push(required(`${here}.secretRef.name`))
    if (!configMapRef && !secretRef) errors.push(invalid(at, '', 'must specify one of: `configMapRef` or `secretRef`'))
    if (configMapRef && secretRef) errors.push(invalid(at, '', 'may not have more than one field specified at a time'))
    return errors
  })
}
