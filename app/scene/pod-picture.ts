/** A pod as it is seen: how far it has come or what is wrong with it, from its own status. */
import type * as corev1 from '#apis/corev1'
import { isFinished, isReady, isTerminating } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import type { PodRun } from '#cluster/kubelet/pod-run'
import { fromTimestamp } from '#cluster/timestamps'

/** How far a pod has come, or what is wrong with it. */
export type PodState =
  | 'created' | 'scheduled' | 'pulling' | 'starting' | 'ready' | 'stopping'
  | 'crash-loop' | 'image-not-pulled' | 'failed' | 'does-not-fit' | 'last-known' | 'unconfirmed-stop'

/** A stretch of virtual time, in ms. */
export interface Span {
  readonly fromAtMs: number
  readonly untilAtMs: number
}

export interface ScenePod {
  /** `namespace/name`: the same as long as the pod lives. */
  readonly key: string
  readonly name: string
  readonly state: PodState
  /** Of an older template than the DaemonSet has now. */
  readonly older: boolean
  readonly revision: number | undefined
  /** What kubectl prints under STATUS. */
  readonly status: string
  /** The same for a person who has not read the manual yet. */
  readonly words: string
  readonly restarts: number
  /** In which its level rises or sinks, or its back-off runs out. */
  readonly span: Span | undefined
  /** When it became what it is now, in virtual ms; undefined where its status does not say. */
  readonly sinceAtMs: number | undefined
}

/** What of its surroundings a pod's picture depends on. */
export interface PodContext {
  readonly nodeIsReady: boolean
  readonly older: boolean
  readonly revision: number | undefined
  readonly epochMs: number
}

/** The pod's picture. `run` is what its kubelet remembers of it. */
export function toScenePod(pod: corev1.Pod, run: PodRun | undefined, { nodeIsReady, older, revision, epochMs }: PodContext): ScenePod {
  const { namespace, name } = pod.metadata!
  const state = podState(pod, run, nodeIsReady)
  return {
    key: `${namespace}/${name}`,
    name: name!,
    state,
    older,
    revision,
    status: printedStatus(pod),
    words: wordsFor(state, pod),
    restarts: pod.status?.containerStatuses?.reduce((most, { restartCount = 0 }) => Math.max(most, restartCount), 0) ?? 0,
    span: moves(state) && run?.untilMs !== undefined ? { fromAtMs: run.sinceMs, untilAtMs: run.untilMs } : undefined,
    sinceAtMs: sinceAtMs(pod, epochMs),
  }
}

const moves = (state: PodState): boolean => state === 'pulling' || state === 'stopping' || state === 'crash-loop' || state === 'image-not-pulled'

const waitingReason = (pod: corev1.Pod): string | undefined =>
  pod.status?.containerStatuses?.map(({ state }) => state?.waiting?.reason).find((reason) => reason !== undefined && reason !== 'ContainerCreating')

function podState(pod: corev1.Pod, run: PodRun | undefined, nodeIsReady: boolean): PodState {
  if (isTerminating(pod)) return nodeIsReady || !pod.spec?.nodeName ? 'stopping' : 'unconfirmed-stop'
  if (isFinished(pod)) return 'failed'
  if (!pod.spec?.nodeName) return pod.status?.conditions?.some(({ type, status }) => type === 'PodScheduled' && status === 'False') ? 'does-not-fit' : 'created'
  if (!nodeIsReady && pod.status?.phase === 'Running') return 'last-known'
  const waiting = waitingReason(pod)
  if (waiting === 'CrashLoopBackOff') return 'crash-loop'
  if (waiting === 'ImagePullBackOff' || waiting === 'ErrImagePull' || waiting === 'InvalidImageName') return 'image-not-pulled'
  if (pod.status?.phase === 'Running') return isReady(pod) ? 'ready' : 'starting'
  return run?.stage === 'pulling' ? 'pulling' : 'scheduled'
}

/** The STATUS column of `kubectl get pods`. Stands for printPod, kubernetes/pkg/printers/internalversion; init containers are left out. */
function printedStatus(pod: corev1.Pod): string {
  if (isTerminating(pod)) return 'Terminating'
  for (const { state } of pod.status?.containerStatuses ?? []) {
    if (state?.waiting?.reason) return state.waiting.reason
    if (state?.terminated?.reason) return state.terminated.reason
  }
  return pod.status?.reason ?? pod.status?.phase ?? 'Unknown'
}

function wordsFor(state: PodState, pod: corev1.Pod): string {
  switch (state) {
    case 'created':
      return 'Waiting for a node'
    case 'scheduled':
      return 'Scheduled'
    case 'pulling':
      return 'Pulling image'
    case 'starting':
      return 'Running, not ready'
    case 'ready':
      return 'Running'
    case 'last-known':
      return 'Running, last known'
    case 'stopping':
    case 'unconfirmed-stop':
      return 'Terminating'
    case 'does-not-fit':
      return 'Pending'
    default:
      return printedStatus(pod)
  }
}

function sinceAtMs(pod: corev1.Pod, epochMs: number): number | undefined {
  const text = pod.metadata?.deletionTimestamp ? undefined : pod.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
  const unixMs = text === undefined ? undefined : fromTimestamp(text)
  return unixMs === undefined ? undefined : unixMs - epochMs
}
