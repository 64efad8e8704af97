import { expect, test } from 'vitest'
import { advance, nextDueAtMs, perform } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import { join } from '#cluster/faults'
import { toScene } from './scene.ts'
import { podTransitions } from './transitions.ts'

test('a pod is bound once, whether or not it was seen waiting', () => {
  let cluster = applied(clusterOf(['node-1', 'node-2']), newDaemonSet())
  let nodes = toScene(cluster).nodes
  const told: string[] = []
  while (cluster.nowMs < 20_000) {
    cluster = advance(cluster, Math.min(nextDueAtMs(cluster) ?? 20_000, 20_000))
    const next = toScene(cluster).nodes
    for (const { node, pod } of podTransitions(nodes, next).bound) told.push(`${node} ${pod.state}`)
    nodes = next
  }
  expect(told).toEqual(['node-1 scheduled', 'node-2 scheduled'])
  const start = applied(clusterOf(['node-1', 'node-2']), newDaemonSet())
  const later = podTransitions(toScene(start).nodes, toScene(advance(start, 10_500)).nodes)
  expect([later.changed, later.bound.map(({ node, pod }) => `${node} ${pod.state}`)]).toEqual([2, ['node-1 pulling', 'node-2 pulling']])
})

test('what comes with a node, what is ready, and what has not changed travels nowhere', () => {
  const running = advance(applied(clusterOf(['node-1']), newDaemonSet()), 30_000)
  const before = toScene(running).nodes
  expect(podTransitions(before, before)).toEqual({ bound: [], changed: 0 })
  const [joined] = perform(running, 'fault', (draft) => join(draft, { name: 'node-2' }))
  expect(podTransitions(before, toScene(advance(joined, 90_000)).nodes)).toEqual({ bound: [], changed: 1 })
  expect(podTransitions(new Map(), before).bound).toEqual([])
})
