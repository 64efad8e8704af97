/** Plays what-ifs of a lesson in the worker, under several seeds. */
import type { Cluster } from '#cluster/cluster'
import type { WhatIfInput, WhatIfOutcome } from '#lesson/what-if'
import { playOnFork } from '../forks/fork-jobs.ts'

/** What would come of it. Where the work itself broke it counts as not held, and says so. */
export async function playWhatIfAside(cluster: Cluster, input: WhatIfInput): Promise<WhatIfOutcome> {
  const outcome = await playOnFork('what-if', cluster, input)
  if (outcome.is === 'done') return outcome.value
  const found = outcome.is === 'failed' ? outcome.why : 'it was called off'
  return { name: input.whatIf.name, held: false, untilMs: cluster.nowMs, tried: [], reason: { passed: false, found, expected: 'a copy of the cluster that can be played', look: [] } }
}
