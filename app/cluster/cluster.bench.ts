/** How fast the core is: `npm run bench` prints one JSON line per figure. Nothing here is asserted. */
import { advance } from './advance.ts'
import { applied, clusterOf, counters, newDaemonSet } from './cluster.fixture.ts'
import type { Cluster } from './cluster.ts'

const nodes = (count: number) => Array.from({ length: count }, (_, i) => `node-${i + 1}`)
const print = (figure: string, value: number, unit: string, budget: number) => console.log(JSON.stringify({ figure, value: Math.round(value * 100) / 100, unit, budget }))
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!

function timed(times: number, start: () => Cluster, run: (cluster: Cluster) => Cluster): { ms: number; end: Cluster } {
  const all: number[] = []
  let end: Cluster | undefined
  for (let i = 0; i < times; i++) {
    const cluster = start()
    const from = performance.now()
    end = run(cluster)
    all.push(performance.now() - from)
  }
  return { ms: median(all), end: end! }
}

/** Advances until the DaemonSet reports all of its pods updated and available. */
function untilDone(cluster: Cluster): Cluster {
  return advance(cluster, cluster.nowMs + 100_000_000, {
    afterInstant: (draft) => {
      const { metadata, status } = draft.api.get('daemonsets', 'default/agent')!
      const { desiredNumberScheduled: desired, updatedNumberScheduled: updated, numberAvailable: available, observedGeneration } = status!
      return observedGeneration === metadata!.generation && desired! > 0 && updated === desired && available === desired ? 'stop' : undefined
    },
  })
}

const perPod = new Map<number, number>()
for (const [count, budget, times] of [[1_000, 150, 9], [5_000, 1_000, 3], [10_000, 2_500, 3]] as const) {
  const { ms, end } = timed(times, () => clusterOf(nodes(count)), (cluster) => untilDone(applied(cluster, newDaemonSet())))
  if (counters(end)[4] !== count) throw new Error(`only ${counters(end)[4]} of ${count} pods are available`)
  perPod.set(count, ms / count)
  print(`apply to all ready, ${count} nodes`, ms, 'ms', budget)
}
print('cost per pod at 10,000 nodes against 1,000', perPod.get(10_000)! / perPod.get(1_000)!, 'times', 1.5)

for (const [name, maxUnavailable] of [['one at a time', 1], ['at 10 %', '10%']] as const) {
  const strategy = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge: 0 } } }
  const start = () => untilDone(applied(clusterOf(nodes(1_000)), newDaemonSet(strategy)))
  print(`rolling update of 1,000 nodes ${name}`, timed(3, start, (cluster) => untilDone(applied(cluster, newDaemonSet(strategy, {}, 'nginx:1.28')))).ms, 'ms', 1_000)
}

globalThis.gc?.()
const before = process.memoryUsage().heapUsed
const big = untilDone(applied(clusterOf(nodes(10_000)), newDaemonSet()))
globalThis.gc?.()
print(`heap with ${big.objects.pods.size} pods`, (process.memoryUsage().heapUsed - before) / 1e6, 'MB', 150)
