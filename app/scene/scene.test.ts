import { expect, test } from 'vitest'
import { advance, perform } from '#cluster/advance'
import { applied, clusterOf, newDaemonSet } from '#cluster/cluster.fixture'
import { fail } from '#cluster/faults'
import { toScene } from './scene.ts'

const controlPlane = { name: 'cp-1', taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
const running = (...daemonSet: Parameters<typeof newDaemonSet>) => advance(applied(clusterOf([controlPlane, 'node-1', 'node-2']), newDaemonSet(...daemonSet)), 40_000)
const sentences = (cluster: ReturnType<typeof running>) => toScene(cluster).nodes.map(({ name, verdict, sentence }) => `${name}: ${verdict} ${sentence}`)

test('every node says one sentence, from the controller’s own decision', () => {
  expect(sentences(running())).toEqual(['cp-1: Not eligible. Its taint is not tolerated.', 'node-1: Runs. It has its pod.', 'node-2: Runs. It has its pod.'])
})

test('a label that is missing is named', () => {
  expect(sentences(running({}, { nodeSelector: { disk: 'ssd' } }))[1]).toBe('node-1: Not eligible. It has no label disk=ssd.')
})

test('before anything is applied, nodes stand alone', () => {
  const scene = toScene(clusterOf(['node-1']))
  expect([scene.daemonSet, scene.nodes[0]!.sentence]).toEqual([undefined, 'Apply a DaemonSet to see pods.'])
})

test('a silent node shows its pod as last known', () => {
  const [failed] = perform(running(), 'fault', (draft) => fail(draft, 'node-1'))
  const scene = toScene(advance(failed, 130_000))
  expect(scene.nodes[1]).toMatchObject({ ready: false, verdict: 'Out of reach.', pods: [{ state: 'last-known', status: 'Running' }] })
  expect(scene.daemonSet).toMatchObject({ misscheduled: 1, figures: { DESIRED: 1, READY: 1 } })
})

test('an image that cannot be pulled is told on its node, the other pod waits as an older one', () => {
  const scene = toScene(advance(applied(running(), newDaemonSet({}, {}, 'nginx:nope')), 100_000))
  const pods = scene.nodes.flatMap((node) => node.pods.map(({ state, older, revision, status }) => ({ state, older, revision, status })))
  expect(pods.sort((a, b) => a.revision! - b.revision!)).toEqual([
    { state: 'ready', older: true, revision: 1, status: 'Running' },
    { state: 'image-not-pulled', older: false, revision: 2, status: 'ImagePullBackOff' },
  ])
})
