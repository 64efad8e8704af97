import { expect, test } from 'vitest'
import type { LabAct } from './lab-act.ts'
import { apply, line } from './acts.fixture.ts'
import { upgradedAct } from './former-act.ts'
import { printAct } from './print-act.ts'
import { startOf } from './start.ts'
import { firstLine, lastAct, nextRedo, openTimeline, perform, redo, undo } from './timeline.ts'
import { advanceWorld, idleShell, newWorld, performInWorld, type World } from './world.ts'

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
const start = (): World => newWorld(startOf({ seed: 1, nodes: [{ name: 'node-1' }], readyAtMs: 5_000 }))
const after = (...acts: readonly LabAct[]) => {
  let [world, answer] = performInWorld(start(), acts[0]!)
  for (const act of acts.slice(1)) [world, answer] = performInWorld(advanceWorld(world, world.cluster.nowMs + 10_000), act)
  return { world, answer }
}
const page = ({ desk }: World, id = 'shell-1') => desk.shells.find((shell) => shell.id === id)!.output.map((chunk) => (chunk.kind === 'line' ? `${chunk.prompt}${chunk.text}\n` : (('text' in chunk && chunk.text) || ''))).join('')

test.each<{ name: string; acts: LabAct[]; text: string; refused: boolean }>([
  { name: 'a first apply', acts: [apply(manifest('agent'))], text: 'daemonset.apps/agent created', refused: false },
  { name: 'the same again', acts: [apply(manifest('agent')), apply(manifest('agent'))], text: 'daemonset.apps/agent unchanged', refused: false },
  { name: 'another image', acts: [apply(manifest('agent')), apply(manifest('agent', 'nginx:1.28'))], text: 'daemonset.apps/agent configured', refused: false },
  {
    name: 'another selector', acts: [apply(manifest('agent')), apply(manifest('other'))], refused: true,
    text: 'The DaemonSet "agent" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
  },
  { name: 'a cordon', acts: [line('kubectl cordon node-1')], text: 'node/node-1 cordoned', refused: false },
  { name: 'a node that is not there', acts: [line('kubectl cordon node-9')], text: 'Error from server (NotFound): nodes "node-9" not found', refused: true },
  { name: 'a name that is taken', acts: [{ join: [{ name: 'node-1' }] }], text: 'Error from server (AlreadyExists): nodes "node-1" already exists', refused: true },
])('$name: $text', ({ acts, text, refused }) => {
  const { answer } = after(...acts)
  expect([answer.text, answer.refused]).toEqual([text, refused])
})

test('what is refused without a line leaves the world as it was; a line stays on the page whatever came of it', () => {
  const world = start()
  expect(performInWorld(world, { join: [{ name: 'node-1' }] })[0]).toBe(world)
  const [next] = performInWorld(world, line('kubectl cordon node-9'))
  expect(next.cluster.objects).toEqual(world.cluster.objects)
  expect(page(next)).toBe('$ kubectl cordon node-9\nError from server (NotFound): nodes "node-9" not found\n')
})

test('the manifest counts as applied once kubectl took it', () => {
  const [good, bad] = [manifest('agent'), manifest('other')]
  expect(after(apply(good)).world.applied).toBe(good)
  expect(after(apply(good), apply(bad)).world.applied).toBe(good)
  expect(after(apply(good), line('kubectl apply --dry-run=client -f manifest.yaml')).world.applied).toBe(good)
  expect(after({ file: 'manifest.yaml', text: good }, line('k apply -f manifest.yaml')).world.applied).toBe(good)
})

test('a command that waits hears of what befalls machines', () => {
  const { world } = after(line('kubectl get nodes -w'), { leave: ['node-1'] })
  expect(page(world)).toMatch(/^\$ kubectl get nodes -w\nNAME +STATUS .*\nnode-1 +Ready /)
  expect(page(world)).toContain('$ kubectl delete node node-1\n')
})

test('a line is run where nothing else runs', () => {
  const { world } = after(line('kubectl get nodes -w'))
  expect([idleShell(start().desk), idleShell(world.desk)]).toEqual(['shell-1', 'shell-2'])
})

test.each<{ act: LabAct; words: string }>([
  { act: apply('x'), words: 'apply' },
  { act: line('kubectl taint nodes node-1 gpu=yes:NoSchedule --overwrite'), words: 'taint node-1 gpu=yes:NoSchedule' },
  { act: line('k drain node-1 --ignore-daemonsets'), words: 'drain node-1' },
  { act: line('kubectl get pods --all-namespaces --sort-by=.metadata.name'), words: 'get pods --all-namespaces --sor…' },
  { act: line('cat <<EOF | kubectl apply -f -\nkind: Pod\nEOF'), words: 'cat <<EOF | kubectl apply -f - …' },
  { act: line(''), words: 'an empty line' },
  { act: { shell: 'shell-1', press: 'Ctrl-C' }, words: 'Ctrl-C' },
  { act: { leave: ['node-1', 'node-2'] }, words: 'remove 2 nodes' },
])('in words: $words', ({ act, words }) => expect(printAct(act)).toBe(words))

test.each<{ former: object; line: string }>([
  { former: { apply: 'kind: DaemonSet' }, line: 'kubectl apply -f manifest.yaml' },
  { former: { cordon: 'node-1', on: false }, line: 'kubectl uncordon node-1' },
  { former: { taint: 'node-1', add: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }], remove: [] }, line: 'kubectl taint nodes node-1 gpu=yes:NoSchedule --overwrite' },
  { former: { taint: 'node-1', add: [], remove: [{ key: 'gpu', effect: 'NoSchedule' }, { key: 'old' }] }, line: 'kubectl taint nodes node-1 gpu:NoSchedule- old-' },
  { former: { label: 'node-1', set: { disk: 'ssd' }, remove: ['zone'] }, line: 'kubectl label nodes node-1 disk=ssd zone- --overwrite' },
  { former: { drain: 'node-1', ignoreDaemonSets: true, force: false }, line: 'kubectl drain node-1 --ignore-daemonsets' },
  { former: { deletePod: 'default/agent-x' }, line: 'kubectl delete pod agent-x --wait=false' },
  { former: { deleteDaemonSet: 'logs/agent' }, line: 'kubectl delete daemonset agent -n logs' },
])('what a button did up to version 3 is the line: $line', ({ former, line: wanted }) => {
  expect(upgradedAct(former)).toMatchObject({ shell: 'shell-1', line: wanted })
})

test('undo passes over lines that only looked, and so do marks; keys are no acts to take back', () => {
  let timeline = openTimeline(firstLine({ seed: 1, nodes: [{ name: 'node-1' }], readyAtMs: 5_000 }), () => ({ note: () => undefined }))
  for (const act of [line('kubectl cordon node-1'), line('kubectl get nodes'), line('kubectl get nodes -w'), { shell: 'shell-1', press: 'Ctrl-C' } as const, line('kubectl cordon node-9')]) [timeline] = perform(timeline, act)
  expect(lastAct(timeline)?.act).toEqual(line('kubectl get nodes -w'))
  timeline = undo(timeline)
  expect(lastAct(timeline)?.act).toEqual(line('kubectl cordon node-1'))
  timeline = undo(timeline)
  expect([lastAct(timeline), timeline.world.cluster.objects.nodes.get('node-1')!.spec?.unschedulable]).toEqual([undefined, undefined])
  expect(nextRedo(timeline)?.act).toEqual(line('kubectl cordon node-1'))
  expect(page(redo(redo(timeline)).world)).toContain('nodes "node-9" not found')
})

const probed = manifest('agent').replace('        image: nginx:1.27\n', `        image: nginx:1.27
        livenessProbe:
          httpGet: {path: /, port: 80}
          periodSeconds: 5
          failureThreshold: 1
`)
const podOf = ({ cluster }: World) => [...cluster.objects.pods.values()].find(({ metadata }) => metadata!.labels?.app === 'agent')!

test('a process that hangs is restarted by its liveness probe', () => {
  let { world } = after(apply(probed))
  world = advanceWorld(world, 30_000)
  const [hung, answer] = performInWorld(world, { pod: `default/${podOf(world).metadata!.name}`, fault: 'fail-liveness' })
  expect(answer.text).toBe(`The process of ${podOf(world).metadata!.name} hangs: its liveness probe fails from now on.`)
  expect(podOf(advanceWorld(hung, 70_000)).status!.containerStatuses![0]!.restartCount).toBe(1)
})

test('a node that runs short of memory says so, evicts, and says when it has enough again', () => {
  const condition = ({ cluster }: World) => cluster.objects.nodes.get('node-1')!.status!.conditions!.find(({ type }) => type === 'MemoryPressure')!.status
  let { world } = after(apply(manifest('agent')))
  world = advanceWorld(world, 30_000)
  const [short, answer] = performInWorld(world, { pressure: 'node-1', of: 'memory', short: true })
  const later = advanceWorld(short, 60_000)
  expect([answer.text, condition(later), podOf(later).status!.reason]).toEqual(['node-1 runs short of memory.', 'True', 'Evicted'])
  const [enough, over] = performInWorld(later, { pressure: 'node-1', of: 'memory', short: false })
  expect([over.text, condition(advanceWorld(enough, 600_000))]).toEqual(['node-1 has enough memory again.', 'False'])
  expect(performInWorld(world, { pressure: 'node-9', of: 'pid', short: true })[1].text).toBe('Error from server (NotFound): nodes "node-9" not found')
})

test.each<[LabAct, string]>([
  [{ pod: 'default/agent-x', fault: 'fail-liveness' }, 'liveness fails of agent-x'],
  [{ pressure: 'node-1', of: 'pid', short: true }, 'node-1 short of process ids'],
  [{ pressure: 'node-1', of: 'disk', short: false }, 'free disk space on node-1'],
])('%j is "%s"', (act, words) => expect(printAct(act)).toBe(words))
