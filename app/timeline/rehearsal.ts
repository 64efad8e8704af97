/** What an act would come to: done on a copy of a world, which is then left alone until nothing more comes of it. */
import type { Observer } from '#cluster/advance'
import type { Answer } from './answer.ts'
import type { LabAct } from './lab-act.ts'
import { advanceWorld, performInWorld, type World } from './world.ts'

export interface Rehearsed {
  readonly answer: Answer
  readonly world: World
  /** Virtual ms from the act until nothing more came of it; undefined: it was still going on when we stopped looking. */
  readonly tookMs: number | undefined
}

/** Virtual ms between two looks. */
const stepMs = 1_000

/**
 * Does it and lets time pass until `isOver` (asked of the world once a virtual second), at most `longestMs`
 * (virtual). Yields once a step.
 */
export function* rehearse(world: World, act: LabAct, isOver: (world: World) => boolean, longestMs: number, observer: Observer = {}): Generator<undefined, Rehearsed> {
  const { nowMs } = world.cluster
  const [done, answer] = performInWorld(world, act, observer)
  let reached = advanceWorld(done, nowMs, observer)
  while (!isOver(reached)) {
    if (reached.cluster.nowMs >= nowMs + longestMs) return { answer, world: reached, tookMs: undefined }
    yield undefined
    reached = advanceWorld(reached, reached.cluster.nowMs + stepMs, observer)
  }
  return { answer, world: reached, tookMs: reached.cluster.nowMs - nowMs }
}
