import { expect, test } from 'vitest'
import { advanceWorld, newWorld, performInWorld, type World } from '#timeline/world'
import { beginChecks, scopeSince } from './checks/check-watch.ts'
import { viewOfCluster } from './cluster-view.ts'
import { holds } from './expressions.ts'
import type { LessonAct } from './format/act-fields.ts'
import { labActs } from './lab-acts.ts'
import { checking } from './lesson.fixture.ts'
import { playWhatIf, type WhatIfInput } from './what-if.ts'

/** The session's world after a replay is watched in it, as `session/lesson/watch.ts` plays it. */
function watched(world: World, acts: readonly LessonAct[], seed: number | undefined, untilMs: number): World {
  let [now] = performInWorld(world, { watch: 'it', ...(seed !== undefined && { seed }) })
  for (const act of acts) {
    if ('wait' in act) now = advanceWorld(now, now.cluster.nowMs + act.wait)
    else for (const each of labActs(act, now.cluster, {}, 'shell-1')) now = advanceWorld(performInWorld(now, each)[0], now.cluster.nowMs)
  }
  return advanceWorld(now, Math.max(untilMs, now.cluster.nowMs))
}

test('what is watched falls out as it was judged, under each seed', () => {
  const run = checking('- {that: "false"}')
  run.act({ apply: 'manifest.yaml' })
  run.wait(20_000)
  const { cluster } = run
  const firstIs = (node: string) => `podsOn("ds/logs", "${node}").exists(p, p.upToDate)`
  const acts: readonly LessonAct[] = [{ kubectl: 'set image ds/logs collector=fluent-bit:3.2' }, { wait: 4_000 }]
  // eslint-disable-next-line unicorn/no-thenable -- the word of the format
  const judged = (node: string) => playWhatIf(cluster, { name: 'an update', acts, then: [{ that: firstIs(node) }] } as WhatIfInput['whatIf'], {}, [1, 2, 3, 4, 5, 6, 7, 8])
  const ways = ['node-1', 'node-2'].flatMap((node) => judged(node).tried.map((tried) => ({ node, ...tried })))
  expect(ways.some(({ held }) => held) && ways.some(({ held }) => !held)).toBe(true)
  for (const { node, seed, held, untilMs } of ways) {
    const view = viewOfCluster(watched(newWorld(cluster), acts, seed, untilMs).cluster)
    expect([node, seed, holds(firstIs(node), scopeSince(view, beginChecks([], view)))]).toEqual([node, seed, held])
  }
})
