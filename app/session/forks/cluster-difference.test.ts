import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance } from '#cluster/advance'
import { clusterOf } from '#cluster/cluster.fixture'
import { serializeCluster, type Cluster } from '#cluster/cluster'
import { beginning, stepped, walk } from '#cluster/random-walk.fixture'
import { HeldCluster, pieces } from './cluster-difference.ts'

/** Sends it as a worker would get it; answers how many values went along. */
function send(held: HeldCluster, from: Cluster | undefined, to: Cluster): number {
  let values = 0
  for (const piece of pieces(from, to)) {
    if ('set' in piece) values += piece.set.length
    held.take(structuredClone(piece))
  }
  return values
}

const orders = ({ objects, memory }: Cluster) => [...Object.entries(objects), ...Object.entries(memory)].map(([name, table]) => [name, [...table.keys()]] as const).sort(([a], [b]) => (a < b ? -1 : 1))

test('a cluster that is sent along arrives the same, goes on the same, in whatever order its moments are sent', () => {
  fc.assert(fc.property(walk, fc.array(fc.nat(20), { maxLength: 6 }), (steps, visits) => {
    const moments = [beginning(1)]
    for (const step of steps) moments.push(stepped(moments.at(-1)!, step))
    const held = new HeldCluster()
    let last: Cluster | undefined
    for (const visit of [...moments.keys(), ...visits]) {
      const cluster = moments[visit % moments.length]!
      send(held, last, cluster)
      last = cluster
      expect(serializeCluster(held.cluster)).toBe(serializeCluster(cluster))
      expect(orders(held.cluster)).toEqual(orders(cluster))
    }
    const untilMs = last!.nowMs + 60_000
    expect(serializeCluster(advance(held.cluster, untilMs))).toBe(serializeCluster(advance(last!, untilMs)))
  }), { numRuns: 20 })
})

test('only what is another value is sent again', () => {
  const cluster = clusterOf(Array.from({ length: 1_000 }, (_, index) => `node-${index + 1}`))
  const held = new HeldCluster()
  expect(send(held, undefined, cluster)).toBeGreaterThan(2_000)
  expect(send(held, cluster, cluster)).toBe(0)
  const earlier = held.cluster
  const later = advance(cluster, cluster.nowMs + 1)
  expect(send(held, cluster, later)).toBe(0)
  expect([earlier.nowMs, held.cluster.nowMs]).toEqual([cluster.nowMs, cluster.nowMs + 1])
})
