import { expect, test } from 'vitest'
import { advance, perform } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import { explain } from './explain.ts'
import { linesInManifest } from './manifest-lines.ts'

const controlPlane = { name: 'cp-1', taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
const running = (...daemonSet: Parameters<typeof newDaemonSet>) => advance(applied(clusterOf([controlPlane, 'node-1']), newDaemonSet(...daemonSet)), 40_000)
const gates = (cluster: ReturnType<typeof running>, node: string) => explain(cluster, 'default/agent', node)!.groups.flatMap((group) => group.gates.map(({ number, state, words }) => `${number} ${state}${words ? `: ${words}` : ''}`))

test('a taint that is not tolerated ends the path at gate 4', () => {
  const cluster = running({}, { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }] })
  expect(gates(cluster, 'cp-1')).toEqual([
    '1 open: the template names none', '2 open: none, so every node matches', '3 open: none required', '4 closed: 1 taint, not tolerated',
    '5 not-asked', '6 not-asked', '7 not-asked', '8 not-asked', '9 not-asked', '10 not-asked', '11 not-asked', '12 not-asked',
  ])
  const explanation = explain(cluster, 'default/agent', 'cp-1')!
  expect(explanation.title.join(' cp-1 ')).toBe('Why cp-1 has no pod')
  expect(explanation.groups[0]!.gates[3]!.comparisons).toEqual([
    { path: 'spec.template.spec.tolerations[0]', text: 'gpu:NoSchedule', outcome: 'other key' },
    { path: undefined, text: '6 × node.kubernetes.io/…', outcome: 'other keys' },
  ])
  expect([explanation.mayStart, explanation.mayStay]).toEqual([{ yes: false, because: 'gate 4 is closed' }, { yes: true, because: 'NoSchedule never evicts' }])
  expect(explanation.remedies.map(({ title, outcome, command }) => [title, outcome, command])).toEqual([
    ['Tolerate the taint', 'DESIRED 1 → 2. New template, so revision 2: every eligible node rolls again.', undefined],
    ['Remove the taint', 'DESIRED 1 → 2. A pod of revision 1 starts at once.', 'kubectl taint nodes cp-1 node-role.kubernetes.io/control-plane:NoSchedule-'],
  ])
})

test('a pod that runs has passed every gate', () => {
  expect(gates(running(), 'node-1').every((gate) => / open/.test(gate))).toBe(true)
})

test('a pod that does not fit stops at the scheduler’s eighth gate, in its own words', () => {
  const cluster = running({}, { containers: [{ name: 'agent', image: 'nginx:1.27', resources: { requests: { cpu: '8' } } }] })
  expect(gates(cluster, 'node-1')[7]).toBe('8 closed: Insufficient cpu')
})

test('an image that cannot be pulled stops at the kubelet’s tenth', () => {
  expect(gates(running({}, {}, 'nginx:nope'), 'node-1')[9]).toMatch(/^10 closed: Back-off pulling image "nginx:nope"/)
})

test('a field’s lines are those of all that it holds', () => {
  const text = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: agent\nspec:\n  template:\n    spec:\n      tolerations:\n      - key: gpu\n        operator: Exists\n        effect: NoSchedule\n      nodeName: x\n'
  const lines = linesInManifest(text, 'agent')
  expect([lines('spec.template.spec.tolerations[0]'), lines('spec.template.spec.nodeName'), lines('spec.nope'), linesInManifest(text, 'other')('spec')]).toEqual(['9–11', '12', undefined, undefined])
})

const groupsOf = (cluster: ReturnType<typeof running>, node: string) => explain(cluster, 'default/agent', node)!.groups
const gate = (cluster: ReturnType<typeof running>, node: string, name: string) => groupsOf(cluster, node).flatMap(({ gates: all }) => all).find((each) => each.name === name)

test('a pod that other pods keep away stops at a gate of its own', () => {
  const keepsAway = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'agent' } } }] } }
  const one = running()
  const [two] = perform(one, 'kubectl', (draft) => draft.api.create('daemonsets', { ...newDaemonSet({}, { affinity: keepsAway }), metadata: { name: 'second', namespace: 'default' } }))
  const explanation = explain(advance(two, 60_000), 'default/second', 'node-1')!
  expect(explanation.title).toEqual(['Why the pod of', 'is pending'])
  expect(explanation.groups.flatMap(({ gates: all }) => all).filter(({ state }) => state === 'closed')).toEqual([{
    number: undefined, name: 'Other pods', state: 'closed', words: "node(s) didn't match pod anti-affinity rules", property: undefined,
    comparisons: [
      { path: 'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]', text: 'app=agent', outcome: 'not near it per kubernetes.io/hostname' },
      { path: undefined, text: 'preemption', outcome: 'no pod of less priority would do' },
    ],
  }])
  expect(gate(one, 'node-1', 'Other pods')).toBeUndefined()
})

test('every gate of a running pod names what was compared', () => {
  const cluster = running({}, { containers: [{ name: 'agent', image: 'nginx:1.27', ports: [{ containerPort: 80, hostPort: 8080 }], resources: { requests: { cpu: '500m' } } }] })
  const said = groupsOf(cluster, 'node-1').flatMap(({ gates: all }) => all.map(({ number, words, property, comparisons }) => [number, words, property ?? '', ...comparisons.map(({ path, text, outcome }) => `${path ?? 'automatic'} ${text} ${outcome}`.trim())].join(' | ')))
  expect(said).toEqual([
    '1 | the template names none | ', '2 | none, so every node matches | ', '3 | none required | ', '4 | the node has none | ',
    '5 | the node has none | ',
    '6 | names this node and no other | metadata.name=node-1 | automatic metadata.name In node-1 holds',
    '7 | 8080 is free |  | spec.template.spec.containers[0].ports[0] hostPort 8080 free',
    '8 | there is room | cpu 0 of 4, memory 0 of 8Gi, pods 0 of 110 | spec.template.spec.containers[0].resources.requests.cpu 500m cpu 4 left',
    '9 | the kubelet took the pod | ', '10 | is on the node |  | spec.template.spec.containers[0].image nginx:1.27',
    '11 | the container runs | ', '12 | none, so ready as soon as it runs | ',
  ])
})

test('a node whose old pod waits stops at the budget, between the controller and the scheduler', () => {
  const rolling = advance(applied(advance(applied(clusterOf(['node-1', 'node-2']), newDaemonSet()), 40_000), newDaemonSet({}, {}, 'nginx:nope')), 60_000)
  const waiting = ['node-1', 'node-2'].find((name) => gate(rolling, name, 'Budget')?.state === 'closed')!
  const stuck = waiting === 'node-1' ? 'node-2' : 'node-1'
  expect(gate(rolling, waiting, 'Budget')).toEqual({
    number: undefined, name: 'Budget', state: 'closed', words: 'the only unit is in use', property: `in use by ${stuck}`,
    comparisons: [{ path: 'spec.updateStrategy.rollingUpdate.maxUnavailable', text: 'maxUnavailable: 1', outcome: '0 left' }],
  })
  expect(groupsOf(rolling, waiting).slice(1).flatMap(({ gates: all }) => all.map(({ state }) => state)).every((state) => state === 'not-asked')).toBe(true)
  expect(explain(rolling, 'default/agent', waiting)!.title).toEqual(['Why', 'waits with its old pod'])
  expect(gate(rolling, stuck, 'Budget')).toMatchObject({ state: 'open', words: 'this node holds the only unit' })
  expect(explain(rolling, 'default/agent', stuck)!.title).toEqual(['Why the pod of', 'does not run'])
})

test('under OnDelete it waits for you', () => {
  const onDelete = { updateStrategy: { type: 'OnDelete' } }
  const cluster = advance(applied(running(onDelete), newDaemonSet(onDelete, {}, 'nginx:1.26')), 60_000)
  expect(gate(cluster, 'node-1', 'Budget')).toMatchObject({ state: 'closed', words: 'waits for you to delete its pod', comparisons: [{ path: 'spec.updateStrategy.type' }] })
})

test('a host port that is taken names who holds it', () => {
  const ports = { containers: [{ name: 'agent', image: 'nginx:1.27', ports: [{ containerPort: 80, hostPort: 8080 }] }] }
  const [two] = perform(running({}, ports), 'kubectl', (draft) => draft.api.create('daemonsets', { ...newDaemonSet({}, ports), metadata: { name: 'second', namespace: 'default' } }))
  const cluster = advance(two, 60_000)
  const holder = [...cluster.objects.pods.keys()].find((key) => key.startsWith('default/agent-'))!.slice('default/'.length)
  const closed = explain(cluster, 'default/second', 'node-1')!.groups[1]!.gates[2]!
  expect([closed.state, closed.words, closed.property]).toEqual(['closed', "node(s) didn't have free ports for the requested pod ports", `held by ${holder}`])
})
