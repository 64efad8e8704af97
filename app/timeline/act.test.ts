import { expect, test } from 'vitest'
import { advance } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { performAct, type Act } from './act.ts'

const manifest = (selector: string, image = 'nginx:1.27') => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: ${selector}
  template:
    metadata:
      labels:
        app: ${selector}
    spec:
      containers:
      - name: agent
        image: ${image}
`
const start = () => advance(performAct(bootCluster(1), { join: [{ name: 'node-1' }] })[0], 5_000)
const after = (...acts: readonly Act[]) => {
  let [cluster, answer] = performAct(start(), acts[0]!)
  for (const act of acts.slice(1)) [cluster, answer] = performAct(advance(cluster, cluster.nowMs + 10_000), act)
  return { cluster, answer }
}

test.each<{ name: string; acts: Act[]; text: string; refused: boolean }>([
  { name: 'a first apply', acts: [{ apply: manifest('agent') }], text: 'daemonset.apps/agent created', refused: false },
  { name: 'the same again', acts: [{ apply: manifest('agent') }, { apply: manifest('agent') }], text: 'daemonset.apps/agent unchanged', refused: false },
  { name: 'another image', acts: [{ apply: manifest('agent') }, { apply: manifest('agent', 'nginx:1.28') }], text: 'daemonset.apps/agent configured', refused: false },
  {
    name: 'another selector', acts: [{ apply: manifest('agent') }, { apply: manifest('other') }], refused: true,
    text: 'The DaemonSet "agent" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
  },
  { name: 'a cordon', acts: [{ cordon: 'node-1', on: true }], text: 'node/node-1 cordoned', refused: false },
  { name: 'a cordon twice', acts: [{ cordon: 'node-1', on: true }, { cordon: 'node-1', on: true }], text: 'node/node-1 already cordoned', refused: false },
  { name: 'a node that is not there', acts: [{ cordon: 'node-9', on: true }], text: 'Error from server (NotFound): nodes "node-9" not found', refused: true },
  { name: 'a pod that is not there', acts: [{ deletePod: 'default/x' }], text: 'Error from server (NotFound): pods "x" not found', refused: true },
  { name: 'a name that is taken', acts: [{ join: [{ name: 'node-1' }] }], text: 'Error from server (AlreadyExists): nodes "node-1" already exists', refused: true },
])('$name: $text', ({ acts, text, refused }) => {
  expect(after(...acts).answer).toEqual({ text, refused })
})

test('a refused manifest leaves the cluster as it was', () => {
  const cluster = start()
  expect(performAct(cluster, { apply: 'kind: DaemonSet\n' })[0]).toBe(cluster)
})
