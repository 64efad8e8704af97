/** A pod template as `rollout history --revision` and `rollout undo --dry-run` print it: the lines of `describe`, a tab after each name. */
import type * as corev1 from '#apis/corev1'

/** The block below `Pod Template:`, with a line end. */
export function templateText({ metadata, spec }: corev1.PodTemplateSpec, changeCause?: string): string {
  const lines: string[] = [...map('  Labels:', metadata?.labels, '=')]
  const annotations = { ...metadata?.annotations, ...(changeCause !== undefined && { 'kubernetes.io/change-cause': changeCause }) }
  if (Object.keys(annotations).length > 0) lines.push(...map('  Annotations:', annotations, ': '))
  if (spec?.serviceAccountName) lines.push(`  Service Account:\t${spec.serviceAccountName}`)
  if (spec?.initContainers?.length) lines.push('  Init Containers:', ...spec.initContainers.flatMap(container))
  lines.push('  Containers:', ...(spec?.containers ?? []).flatMap(container))
  lines.push(...volumes(spec?.volumes))
  if (spec?.priorityClassName) lines.push(`  Priority Class Name:\t${spec.priorityClassName}`)
  lines.push(...map('  Node-Selectors:', spec?.nodeSelector, '='))
  lines.push(...list('  Tolerations:', (spec?.tolerations ?? []).map(toleration)))
  return `${lines.join('\n')}\n`
}

/** `Name:<tab>first`, the rest below it. */
function list(name: string, values: readonly string[]): string[] {
  if (values.length === 0) return [`${name}\t<none>`]
  return values.map((value, index) => `${index === 0 ? name : name.replace(/\S.*/, '')}\t${value}`)
}

const map = (name: string, values: Readonly<Record<string, string>> | undefined, between: string) =>
  list(name, Object.entries(values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}${between}${value}`))

function container({ name, image, ports = [], command, args, resources, env = [], volumeMounts = [], livenessProbe, readinessProbe, startupProbe }: corev1.Container): string[] {
  const quantities = (title: string, values: Readonly<Record<string, string>> | undefined) =>
    values && Object.keys(values).length > 0 ? [`    ${title}:`, ...Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `      ${key}:\t${value}`)] : []
  const portTexts = ports.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`).join(', ')
  const hostPorts = ports.map(({ hostPort, protocol }) => `${hostPort ?? 0}/${protocol}`).join(', ')
  const plural = ports.length > 1 ? 's' : ''
  return [
    `   ${name}:`,
    `    Image:\t${image}`,
    `    Port${plural}:\t${portTexts || '<none>'}`,
    `    Host Port${plural}:\t${hostPorts || '<none>'}`,
    ...(command?.length ? ['    Command:', ...command.map((word) => `      ${word}`)] : []),
    ...(args?.length ? ['    Args:', ...args.map((word) => `      ${word}`)] : []),
    ...quantities('Limits', resources?.limits),
    ...quantities('Requests', resources?.requests),
    ...probe('Liveness', livenessProbe), ...probe('Readiness', readinessProbe), ...probe('Startup', startupProbe),
    ...(env.length > 0 ? ['    Environment:', ...env.map((variable) => `      ${variable.name}:\t${envValue(variable)}`)] : ['    Environment:\t<none>']),
    ...(volumeMounts.length > 0 ? ['    Mounts:', ...volumeMounts.map(({ mountPath, name: volume, readOnly }) => `      ${mountPath} from ${volume} (${readOnly ? 'ro' : 'rw'})`)] : ['    Mounts:\t<none>']),
  ]
}

function envValue({ value, valueFrom }: corev1.EnvVar): string {
  if (valueFrom?.fieldRef) return ` (${valueFrom.fieldRef.apiVersion}:${valueFrom.fieldRef.fieldPath})`
  if (valueFrom?.resourceFieldRef) return ` (${valueFrom.resourceFieldRef.resource})`
  if (valueFrom?.configMapKeyRef) return `<set to the key '${valueFrom.configMapKeyRef.key}' of config map '${valueFrom.configMapKeyRef.name}'>\tOptional: ${Boolean(valueFrom.configMapKeyRef.optional)}`
  if (valueFrom?.secretKeyRef) return `<set to the key '${valueFrom.secretKeyRef.key}' in secret '${valueFrom.secretKeyRef.name}'>\tOptional: ${Boolean(valueFrom.secretKeyRef.optional)}`
  return value ?? ''
}

function probe(title: string, given: corev1.Probe | undefined): string[] {
  if (!given) return []
  const { initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold, httpGet, tcpSocket, exec, grpc } = given
  const times = `delay=${initialDelaySeconds ?? 0}s timeout=${timeoutSeconds}s period=${periodSeconds}s successThreshold=${successThreshold} failureThreshold=${failureThreshold}`
  const what = httpGet ? `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path}` : tcpSocket ? `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}` : exec ? `exec [${(exec.command ?? []).join(' ')}]` : grpc ? `grpc <pod>:${grpc.port} ${grpc.service ?? ''}` : 'unknown'
  return [`    ${title}:\t${what} ${times}`]
}

function volumes(given: readonly corev1.Volume[] | undefined): string[] {
  if (!given?.length) return ['  Volumes:\t<none>']
  return ['  Volumes:', ...given.flatMap((volume) => [`   ${volume.name}:`, ...volumeLines(volume)])]
}

function volumeLines({ hostPath, emptyDir, configMap, secret }: corev1.Volume): string[] {
  if (hostPath) return ['    Type:\tHostPath (bare host directory volume)', `    Path:\t${hostPath.path}`, `    HostPathType:\t${hostPath.type ?? '<none>'}`]
  if (emptyDir) return ["    Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)", `    Medium:\t${emptyDir.medium ?? ''}`, `    SizeLimit:\t${emptyDir.sizeLimit ?? '<unset>'}`]
  if (configMap) return ['    Type:\tConfigMap (a volume populated by a ConfigMap)', `    Name:\t${configMap.name}`, `    Optional:\t${Boolean(configMap.optional)}`]
  if (secret) return ['    Type:\tSecret (a volume populated by a Secret)', `    SecretName:\t${secret.secretName}`, `    Optional:\t${Boolean(secret.optional)}`]
  return ['    <unknown>']
}

/** `key=value:Effect op=Exists for 300s`. */
function toleration({ key, value, effect, operator, tolerationSeconds }: corev1.Toleration): string {
  const pair = `${key ?? ''}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`
  const op = operator === 'Exists' && !value ? `${key || effect ? ' ' : ''}op=Exists` : ''
  return `${pair}${op}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`
}
