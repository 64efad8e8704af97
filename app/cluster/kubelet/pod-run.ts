/**
 * What a kubelet knows about a pod it runs: how far it has come and until when. Left out: several
 * containers of one pod move together, at the pace of the slowest, and init containers are not run.
 */
import type * as corev1 from '#apis/corev1'
import { memoryTable } from '../draft.ts'

/** How far a pod has come on its node. */
export type Stage = 'starting' | 'pulling' | 'pull-failed' | 'running' | 'crashed' | 'stopping'

/** Instants in virtual ms. */
export interface PodRun {
  readonly stage: Stage
  readonly sinceMs: number
  /** When the stage ends by itself; undefined: it lasts. */
  readonly untilMs: number | undefined
  /** Restarts so far. */
  readonly restarts: number
  /** Failed pulls, or crashes, in a row: decides the next delay. */
  readonly failures: number
  readonly exitCode: number
  /** What a fault says about readiness, in place of the image's own behaviour. */
  readonly forcedReady: boolean | undefined
}

/** By pod key. The picture reads it too: levels and rings are how far `now` is between `sinceMs` and `untilMs`. */
export const podRuns = memoryTable<PodRun>('kubelet/pods')

/** Nodes whose kubelet is silent, with the virtual ms since which. */
export const silentNodes = memoryTable<number>('kubelet/silent')

/** Images that a node has: `node/image`. */
export const nodeImages = memoryTable<true>('kubelet/images')

export const firstRun = (nowMs: number, untilMs: number): PodRun =>
  Object.freeze({ stage: 'starting', sinceMs: nowMs, untilMs, restarts: 0, failures: 0, exitCode: 0, forcedReady: undefined })

/** 10 s, 20 s, 40 s … up to the cap, after `failures` in a row. */
export const backOffDelayMs = (failures: number, firstMs: number, longestMs: number): number => Math.min(firstMs * 2 ** Math.max(0, failures - 1), longestMs)

/** When the readiness probe first succeeds, in ms after the start; 0 without a probe, undefined never. */
export function readyAfterMs(pod: corev1.Pod, imageReadyAfterMs: number | undefined): number | undefined {
  const probe = pod.spec?.containers?.find(({ readinessProbe }) => readinessProbe)?.readinessProbe
  if (!probe) return 0
  if (imageReadyAfterMs === undefined) return undefined
  const [firstMs, periodMs] = [(probe.initialDelaySeconds ?? 0) * 1000, (probe.periodSeconds ?? 10) * 1000]
  const misses = Math.max(0, Math.ceil((imageReadyAfterMs - firstMs) / periodMs))
  return firstMs + misses * periodMs + ((probe.successThreshold ?? 1) - 1) * periodMs
}
