/** The status that a kubelet reports of a pod. Stands for kubernetes/pkg/kubelet/status and kubelet_pods.go. */
import type * as corev1 from '#apis/corev1'
import { withCondition } from '../kube-apiserver/conditions.ts'
import type { PodRun } from './pod-run.ts'

/** What goes into a status beside the run itself. */
export interface Reported {
  readonly now: string
  readonly startedAt: string
  readonly ready: boolean
  readonly podIp: string
  readonly hostIp: string
  /** Back-off in whole seconds, as messages print it. */
  readonly backOff: string
}

const notFoundInRegistry = (image: string) => {
  const full = image.includes('/') ? image : `docker.io/library/${image}`
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`
}

/** The pull error in containerd's words. */
export const pullError = notFoundInRegistry

function containerState(pod: corev1.Pod, container: corev1.Container, run: PodRun, { startedAt, backOff }: Reported): corev1.ContainerState {
  const { name, namespace, uid } = pod.metadata!
  switch (run.stage) {
    case 'running':
      return { running: { startedAt } }
    case 'crashed': {
      const message = `back-off ${backOff} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`
      return { waiting: { reason: 'CrashLoopBackOff', message } }
    }
    case 'pull-failed': {
      const message = `Back-off pulling image "${container.image}": ErrImagePull: ${notFoundInRegistry(container.image!)}`
      return { waiting: { reason: 'ImagePullBackOff', message } }
    }
    default:
      return { waiting: { reason: 'ContainerCreating' } }
  }
}

/** How a container ended last: just now, if it ran until now. */
function lastStateOf(pod: corev1.Pod, { name }: corev1.Container, run: PodRun, { now }: Reported): corev1.ContainerState {
  const before = pod.status?.containerStatuses?.find((status) => status.name === name)
  if (!before?.state?.running && before?.lastState?.terminated) return before.lastState
  return { terminated: { exitCode: run.exitCode, reason: run.exitCode === 0 ? 'Completed' : 'Error', startedAt: before?.state?.running?.startedAt ?? now, finishedAt: now } }
}

/** The whole status of a pod at this stage. */
export function podStatus(pod: corev1.Pod, run: PodRun, reported: Reported): corev1.PodStatus {
  const hasRun = run.stage === 'running' || run.stage === 'crashed'
  const containers = pod.spec?.containers ?? []
  const containerStatuses = containers.map((container): corev1.ContainerStatus => ({
    name: container.name!,
    image: container.image!,
    imageID: '',
    ready: reported.ready,
    started: run.stage === 'running',
    restartCount: run.restarts,
    state: containerState(pod, container, run, reported),
    ...(run.restarts > 0 || run.stage === 'crashed' ? { lastState: lastStateOf(pod, container, run, reported) } : {}),
  }))
  const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${containers.map(({ name }) => name).join(' ')}]` }
  const condition = (type: string, holds: boolean): corev1.PodCondition => ({ type, status: holds ? 'True' : 'False', lastTransitionTime: reported.now, ...(!holds && unready) })
  let conditions = withCondition(pod.status?.conditions, { type: 'PodReadyToStartContainers', status: run.stage === 'starting' ? 'False' : 'True', lastTransitionTime: reported.now })
  conditions = withCondition(conditions, { type: 'Initialized', status: 'True', lastTransitionTime: reported.now })
  conditions = withCondition(conditions, condition('Ready', reported.ready))
  conditions = withCondition(conditions, condition('ContainersReady', reported.ready))
  return {
    ...pod.status,
    phase: hasRun ? 'Running' : 'Pending',
    conditions,
    hostIP: reported.hostIp,
    hostIPs: [{ ip: reported.hostIp }],
    ...(run.stage !== 'starting' && { podIP: reported.podIp, podIPs: [{ ip: reported.podIp }] }),
    startTime: pod.status?.startTime ?? reported.now,
    containerStatuses,
    qosClass: qosClassOf(pod),
  }
}

/** Guaranteed, Burstable or BestEffort. */
export function qosClassOf(pod: corev1.Pod): string {
  const resources = (pod.spec?.containers ?? []).map((container) => container.resources ?? {})
  if (resources.every(({ requests = {}, limits = {} }) => Object.keys(requests).length + Object.keys(limits).length === 0)) return 'BestEffort'
  const fixed = resources.every(({ requests, limits = {} }) => ['cpu', 'memory'].every((name) => limits[name] !== undefined && (requests?.[name] ?? limits[name]) === limits[name]))
  return fixed ? 'Guaranteed' : 'Burstable'
}
