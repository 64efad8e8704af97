import { describe, expect, test } from 'vitest'
import { advance, perform } from './advance.ts'
import { serializeCluster } from './cluster.ts'
import { applied, clusterOf, counters, newDaemonSet, nodesWithPods, reasons } from './cluster.fixture.ts'
import { evict, fail, join, leave, recover } from './faults.ts'

const three = ['node-1', 'node-2', 'node-3']
const controlPlane = { name: 'cp-1', taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
const running = (nodes: Parameters<typeof clusterOf>[0] = three, ...daemonSet: Parameters<typeof newDaemonSet>) =>
  advance(applied(clusterOf(nodes), newDaemonSet(...daemonSet)), 40_000)
const onNodes = (cluster: ReturnType<typeof running>, write: Parameters<typeof perform>[2]) => perform(cluster, 'fault', write)[0]
const uids = (cluster: ReturnType<typeof running>) => [...cluster.objects.pods.values()].map((pod) => pod.metadata!.uid)

describe('a DaemonSet follows the nodes', () => {
  test('one pod on every eligible node [DS1]', () => {
    const cluster = running([...three, controlPlane])
    expect(nodesWithPods(cluster)).toEqual(three)
    expect(counters(cluster)).toEqual([3, 3, 3, 3, 3])
    expect(reasons(cluster)).toEqual(['NodeReady', 'RegisteredNode', 'SuccessfulCreate', 'Scheduled', 'Pulling', 'Pulled', 'Created', 'Started'])
  })

  test('a node that joins gets its pod, without a rollout [NL1]', () => {
    const cluster = advance(onNodes(running(), (draft) => join(draft, { name: 'node-4' })), 80_000)
    expect(nodesWithPods(cluster)).toEqual([...three, 'node-4'])
    expect(counters(cluster)).toEqual([4, 4, 4, 4, 4])
  })

  test('a node that leaves takes its pod along within 40 to 80 seconds [NL2]', () => {
    const left = onNodes(running(), (draft) => leave(draft, 'node-2'))
    expect(nodesWithPods(advance(left, 79_000))).toContain('node-2')
    const later = advance(left, 125_000)
    expect(nodesWithPods(later)).toEqual(['node-1', 'node-3'])
    expect(counters(later)).toEqual([2, 2, 2, 2, 2])
  })

  test('a pod that is deleted comes again on the same node under another name', () => {
    const before = running()
    const [key] = [...before.objects.pods.keys()]
    const after = advance(perform(before, 'kubectl', (draft) => draft.api.delete('pods', key!))[0], 80_000)
    expect(nodesWithPods(after)).toEqual(three)
    expect(after.objects.pods.has(key!)).toBe(false)
  })

  test('a node without power keeps its pod, leaves DESIRED, and comes back with the same pod [NL3]', () => {
    const before = running()
    const dark = advance(onNodes(before, (draft) => fail(draft, 'node-2')), 130_000)
    expect(counters(dark)).toEqual([2, 2, 2, 2, 2])
    expect(dark.objects.daemonsets.get('default/agent')!.status!.numberMisscheduled).toBe(1)
    expect(dark.objects.nodes.get('node-2')!.spec!.taints!.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ])
    const back = advance(onNodes(dark, (draft) => recover(draft, 'node-2')), 200_000)
    expect(counters(back)).toEqual([3, 3, 3, 3, 3])
    expect(uids(back)).toEqual(uids(before))
    expect(back.objects.nodes.get('node-2')!.spec!.taints).toBeUndefined()
  })

  test('an evicted pod is replaced, with the events in order [KL6]', () => {
    const evicted = onNodes(running(), (draft) => evict(draft, { node: 'node-1', labels: { app: 'agent' } }))
    const after = advance(evicted, 80_000)
    expect(counters(after)).toEqual([3, 3, 3, 3, 3])
    const told = [...after.objects.events.values()].filter(({ involvedObject }) => involvedObject.kind === 'DaemonSet').map(({ reason }) => reason)
    expect(told).toEqual(['SuccessfulCreate', 'SuccessfulCreate', 'SuccessfulCreate', 'FailedDaemonPod', 'SuccessfulDelete', 'SuccessfulCreate'])
  })

  test.each([
    { effect: 'NoSchedule', nodes: three },
    { effect: 'NoExecute', nodes: ['node-2', 'node-3'] },
    { effect: 'PreferNoSchedule', nodes: three },
  ])('a $effect taint set later leaves pods on $nodes [DS4]', ({ effect, nodes }) => {
    const [tainted] = perform(running(), 'kubectl', (draft) => {
      const node = draft.api.get('nodes', 'node-1')!
      draft.api.update('nodes', { ...node, spec: { ...node.spec, taints: [{ key: 'maintenance', effect }] } })
    })
    expect(nodesWithPods(advance(tainted, 80_000))).toEqual(nodes)
  })

  test('a cordon keeps no daemon pod away [NL4]', () => {
    const [cordoned] = perform(running(), 'kubectl', (draft) => {
      const node = draft.api.get('nodes', 'node-1')!
      draft.api.update('nodes', { ...node, spec: { ...node.spec, unschedulable: true } })
      draft.api.delete('pods', [...draft.api.pods.onNode('node-1').keys()][0]!)
    })
    const after = advance(cordoned, 80_000)
    expect(nodesWithPods(after)).toEqual(three)
    expect(after.objects.nodes.get('node-1')!.spec!.taints!.map(({ key }) => key)).toEqual(['node.kubernetes.io/unschedulable'])
  })

  test('a full node leaves its pod Pending and says why [SCH1]', () => {
    const cluster = running([...three, { name: 'tiny', allocatable: { cpu: '100m' } }], {}, { containers: [{ name: 'agent', image: 'nginx:1.27', resources: { requests: { cpu: '500m' } } }] })
    expect(counters(cluster)).toEqual([4, 4, 3, 4, 3])
    const pending = [...cluster.objects.events.values()].find(({ reason }) => reason === 'FailedScheduling')!
    expect(pending.message).toBe(
      "0/4 nodes are available: 1 Insufficient cpu, 3 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
    )
  })
})

describe('updates', () => {
  test('one node at a time by default, and revision 2 at the end [RU1]', () => {
    let mostUnavailable = 0
    const updated = advance(applied(running(), newDaemonSet({}, {}, 'nginx:1.28')), 140_000, {
      afterInstant: (draft) => {
        const { desiredNumberScheduled = 0, numberAvailable = 0 } = draft.api.get('daemonsets', 'default/agent')!.status!
        mostUnavailable = Math.max(mostUnavailable, desiredNumberScheduled - numberAvailable)
      },
    })
    expect(counters(updated)).toEqual([3, 3, 3, 3, 3])
    expect(mostUnavailable).toBe(1)
    expect([...updated.objects.controllerrevisions.values()].map(({ revision }) => revision)).toEqual([1, 2])
    expect([...updated.objects.pods.values()].map((pod) => pod.spec!.containers![0]!.image)).toEqual(['nginx:1.28', 'nginx:1.28', 'nginx:1.28'])
  })

  test('an image that no registry has stops the rollout after one node [RU3]', () => {
    const stuck = advance(applied(running(), newDaemonSet({}, {}, 'nginx:nope')), 400_000)
    expect(counters(stuck)).toEqual([3, 3, 2, 1, 2])
    const waiting = [...stuck.objects.pods.values()].flatMap((pod) => pod.status!.containerStatuses!.map(({ state }) => state!.waiting?.reason))
    expect(waiting.filter(Boolean)).toEqual(['ImagePullBackOff'])
  })

  test('going back renumbers the old revision and leaves untouched pods alone [RU7]', () => {
    const before = running()
    const stuck = advance(applied(before, newDaemonSet({}, {}, 'nginx:nope')), 100_000)
    const back = advance(applied(stuck, newDaemonSet()), 200_000)
    expect(counters(back)).toEqual([3, 3, 3, 3, 3])
    expect([...back.objects.controllerrevisions.values()].map(({ revision }) => revision).sort()).toEqual([2, 3])
    expect(uids(back).filter((uid) => uids(before).includes(uid))).toHaveLength(2)
  })

  test('surging never leaves a node without a ready pod [RU4]', () => {
    const strategy = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } }
    let fewestReady = 3
    const updated = advance(applied(running(three, strategy), newDaemonSet(strategy, {}, 'nginx:1.28')), 200_000, {
      afterInstant: (draft) => {
        fewestReady = Math.min(fewestReady, draft.api.get('daemonsets', 'default/agent')!.status!.numberReady!)
      },
    })
    expect([counters(updated), fewestReady]).toEqual([[3, 3, 3, 3, 3], 3])
  })

  test('OnDelete waits for the pods to be deleted [RU6]', () => {
    const onDelete = { updateStrategy: { type: 'OnDelete' } }
    const updated = advance(applied(running(three, onDelete), newDaemonSet(onDelete, {}, 'nginx:1.28')), 80_000)
    expect(counters(updated)).toEqual([3, 3, 3, 0, 3])
  })
})

describe('deletion', () => {
  const deleted = (propagationPolicy: 'Background' | 'Foreground' | 'Orphan') =>
    advance(perform(running(), 'kubectl', (draft) => draft.api.delete('daemonsets', 'default/agent', { propagationPolicy }))[0], 80_000)
  test.each(['Background', 'Foreground'] as const)('%s takes pods and revisions along [GC1]', (policy) => {
    const { pods, controllerrevisions, daemonsets } = deleted(policy).objects
    expect([pods.size, controllerrevisions.size, daemonsets.size]).toEqual([0, 0, 0])
  })
  test('orphans stay, and an equal DaemonSet adopts them without a restart [GC2]', () => {
    const orphaned = deleted('Orphan')
    const again = advance(applied(orphaned, newDaemonSet()), 120_000)
    expect([uids(again), counters(again)]).toEqual([uids(orphaned), [3, 3, 3, 3, 3]])
  })
})

test('the same acts and seed give the same bytes, whatever the step size [CL1]', () => {
  const start = applied(clusterOf([...three, controlPlane], 7), newDaemonSet())
  const atOnce = advance(start, 90_000)
  let inSteps = applied(clusterOf([...three, controlPlane], 7), newDaemonSet())
  for (let ms = inSteps.nowMs; ms <= 90_000; ms += 37) inSteps = advance(inSteps, ms)
  inSteps = advance(inSteps, 90_000)
  expect(serializeCluster(inSteps)).toBe(serializeCluster(atOnce))
  expect(serializeCluster(advance(applied(clusterOf([...three, controlPlane], 8), newDaemonSet()), 90_000))).not.toBe(serializeCluster(atOnce))
})

test('what leaves advance cannot be written to [CL2]', () => {
  const cluster = running()
  expect(() => (cluster.objects.pods as Map<string, unknown>).delete([...cluster.objects.pods.keys()][0]!)).toThrow('read-only')
  expect(() => Object.assign([...cluster.objects.pods.values()][0]!.metadata!, { name: 'x' })).toThrow(TypeError)
})
