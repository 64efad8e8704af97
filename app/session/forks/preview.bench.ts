/** How long one waits for a preview, and what bringing a cluster to the worker costs the page: one JSON line per figure. */
import { clusterOf } from '#cluster/cluster.fixture'
import { newWorld, advanceWorld, performInWorld, type World } from '#timeline/world'
import { HeldCluster, pieces } from './cluster-difference.ts'
import { applyLine, previewApply } from './preview-apply.ts'

const print = (figure: string, value: number, unit: string, budget: number) => console.log(JSON.stringify({ figure, value: Math.round(value * 100) / 100, unit, budget }))
const manifest = (image: string, maxUnavailable: string | number, more = '') => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {rollingUpdate: {maxUnavailable: ${maxUnavailable}}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: "${image}"}]
${more}`

function running(count: number, maxUnavailable: string | number): World {
  const empty = newWorld(clusterOf(Array.from({ length: count }, (_, index) => ({ name: `node-${index + 1}`, labels: { disk: index % 3 === 0 ? 'hdd' : 'ssd' } }))))
  const [world] = performInWorld(empty, { shell: 'shell-1', line: applyLine, files: { 'manifest.yaml': manifest('nginx:1.27', maxUnavailable) } })
  return advanceWorld(world, world.cluster.nowMs + 60_000)
}

/** The cluster as the worker has it, a draft of its own to be made. */
function preview({ cluster, desk, applied }: World, text: string): string {
  const work = previewApply({ ...cluster }, { manifest: text, desk, applied })
  for (;;) {
    const { done, value } = work.next()
    if (done) return value.summary
  }
}

function longest(times: number, run: () => unknown): number {
  const all = Array.from({ length: times }, () => {
    const from = performance.now()
    run()
    return performance.now() - from
  })
  return all.sort((a, b) => a - b)[times >> 1]!
}

for (const [count, budget, times] of [[300, 300, 7], [5_000, 5_000, 1]] as const) {
  for (const maxUnavailable of [1, '10%']) {
    const world = running(count, maxUnavailable)
    const changed = manifest('nginx:1.28', maxUnavailable, '      nodeSelector: {disk: ssd}\n')
    if (times > 1) preview(world, changed)
    print(`preview of a new image on ${count} nodes, ${maxUnavailable} at a time`, longest(times, () => preview(world, changed)), 'ms', budget)
  }
  const { cluster } = running(count, 1)
  const held = new HeldCluster()
  let most = 0
  const whole = longest(1, () => {
    for (const piece of pieces(undefined, cluster)) {
      const from = performance.now()
      const copy = structuredClone(piece)
      most = Math.max(most, performance.now() - from)
      held.take(copy)
    }
  })
  print(`bringing ${count} nodes to a worker the first time`, whole, 'ms', 3_000)
  print(`of that the longest piece`, most, 'ms', 16)
  const later = advanceWorld(newWorld(cluster), cluster.nowMs + 1_000).cluster
  print(`bringing a worker with ${count} nodes one second on`, longest(5, () => [...pieces(cluster, later)].map((piece) => structuredClone(piece))), 'ms', 16)
}
