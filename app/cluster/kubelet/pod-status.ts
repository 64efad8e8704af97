/** The status that a kubelet reports of a pod. Stands for kubernetes/pkg/kubelet/status and kubelet_pods.go. */
import type * as corev1 from '#apis/corev1'
import { withCondition } from '../kube-apiserver/conditions.ts'
import type { ContainerRun, Part } from './pod-run.ts'

/** One container as it is now. */
export interface ContainerReport extends Part {
  readonly run: ContainerRun
  readonly ready: boolean
  readonly started: boolean
  /** Its last back-off, ms. */
  readonly backOffMs: number
}

/** What goes into a status beside the containers. */
export interface Reported {
  readonly now: string
  readonly toTimestamp: (atMs: number) => string
  readonly hasSandbox: boolean
  readonly podIp: string
  readonly hostIp: string
}

/** The pull error in containerd's words. */
export function pullError(image: string): string {
  const full = image.includes('/') ? image : `docker.io/library/${image}`
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`
}

/** The whole status of a pod whose containers are at these stages. */
export function podStatus(pod: corev1.Pod, reports: readonly ContainerReport[], reported: Reported): corev1.PodStatus {
  const isInitialized = reports.every(({ role, ready, started }) => (role === 'init' ? ready : role === 'main' || started))
  const statusOf = (report: ContainerReport) => containerStatus(pod, report, isInitialized, reported)
  const main = reports.filter(({ role }) => role === 'main')
  const others = reports.length > main.length ? reports.filter(({ role }) => role !== 'main') : []
  return {
    ...pod.status,
    phase: phaseOf(main, others, isInitialized),
    conditions: conditionsOf(pod, reports, isInitialized, reported),
    hostIP: reported.hostIp,
    hostIPs: pod.status?.hostIPs ?? [{ ip: reported.hostIp }],
    ...(reported.hasSandbox && { podIP: reported.podIp, podIPs: pod.status?.podIPs ?? [{ ip: reported.podIp }] }),
    startTime: pod.status?.startTime ?? reported.now,
    ...(others.length > 0 && { initContainerStatuses: others.map(statusOf) }),
    containerStatuses: main.map(statusOf),
    qosClass: qosClassOf(pod),
  }
}

const hasEnded = ({ run }: ContainerReport) => run.stage === 'exited'
const hasFailed = (report: ContainerReport) => hasEnded(report) && report.run.last!.exitCode !== 0

function phaseOf(main: readonly ContainerReport[], others: readonly ContainerReport[], isInitialized: boolean): string {
  if (others.some((report) => report.role === 'init' && hasFailed(report))) return 'Failed'
  const hasRun = ({ run }: ContainerReport) => run.stage === 'running' || run.last !== undefined
  if (!isInitialized && !main.some(hasRun)) return 'Pending'
  // One that has never run holds the phase back; one that will run again does not.
  if (!main.every(hasRun)) return 'Pending'
  if (!main.every(hasEnded)) return 'Running'
  return main.some(hasFailed) ? 'Failed' : 'Succeeded'
}

/** How a container that ended is told of. */
const terminated = (last: NonNullable<ContainerRun['last']>, { toTimestamp }: Reported): corev1.ContainerStateTerminated => ({
  exitCode: last.exitCode,
  reason: last.exitCode === 0 ? 'Completed' : 'Error',
  startedAt: toTimestamp(last.startedAtMs),
  finishedAt: toTimestamp(last.finishedAtMs),
})

function containerStatus(pod: corev1.Pod, report: ContainerReport, isInitialized: boolean, reported: Reported): corev1.ContainerStatus {
  const { container, run, ready, started, role } = report
  return {
    name: container.name!,
    image: container.image!,
    imageID: '',
    ready,
    started: role === 'init' ? run.stage === 'running' : started,
    restartCount: run.restarts,
    state: stateOf(pod, report, isInitialized, reported),
    ...(run.last && run.stage !== 'exited' ? { lastState: { terminated: terminated(run.last, reported) } } : {}),
  }
}

function stateOf(pod: corev1.Pod, { container, run, backOffMs, role }: ContainerReport, isInitialized: boolean, reported: Reported): corev1.ContainerState {
  const { name, namespace, uid } = pod.metadata!
  switch (run.stage) {
    case 'running':
      return { running: { startedAt: reported.toTimestamp(run.sinceMs) } }
    case 'exited':
      return { terminated: terminated(run.last!, reported) }
    case 'crashed':
      return { waiting: { reason: 'CrashLoopBackOff', message: `back-off ${printDelay(backOffMs)} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})` } }
    case 'pull-failed':
      return { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${container.image}": ErrImagePull: ${pullError(container.image!)}` } }
    default:
      return { waiting: { reason: isInitialized || (role !== 'main' && run.stage !== 'waiting') ? 'ContainerCreating' : 'PodInitializing' } }
  }
}

function printDelay(delayMs: number): string {
  const seconds = Math.round(delayMs / 1000)
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}

function conditionsOf(pod: corev1.Pod, reports: readonly ContainerReport[], isInitialized: boolean, { now, hasSandbox }: Reported): readonly corev1.PodCondition[] {
  const names = (which: readonly ContainerReport[]) => `[${which.map(({ container }) => container.name).join(' ')}]`
  const unready = reports.filter(({ role, ready }) => role !== 'init' && !ready)
  const why = unready.length > 0 ? { reason: 'ContainersNotReady', message: `containers with unready status: ${names(unready)}` } : undefined
  const ready = (type: string): corev1.PodCondition => ({ type, status: why ? 'False' : 'True', lastTransitionTime: now, ...why })
  const incomplete = isInitialized ? [] : reports.filter(({ role, ready: done, started }) => (role === 'init' ? !done : role === 'sidecar' && !started))
  let conditions = withCondition(pod.status?.conditions, { type: 'PodReadyToStartContainers', status: hasSandbox ? 'True' : 'False', lastTransitionTime: now })
  conditions = withCondition(conditions, {
    type: 'Initialized', status: isInitialized ? 'True' : 'False', lastTransitionTime: now,
    ...(!isInitialized && { reason: 'ContainersNotInitialized', message: `containers with incomplete status: ${names(incomplete)}` }),
  })
  return withCondition(withCondition(conditions, ready('Ready')), ready('ContainersReady'))
}

/** Pods of one template share their lists of containers, and so their class. */
const classes = new WeakMap<object, string>()

/** Guaranteed, Burstable or BestEffort. */
export function qosClassOf(pod: corev1.Pod): string {
  const list = pod.spec?.containers ?? []
  let found = classes.get(list)
  if (!found) classes.set(list, (found = classOf(pod)))
  return found
}

function classOf(pod: corev1.Pod): string {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])]
  const resources = containers.map((container) => container.resources ?? {})
  if (resources.every(({ requests = {}, limits = {} }) => Object.keys(requests).length + Object.keys(limits).length === 0)) return 'BestEffort'
  const fixed = resources.every(({ requests, limits = {} }) => ['cpu', 'memory'].every((name) => limits[name] !== undefined && (requests?.[name] ?? limits[name]) === limits[name]))
  return fixed ? 'Guaranteed' : 'Burstable'
}
