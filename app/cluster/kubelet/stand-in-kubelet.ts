/**
 * A kubelet that only starts and stops: no pulls, no admission, no events. What its containers do is
 * read off their image's tag. Recordings of a real control plane were made with such stand-ins.
 */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { fnv32a } from '../random.ts'
import { toTimestamp } from '../timestamps.ts'
import { firstRun, podRuns, type PodRun, type Stage } from './pod-run.ts'
import { qosClassOf } from './pod-status.ts'
import { fieldOf } from '../kube-apiserver/watch.ts'

const slowToReadyMs = 1_500

/** What one of its containers does, by tag: `broken…`, `crash…`, `notready…`, `slow…`; any other runs and is ready. */
function behaviourOf(image: string): { readonly stage: Stage; readonly readyAfterMs: number | undefined } {
  const tag = image.slice(image.lastIndexOf(':') + 1)
  if (tag.startsWith('broken')) return { stage: 'pull-failed', readyAfterMs: undefined }
  if (tag.startsWith('crash')) return { stage: 'crashed', readyAfterMs: undefined }
  if (tag.startsWith('notready')) return { stage: 'running', readyAfterMs: undefined }
  return { stage: 'running', readyAfterMs: tag.startsWith('slow') ? slowToReadyMs : 0 }
}

/** Everything a stand-in does to one pod in one step. */
export function syncStandInPod(draft: Draft, key: string, pod: corev1.Pod): void {
  const { nowMs, options } = draft
  const run = podRuns(draft).get(key)
  if (pod.metadata!.deletionTimestamp) {
    if (run?.stage === 'stopping') {
      if (nowMs >= run.untilMs!) draft.api.delete('pods', key, { gracePeriodSeconds: 0, reason: { rule: 'kubelet.removed', nodeName: pod.spec!.nodeName, graceSeconds: pod.metadata!.deletionGracePeriodSeconds, rests: [fieldOf('pods', key, 'metadata.deletionTimestamp')] } })
      else draft.wake(key, run.untilMs! - nowMs)
    } else enter(draft, key, { ...(run ?? firstRun(pod, nowMs, nowMs)), stage: 'stopping', sinceMs: nowMs, untilMs: nowMs + options.podRemovalMs })
    return
  }
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return
  if (!run) return enter(draft, key, firstRun(pod, nowMs, nowMs + options.podStartMs))
  if (run.stage !== 'starting') return report(draft, key, pod, run)
  if (run.untilMs! > nowMs) return draft.wake(key, run.untilMs! - nowMs)
  const stages = pod.spec!.containers!.map(({ image }) => behaviourOf(image!).stage)
  const stage = stages.find((each) => each !== 'running') ?? 'running'
  const started: PodRun = { ...run, stage, sinceMs: nowMs, untilMs: undefined }
  enter(draft, key, started)
  report(draft, key, pod, started)
}

function enter(draft: Draft, key: string, run: PodRun): void {
  podRuns(draft).set(key, Object.freeze(run))
  if (run.untilMs !== undefined) draft.wake(key, run.untilMs - draft.nowMs)
}

function report(draft: Draft, key: string, pod: corev1.Pod, run: PodRun): void {
  const { nowMs } = draft
  const containerStatuses = pod.spec!.containers!.map((container) => {
    const { stage, readyAfterMs } = behaviourOf(container.image!)
    const readyAtMs = readyAfterMs === undefined ? Infinity : run.sinceMs + readyAfterMs
    const ready = stage === 'running' && (run.forcedReady ?? readyAtMs <= nowMs)
    if (stage === 'running' && !ready && run.forcedReady === undefined && readyAtMs < Infinity) draft.wake(key, readyAtMs - nowMs)
    return containerStatus(container, stage, ready, toTimestamp(draft.options.epochMs + run.sinceMs))
  })
  const now = draft.api.now()
  const status: corev1.PodStatus = {
    ...pod.status,
    phase: containerStatuses.some(({ state }) => state?.waiting?.reason === 'ImagePullBackOff') ? 'Pending' : 'Running',
    conditions: conditionsOf(pod, containerStatuses.every(({ ready }) => ready), now),
    containerStatuses,
    hostIP: '10.0.0.1',
    podIP: pod.status?.podIP ?? `10.244.0.${2 + (fnv32a(pod.metadata!.uid!) % 252)}`,
    qosClass: qosClassOf(pod),
    startTime: pod.status?.startTime ?? now,
  }
  draft.api.updateStatus('pods', { ...pod, status: { ...status, podIPs: [{ ip: status.podIP! }] } }, { reason: { rule: `kubelet.${run.stage}`, nodeName: pod.spec!.nodeName } })
}

function containerStatus({ name, image }: corev1.Container, stage: Stage, ready: boolean, startedAt: string): corev1.ContainerStatus {
  const failed = { 'pull-failed': { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` }, crashed: { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' } } as const
  const waiting = stage === 'pull-failed' || stage === 'crashed' ? failed[stage] : undefined
  return {
    image: image!,
    imageID: stage === 'pull-failed' ? '' : `sha256:${image}`,
    lastState: {},
    name: name!,
    ready,
    restartCount: stage === 'crashed' ? 1 : 0,
    started: stage === 'running',
    state: waiting ? { waiting } : { running: { startedAt } },
  }
}

/** The kubelet's own conditions, then the scheduler's. */
function conditionsOf(pod: corev1.Pod, ready: boolean, now: string): readonly corev1.PodCondition[] {
  const wanted = [['Initialized', true], ['Ready', ready], ['ContainersReady', ready], ['PodScheduled', true]] as const
  const known = pod.status?.conditions ?? []
  const own = wanted.map(([type, holds]): corev1.PodCondition => {
    const status = holds ? 'True' : 'False'
    const before = known.find((condition) => condition.type === type)
    return before?.status === status ? before : { type, status, lastTransitionTime: now }
  })
  return [...own, ...known.filter(({ type }) => !wanted.some(([each]) => each === type))]
}
