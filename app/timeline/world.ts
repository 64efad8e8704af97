/**
 * All that acts change and that time moves: today the cluster. What else a session works at (the
 * files and waiting commands of a shell) belongs in here beside it, so that seeking brings it along.
 */
import { advance, type Observer } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import { performAct, type Act } from './act.ts'
import type { Answer } from './answer.ts'

export interface World {
  readonly cluster: Cluster
}

/** The world at `untilMs` (virtual ms, not before its now), or at the instant at which the observer stopped it. */
export const advanceWorld = ({ cluster }: World, untilMs: number, observer: Observer = {}): World => ({ cluster: advance(cluster, untilMs, observer) })

/** The world after an act, and what came back; the very same world where the act was refused and changed nothing. */
export function performInWorld(world: World, act: Act, observer: Observer = {}): [World, Answer] {
  const [cluster, answer] = performAct(world.cluster, act, observer)
  return [hasEffect(answer) ? { cluster } : world, answer]
}

/** Does an act with this answer belong in a recording? */
export const hasEffect = ({ refused, changed }: Answer): boolean => !refused || changed === true
