/**
 * The kubelets of all nodes: each takes the pods bound to its node through admission, pull, start,
 * readiness, crashes and termination. A silent kubelet does nothing and tells nothing; what its
 * pods were last seen to be stays. Stands for kubernetes/pkg/kubelet.
 */
import type * as corev1 from '#apis/corev1'
import type { Component } from '../component.ts'
import type { Draft } from '../draft.ts'
import { behaviourOf } from '../images.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { fnv32a } from '../random.ts'
import { recordEvent } from '../record-event.ts'
import { toTimestamp } from '../timestamps.ts'
import { admitPod } from './admission.ts'
import { evictFromNode } from './eviction.ts'
import { reportNodeReady } from './node-status.ts'
import { backOffDelayMs, firstRun, nodeImages, podRuns, readyAfterMs, silentNodes, type PodRun } from './pod-run.ts'
import { podStatus, pullError } from './pod-status.ts'
import { syncStandInPod } from './stand-in-kubelet.ts'

export const kubelet: Component = {
  name: 'kubelet',
  onWatchEvent: {
    pods: (draft, { object, previous, type }) => {
      const key = keyOf(object.metadata!)
      if (type === 'DELETED') podRuns(draft).delete(key)
      else if (object.spec?.nodeName && (!previous?.spec?.nodeName || previous.metadata!.deletionTimestamp !== object.metadata!.deletionTimestamp)) draft.wake(`pod/${key}`, 0)
    },
    nodes: (draft, { object, type }) => {
      if (type === 'ADDED') draft.wake(`node/${object.metadata!.name}`, draft.options.nodeReadyMs)
    },
  },
  onTimer: (draft, { key }) => {
    const name = key.slice(key.indexOf('/') + 1)
    if (key.startsWith('node/')) {
      if (!silentNodes(draft).has(name)) reportNodeReady(draft, name)
      return
    }
    const pod = draft.api.get('pods', name)
    if (key.startsWith('evict/')) {
      if (pod) evictFromNode(draft, pod, 'The node was low on resource: memory. ')
      return
    }
    if (pod?.spec?.nodeName && draft.api.get('nodes', pod.spec.nodeName) && !silentNodes(draft).has(pod.spec.nodeName)) (draft.options.realKubelet ? syncPod : syncStandInPod)(draft, pod)
  },
}

/** Everything a kubelet does to one pod in one step: level-triggered, from what it remembers and what the API says. */
export function syncPod(draft: Draft, pod: corev1.Pod): void {
  const key = keyOf(pod.metadata!)
  const run = podRuns(draft).get(key)
  if (pod.metadata!.deletionTimestamp) return stopPod(draft, pod, run)
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return
  if (!run) {
    if (admitPod(draft, pod)) enter(draft, pod, firstRun(draft.nowMs, draft.nowMs + draft.options.podStartMs))
    return
  }
  if (run.untilMs === undefined || run.untilMs > draft.nowMs) {
    report(draft, pod, run)
    return
  }
  enter(draft, pod, following(draft, pod, run))
}

/** The stage that follows one that has ended. */
function following(draft: Draft, pod: corev1.Pod, run: PodRun): PodRun {
  const { nowMs, options } = draft
  const next = (change: Partial<PodRun>): PodRun => Object.freeze({ ...run, sinceMs: nowMs, untilMs: undefined, ...change })
  const container = pod.spec!.containers![0]!
  const behaviour = behaviourOf(options.images, container.image!)
  const has = nodeImages(draft).has(`${pod.spec!.nodeName}/${container.image}`)
  const tell = (type: 'Normal' | 'Warning', reason: string, message: string) =>
    recordEvent(draft, 'pods', pod, { type, reason, message, fieldPath: `spec.containers{${container.name}}` }, 'kubelet', pod.spec!.nodeName)
  switch (run.stage) {
    case 'starting':
    case 'pull-failed':
      if (has && container.imagePullPolicy !== 'Always') {
        tell('Normal', 'Pulled', `Container image "${container.image}" already present on machine and can be accessed by the pod`)
        return start(draft, pod, run, tell)
      }
      tell('Normal', 'Pulling', `Pulling image "${container.image}"`)
      return next({ stage: 'pulling', untilMs: nowMs + (has ? 200 : (behaviour?.pullMs ?? 600)) })
    case 'pulling': {
      if (!behaviour) {
        tell('Warning', 'Failed', `Failed to pull image "${container.image}": ${pullError(container.image!)}`)
        tell('Warning', 'Failed', 'Error: ErrImagePull')
        const failures = run.failures + 1
        return next({ stage: 'pull-failed', failures, untilMs: nowMs + backOffDelayMs(failures, options.backOffMs, options.maxBackOffMs) })
      }
      nodeImages(draft).set(`${pod.spec!.nodeName}/${container.image}`, true)
      const took = `${(nowMs - run.sinceMs) / 1000}s`
      tell('Normal', 'Pulled', `Successfully pulled image "${container.image}" in ${took} (${took} including waiting). Image size: ${behaviour.sizeBytes} bytes.`)
      return start(draft, pod, { ...run, failures: 0 }, tell)
    }
    case 'running': {
      if (run.sinceMs + options.backOffResetMs <= nowMs) run = { ...run, failures: 0 }
      const failures = run.failures + 1
      const exited = { ...run, failures, exitCode: behaviour?.exitsAfterMs === undefined ? 1 : behaviour.exitCode }
      // After the first exit the container starts again at once; the wait begins with the second.
      if (failures === 1) return start(draft, pod, { ...exited, restarts: run.restarts + 1 }, tell)
      const { name, namespace, uid } = pod.metadata!
      tell('Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`)
      return next({ ...exited, stage: 'crashed', untilMs: nowMs + backOffDelayMs(failures - 1, options.backOffMs, options.maxBackOffMs), sinceMs: nowMs })
    }
    case 'crashed':
      return start(draft, pod, { ...run, restarts: run.restarts + 1 }, tell)
    case 'stopping':
      return run
  }
}

function start(draft: Draft, pod: corev1.Pod, run: PodRun, tell: (type: 'Normal', reason: string, message: string) => void): PodRun {
  tell('Normal', 'Created', 'Container created')
  tell('Normal', 'Started', 'Container started')
  const behaviour = behaviourOf(draft.options.images, pod.spec!.containers![0]!.image!)
  const exitsAfterMs = behaviour?.exitsAfterMs
  return Object.freeze({ ...run, stage: 'running', sinceMs: draft.nowMs, untilMs: exitsAfterMs === undefined ? undefined : draft.nowMs + exitsAfterMs })
}

function enter(draft: Draft, pod: corev1.Pod, run: PodRun): void {
  const key = keyOf(pod.metadata!)
  podRuns(draft).set(key, Object.freeze(run))
  if (run.untilMs !== undefined) draft.wake(`pod/${key}`, run.untilMs - draft.nowMs)
  report(draft, pod, run)
}

/** Writes the status of now, and comes back when readiness will turn. */
export function report(draft: Draft, pod: corev1.Pod, run: PodRun): void {
  const { nowMs, options } = draft
  const image = behaviourOf(options.images, pod.spec!.containers![0]!.image!)
  const after = run.stage === 'running' ? readyAfterMs(pod, image?.readyAfterMs) : undefined
  const ready = run.stage === 'running' && (run.forcedReady ?? (after !== undefined && run.sinceMs + after <= nowMs))
  if (!ready && after !== undefined && run.forcedReady === undefined) draft.wake(`pod/${keyOf(pod.metadata!)}`, run.sinceMs + after - nowMs)
  const seconds = Math.round(backOffDelayMs(run.failures - 1, options.backOffMs, options.maxBackOffMs) / 1000)
  const address = fnv32a(pod.metadata!.uid!)
  const status = podStatus(pod, run, {
    now: draft.api.now(),
    startedAt: toTimestamp(options.epochMs + run.sinceMs),
    ready,
    podIp: `10.244.${(address >>> 8) & 255}.${address & 255}`,
    hostIp: '10.0.0.1',
    backOff: seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`,
  })
  draft.api.updateStatus('pods', { ...pod, status }, { reason: { rule: `kubelet.${run.stage}` } })
}

/** SIGTERM, at most the grace period, then the object goes. */
function stopPod(draft: Draft, pod: corev1.Pod, run: PodRun | undefined): void {
  const key = keyOf(pod.metadata!)
  const { nowMs, options } = draft
  if (run?.stage === 'stopping') {
    if (nowMs >= run.untilMs!) draft.api.delete('pods', key, { gracePeriodSeconds: 0, reason: { rule: 'kubelet.removed' } })
    return
  }
  for (const { name } of run?.stage === 'running' ? pod.spec!.containers! : []) {
    recordEvent(draft, 'pods', pod, { type: 'Normal', reason: 'Killing', message: `Stopping container ${name}`, fieldPath: `spec.containers{${name}}` }, 'kubelet', pod.spec!.nodeName)
  }
  const stopMs = run?.stage === 'running' ? (behaviourOf(options.images, pod.spec!.containers![0]!.image!)?.stopMs ?? 0) : 0
  const graceMs = (pod.metadata!.deletionGracePeriodSeconds ?? 0) * 1000
  const untilMs = nowMs + Math.min(stopMs, graceMs) + options.podRemovalMs
  const stopping: PodRun = { ...(run ?? firstRun(nowMs, nowMs)), stage: 'stopping', sinceMs: nowMs, untilMs }
  podRuns(draft).set(key, Object.freeze(stopping))
  draft.wake(`pod/${key}`, untilMs - nowMs)
}
