/** What probes and lifecycle hooks must keep to. Stands for validateProbe and validateHandler, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { portNameErrors, portRange } from '../validate-names.ts'

/** All errors of one probe. */
export function validateProbe(probe: corev1.Probe, at: string, kind: 'livenessProbe' | 'readinessProbe' | 'startupProbe', graceSeconds: number | undefined): FieldError[] {
  const errors = validateHandler(probe, at, graceSeconds)
  for (const field of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const) {
    if ((probe[field] ?? 0) < 0) errors.push(invalid(`${at}.${field}`, probe[field], 'must be greater than or equal to 0'))
  }
  const own = probe.terminationGracePeriodSeconds
  if (own !== undefined && own <= 0) errors.push(invalid(`${at}.terminationGracePeriodSeconds`, own, 'must be greater than 0'))
  if (kind !== 'readinessProbe' && probe.successThreshold !== 1) errors.push(invalid(`${at}.successThreshold`, probe.successThreshold, 'must be 1'))
  if (kind === 'readinessProbe' && own !== undefined) errors.push(invalid(`${at}.terminationGracePeriodSeconds`, own, 'must not be set for readinessProbes'))
  return errors
}

type Handler = Pick<corev1.Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & Pick<corev1.LifecycleHandler, 'sleep'>

/** Exactly one thing to do; what comes after the first is not looked at. */
export function validateHandler(handler: Handler, at: string, graceSeconds: number | undefined): FieldError[] {
  const checks: readonly (readonly [field: keyof Handler, check: () => FieldError[]])[] = [
    ['exec', () => (handler.exec!.command?.length ? [] : [required(`${at}.exec.command`)])],
    ['httpGet', () => validateHttpGet(handler.httpGet!, `${at}.httpGet`)],
    ['tcpSocket', () => validatePort(handler.tcpSocket!.port, `${at}.tcpSocket.port`)],
    ['grpc', () => validatePort(handler.grpc!.port, `${at}.grpc.port`)],
    ['sleep', () => validateSleep(handler.sleep!.seconds ?? 0, graceSeconds, `${at}.sleep`)],
  ]
  const given = checks.filter(([field]) => handler[field] !== undefined)
  if (given.length === 0) return [required(at, 'must specify a handler type')]
  return given.flatMap(([field, check], index) => (index === 0 ? check() : [prohibited(`${at}.${field}`, 'may not specify more than 1 handler type')]))
}

function validateSleep(seconds: number, graceSeconds: number | undefined, at: string): FieldError[] {
  return graceSeconds !== undefined && (seconds < 0 || seconds > graceSeconds) ? [invalid(at, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`)] : []
}

function validateHttpGet({ path, port, scheme, httpHeaders }: corev1.HTTPGetAction, at: string): FieldError[] {
  const errors = path === '' || path === undefined ? [required(`${at}.path`)] : []
  errors.push(...validatePort(port, `${at}.port`))
  if (!['HTTP', 'HTTPS'].includes(scheme!)) errors.push(unsupported(`${at}.scheme`, scheme, ['HTTP', 'HTTPS']))
  for (const { name = '' } of httpHeaders ?? []) {
    if (!/^[-A-Za-z0-9]+$/.test(name)) errors.push(invalid(`${at}.httpHeaders`, name, "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')"))
  }
  return errors
}

const validatePort = (port: number | string | undefined, at: string): FieldError[] =>
  typeof port === 'string' ? portNameErrors(port).map((error) => invalid(at, port, error)) : portRange(at, port ?? 0)
