import { expect, test } from 'vitest'
import { serializeCluster } from '#cluster/cluster'
import type { Act } from './act.ts'
import { beginPlaying, isRefused, longestRecording, parseRecording, play, step, type Recording, type Start } from './recording.ts'

const start: Start = { seed: 1, nodes: [{ name: 'node-1' }, { name: 'node-2', taints: [{ key: 'gpu', effect: 'NoSchedule' }] }], readyAtMs: 5_000 }
const manifest = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: "nginx:1.27"}]}
`
const everyAct: readonly Act[] = [
  { apply: manifest },
  { join: [{ name: 'node-3', labels: { disk: 'ssd' }, unschedulable: true, allocatable: { cpu: '1' } }] },
  { cordon: 'node-1', on: true },
  { taint: 'node-1', add: [{ key: 'maintenance', value: 'yes', effect: 'NoExecute' }], remove: [] },
  { taint: 'node-1', add: [], remove: [{ key: 'maintenance' }] },
  { label: 'node-1', set: { disk: 'hdd' }, remove: [] },
  { fill: 'node-1', requests: { cpu: '1' } },
  { drain: 'node-1', ignoreDaemonSets: true, force: true },
  { fail: ['node-1'] },
  { recover: ['node-1'] },
  { pod: 'default/agent-x', fault: 'crash' },
  { deletePod: 'default/agent-x' },
  { deleteDaemonSet: 'default/agent' },
  { leave: ['node-3'] },
]
const recorded = (acts: readonly Act[], over: object = {}): Recording => ({
  version: 2, start, acts: acts.map((act, at) => ({ atMs: 5_000 + 4_000 * at, act })), untilMs: 100_000, draft: manifest, ...over,
})
const read = (value: unknown) => parseRecording(JSON.stringify(value), start)

test('a recording comes back as it went', () => {
  expect(read(recorded(everyAct))).toEqual(recorded(everyAct))
})

test('played at once or in small steps, it gives the same cluster', () => {
  const recording = recorded(everyAct)
  let playing = beginPlaying(recording)
  while (!playing.finished) playing = step(recording, playing, 700)
  expect(serializeCluster(playing.cluster)).toBe(serializeCluster(play(recording)))
  expect([playing.cluster.nowMs, playing.done]).toEqual([100_000, everyAct.length])
})

test('a session of version 1 gets the start that all sessions had then', () => {
  const { acts, draft } = recorded([{ apply: manifest }])
  expect(read({ version: 1, acts, draft, nowMs: 9_000 })).toEqual(recorded([{ apply: manifest }], { untilMs: 9_000 }))
})

test.each<{ name: string; value: unknown; where: string; expected: string }>([
  { name: 'no object', value: [], where: '', expected: 'an object with version, start, acts, untilMs, draft' },
  { name: 'a version to come', value: recorded([], { version: 3 }), where: 'version', expected: 'a whole number from 2 to 2' },
  { name: 'a field too many', value: recorded([], { script: 'x' }), where: 'script', expected: 'no such field; known are version, start, acts, untilMs, draft' },
  { name: 'half a millisecond', value: recorded([], { untilMs: 9_000.5 }), where: 'untilMs', expected: 'a whole number from 0 to 604800000' },
  { name: 'a time without end', value: recorded([], { untilMs: 1e15 }), where: 'untilMs', expected: 'a whole number from 0 to 604800000' },
  { name: 'an end before the last act', value: recorded(everyAct, { untilMs: 6_000 }), where: 'untilMs', expected: 'at least 57000' },
  { name: 'an act before the start', value: recorded([], { acts: [{ atMs: 1, act: { leave: [] } }] }), where: 'acts[0].atMs', expected: 'at least 5000: acts stand in order of time' },
  { name: 'an unknown act', value: recorded([{ explode: 'node-1' } as unknown as Act]), where: 'acts[0].act', expected: 'one of the acts apply, deletePod, deleteDaemonSet, join, leave, fail, recover, cordon, taint, label, drain, fill, pod' },
  { name: 'two acts in one', value: recorded([{ leave: ['a'], fail: ['a'] }]), where: 'acts[0].act', expected: 'one of the acts apply, deletePod, deleteDaemonSet, join, leave, fail, recover, cordon, taint, label, drain, fill, pod' },
  { name: 'a name that is none', value: recorded([{ join: [{ name: 7 }] } as unknown as Act]), where: 'acts[0].act.join[0].name', expected: 'text' },
  { name: 'an unknown fault', value: recorded([{ pod: 'default/x', fault: 'melt' } as unknown as Act]), where: 'acts[0].act.fault', expected: 'crash, evict, unready, ready' },
  { name: 'more nodes than there may be', value: recorded([], { start: { ...start, nodes: Array.from({ length: 10_001 }, () => ({ name: 'n' })) } }), where: 'start.nodes', expected: 'at most 10000' },
  { name: 'too many nodes in several acts', value: recorded([1, 2].map(() => ({ join: Array.from({ length: 6_000 }, () => ({ name: 'n' })) }))), where: 'acts', expected: 'at most 10000' },
])('refused with its place: $name', ({ value, where, expected }) => {
  const problems = read(value)
  expect(isRefused(problems) && problems[0]).toMatchObject({ where, expected })
})

test.each([
  { name: 'no JSON', text: '{' },
  { name: 'nested without end', text: '['.repeat(200_000) },
  { name: 'longer than is read', text: ' '.repeat(longestRecording + 1) },
  { name: 'a prototype in disguise', text: JSON.stringify(recorded([])).replace('"gpu"', '"gpu","__proto__":{"effect":"x"}') },
  { name: 'a label called __proto__', text: JSON.stringify(recorded([])).replace('"name":"node-1"', '"name":"node-1","labels":{"__proto__":"x"}') },
])('refused without harm: $name', ({ text }) => {
  expect(isRefused(parseRecording(text, start))).toBe(true)
})
