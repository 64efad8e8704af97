/**
 * Everything a kubelet does to one pod in one step: level-triggered, from what it remembers and what
 * the API says. Init containers run one after another, sidecars stay, then the others run side by
 * side, each on its own. Stands for kubernetes/pkg/kubelet: syncPod and computePodActions.
 */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { fnv32a } from '../random.ts'
import { toTimestamp } from '../timestamps.ts'
import { admitPod } from './admission.ts'
import { behaviourOfContainer, readyAtMs, startedAtMs } from './container-behaviour.ts'
import { backOffDelayMs, firstRun, partsOf, podRuns, type ContainerRun, type Part, type PodRun } from './pod-run.ts'
import { podStatus, type ContainerReport } from './pod-status.ts'
import { stopPod } from './stop-pod.ts'
import { dueMs, siteOf, syncContainer } from './sync-container.ts'

/** Brings the pod as far as it can be now and tells the API server. */
export function syncPod(draft: Draft, key: string, pod: corev1.Pod): void {
  const run = podRuns(draft).get(key)
  if (pod.metadata!.deletionTimestamp) return stopPod(draft, key, pod, run)
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return
  if (!run) {
    if (admitPod(draft, pod)) enter(draft, key, pod, firstRun(pod, draft.nowMs, draft.nowMs + draft.options.podStartMs))
  } else if (run.stage === 'starting' && (run.untilMs ?? 0) > draft.nowMs) report(draft, key, pod, run)
  else enter(draft, key, pod, summarized(syncContainers(draft, pod, run.containers), run))
}

function syncContainers(draft: Draft, pod: corev1.Pod, runs: readonly ContainerRun[]): readonly ContainerRun[] {
  let mayBegin = true
  let changed = false
  const next = partsOf(pod).map((part, index) => {
    const before = runs[index]!
    const after = before.stage === 'waiting' && !mayBegin ? before : syncContainer(siteOf(draft, pod, part), before)
    if (after !== before) changed = true
    if (part.role !== 'main') mayBegin &&= isDone(draft, part, after)
    return after
  })
  return changed ? Object.freeze(next) : runs
}

/** May what comes after this init container begin? */
function isDone(draft: Draft, { container, role }: Part, run: ContainerRun): boolean {
  if (role === 'init') return run.stage === 'exited' && run.last?.exitCode === 0
  return startedAtMs(container, run, behaviourOfContainer(draft.options.images, container, role)) <= draft.nowMs
}

const lagging = ['pull-failed', 'crashed', 'pulling'] as const

/** The pod as its most troubled container is. */
function summarized(containers: readonly ContainerRun[], { forcedReady }: PodRun): PodRun {
  const worst = lagging.map((stage) => containers.find((each) => each.stage === stage)).find((found) => found !== undefined)
  const { stage, sinceMs, untilMs } = worst ?? containers.find((each) => each.stage === 'running') ?? containers.at(-1)!
  return { stage: stage === 'waiting' || stage === 'exited' ? 'running' : stage, sinceMs, untilMs, containers, forcedReady }
}

function enter(draft: Draft, key: string, pod: corev1.Pod, run: PodRun): void {
  podRuns(draft).set(key, Object.freeze(run))
  report(draft, key, pod, run)
}

/** Writes the status of now, and comes back when something will turn. */
function report(draft: Draft, key: string, pod: corev1.Pod, run: PodRun): void {
  const { nowMs, options } = draft
  const parts = partsOf(pod)
  let nextMs = run.stage === 'starting' ? run.untilMs! : Infinity
  const reports = run.containers.map((each, index): ContainerReport => {
    const { container, role } = parts[index]!
    const image = each.stage === 'running' ? behaviourOfContainer(options.images, container, role) : undefined
    const started = startedAtMs(container, each, image)
    const readyAt = readyAtMs(container, each, image)
    const isReady = role === 'init' ? each.stage === 'exited' && each.last!.exitCode === 0 : each.stage === 'running' && (role === 'main' ? (run.forcedReady ?? readyAt <= nowMs) : readyAt <= nowMs)
    nextMs = Math.min(nextMs, dueMs(each), started > nowMs ? started : Infinity, readyAt > nowMs ? readyAt : Infinity)
    return { container, role, run: each, ready: isReady, started: started <= nowMs, backOffMs: backOffDelayMs(each.failures - 1, options.backOffMs, options.maxBackOffMs) }
  })
  const address = fnv32a(pod.metadata!.uid!)
  const status = podStatus(pod, reports, {
    now: draft.api.now(),
    toTimestamp: (atMs) => toTimestamp(options.epochMs + atMs),
    hasSandbox: run.stage !== 'starting',
    podIp: `10.244.${(address >>> 8) & 255}.${address & 255}`,
    hostIp: '10.0.0.1',
  })
  const before = draft.api.resourceVersion
  draft.api.updateStatus('pods', { ...pod, status }, { reason: { rule: `kubelet.${run.stage}`, nodeName: pod.spec!.nodeName } })
  if (draft.api.resourceVersion > before) draft.goOnFromWrite()
  if (nextMs < Infinity) draft.wake(key, nextMs - nowMs)
}
