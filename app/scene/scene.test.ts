import { expect, test } from 'vitest'
import { advance, perform } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import { fail } from '#cluster/faults'
import { toLedger } from './ledger.ts'
import { nodesCounted, toScene } from './scene.ts'

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
