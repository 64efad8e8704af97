/** Containers of a pod or a pod template. Stands for describeContainers of kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import { canonicalQuantity } from '#apis/quantity'
import { printBool, type Description } from '../description.ts'
import { describeEnvironment } from './environment.ts'
import { rfc1123 } from './rfc1123.ts'

/** Where containers stand: in a pod that reports on them, or in a template. */
export interface ContainersOf {
  readonly pod?: corev1.Pod
  readonly statuses?: readonly corev1.ContainerStatus[]
}

/** A list of containers. In a template all but their fields is indented a little more. */
export function describeContainers(text: Description, title: string, containers: readonly corev1.Container[], { pod, statuses }: ContainersOf): void {
  const indent = pod ? '' : ' '
  text.line(pod ? 0 : 1, `${title}:${containers.length === 0 ? ' <none>' : ''}`)
  for (const container of containers) {
    text.line(1, `${indent}${container.name}:`)
    const status = statuses?.find(({ name }) => name === container.name)
    describeImage(text, container, status)
    words(text, 'Command:', container.command)
    words(text, 'Args:', container.args)
    if (status) describeStatus(text, status)
    describeResources(text, 2, container.resources)
    for (const [probeTitle, probe] of [['Liveness', container.livenessProbe], ['Readiness', container.readinessProbe], ['Startup', container.startupProbe]] as const) {
      if (probe) text.line(2, `${probeTitle}:`, printProbe(probe))
    }
    describeEnvironment(text, container, pod)
    describeMounts(text, container)
  }
}

function describeImage(text: Description, { image = '', ports = [], securityContext }: corev1.Container, status: corev1.ContainerStatus | undefined): void {
  if (status) text.line(2, 'Container ID:', status.containerID ?? '')
  text.line(2, 'Image:', image)
  if (status) text.line(2, 'Image ID:', status.imageID ?? '')
  const list = (number: (port: corev1.ContainerPort) => number | undefined) => ports.map((port) => `${number(port) ?? 0}/${port.protocol ?? 'TCP'}${port.name ? ` (${port.name})` : ''}`).join(', ') || '<none>'
  const many = ports.length > 1 ? 's' : ''
  text.line(2, `Port${many}:`, list(({ containerPort }) => containerPort))
  text.line(2, `Host Port${many}:`, list(({ hostPort }) => hostPort))
  const seccomp = securityContext?.seccompProfile
  if (!seccomp) return
  text.line(2, 'SeccompProfile:', seccomp.type ?? '')
  if (seccomp.type === 'Localhost') text.line(3, 'LocalhostProfile:', seccomp.localhostProfile ?? '')
}

function words(text: Description, title: string, all: readonly string[] = []): void {
  if (all.length > 0) text.line(2, title)
  for (const line of all.flatMap((word) => word.split('\n'))) text.line(3, line)
}

function describeStatus(text: Description, { state, lastState, ready, restartCount = 0 }: corev1.ContainerStatus): void {
  describeState(text, 'State:', state ?? {})
  if (lastState?.terminated) describeState(text, 'Last State:', lastState)
  text.line(2, 'Ready:', printBool(ready))
  text.line(2, 'Restart Count:', restartCount)
}

function describeState(text: Description, title: string, { running, waiting, terminated }: corev1.ContainerState): void {
  if (running) {
    text.line(2, title, 'Running')
    text.line(3, 'Started:', rfc1123(running.startedAt))
  } else if (terminated && !waiting) {
    text.line(2, title, 'Terminated')
    if (terminated.reason) text.line(3, 'Reason:', terminated.reason)
    if (terminated.message) text.line(3, 'Message:', terminated.message)
    text.line(3, 'Exit Code:', terminated.exitCode ?? 0)
    if (terminated.signal) text.line(3, 'Signal:', terminated.signal)
    text.line(3, 'Started:', rfc1123(terminated.startedAt))
    text.line(3, 'Finished:', rfc1123(terminated.finishedAt))
  } else {
    text.line(2, title, 'Waiting')
    if (waiting?.reason) text.line(3, 'Reason:', waiting.reason)
  }
}

/** Limits and requests, where there are any. */
export function describeResources(text: Description, level: number, resources: corev1.ResourceRequirements | undefined): void {
  for (const [title, amounts = {}] of [['Limits:', resources?.limits], ['Requests:', resources?.requests]] as const) {
    const names = Object.keys(amounts).sort()
    if (names.length > 0) text.line(level, title)
    for (const name of names) text.line(level + 1, `${name}:`, canonicalQuantity(amounts[name]!))
  }
}

/** `http-get http://:metrics/healthz delay=3s timeout=1s …`. */
export function printProbe({ exec, httpGet, tcpSocket, grpc, initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0, successThreshold = 0, failureThreshold = 0 }: corev1.Probe): string {
  const timing = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s successThreshold=${successThreshold} failureThreshold=${failureThreshold}`
  if (exec) return `exec [${(exec.command ?? []).join(' ')}] ${timing}`
  if (httpGet) {
    const host = httpGet.host?.includes(':') ? `[${httpGet.host}]` : (httpGet.host ?? '')
    const path = httpGet.path ?? ''
    return `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${host}:${httpGet.port}${path === '' || path.startsWith('/') ? '' : '/'}${encodeURI(path).replace(/[?#]/g, encodeURIComponent)} ${timing}`
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port} ${timing}`
  if (grpc) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''} ${timing}`
  return `unknown ${timing}`
}

function describeMounts(text: Description, { volumeMounts = [], volumeDevices = [] }: corev1.Container): void {
  const by = (path: string | undefined, other: string | undefined) => ((path ?? '') < (other ?? '') ? -1 : path === other ? 0 : 1)
  if (volumeMounts.length === 0) text.line(2, 'Mounts:', '<none>')
  else text.line(2, 'Mounts:')
  for (const { mountPath, name, readOnly, subPath } of [...volumeMounts].sort((a, b) => by(a.mountPath, b.mountPath))) {
    text.line(3, `${mountPath} from ${name} (${readOnly ? 'ro' : 'rw'}${subPath ? `,path=${JSON.stringify(subPath)}` : ''})`)
  }
  if (volumeDevices.length === 0) return
  if (volumeMounts.length === 0) text.line(2, 'Devices:', '<none>')
  else text.line(2, 'Devices:')
  for (const { devicePath, name } of [...volumeDevices].sort((a, b) => by(a.devicePath, b.devicePath))) text.line(3, `${devicePath} from ${name}`)
}
