import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serializeCluster } from '#cluster/cluster'
import { outputSince } from '#kubectl/shell/chunk'
import { findShell } from '#kubectl/shell/desk'
import { manifest } from './acts.fixture.ts'
import type { LabAct } from './lab-act.ts'
import { isRefused, parseRecording, recordingOf } from './recording.ts'
import type { Start } from './start.ts'
import { currentBranch, firstLine, nowMsOf, openTimeline, perform, seek, type Timeline } from './timeline.ts'

const start: Start = { seed: 1, nodes: [{ name: 'node-1' }, { name: 'node-2' }], readyAtMs: 5_000 }
const open = () => openTimeline(firstLine(start), () => ({ note: () => undefined }), { workPerCheckpoint: 15, mostBytes: 100_000 })
const act = (timeline: Timeline, ...acts: readonly LabAct[]): Timeline => acts.reduce((now, each) => perform(now, each)[0], timeline)
const on = (timeline: Timeline, ms: number): Timeline => seek(timeline, nowMsOf(timeline) + ms)
const whole = ({ world }: Timeline) => `${serializeCluster(world.cluster)}\n${JSON.stringify(world.desk)}`
const page = ({ world }: Timeline) => outputSince(findShell(world.desk, 'one')!, 0).chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : chunk.kind === 'line' ? `$ ${chunk.text}\n` : '')).join('')

const file: LabAct = { file: 'manifest.yaml', text: manifest }
const line = (text: string, shell = 'one'): LabAct => ({ shell, line: text })
const lines = [
  'kubectl apply -f manifest.yaml && kubectl rollout status ds/agent | tail -1', 'kubectl set image ds/agent agent=nginx:1.28; sleep 2; echo done', 'kubectl drain node-1 --ignore-daemonsets --force',
  'kubectl delete ds agent --cascade=foreground', 'kubectl uncordon node-1', 'kubectl get pods -w | grep -c Running', 'NS=default', 'kubectl -n $NS get ds', 'watch -n 1 -t kubectl get ds', 'kubectl edit ds agent', 'sed -i s/1.27/1.29/ manifest.yaml', '!!',
]
const anyAct: fc.Arbitrary<LabAct> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ shell: fc.constantFrom('one', 'two'), line: fc.constantFrom(...lines) }) },
  { weight: 2, arbitrary: fc.record({ shell: fc.constantFrom('one', 'two'), press: fc.constantFrom('Ctrl-C' as const, 'Ctrl-D' as const, 'close' as const) }) },
  fc.constant<LabAct>({ shell: 'one', edited: null }), fc.constant<LabAct>({ fail: ['node-2'] }), fc.constant<LabAct>({ recover: ['node-2'] }), fc.constant<LabAct>({ leave: ['node-2'] }), fc.constant(file),
)

test('shells are played again to the letter: commands that wait, Ctrl-C, pages and all', () => {
  fc.assert(fc.property(fc.array(fc.tuple(anyAct, fc.nat(8_000)), { minLength: 1, maxLength: 12 }), fc.nat(60_000), fc.integer({ min: 1, max: 3_000 }), (steps, atMs, stepMs) => {
    let timeline = act(open(), file)
    for (const [each, ms] of steps) timeline = on(act(timeline, each), ms)
    const there = seek(timeline, 5_000 + atMs)
    const fresh = () => openTimeline({ start, branches: [currentBranch(there)], current: 0 }, () => ({ note: () => undefined }))
    expect(whole(there)).toBe(whole(seek(fresh(), 5_000 + atMs)))
    let slowly = seek(fresh(), 5_000)
    while (nowMsOf(slowly) < nowMsOf(there)) slowly = seek(slowly, Math.min(nowMsOf(there), nowMsOf(slowly) + stepMs))
    expect(whole(slowly)).toBe(whole(there))
  }), { numRuns: 25 })
})

test('a recording keeps what was done at the terminal', () => {
  const timeline = on(act(on(act(open(), file, line('kubectl apply -f manifest.yaml && kubectl rollout status ds/agent')), 20_000), line('kubectl edit ds agent'), { shell: 'one', edited: null }, line('sleep 100'), { shell: 'one', press: 'Ctrl-C' }), 1_000)
  const recording = recordingOf(timeline, '')
  expect(parseRecording(JSON.stringify(recording), start)).toEqual(recording)
})

test.each<{ name: string; act: object; where: string }>([
  { name: 'a key that is none', act: { shell: 'one', press: 'Ctrl-Z' }, where: 'lines[0].acts[0].act.press' },
  { name: 'a file in a folder', act: { file: '../x', text: '' }, where: 'lines[0].acts[0].act.file' },
  { name: 'a file called __proto__', act: { file: '__proto__', text: '' }, where: 'lines[0].acts[0].act.file' },
  { name: 'a line that is none', act: { shell: 'one', line: 7 }, where: 'lines[0].acts[0].act.line' },
  { name: 'a field too many', act: { shell: 'one', line: 'x', sudo: true }, where: 'lines[0].acts[0].act.sudo' },
  { name: 'a shell without anything', act: { shell: 'one' }, where: 'lines[0].acts[0].act' },
])('refused with its place: $name', ({ act: wrong, where }) => {
  const read = parseRecording(JSON.stringify({ version: 3, start, lines: [{ acts: [{ atMs: 5_000, act: wrong }], untilMs: 6_000 }], current: 0, atMs: 6_000, draft: '' }), start)
  expect(isRefused(read) && read[0]!.where).toBe(where)
})

test('a line that only looks may be entered in the past; one that writes makes another past', () => {
  const timeline = seek(on(act(open(), file, line('kubectl apply -f manifest.yaml')), 20_000), 6_000)
  const looked = act(timeline, line('kubectl get ds --no-headers | wc -l'))
  expect(looked.branches).toHaveLength(1)
  expect(page(looked)).toBe('$ kubectl apply -f manifest.yaml\ndaemonset.apps/agent created\n$ kubectl get ds --no-headers | wc -l\n1\n')
  expect(serializeCluster(seek(looked, 20_000).world.cluster)).toBe(serializeCluster(seek(timeline, 20_000).world.cluster))
  for (const writes of ['kubectl cordon node-1', 'X=1', 'echo a > b', 'kubectl wait --for=delete ds/agent', 'cat <<EOF', 'exit']) expect(act(timeline, line(writes)).branches).toHaveLength(2)
})

test.each([
  ['kubectl get ds', true], ['kubectl get ds nope', true], ['cat manifest.yaml | wc -l', true], ['kubectl apply -f manifest.yaml --dry-run=server', true], ['kubectl cordon node-1', undefined], ['kubectl get ds -w', undefined],
  ['echo a > b', undefined], ['X=1', undefined],
])('whether it only looked, now and in the past: %s', (entered, looked) => {
  const now = on(act(open(), file, line('kubectl apply -f manifest.yaml')), 20_000)
  for (const timeline of [now, seek(now, 6_000)]) expect(perform(timeline, line(entered))[1].looked).toBe(looked)
})

test('acts of the mouse reach what waits in a shell', () => {
  const timeline = on(act(open(), file, line('kubectl apply -f manifest.yaml')), 10_000)
  const waiting = act(timeline, line('kubectl wait --for=delete node/node-2; echo gone'), { leave: ['node-2'] })
  expect(page(on(waiting, 1_000)).endsWith('condition met\ngone\n')).toBe(true)
})
