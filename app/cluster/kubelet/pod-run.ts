/**
 * What a kubelet knows about the pods it runs: how far each container has come and until when.
 * Plain data, part of the cluster; the pictures read it too.
 */
import type * as corev1 from '#apis/corev1'
import { memoryTable } from '../draft.ts'

/** How far a pod has come on its node, told by the container that lags most. */
export type Stage = 'starting' | 'pulling' | 'pull-failed' | 'running' | 'crashed' | 'stopping'

/** How far one container has come. `waiting`: others come first; `exited`: it has ended and will not start again. */
export type ContainerStage = 'waiting' | 'pulling' | 'pull-failed' | 'running' | 'crashed' | 'exited'

/** One container of a pod. Instants in virtual ms. */
export interface ContainerRun {
  readonly stage: ContainerStage
  readonly sinceMs: number
  /** When the stage ends by itself; undefined: it lasts. */
  readonly untilMs: number | undefined
  /** Restarts so far. */
  readonly restarts: number
  /** Failed pulls, or exits, in a row: decides the next delay. */
  readonly failures: number
  /** How it ended last time; undefined: it never did. */
  readonly last: { readonly exitCode: number; readonly startedAtMs: number; readonly finishedAtMs: number } | undefined
  /** The exit code that a fault has in store for it, in place of its image's. */
  readonly dies: number | undefined
  /** A probe that fails, how often it has in a row, and when it is asked next. */
  readonly probe: { readonly kind: 'liveness' | 'startup'; readonly failures: number; readonly nextMs: number } | undefined
}

/** One pod. Instants in virtual ms. */
export interface PodRun {
  readonly stage: Stage
  readonly sinceMs: number
  /** When the stage ends by itself; undefined: it lasts. */
  readonly untilMs: number | undefined
  /** Init containers, then the others, in the order of the spec. */
  readonly containers: readonly ContainerRun[]
  /** What a fault says about readiness, in place of the images' own behaviour. */
  readonly forcedReady: boolean | undefined
}

/** By pod key. Levels and rings are how far `now` is between `sinceMs` and `untilMs`. */
export const podRuns = memoryTable<PodRun>('kubelet/pods')

/** Nodes whose kubelet is silent, with the virtual ms since which. */
export const silentNodes = memoryTable<number>('kubelet/silent')

/** Images that a node has: `node/image`. */
export const nodeImages = memoryTable<true>('kubelet/images')

/** What a container is for: it ends before the others start, runs beside them from the start, or is one of them. */
export type Role = 'init' | 'sidecar' | 'main'

/** A container with its role. */
export interface Part {
  readonly container: corev1.Container
  readonly role: Role
}

/** Pods of one template share their lists of containers. */
const known = new WeakMap<object, { readonly init: unknown; readonly parts: readonly Part[] }>()

/** A pod's containers in the order in which they start. */
export function partsOf({ spec }: corev1.Pod): readonly Part[] {
  const { containers = [], initContainers: init } = spec!
  const found = known.get(containers)
  if (found && found.init === init) return found.parts
  const parts = [
    ...(init ?? []).map((container): Part => ({ container, role: container.restartPolicy === 'Always' ? 'sidecar' : 'init' })),
    ...containers.map((container): Part => ({ container, role: 'main' })),
  ]
  known.set(containers, { init, parts })
  return parts
}

/** A container that has not begun. */
export const unbegun = (nowMs: number): ContainerRun => Object.freeze({ stage: 'waiting', sinceMs: nowMs, untilMs: undefined, restarts: 0, failures: 0, last: undefined, dies: undefined, probe: undefined })

/** A pod that its kubelet has just taken on. */
export const firstRun = (pod: corev1.Pod, nowMs: number, untilMs: number): PodRun => {
  const fresh = unbegun(nowMs)
  return { stage: 'starting', sinceMs: nowMs, untilMs, containers: Object.freeze(partsOf(pod).map(() => fresh)), forcedReady: undefined }
}

/** 10 s, 20 s, 40 s … up to the cap, after `failures` in a row. */
export const backOffDelayMs = (failures: number, firstMs: number, longestMs: number): number => Math.min(firstMs * 2 ** Math.max(0, failures - 1), longestMs)
