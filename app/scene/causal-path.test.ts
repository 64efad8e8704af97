import { expect, test } from 'vitest'
import { advance, perform, type Observer } from '#cluster/advance'
import { clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import type { Cluster } from '#cluster/cluster'
import { fail } from '#cluster/faults'
import { pathAfter, quietPath, type CausalPath } from './causal-path.ts'
import { happeningOf, type Happening } from './story/happening.ts'

/** The path after each instant in which something happened, as `*title words` with a star for who acted. */
function told(start: Cluster, act: (cluster: Cluster, observer: Observer) => Cluster, untilMs: number): readonly string[][] {
  let path: CausalPath = quietPath
  const steps: string[][] = []
  const byInstant = new Map<number, Happening[]>()
  const observer: Observer = {
    onWatchEvent: (event) => {
      const happening = happeningOf(event)
      if (happening) byInstant.set(happening.atMs, [...(byInstant.get(happening.atMs) ?? []), happening])
    },
  }
  advance(act(start, observer), untilMs, observer)
  for (const happenings of byInstant.values()) {
    const next = pathAfter(path, happenings)
    if (next === path) continue
    path = next
    steps.push(path.filter(({ acts }) => acts).map(({ title, words }) => `${title} ${words}`))
  }
  return steps
}

test('a pod comes past the controller, the scheduler and the kubelet, and each time past the API server', () => {
  const create = (cluster: Cluster, observer: Observer) => perform(cluster, 'kubectl', (draft) => draft.api.create('daemonsets', newDaemonSet()), observer)[0]
  expect(told(clusterOf(['node-1', 'node-2']), create, 20_000)).toEqual([
    ['API server takes your change'],
    ['DaemonSet controller creates 2 pods', 'API server stores the pod'],
    ['API server stores the binding', 'Scheduler binds 2 pods'],
    ['API server stores the pod’s status', 'Kubelets of 2 nodes pull the image'],
    ['API server stores that it is ready', 'Kubelets of 2 nodes run pods, ready'],
  ])
})

test('a node that falls silent is heard of no more, and the node controller says so', () => {
  const cut = (cluster: Cluster, observer: Observer) => perform(cluster, 'fault', (draft) => fail(draft, 'node-1'), observer)[0]
  expect(told(clusterOf(['node-1', 'node-2']), cut, 100_000)).toEqual([['Node controller hears nothing from node-1', 'API server stores NotReady']])
})

test('who did nothing keeps what it did last, and is not lit', () => {
  const pod = { id: 1, node: 'node-1', resource: 'pods', key: 'default/agent-1', detail: '', hash: '' } as const
  const bound: Happening = { ...pod, kind: 'pod-bound', atMs: 0, by: 'default-scheduler' }
  const pulls: Happening = { ...pod, kind: 'pod-pulls', atMs: 1, by: 'kubelet' }
  expect(pathAfter(pathAfter(quietPath, [bound]), [pulls]).map(({ words, acts }) => [words, acts])).toEqual([
    ['wants a pod on each eligible node', false], ['stores the pod’s status', true], ['binds the pod to node-1', false], ['on node-1 pulls the image', true],
  ])
})
