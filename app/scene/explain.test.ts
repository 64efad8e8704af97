import { expect, test } from 'vitest'
import { advance } from '#cluster/advance'
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
