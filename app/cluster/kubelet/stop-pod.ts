/** How a pod ends on its node: hooks and SIGTERM, at most the grace period, then the object goes. Sidecars end after the others. */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import { recordEvent } from '../record-event.ts'
import { behaviourOfContainer } from './container-behaviour.ts'
import { firstRun, partsOf, podRuns, type PodRun } from './pod-run.ts'
import { fieldOf } from '../kube-apiserver/watch.ts'

/** Begins the end, or takes the object away when the containers have ended. */
export function stopPod(draft: Draft, key: string, pod: corev1.Pod, run: PodRun | undefined): void {
  const { nowMs, options } = draft
  if (run?.stage === 'stopping') {
    // Woken too early, the timer is spent: it has to be set again.
    if (nowMs < run.untilMs!) draft.wake(key, run.untilMs! - nowMs)
    else draft.api.delete('pods', key, { gracePeriodSeconds: 0, reason: { rule: 'kubelet.removed', nodeName: pod.spec!.nodeName, graceSeconds: pod.metadata!.deletionGracePeriodSeconds, rests: [fieldOf('pods', key, 'metadata.deletionTimestamp')] } })
    return
  }
  const longest = { init: 0, main: 0, sidecar: 0 }
  partsOf(pod).forEach(({ container, role }, index) => {
    if (run?.containers[index]?.stage !== 'running') return
    const list = role === 'main' ? 'containers' : 'initContainers'
    recordEvent(draft, 'pods', pod, { type: 'Normal', reason: 'Killing', message: `Stopping container ${container.name}`, fieldPath: `spec.${list}{${container.name}}` }, 'kubelet', pod.spec!.nodeName)
    const stopMs = preStopMs(container) + (behaviourOfContainer(options.images, container, role)?.stopMs ?? 0)
    longest[role] = Math.max(longest[role], stopMs)
  })
  const graceMs = (pod.metadata!.deletionGracePeriodSeconds ?? 0) * 1000
  const untilMs = nowMs + Math.min(Math.max(longest.init, longest.main) + longest.sidecar, graceMs) + options.podRemovalMs
  podRuns(draft).set(key, Object.freeze({ ...(run ?? firstRun(pod, nowMs, nowMs)), stage: 'stopping', sinceMs: nowMs, untilMs }))
  draft.wake(key, untilMs - nowMs)
}

/** How long a hook before the end takes: as long as it sleeps. */
function preStopMs({ lifecycle }: corev1.Container): number {
  const { sleep, exec } = lifecycle?.preStop ?? {}
  return (sleep?.seconds ?? Number(/\bsleep (\d+)/.exec(exec?.command?.join(' ') ?? '')?.[1] ?? 0)) * 1000
}
