/** What upstream's controllers and scheduler do where a recording seldom looks, fact by fact, in our own words. */
import { describe, expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import type * as metav1 from '#apis/metav1'
import { isStatus } from '#apis/status'
import { advance, perform } from './advance.ts'
import type { Cluster } from './cluster.ts'
import { applied, clusterOf, counters, newDaemonSet, nodesWithPods } from './cluster.fixture.ts'
import type { Draft } from './draft.ts'
import { evict, fail, join, leave, recover, type JoiningNode } from './faults.ts'

const later = (cluster: Cluster, seconds: number) => advance(cluster, cluster.nowMs + seconds * 1000)
const does = (cluster: Cluster, write: (draft: Draft) => unknown) => perform(cluster, 'fault', write)[0]
const fails = (cluster: Cluster, ...names: string[]) => does(cluster, (draft) => names.forEach((name) => fail(draft, name)))
const noExecute = (cluster: Cluster) => [...cluster.objects.nodes.values()].filter(({ spec }) => spec?.taints?.some(({ effect }) => effect === 'NoExecute')).map(({ metadata }) => metadata!.name)
const told = (cluster: Cluster, reason: string) => [...cluster.objects.events.values()].filter((event) => event.reason === reason).map(({ message }) => message)
const tainted = (cluster: Cluster, name: string, ...taints: corev1.Taint[]) => does(cluster, (draft) => {
  const node = draft.api.get('nodes', name)!
  draft.api.update('nodes', { ...node, spec: { ...node.spec, taints: [...(node.spec?.taints ?? []), ...taints] } })
})
const untainted = (cluster: Cluster, name: string) => does(cluster, (draft) => {
  const { taints: _, ...spec } = draft.api.get('nodes', name)!.spec!
  draft.api.update('nodes', { ...draft.api.get('nodes', name)!, spec })
})
const pod = (name: string, spec: Partial<corev1.PodSpec> = {}): corev1.Pod => ({ metadata: { name, namespace: 'default', labels: { app: name } }, spec: { containers: [{ name: 'c', image: 'nginx:1.27' }], terminationGracePeriodSeconds: 30, ...spec } })
const withPods = (cluster: Cluster, ...pods: readonly corev1.Pod[]) => does(cluster, (draft) => {
  for (const each of pods) if (isStatus(draft.api.create('pods', each))) throw new Error('refused')
})
const running = (nodes: readonly (string | JoiningNode)[], ...daemonSet: Parameters<typeof newDaemonSet>) => later(applied(clusterOf(nodes), newDaemonSet(...daemonSet)), 30)
const asking = (cpu: string): Partial<corev1.PodSpec> => ({ containers: [{ name: 'c', image: 'nginx:1.27', resources: { requests: { cpu } } }] })

describe('node lifecycle', () => {
  test('where every node is out, no NoExecute taint is set, and those that are there come off', () => {
    const one = later(fails(clusterOf(['node-1', 'node-2']), 'node-1'), 70)
    expect(noExecute(one)).toEqual(['node-1'])
    const both = later(fails(one, 'node-2'), 70)
    expect(noExecute(both)).toEqual([])
    expect([...both.objects.nodes.values()].map(({ spec }) => spec!.taints!.map(({ key, effect }) => `${key}:${effect}`))).toEqual(Array(2).fill(['node.kubernetes.io/unreachable:NoSchedule']))
  })
  test('a last healthy node that leaves has the same effect', () => {
    const one = later(fails(clusterOf(['node-1', 'node-2']), 'node-1'), 70)
    expect(noExecute(later(does(one, (draft) => leave(draft, 'node-2')), 6))).toEqual([])
  })
  test('when some are back, the others are tainted again after one turn of the rate', () => {
    const out = later(fails(clusterOf(['node-1', 'node-2']), 'node-1', 'node-2'), 70)
    const back = does(out, (draft) => recover(draft, 'node-1'))
    expect([noExecute(later(back, 9)), noExecute(later(back, 20))]).toEqual([[], ['node-2']])
  })
  test('two of four are tainted ten seconds apart', () => {
    const two = fails(clusterOf(['node-1', 'node-2', 'node-3', 'node-4']), 'node-1', 'node-2')
    let first = two
    while (noExecute(first).length === 0) first = later(first, 1)
    expect([noExecute(later(first, 8)).length, noExecute(later(first, 11)).length]).toEqual([1, 2])
  })
  test('once a small zone is mostly out nobody more is tainted there, while in one that is wholly out beside a healthy one all are', () => {
    const zone = (names: readonly string[], name: string): JoiningNode[] => names.map((each) => ({ name: each, labels: { 'topology.kubernetes.io/zone': name } }))
    const cluster = clusterOf([...zone(['a-1', 'a-2', 'a-3', 'a-4'], 'a'), ...zone(['b-1'], 'b')])
    // The lease of the first ran out before those of the others.
    expect(noExecute(later(fails(cluster, 'a-1', 'a-2', 'a-3'), 300))).toEqual(['a-1'])
    expect(noExecute(later(fails(cluster, 'a-1', 'a-2', 'a-3', 'a-4'), 120))).toHaveLength(4)
  })
  test('a node that only has its object is given 60 seconds, and its kubelet is said never to have spoken', () => {
    const dark = does(clusterOf(['node-1']), (draft) => {
      draft.api.create('nodes', { metadata: { name: 'node-2' }, status: {} })
      fail(draft, 'node-2')
    })
    const ready = (cluster: Cluster) => cluster.objects.nodes.get('node-2')!.status?.conditions?.find(({ type }) => type === 'Ready')
    expect(ready(later(dark, 58))).toBeUndefined()
    expect(ready(later(dark, 68))).toMatchObject({ status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.' })
  })
  test('a kubelet registers as not ready yet; one that takes longer than the controller looks is tainted NoExecute as well', () => {
    const joined = (atMs: number) => does(advance(clusterOf(['node-1']), atMs), (draft) => join(draft, { name: 'node-2' }))
    const effects = (cluster: Cluster) => cluster.objects.nodes.get('node-2')!.spec?.taints?.map(({ key, effect }) => `${key}:${effect}`) ?? []
    expect(later(joined(21_000), 1).objects.nodes.get('node-2')!.status!.conditions!.map(({ type, status }) => `${type} ${status}`)).toEqual(['MemoryPressure False', 'DiskPressure False', 'PIDPressure False', 'Ready False'])
    expect([effects(later(joined(21_000), 1)), effects(later(joined(21_000), 3))]).toEqual([['node.kubernetes.io/not-ready:NoSchedule'], []])
    // The controller looks at 25 s.
    expect([effects(later(joined(24_000), 1.5)), effects(later(joined(24_000), 3)), effects(later(joined(24_000), 7))]).toEqual([
      ['node.kubernetes.io/not-ready:NoSchedule', 'node.kubernetes.io/not-ready:NoExecute'], ['node.kubernetes.io/not-ready:NoExecute'], [],
    ])
  })
  test('NoSchedule goes the moment a kubelet is back, NoExecute when the controller looks next', () => {
    const dark = later(fails(clusterOf(['node-1', 'node-2']), 'node-1'), 70.1)
    const effects: string[] = []
    advance(does(dark, (draft) => recover(draft, 'node-1')), dark.nowMs + 10_000, {
      onWatchEvent: ({ resource, object, previous }) => {
        if (resource !== 'nodes') return
        const of = (node: unknown) => ((node as corev1.Node).spec?.taints ?? []).map(({ effect }) => effect!)
        effects.push(...of(previous).filter((effect) => !of(object).includes(effect)))
      },
    })
    expect(effects).toEqual(['NoSchedule', 'NoExecute'])
  })
})

describe('taint eviction', () => {
  const gone = { key: 'gone', effect: 'NoExecute' }
  const patient = pod('patient', { tolerations: [{ key: 'gone', operator: 'Exists', tolerationSeconds: 60 }] })
  const counting = later(tainted(later(withPods(clusterOf(['node-1']), patient), 10), 'node-1', gone), 5)
  test('a taint that is not tolerated ends the patience with another', () => {
    const more = later(tainted(counting, 'node-1', { key: 'now', effect: 'NoExecute' }), 5)
    expect(told(more, 'TaintManagerEviction')).toEqual(['Cancelling deletion of Pod default/patient', 'Marking for deletion Pod default/patient'])
    expect(later(more, 20).objects.pods.size).toBe(0)
  })
  test('a second taint that is tolerated longer changes nothing', () => {
    expect(told(later(tainted(counting, 'node-1', { key: 'gone', value: 'b', effect: 'NoExecute' }), 50), 'TaintManagerEviction')).toEqual([])
  })
  test('a pod that is deleted while it is counted down is cancelled, by name', () => {
    const deleted = later(does(counting, (draft) => draft.api.delete('pods', 'default/patient')), 20)
    const [event] = [...deleted.objects.events.values()].filter(({ reason }) => reason === 'TaintManagerEviction')
    expect([event?.message, event?.involvedObject]).toEqual(['Cancelling deletion of Pod default/patient', { kind: 'Pod', apiVersion: 'v1', namespace: 'default', name: 'patient' }])
  })
  test('the taint goes: cancelled', () => {
    expect(told(later(untainted(counting, 'node-1'), 100), 'TaintManagerEviction')).toEqual(['Cancelling deletion of Pod default/patient'])
  })
})

describe('pod garbage collection', () => {
  test('a pod that is to end on a dead node goes once the node is said to be out of service', () => {
    const dark = later(fails(running(['node-1', 'node-2']), 'node-1'), 70)
    const [key] = [...dark.objects.pods].find(([, { spec }]) => spec!.nodeName === 'node-1')!
    const stuck = later(does(dark, (draft) => draft.api.delete('pods', key)), 200)
    expect(stuck.objects.pods.get(key)!.metadata!.deletionTimestamp).toBeDefined()
    expect(later(tainted(stuck, 'node-1', { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }), 25).objects.pods.has(key)).toBe(false)
  })
})

describe('DaemonSets', () => {
  const surging = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } }
  test('a pod counts as available after minReadySeconds and no sooner, whatever part of a second it became ready in', () => {
    const seen = { readyMs: 0, availableMs: 0 }
    advance(applied(clusterOf(['node-1']), newDaemonSet({ minReadySeconds: 7 })), 60_000, {
      afterInstant: ({ api, nowMs }) => {
        const { numberReady = 0, numberAvailable = 0 } = api.get('daemonsets', 'default/agent')!.status!
        if (numberReady > 0) seen.readyMs ||= nowMs
        if (numberAvailable > 0) seen.availableMs ||= nowMs
      },
    })
    // And then as long as every sync takes to begin.
    expect(seen.availableMs - seen.readyMs).toBe(7_040)
  })
  test('a rollout reckons with the pod of a node that is gone: it uses up the budget, or goes as an old one', () => {
    const old = running(['node-1', 'node-2', 'node-3'])
    const left = later(does(old, (draft) => leave(draft, 'node-3')), 1)
    const rolled = later(applied(left, newDaemonSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3, maxSurge: 0 } } }, {}, 'nginx:1.28')), 1)
    expect(told(rolled, 'SuccessfulDelete')).toHaveLength(3)
  })
  test('a surge waits until the old pod of a node that is gone is collected', () => {
    const left = later(does(running(['node-1', 'node-2'], surging), (draft) => leave(draft, 'node-2')), 1)
    const rolled = applied(left, newDaemonSet(surging, {}, 'nginx:1.28'))
    expect(nodesWithPods(later(rolled, 20))).toEqual(['node-1', 'node-2'])
    expect(counters(later(rolled, 120))).toEqual([1, 1, 1, 1, 1])
  })
  test('while surging only the hash tells old from new: an adopted pod of the first generation is old', () => {
    const two = later(applied(running(['node-1']), newDaemonSet(surging)), 10)
    const bare: corev1.Pod = { ...pod('bare', { nodeName: 'node-1' }), metadata: { name: 'bare', namespace: 'default', labels: { app: 'agent', 'pod-template-generation': '1' } } }
    const adopted = later(withPods(two, bare), 60)
    expect([...adopted.objects.pods.values()].map(({ metadata }) => metadata!.name)).not.toContain('bare')
    expect(told(adopted, 'SuccessfulDelete')).toEqual(['Deleted pod: bare'])
  })
  test('one made anew at once uses the revision of its predecessor until that is collected, and counts no collision', () => {
    const again = perform(running(['node-1', 'node-2']), 'kubectl', (draft) => {
      draft.api.delete('daemonsets', 'default/agent')
      draft.api.create('daemonsets', newDaemonSet())
    })[0]
    const end = later(again, 60)
    expect([counters(end), end.objects.daemonsets.get('default/agent')!.status!.collisionCount]).toEqual([[2, 2, 2, 2, 2], undefined])
    expect([...end.objects.controllerrevisions.values()].map(({ revision, metadata }) => [revision, metadata!.ownerReferences![0]!.uid])).toEqual([[1, end.objects.daemonsets.get('default/agent')!.metadata!.uid]])
  })
  test('a second failure within the wait is met after the whole wait, whatever else wakes the DaemonSet meanwhile', () => {
    const first = later(does(running(['node-1', 'node-2']), (draft) => evict(draft, { node: 'node-1', labels: { app: 'agent' } })), 0.5)
    const second = does(first, (draft) => evict(draft, { node: 'node-1', labels: { app: 'agent' } }))
    expect([told(later(second, 0.9), 'FailedDaemonPod').length, told(later(second, 1.2), 'FailedDaemonPod').length]).toEqual([1, 2])
  })
})

describe('deletion', () => {
  const deleted = (cluster: Cluster, propagationPolicy: 'Background' | 'Foreground' | 'Orphan') => does(cluster, (draft) => draft.api.delete('daemonsets', 'default/agent', { propagationPolicy }))
  test('what is to go has another generation, which its controller does not observe any more', () => {
    const stuck = later(deleted(later(fails(running(['node-1', 'node-2']), 'node-1'), 70), 'Foreground'), 60)
    const { metadata, status } = stuck.objects.daemonsets.get('default/agent')!
    expect([metadata!.generation, status!.observedGeneration, metadata!.finalizers]).toEqual([2, 1, ['foregroundDeletion']])
    expect([...stuck.objects.pods.values()].map(({ metadata: of, spec }) => [spec!.nodeName, of!.generation])).toEqual([['node-1', 2]])
  })
  test('a second deletion in the background overrules one in the foreground that is stuck', () => {
    const stuck = later(deleted(later(fails(running(['node-1', 'node-2']), 'node-1'), 70), 'Foreground'), 60)
    expect(deleted(stuck, 'Background').objects.daemonsets.size).toBe(0)
  })
  test('an object that names an owner that is not there is collected; one that has another owner stays', () => {
    const cluster = running(['node-1'])
    const owner = cluster.objects.daemonsets.get('default/agent')!.metadata!
    const of = (name: string, ...ownerReferences: readonly metav1.OwnerReference[]): corev1.Pod => ({ ...pod(name), metadata: { ...pod(name).metadata, ownerReferences } })
    const gone = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'gone' }
    const there = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: owner.uid! }
    const end = later(withPods(cluster, of('stale', gone), of('shared', gone, there)), 30)
    expect([end.objects.pods.has('default/stale'), end.objects.pods.get('default/shared')?.metadata!.ownerReferences]).toEqual([false, [there]])
  })
  test('a pod with a finalizer stays, ended, until that is taken off', () => {
    const held = later(does(running(['node-1']), (draft) => {
      const [key, object] = [...draft.api.list('pods')][0]!
      draft.api.update('pods', { ...object, metadata: { ...object.metadata, finalizers: ['example.com/keep'] } })
      draft.api.delete('pods', key)
    }), 60)
    const [, kept] = [...held.objects.pods][0]!
    expect([held.objects.pods.size, kept.metadata!.deletionGracePeriodSeconds]).toEqual([1, 0])
    const freed = does(held, (draft) => draft.api.update('pods', { ...kept, metadata: { ...kept.metadata, finalizers: [] } }))
    expect([freed.objects.pods.size, counters(later(freed, 60))]).toEqual([0, [1, 1, 1, 1, 1]])
  })
})

test('a DaemonSet written down and created anew keeps its template generation; one below 1 is 1', () => {
  const generation = (given: string) => {
    const { metadata, ...rest } = newDaemonSet()
    const cluster = applied(clusterOf(['node-1']), { ...rest, metadata: { ...metadata, annotations: { 'deprecated.daemonset.template.generation': given } } })
    const pods = [...later(cluster, 10).objects.pods.values()].map((each) => each.metadata!.labels!['pod-template-generation'])
    return [cluster.objects.daemonsets.get('default/agent')!.metadata!.annotations!['deprecated.daemonset.template.generation'], ...pods]
  }
  expect([generation('4'), generation('0')]).toEqual([['4', '4'], ['1', '1']])
})

describe('admission', () => {
  test('a priority class that is not there is missed before a name is generated, so that every try says the same', () => {
    const refused = later(applied(clusterOf(['node-1']), newDaemonSet({}, { priorityClassName: 'nope' })), 5)
    expect(told(refused, 'FailedCreate')).toEqual(['Error creating: pods "agent-" is forbidden: no PriorityClass with name nope was found'])
  })
})

describe('scheduling', () => {
  const ranks = (priority: number, more: Partial<corev1.PodSpec> = {}): Partial<corev1.PodSpec> => ({ priorityClassName: `p${priority}`, ...more })
  const classes = (cluster: Cluster, preemptionPolicy = 'PreemptLowerPriority') => does(cluster, (draft) => {
    for (const value of [5, 10, 20]) draft.api.create('priorityclasses', { metadata: { name: `p${value}` }, value, preemptionPolicy })
  })
  const message = (cluster: Cluster, name: string) => cluster.objects.pods.get(`default/${name}`)!.status!.conditions!.find(({ type }) => type === 'PodScheduled')!.message
  const one = [{ name: 'node-1', allocatable: { cpu: '1' } }]

  test('preemptionPolicy Never says so', () => {
    const full = later(withPods(classes(clusterOf(one), 'Never'), pod('low', asking('900m'))), 10)
    expect(message(later(withPods(full, pod('high', ranks(20, asking('500m')))), 5), 'high')).toBe('0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to preemptionPolicy=Never.')
  })
  test('where not even all lower pods would do, the node says what would still be missing', () => {
    const full = later(withPods(classes(clusterOf(one)), pod('equal', ranks(20, asking('600m'))), pod('low', asking('100m'))), 10)
    expect(message(later(withPods(full, pod('high', ranks(20, asking('900m')))), 5), 'high')).toBe('0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 Insufficient cpu.')
  })
  test('while its victim is going it may not choose another, and the room is kept for it', () => {
    const full = later(withPods(classes(clusterOf(one)), pod('low', { ...asking('900m'), containers: [{ name: 'c', image: 'nginx:1.27', resources: { requests: { cpu: '900m' } }, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] })), 10)
    const waiting = later(withPods(full, pod('high', ranks(20, asking('500m')))), 2)
    // A joining node is reason to try again; this one it may not use.
    const tried = later(does(waiting, (draft) => join(draft, { name: 'node-2', labels: {}, taints: [{ key: 'x', effect: 'NoSchedule' }] })), 4)
    expect(message(tried, 'high')).toBe('0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s). preemption: not eligible due to a terminating pod on the nominated node.')
    const rival = later(withPods(tried, pod('rival', ranks(10, asking('600m')))), 60)
    expect(['high', 'rival'].map((name) => rival.objects.pods.get(`default/${name}`)!.spec!.nodeName)).toEqual(['node-1', undefined])
  })
  test('of two nodes the one whose victims rank lower is chosen, not the one with fewer', () => {
    const two = classes(clusterOf([{ name: 'node-1', allocatable: { cpu: '1' } }, { name: 'node-2', allocatable: { cpu: '1' } }]))
    const full = later(withPods(two, pod('a', { ...ranks(10, asking('900m')), nodeName: 'node-1' }), pod('b', { ...ranks(5, asking('450m')), nodeName: 'node-2' }), pod('c', { ...ranks(5, asking('450m')), nodeName: 'node-2' })), 10)
    expect(later(withPods(full, pod('high', ranks(20, asking('900m')))), 60).objects.pods.get('default/high')!.spec!.nodeName).toBe('node-2')
  })
  test('a pod that found no room is tried again the moment another has failed, without a wait', () => {
    const full = later(withPods(clusterOf(one), pod('first', asking('900m')), pod('second', asking('500m'))), 10)
    const freed = does(full, (draft) => evict(draft, { node: 'node-1', labels: { app: 'first' } }))
    expect(later(freed, 0.2).objects.pods.get('default/second')!.spec!.nodeName).toBe('node-1')
  })
  test('a sidecar’s request counts beside the containers’, an init container’s only where it is more', () => {
    const sidecar = pod('sidecar', { ...asking('400m'), initContainers: [{ name: 's', image: 'nginx:1.27', restartPolicy: 'Always', resources: { requests: { cpu: '400m' } } }, { name: 'i', image: 'busybox:1.36', resources: { requests: { cpu: '500m' } } }] })
    const placed = later(withPods(clusterOf(one), sidecar), 10)
    expect(placed.objects.pods.get('default/sidecar')!.spec!.nodeName).toBe('node-1')
    expect(message(later(withPods(placed, pod('more', asking('200m'))), 5), 'more')).toMatch(/^0\/1 nodes are available: 1 Insufficient cpu\./)
  })
})
