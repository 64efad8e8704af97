import { expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import { advance } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import type { Cluster } from '#cluster/cluster'
import { eligibilityIn, type Eligibility } from './eligibility.ts'
import { draftDaemonSets } from './manifest/draft-daemonsets.ts'

const tainted: corev1.Taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }
const four = clusterOf([{ name: 'cp-1', taints: [tainted] }, { name: 'node-1', labels: { disk: 'ssd' } }, { name: 'node-2', labels: { disk: 'hdd' } }, 'node-10'])

const ask = (pod: corev1.PodSpec = {}, cluster: Cluster = four) => eligibilityIn(cluster, newDaemonSet({}, pod))
const closed = ({ rows, gates }: Eligibility) => rows.flatMap(({ nodes, cells }) => cells.flatMap(({ state, words }, at) => (state === 'closed' ? [`${nodes.join()} | ${gates[at]!.name} | ${words}`] : [])))
const container = (more: Partial<corev1.Container>): corev1.PodSpec => ({ containers: [{ name: 'agent', image: 'nginx:1.27', ...more }] })
const affinity = (...matchExpressions: corev1.NodeSelectorRequirement[]): corev1.PodSpec => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } } })

test.each<{ name: string; pod: corev1.PodSpec; eligible: number; gates: readonly string[] }>([
  { name: 'nothing asked', pod: {}, eligible: 3, gates: ['cp-1 | Taints | gpu=yes:NoSchedule: not tolerated'] },
  { name: 'the taint tolerated', pod: { tolerations: [{ key: 'gpu', operator: 'Exists' }] }, eligible: 4, gates: [] },
  { name: 'a label', pod: { nodeSelector: { disk: 'ssd' } }, eligible: 1, gates: ['cp-1 | Node selector | asks disk=ssd: no such label', 'node-2 | Node selector | asks disk=ssd: is hdd', 'node-10 | Node selector | asks disk=ssd: no such label'] },
  { name: 'an affinity', pod: affinity({ key: 'disk', operator: 'NotIn', values: ['hdd'] }), eligible: 2, gates: ['cp-1 | Taints | gpu=yes:NoSchedule: not tolerated', 'node-2 | Node affinity | asks disk NotIn hdd: disk=hdd'] },
  { name: 'a node by its name', pod: { nodeName: 'node-2' }, eligible: 1, gates: ['cp-1 | Node name | asks node-2: other name', 'node-1 | Node name | asks node-2: other name', 'node-10 | Node name | asks node-2: other name'] },
  { name: 'more than there is', pod: container({ resources: { requests: { cpu: '64' } } }), eligible: 3, gates: ['cp-1 | Taints | gpu=yes:NoSchedule: not tolerated', 'node-1 | Room | asks 64 cpu: 4 left', 'node-2 | Room | asks 64 cpu: 4 left', 'node-10 | Room | asks 64 cpu: 4 left'] },
])('$name', ({ pod, eligible, gates }) => {
  const found = ask(pod)
  expect([found.eligible, closed(found)]).toEqual([eligible, gates])
})

test('the sum counts by the gate that is closed', () => {
  const { nodes, eligible, withoutRoom, reasons } = ask({ nodeSelector: { disk: 'tape' } })
  expect({ nodes, eligible, withoutRoom, reasons }).toEqual({ nodes: 4, eligible: 0, withoutRoom: 0, reasons: [{ gate: 'Node selector', nodes: 4 }] })
})

test('behind a closed gate nothing is asked', () => {
  expect(ask().rows.find(({ nodes }) => nodes[0] === 'cp-1')!.cells.map(({ state }) => state)).toEqual(['open', 'open', 'open', 'closed', 'not-asked', 'not-asked'])
})

test('a host port is taken by another’s pod, not by its own', () => {
  const ports = [{ containerPort: 80, hostPort: 9100 }]
  const running = advance(applied(four, newDaemonSet({}, container({ ports }))), 60_000)
  expect(closed(ask(container({ ports }), running))).toEqual(['cp-1 | Taints | gpu=yes:NoSchedule: not tolerated'])
  const other = { ...newDaemonSet({}, container({ ports })), metadata: { name: 'other', namespace: 'default' } }
  const found = eligibilityIn(running, other)
  expect([found.eligible, found.withoutRoom, closed(found)[1]]).toEqual([3, 3, 'node-1 | Host ports | 9100 taken'])
})

test('many nodes are gathered by equal answers, the largest group first', () => {
  const cluster = clusterOf(Array.from({ length: 90 }, (_, index) => ({ name: `node-${index + 1}`, labels: { disk: index % 3 === 0 ? 'hdd' : 'ssd', own: String(index) } })))
  const { rows } = ask({ nodeSelector: { disk: 'ssd' } }, cluster)
  expect(rows.map(({ nodes, eligible }) => [nodes.length, nodes[0], nodes[1], eligible])).toEqual([[60, 'node-2', 'node-3', true], [30, 'node-1', 'node-4', false]])
})

test.each([
  { name: 'two of them and another kind', text: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\n---\nkind: Service\n---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: b}\n', names: ['a', 'b'], problem: undefined },
  { name: 'what the API server would refuse', text: 'apiVersion: apps/v1\nkind: DaemonSet\nspec: {template: {spec: {nodeSelector: {disk: ssd}}}}\n', names: [undefined], problem: undefined },
  { name: 'a text that is none', text: 'kind: [', names: [], problem: 'line 1: did not find expected node content' },
  { name: 'a value of another type', text: 'apiVersion: apps/v1\nkind: DaemonSet\nspec: {template: {spec: {nodeSelector: {disk: 1}}}}\n', names: [], problem: 'json: cannot unmarshal number into Go struct field PodSpec.spec.template.spec.nodeSelector of type string' },
  { name: 'no DaemonSet', text: 'kind: Service\n', names: [], problem: 'there is no DaemonSet in the manifest' },
])('reads $name', ({ text, names, problem }) => {
  const read = draftDaemonSets(text)
  expect([read.daemonSets.map(({ metadata }) => metadata?.name), read.problem]).toEqual([names, problem])
})
