import { expect, test } from 'vitest'
import { clusterOf } from '#cluster/cluster.fixture'
import type { JoiningNode } from '#cluster/faults'
import type { Preview } from '#scene/preview/preview'
import type { LabAct } from '#timeline/lab-act'
import { advanceWorld, newWorld, performInWorld, type World } from '#timeline/world'
import { previewApply } from './preview-apply.ts'

/** What a case changes of a plain manifest. */
interface Shape {
  readonly image?: string
  readonly name?: string
  readonly strategy?: string
  readonly pod?: string
  readonly container?: string
  readonly labels?: string
}

const manifest = ({ image = 'nginx:1.27', name = 'agent', strategy = '{type: RollingUpdate}', pod = '', container = '', labels = '' }: Shape = {}) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}${labels}}
spec:
  selector: {matchLabels: {app: ${name}}}
  updateStrategy: ${strategy}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: agent, image: "${image}"${container}}]
${pod && `      ${pod}\n`}`

const six: readonly JoiningNode[] = [1, 2, 3, 4, 5, 6].map((number) => ({ name: `node-${number}`, ...(number !== 3 && { labels: { disk: 'ssd' } }) }))

function applied(text: string | undefined, nodes: readonly JoiningNode[] = six, ...acts: readonly LabAct[]): World {
  let world = newWorld(clusterOf(nodes))
  const all: readonly LabAct[] = [...(text === undefined ? [] : [{ shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': text } }]), ...acts]
  for (const act of all) {
    world = performInWorld(world, act)[0]
    world = advanceWorld(world, world.cluster.nowMs + 90_000)
  }
  return world
}

function preview({ cluster, desk, applied: before }: World, text: string): Preview {
  const work = previewApply(cluster, { manifest: text, desk, applied: before })
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

const running = applied(manifest())
const rolling = manifest({ image: 'nginx:1.28' })

test.each<{ name: string; before?: World; text: string; tone?: Preview['tone']; summary: string }>([
  { name: 'a new DaemonSet', before: applied(undefined), text: manifest(), summary: 'Creates the DaemonSet: 6 nodes get a pod; done in 3 s' },
  { name: 'a new one that not all nodes are meant by', before: applied(undefined), text: manifest({ pod: 'nodeSelector: {disk: ssd}' }), summary: 'Creates the DaemonSet: 5 nodes get a pod, 1 gets none; done in 3 s' },
  { name: 'a new one that no node is meant by', before: applied(undefined), text: manifest({ pod: 'nodeSelector: {disk: tape}' }), summary: 'Creates the DaemonSet: no node is eligible' },
  { name: 'the same again', text: manifest(), summary: 'Nothing would change: kubectl would print “unchanged”' },
  { name: 'another image', text: rolling, summary: 'Changes the template: 6 pods will be replaced, at most 1 at a time; done in 26 s' },
  { name: 'another image and a selector', text: manifest({ image: 'nginx:1.28', pod: 'nodeSelector: {disk: ssd}' }), summary: 'Changes the template: 5 pods will be replaced, at most 1 at a time; 1 node loses its pod; done in 23 s' },
  { name: 'half at a time', text: manifest({ image: 'nginx:1.28', strategy: '{rollingUpdate: {maxUnavailable: 50%}}' }), summary: 'Changes the template: 6 pods will be replaced, at most 3 at a time; done in 9 s' },
  { name: 'surging', text: manifest({ image: 'nginx:1.28', strategy: '{rollingUpdate: {maxUnavailable: 0, maxSurge: 2}}' }), summary: 'Changes the template: 6 pods will be replaced, at most 2 at a time, the new one first; done in 10 s' },
  { name: 'OnDelete', text: manifest({ image: 'nginx:1.28', strategy: '{type: OnDelete}' }), summary: 'Changes the template: 6 pods stay until you delete them' },
  { name: 'the strategy only', text: manifest({ strategy: '{type: OnDelete}' }), summary: 'Changes the update strategy: pods stay' },
  { name: 'labels of the DaemonSet itself', text: manifest({ labels: ', labels: {team: ops}' }), summary: 'Changes its own labels: pods stay' },
  { name: 'an image that cannot be pulled', text: manifest({ image: 'nginx:nope' }), tone: 'trouble', summary: 'Changes the template: 1 of 6 pods will be replaced, at most 1 at a time; gets stuck on node-6: nginx:nope cannot be pulled' },
  { name: 'more than a node has', text: manifest({ container: ', resources: {requests: {cpu: "64"}}' }), tone: 'trouble', summary: 'Changes the template: 1 of 6 pods will be replaced, at most 1 at a time; gets stuck on node-6: it needs 64 cpu, 4 is left' },
  { name: 'a host port while surging', before: applied(manifest({ container: ', ports: [{containerPort: 80, hostPort: 9100}]' })), text: manifest({ image: 'nginx:1.28', strategy: '{rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}', container: ', ports: [{containerPort: 80, hostPort: 9100}]' }), tone: 'trouble', summary: 'Changes the template: 0 of 6 pods will be replaced, at most 1 at a time, the new one first; gets stuck on node-1: old and new pod want host port 9100' },
  { name: 'a container that exits at once', text: manifest({ image: 'app:crash' }), tone: 'trouble', summary: 'Changes the template: 2 of 6 pods will be replaced, at most 1 at a time; gets stuck on 2 nodes: container keeps exiting' },
  { name: 'a dead node holds the budget', before: applied(manifest(), six, { fail: ['node-2'] }), text: rolling, tone: 'trouble', summary: 'Changes the template: 0 of 6 pods will be replaced, at most 1 at a time; gets stuck on node-2: nobody can confirm that its pod stopped' },
  { name: 'another selector', text: manifest().replaceAll('app: agent', 'app: other'), tone: 'refused', summary: 'Will be refused: spec.selector: field is immutable' },
  { name: 'a field that is none', text: manifest().replace('  selector:', '  selektor:'), tone: 'refused', summary: 'Will be refused: unknown field "spec.selektor"' },
  { name: 'a second object', text: `${manifest()}---\n${manifest({ name: 'second' })}`, summary: 'Creates second: 6 nodes get a pod; done in 1 s' },
  { name: 'one that is refused and one that is not', text: `${manifest().replaceAll('app: agent', 'app: other')}---\n${manifest({ name: 'second' })}`, tone: 'refused', summary: 'Will be refused: spec.selector: field is immutable; creates second: 6 nodes get a pod; done in 1 s' },
  { name: 'a priority class beside', text: `${manifest()}---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000\n`, summary: 'Creates priorityclass.scheduling.k8s.io/high' },
])('$name', ({ before = running, text, tone = 'plain', summary }) => {
  const found = preview(before, text)
  expect([found.tone, found.summary]).toEqual([tone, summary])
})

const lines = (text: string, before: World = running) => preview(before, text).lines.map(({ tone, text: words, nodes }) => `${tone === 'plain' ? '' : `${tone}! `}${words}${nodes ? ` [${nodes.join()}]` : ''}`)

test('every change is told with the nodes that it is about', () => {
  expect(lines(manifest({ image: 'nginx:1.28', pod: 'nodeSelector: {disk: ssd}' }))).toEqual([
    'daemonset.apps/agent configured',
    'spec.template.spec.containers[0].image: nginx:1.27 → nginx:1.28',
    'spec.template.spec.nodeSelector: not set → {disk: ssd}',
    '5 nodes get a new pod in place of the old one, at most 1 at a time (maxUnavailable: 1). [node-1,node-2,node-4,node-5,node-6]',
    'node-3 loses its pod: it has no label disk=ssd. [node-3]',
    'DESIRED 6 → 5.',
    'Done 23 s after Apply.',
    'Deletes nothing.',
  ])
})

test('a rollout that cannot go on is told with who is left behind', () => {
  expect(lines(manifest({ image: 'nginx:nope' }))).toEqual([
    'daemonset.apps/agent configured',
    'spec.template.spec.containers[0].image: nginx:1.27 → nginx:nope',
    '1 node gets a new pod in place of its old one, at most 1 at a time (maxUnavailable: 1). [node-6]',
    'trouble! 5 nodes still have their old pod, or none, at the end. [node-1,node-2,node-3,node-4,node-5]',
    'trouble! node-6: nginx:nope cannot be pulled. [node-6]',
    'trouble! From 2 s after Apply on nothing more happens.',
    'Deletes nothing.',
  ])
})

test('what is no longer in the manifest is said to stay', () => {
  expect(lines(manifest({ name: 'second' })).at(-1)).toBe('agent stays: not in the manifest any more, but apply deletes nothing.')
})

test('a Deployment is told by its pods, and the cluster stays as it was', () => {
  const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: "nginx:1.27"}]}\n'
  expect(lines(text)).toEqual(['deployment.apps/web created', 'Deployment web: 3 of 3 pods available at the end.', 'agent stays: not in the manifest any more, but apply deletes nothing.'])
  expect(running.cluster.objects.deployments.size).toBe(0)
})

test('what is previewed is what happens', () => {
  const after = applied(manifest(), six, { shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': manifest({ image: 'nginx:1.28', pod: 'nodeSelector: {disk: ssd}' }) } })
  expect([...after.cluster.objects.pods.values()].map(({ spec }) => spec!.nodeName).sort()).toEqual(['node-1', 'node-2', 'node-4', 'node-5', 'node-6'])
})
