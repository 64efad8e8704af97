/** How a cluster begins. */
import { advance, type Observer } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import type { Cluster } from '#cluster/cluster'
import type { JoiningNode } from '#cluster/faults'
import { performAct } from './act.ts'

/** Machines that join at once, and the moment at which a person may act first. */
export interface Start {
  readonly seed: number
  readonly nodes: readonly JoiningNode[]
  readonly readyAtMs: number
}

/** The cluster at its start. */
export function startOf({ seed, nodes, readyAtMs }: Start, observer: Observer = {}): Cluster {
  const [joined] = performAct(bootCluster(seed), { join: nodes }, observer)
  return advance(joined, readyAtMs, observer)
}
