/** How a cluster begins. */
import { advance, type Observer } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import type { Cluster } from '#cluster/cluster'
import type { JoiningNode } from '#cluster/faults'
import { performAct } from './act.ts'

/**
 * Machines that join at once, and the moment at which a person may act first. The start of a lesson
 * is only named: whoever opens the session brings its cluster along, as an `Opening`.
 */
export interface Start {
  readonly seed: number
  readonly nodes: readonly JoiningNode[]
  readonly readyAtMs: number
  /** Id of the lesson whose start state this is; then `nodes` is empty. */
  readonly lesson?: string
  /** Begun from a lesson, and no lesson any more: a sandbox without tasks. */
  readonly free?: true
}

/** A start that is made elsewhere. */
export interface Opening {
  readonly cluster: Cluster
  /** What the shells find beside the editor's file. */
  readonly files: Readonly<Record<string, string>>
}

/** The cluster at its start. */
export function startOf({ seed, nodes, readyAtMs }: Start, observer: Observer = {}): Cluster {
  const [joined] = performAct(bootCluster(seed), { join: nodes }, observer)
  return advance(joined, readyAtMs, observer)
}
