import { expect, test } from 'vitest'
import { advance, perform } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import { fail } from '#cluster/faults'
import { toLedger } from './ledger.ts'
import { nodesCounted, progressWords, toScene } from './scene.ts'

const controlPlane = { name: 'cp-1', taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
const running = (...daemonSet: Parameters<typeof newDaemonSet>) => advance(applied(clusterOf([controlPlane, 'node-1', 'node-2']), newDaemonSet(...daemonSet)), 40_000)
const nodesOf = (cluster: ReturnType<typeof running>) => [...toScene(cluster).nodes.values()]
const sentences = (cluster: ReturnType<typeof running>) => nodesOf(cluster).map(({ name, sentence }) => `${name}: ${sentence?.verdict} ${sentence?.reason}`)

test('every node says one sentence, from the controller’s own decision', () => {
  expect(sentences(running())).toEqual(['cp-1: Not eligible. Its taint is not tolerated.', 'node-1: Runs. It has its pod.', 'node-2: Runs. It has its pod.'])
})

test('a label that is missing is named', () => {
  expect(sentences(running({}, { nodeSelector: { disk: 'ssd' } }))[1]).toBe('node-1: Not eligible. It has no label disk=ssd.')
})

test('before anything is applied, nodes stand alone', () => {
  const scene = toScene(clusterOf(['node-1']))
  expect([scene.daemonSet, scene.nodes.get('node-1')!.sentence]).toEqual([undefined, undefined])
})

test('a silent node shows its pod as last known', () => {
  const [failed] = perform(running(), 'fault', (draft) => fail(draft, 'node-1'))
  const scene = toScene(advance(failed, 130_000))
  expect(scene.nodes.get('node-1')).toMatchObject({ frame: 'silent', status: 'NotReady', sentence: { verdict: 'Out of reach.' }, pods: [{ state: 'last-known', status: 'Running' }] })
  expect(scene.daemonSet).toMatchObject({ misscheduled: 1, figures: { DESIRED: 1, READY: 1 } })
  expect([...nodesCounted(scene, 'MISSCHEDULED', 0)]).toEqual(['node-1'])
})

test('power that is cut is seen at once, though nobody has noticed', () => {
  const [failed] = perform(running(), 'fault', (draft) => fail(draft, 'node-1'))
  expect(toScene(failed).nodes.get('node-1')).toMatchObject({ frame: 'ready', powerless: true, status: 'Ready, no power', statusSinceAtMs: 40_000 })
})

test('an image that cannot be pulled is told on its node, the other pod waits as an older one', () => {
  const cluster = advance(applied(running(), newDaemonSet({}, {}, 'nginx:nope')), 100_000)
  const pods = nodesOf(cluster).flatMap((node) => node.pods.map(({ state, older, revision, status }) => ({ state, older, revision, status })))
  expect(pods.sort((a, b) => a.revision! - b.revision!)).toEqual([
    { state: 'ready', older: true, revision: 1, status: 'Running' },
    { state: 'image-not-pulled', older: false, revision: 2, status: 'ImagePullBackOff' },
  ])
  const { daemonSet } = toScene(cluster)
  const stuck = nodesOf(cluster).find(({ pods: [pod] }) => pod?.state === 'image-not-pulled')!
  expect(daemonSet).toMatchObject({ revision: 2, olderRevision: 1, eligible: 2, updated: 1, budget: { field: 'maxUnavailable', units: 1, left: 0, over: 0, holders: [stuck.name] } })
  expect(sentences(cluster).filter((each) => each.includes('uses the budget'))).toHaveLength(1)
})

test('what has not changed is the very same value', () => {
  const before = running()
  const first = toScene(before)
  expect(toScene(advance(before, 41_000), undefined, first).nodes).toBe(first.nodes)
  const [failed] = perform(before, 'fault', (draft) => fail(draft, 'node-1'))
  const second = toScene(failed, undefined, first)
  expect(second.nodes.get('node-2')).toBe(first.nodes.get('node-2'))
  expect(second.nodes.get('node-1')).not.toBe(first.nodes.get('node-1'))
})

test('the ledger sums to the number of nodes', () => {
  const { lines, nodes } = toLedger(toScene(running()))
  expect(lines.map(({ group, text, nodes: counted }) => [group, text, counted.size])).toEqual([
    ['has-its-pod', 'Pod runs', 2],
    ['not-eligible', 'Taint node-role.kubernetes.io/control-plane:NoSchedule', 1],
  ])
  expect(nodes).toBe(3)
})

test('a pod that does not fit says what it needs and what is left; others on the node are counted', () => {
  const cpu = (amount: string) => [{ name: 'agent', image: 'nginx:1.27', resources: { requests: { cpu: amount } } }]
  const cluster = advance(applied(running({}, { containers: cpu('3') }), newDaemonSet({}, { containers: cpu('3') })), 60_000)
  const [second] = perform(cluster, 'kubectl', (draft) => draft.api.create('daemonsets', { ...newDaemonSet({}, { containers: cpu('1500m') }), metadata: { name: 'second', namespace: 'default' } }))
  const node = toScene(advance(second, 80_000), 'default/second').nodes.get('node-1')!
  expect([node.sentence?.reason, node.others, node.room.map(({ resource, used, capacity }) => `${resource} ${used} of ${capacity}`)]).toEqual([
    'It needs 1500m cpu, 1 is left.', 1, ['cpu 3 of 4', 'memory 0 of 8Gi', 'pods 1 of 110'],
  ])
})

test('an old pod that was not available is taken at once, and says so', () => {
  const stuck = advance(applied(clusterOf(['node-1', 'node-2']), newDaemonSet({}, {}, 'nginx:nope')), 40_000)
  const mended = advance(applied(stuck, newDaemonSet()), 40_100)
  expect(sentences(mended)).toEqual(['node-1: Being replaced. Taken at once: was not available.', 'node-2: Being replaced. Taken at once: was not available.'])
})

test('as long as there is one revision, nodes have their pod; later they are updated', () => {
  const one = toScene(running()).daemonSet!
  const two = toScene(advance(applied(running(), newDaemonSet({}, {}, 'nginx:1.26')), 100_000)).daemonSet!
  expect([one, two].map(progressWords)).toEqual(['eligible nodes have their pod', 'eligible nodes updated'])
})
