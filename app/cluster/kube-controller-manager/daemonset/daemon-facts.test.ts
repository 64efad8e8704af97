/** What upstream's unit tests of the DaemonSet controller hold, fact by fact, in our own words. */
import { describe, expect, test } from 'vitest'
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { newDaemonSet } from '../../cluster.fixture.ts'
import { layout, oneSync, type NodeLayout, type PodLayout } from './one-sync.fixture.ts'

const nodes = (count: number, more: Partial<NodeLayout> = {}): NodeLayout[] => Array.from({ length: count }, (_, index) => ({ name: `node-${index}`, ...more }))
const on = (node: number, count = 1, more: PodLayout = {}): PodLayout[] => Array.from({ length: count }, () => ({ node: `node-${node}`, readyForSeconds: 100, ...more }))
const colour = { color: 'blue' }
const taint = (key: string, effect: string): corev1.Taint => ({ key, effect })
const tainted = (...taints: corev1.Taint[]) => nodes(1, { taints })
const selecting = { nodeSelector: colour }
const affine = { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'color', operator: 'In', values: ['blue'] }] }] } } } }
const tolerating = { tolerations: [{ key: 'gpu', operator: 'Exists' }] }
const hostPort = { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 666, hostPort: 666, protocol: 'TCP' }] }] }
/** Three of seven nodes are blue. */
const seven = [...nodes(7)].map((node, index) => (index < 3 ? { ...node, labels: colour } : node))
const big = { containers: [{ name: 'a', image: 'a', resources: { requests: { cpu: '3', memory: '7Gi' } } }] }
const strategies: Readonly<Record<string, appsv1.DaemonSetUpdateStrategy>> = {
  OnDelete: { type: 'OnDelete' },
  RollingUpdate: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
}

interface Fact {
  readonly fact: string
  readonly pod?: Partial<corev1.PodSpec>
  readonly spec?: Partial<appsv1.DaemonSetSpec>
  readonly nodes: readonly NodeLayout[]
  readonly pods?: readonly PodLayout[]
  /** Created, deleted, told. */
  readonly done: readonly [number, number, ...string[]]
}

const facts: readonly Fact[] = [
  { fact: 'five plain nodes get five pods [DS1]', nodes: nodes(5), done: [5, 0] },
  { fact: 'no nodes, nothing to do', nodes: [], done: [0, 0] },
  { fact: 'a node that is not ready but has no taint gets its pod [DS2]', nodes: nodes(1, { conditions: [{ type: 'Ready', status: 'False' }] }), done: [1, 0] },
  { fact: 'a node without network but without taint gets its pod', nodes: nodes(1, { conditions: [{ type: 'NetworkUnavailable', status: 'True' }] }), done: [1, 0] },
  { fact: 'a node that is full of other pods gets its pod [DS2]', nodes: nodes(1, { allocatable: { cpu: '4', memory: '8Gi' } }), pods: on(0, 1, { owner: 'none', labels: { app: 'x' }, spec: big }), pod: big, done: [1, 0] },
  { fact: 'only the labelled of two nodes gets one, and nothing is told of the other', nodes: [{ name: 'node-0', labels: colour }, { name: 'node-1' }], pod: selecting, done: [1, 0] },
  { fact: 'a pod of its own that holds the host port stays', nodes: nodes(1), pods: on(0, 1, { spec: hostPort }), pod: hostPort, done: [0, 0] },
  { fact: 'another pod on another port changes nothing', nodes: nodes(1), pods: on(0, 1, { owner: 'none', labels: { app: 'x' } }), pod: hostPort, done: [1, 0] },
  { fact: 'an empty selector does nothing but say so [DS11]', nodes: nodes(1), spec: { selector: {} }, pods: on(0, 1, { owner: 'none', labels: { app: 'x' } }), done: [0, 0, 'SelectingAll'] },
  { fact: 'nodes with none, one, two and five of its pods, and two of others', nodes: nodes(5), pods: [...on(1), ...on(2, 2), ...on(3, 5), ...on(4, 2, { owner: 'none', labels: { app: 'x' } })], done: [2, 5] },
  { fact: 'a node selector that three of seven nodes meet [DS1]', nodes: seven, pod: selecting, done: [3, 0] },
  { fact: 'pods on nodes that no longer match go [DS4]', nodes: seven.slice(0, 5).reverse().map((node, index) => ({ ...node, name: `node-${index}` })), pods: [...on(0, 2), ...on(1, 2)], pod: selecting, done: [3, 4] },
  { fact: 'a node selector that nobody meets', nodes: nodes(4), pod: selecting, done: [0, 0] },
  { fact: 'a node name that is there [DS1]', nodes: nodes(5), pod: { nodeName: 'node-0' }, done: [1, 0] },
  { fact: 'a node name that is not', nodes: nodes(5), pod: { nodeName: 'node-9' }, done: [0, 0] },
  { fact: 'a node name and a selector that agree', nodes: seven, pod: { nodeName: 'node-0', ...selecting }, done: [1, 0] },
  { fact: 'a node name and a selector that do not', nodes: seven, pod: { nodeName: 'node-6', ...selecting }, done: [0, 0] },
  { fact: 'a required affinity that three of seven nodes meet [DS1]', nodes: seven, pod: affine, done: [3, 0] },
  { fact: 'one normal pod: nothing', nodes: nodes(1), pods: on(0), done: [0, 0] },
  { fact: 'one failed pod: it goes, with a warning, and nothing comes yet [DS8]', nodes: nodes(1), pods: on(0, 1, { phase: 'Failed' }), done: [0, 1, 'FailedDaemonPod'] },
  { fact: 'a failed pod and three normal ones: three go', nodes: nodes(1), pods: [...on(0, 1, { phase: 'Failed' }), ...on(0, 3)], done: [0, 3, 'FailedDaemonPod'] },
  { fact: 'a pod that has succeeded goes as well [DS8]', nodes: nodes(1), pods: on(0, 1, { phase: 'Succeeded' }), done: [0, 1, 'SucceededDaemonPod'] },
  { fact: 'NoSchedule does not send a running pod away [DS4]', nodes: tainted(taint('gpu', 'NoSchedule')), pods: on(0), done: [0, 0] },
  { fact: 'NoExecute does [DS4]', nodes: tainted(taint('gpu', 'NoExecute')), pods: on(0), done: [0, 1] },
  { fact: 'NoSchedule keeps a new pod out [DS3]', nodes: tainted(taint('gpu', 'NoSchedule')), done: [0, 0] },
  { fact: 'a toleration lets it in', nodes: tainted(taint('gpu', 'NoSchedule')), pod: tolerating, done: [1, 0] },
  { fact: 'not-ready:NoExecute alone keeps nobody out [DS5]', nodes: tainted(taint('node.kubernetes.io/not-ready', 'NoExecute')), done: [1, 0] },
  { fact: 'unreachable:NoExecute alone keeps nobody out [DS5]', nodes: tainted(taint('node.kubernetes.io/unreachable', 'NoExecute')), done: [1, 0] },
  { fact: 'their NoSchedule twins do', nodes: tainted(taint('node.kubernetes.io/not-ready', 'NoSchedule')), done: [0, 0] },
  { fact: 'a toleration where there is no taint does no harm', nodes: nodes(1), pod: tolerating, done: [1, 0] },
  { fact: 'a pod that is going is waited for [DS9]', nodes: nodes(1), pods: on(0, 1, { terminating: true }), done: [0, 0] },
  { fact: 'disk, memory and process pressure are tolerated [DS5]', nodes: tainted(...['disk', 'memory', 'pid'].map((what) => taint(`node.kubernetes.io/${what}-pressure`, 'NoSchedule'))), done: [1, 0] },
  { fact: 'a cordoned node gets its pod', nodes: nodes(1, { unschedulable: true, taints: [taint('node.kubernetes.io/unschedulable', 'NoSchedule')] }), done: [1, 0] },
  { fact: 'network-unavailable is tolerated with the node’s network [DS5]', nodes: tainted(taint('node.kubernetes.io/network-unavailable', 'NoSchedule')), pod: { hostNetwork: true }, done: [1, 0] },
  { fact: 'and not without [DS5]', nodes: tainted(taint('node.kubernetes.io/network-unavailable', 'NoSchedule')), done: [0, 0] },
  { fact: 'a pod aimed at a missing node goes, one bound to a missing node is left to the pod garbage collector [DS14]', nodes: nodes(1), pods: [...on(0), { aimedAt: 'gone', phase: 'Pending' }, { node: 'gone' }], done: [0, 1] },
  { fact: 'an orphan that matches is taken for one of its own [DS10]', nodes: nodes(1), pods: on(0, 1, { owner: 'none' }), done: [0, 0] },
  { fact: 'a pod of somebody else is not [DS10]', nodes: nodes(1), pods: on(0, 1, { owner: 'other' }), done: [1, 0] },
  { fact: 'of several pods the oldest stays [DS7]', nodes: nodes(1), pods: on(0, 3), done: [0, 2] },
  { fact: 'more than 250 nodes are served in bursts [DS12]', nodes: nodes(300), done: [250, 0] },
]

describe.each(Object.entries(strategies))('%s', (_name, updateStrategy) => {
  test.each(facts)('$fact', ({ pod, spec, nodes: given, pods, done: [created, deleted, ...told] }) => {
    const done = oneSync(layout({ daemonSet: newDaemonSet({ updateStrategy, ...spec }, pod), nodes: given, pods }))
    expect([done.created, done.deleted, ...done.told]).toEqual([created, deleted, ...told])
  })
})

test('pods have no node name and are aimed each at one node [DS6]', () => {
  const draft = layout({ nodes: nodes(5) })
  oneSync(draft)
  const aims = [...draft.api.list('pods').values()].map(({ spec }) => [spec!.nodeName, spec!.affinity!.nodeAffinity!.requiredDuringSchedulingIgnoredDuringExecution!.nodeSelectorTerms])
  expect(aims.map(([nodeName]) => nodeName)).toEqual([undefined, undefined, undefined, undefined, undefined])
  expect(aims.map(([, terms]) => JSON.stringify(terms)).sort()).toEqual(nodes(5).map(({ name }) => JSON.stringify([{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] }])))
})

test('once it has seen the five pods that it launched, a sync reports five [DS15]', () => {
  const draft = layout({ nodes: nodes(5) })
  oneSync(draft)
  expect(oneSync(draft).status).toMatchObject({ currentNumberScheduled: 5, desiredNumberScheduled: 5, observedGeneration: 1 })
})

test('where the API server takes ten pods of a hundred, slow start asks for fifteen at most [DS12]', () => {
  const draft = layout({ nodes: nodes(100) })
  draft.api.create('resourcequotas', { metadata: { name: 'ten', namespace: 'default' }, spec: { hard: { pods: '10' } } })
  const { created, told } = oneSync(draft)
  const { status } = oneSync(draft)
  expect([created, status.desiredNumberScheduled, status.currentNumberScheduled, status.updatedNumberScheduled]).toEqual([10, 100, 10, 10])
  expect(told.filter((reason) => reason === 'FailedCreate').length).toBeLessThanOrEqual(5)
})

test('a DaemonSet that is being deleted does nothing, not even with an orphan that would match [DS13]', () => {
  const draft = layout({ nodes: nodes(5), pods: on(0, 1, { owner: 'none' }) })
  draft.api.delete('daemonsets', 'default/agent', { propagationPolicy: 'Foreground' })
  const { created, deleted } = oneSync(draft)
  expect([created, deleted, draft.api.get('pods', 'default/pod-0')!.metadata!.ownerReferences]).toEqual([0, 0, undefined])
})

test('the replacement of failed pods waits longer each time [DS8]', () => {
  const draft = layout({ nodes: nodes(1), pods: on(0, 2, { phase: 'Failed' }) })
  // The wait is counted per observed generation.
  const daemonSet = draft.api.get('daemonsets', 'default/agent')!
  draft.api.updateStatus('daemonsets', { ...daemonSet, status: { ...daemonSet.status, observedGeneration: 1 } })
  expect(oneSync(draft).deleted).toBe(1)
  expect(oneSync(draft).deleted).toBe(0)
  draft.nowMs += 1_000
  expect(oneSync(draft).deleted).toBe(1)
})

test('ready pods are counted as ready [DS15]', () => {
  const of = (readyForSeconds?: number) => oneSync(layout({ nodes: nodes(2), pods: [0, 1].map((node) => ({ node: `node-${node}`, readyForSeconds })) })).status.numberReady
  expect([of(undefined), of(100)]).toEqual([0, 2])
})

describe('surging', () => {
  const surging = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } }
  const sync = (pods: readonly PodLayout[], count = 5, more: Partial<appsv1.DaemonSetSpec> = {}) => {
    const { created, deleted } = oneSync(layout({ daemonSet: newDaemonSet({ ...surging, ...more }), nodes: nodes(count), pods }))
    return [created, deleted]
  }
  test('none, one, two and five pods, as without surge', () => expect(sync([...on(1), ...on(2, 2), ...on(3, 5), ...on(4, 2, { owner: 'none', labels: { app: 'x' } })])).toEqual([2, 5]))
  test('a new pod and two ready old ones: the younger old one goes', () => expect(sync([...on(1), ...on(2, 1, { old: true }), ...on(2, 1, { old: true }), ...on(2, 1, { readyForSeconds: undefined })])).toEqual([3, 1]))
  test('an oldest old pod that is not ready goes with the second', () => expect(sync([...on(1), ...on(2, 2, { old: true, readyForSeconds: undefined }), ...on(2)])).toEqual([3, 2]))
  test('a new pod that has been ready for 10 of 15 seconds: the ready old one stays, a surplus one goes', () => expect(sync([...on(1), ...on(2, 2, { old: true }), ...on(2, 1, { readyForSeconds: 10 })], 5, { minReadySeconds: 15 })).toEqual([3, 1]))
  test('20 of 15 seconds: both old ones go [RU4]', () => expect(sync([...on(1), ...on(2, 2, { old: true }), ...on(2, 1, { readyForSeconds: 20 })], 5, { minReadySeconds: 15 })).toEqual([3, 2]))
  test('a node whose only pod is going gets one, whatever the budget', () => expect(sync([...on(0, 1, { terminating: true }), ...on(1), ...on(1, 1, { old: true })], 2)[0]).toBe(1))
})

describe('updates', () => {
  const rolling = (maxUnavailable: number | string, maxSurge: number | string = 0) => newDaemonSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } } })
  const update = (daemonSet: appsv1.DaemonSet, pods: readonly PodLayout[], count: number) => {
    const { created, deleted } = oneSync(layout({ daemonSet, nodes: nodes(count), pods }))
    return [created, deleted]
  }
  const each = (from: number, to: number, more: PodLayout) => Array.from({ length: to - from }, (_, index) => on(from + index, 1, more)[0]!)
  const [old, oldBroken, fresh, freshBroken] = [{ old: true }, { old: true, readyForSeconds: undefined }, {}, { readyForSeconds: undefined }] as const

  test.each([
    { name: 'two of five at a time [RU1]', of: rolling(2), pods: each(0, 5, old), count: 5, done: [0, 2] },
    { name: 'new pods that never get ready stop it [RU3]', of: rolling(3), pods: [...each(0, 3, freshBroken), ...each(3, 5, old)], count: 5, done: [0, 0] },
    { name: 'old pods that are broken go all at once [RU2]', of: rolling(3), pods: each(0, 5, oldBroken), count: 5, done: [0, 5] },
    { name: '88 new and 2 old broken, 10 old ready: only the 2 are replaced', of: rolling(10), pods: [...each(0, 88, freshBroken), ...each(88, 90, oldBroken), ...each(90, 100, old)], count: 100, done: [0, 2] },
    { name: 'ten of twenty broken, budget nine: no healthy one is touched', of: rolling(9), pods: [...each(0, 10, oldBroken), ...each(10, 20, old)], count: 20, done: [0, 10] },
    { name: 'budget eleven: one healthy pod is taken as well', of: rolling(11), pods: [...each(0, 10, oldBroken), ...each(10, 20, old)], count: 20, done: [0, 11] },
    { name: 'half of three rounds up [RU1]', of: rolling('50%'), pods: each(0, 3, old), count: 3, done: [0, 2] },
    { name: 'a share that comes to nothing is one [RU1]', of: rolling('0%', '0%'), pods: each(0, 3, old), count: 3, done: [0, 1] },
    { name: 'a surge of two on five', of: rolling(0, 2), pods: each(0, 5, old), count: 5, done: [2, 0] },
    { name: 'a surge of half of two', of: rolling(0, '50%'), pods: each(0, 2, old), count: 2, done: [1, 0] },
    { name: 'old pods that are broken get a new one beside them all at once', of: rolling(0, 3), pods: each(0, 5, oldBroken), count: 5, done: [5, 0] },
    { name: 'all of the new template: nothing', of: rolling(1), pods: each(0, 5, fresh), count: 5, done: [0, 0] },
  ])('$name', ({ of, pods, count, done }) => expect(update(of, pods, count)).toEqual(done))

  test('with surge, an old pod on a node that wants none any more goes only when others suffice [RU5]', () => {
    const all = nodes(3).map((node, index) => (index === 0 ? { ...node, taints: [taint('gpu', 'NoSchedule')] } : node))
    const done = (pods: readonly PodLayout[]) => {
      const { created, deleted } = oneSync(layout({ daemonSet: rolling(0, 1), nodes: all, pods }))
      return [created, deleted]
    }
    expect(done([...on(0, 1, old), ...on(1, 1, old), ...on(2, 1, old)])).toEqual([1, 1])
    expect(done([...on(0, 1, old), ...on(1, 1, fresh), ...on(2, 1, freshBroken)])).toEqual([0, 0])
  })
})
