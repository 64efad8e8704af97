import { expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import { advance, perform } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import type { Cluster } from '#cluster/cluster'
import { crash, evict, fail, join, leave, recover } from '#cluster/faults'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { podsByNode } from './pods-by-node.ts'
import { toScene, type Scene } from './scene.ts'

const names = Array.from({ length: 8 }, (_, index) => `node-${index + 1}`)
const where = (node: string) => ({ node, labels: { app: 'agent' } })
const strategy = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3, maxSurge: 0 } } }

/** What befalls the cluster, and when. */
const acts: readonly (readonly [atMs: number, act: (cluster: Cluster) => Cluster])[] = [
  [11_000, (cluster) => applied(cluster, newDaemonSet(strategy))],
  [20_000, (cluster) => perform(cluster, 'fault', (draft) => fail(draft, 'node-2'))[0]],
  [22_000, (cluster) => perform(cluster, 'fault', (draft) => join(draft, { name: 'node-9', labels: { 'topology.kubernetes.io/zone': 'b' } }))[0]],
  [25_000, (cluster) => perform(cluster, 'fault', (draft) => crash(draft, where('node-3')))[0]],
  [26_000, (cluster) => perform(cluster, 'fault', (draft) => evict(draft, where('node-4')))[0]],
  [30_000, (cluster) => applied(cluster, newDaemonSet(strategy, {}, 'nginx:1.26'))],
  [40_000, (cluster) => perform(cluster, 'fault', (draft) => leave(draft, 'node-5'))[0]],
  [90_000, (cluster) => perform(cluster, 'fault', (draft) => recover(draft, 'node-2'))[0]],
  [100_000, (cluster) => perform(cluster, 'kubectl', (draft) => draft.api.delete('daemonsets', 'default/agent'))[0]],
]

/** The index as one would make it without remembering anything. */
function plainIndex({ objects }: Cluster): Record<string, readonly string[]> {
  const index: Record<string, string[]> = {}
  for (const pod of objects.pods.values()) (index[targetNodeName(pod) ?? ''] ??= []).push(pod.metadata!.name!)
  delete index['']
  return index
}

const printed = (index: ReadonlyMap<string, readonly corev1.Pod[]>) => Object.fromEntries([...index].map(([name, pods]) => [name, pods.map(({ metadata }) => metadata!.name!)]))

test('following the cluster step by step gives the same picture as looking at it anew', () => {
  let cluster = clusterOf(names)
  let scene: Scene | undefined
  let kept = 0
  const left = [...acts]
  for (let atMs = 10_000; atMs < 130_000; atMs += 300) {
    cluster = advance(cluster, atMs)
    while (left[0] && left[0][0] <= atMs) cluster = left.shift()![1](cluster)
    expect(printed(podsByNode(cluster))).toEqual(plainIndex(cluster))
    const followed = toScene(cluster, undefined, scene)
    expect(followed).toEqual(toScene(cluster))
    for (const [name, node] of followed.nodes) if (scene?.nodes.get(name) === node) kept++
    scene = followed
  }
  expect(kept).toBeGreaterThan(3_000)
})
