import { expect, test } from 'vitest'
import { serializeCluster } from '#cluster/cluster'
import type { LabAct } from './lab-act.ts'
import { apply, line as entered, manifest } from './acts.fixture.ts'
import { isRefused, linesOf, longestRecording, parseRecording, type Recording } from './recording.ts'
import type { Start } from './start.ts'
import { nowMsOf, openTimeline, seek } from './timeline.ts'

const start: Start = { seed: 1, nodes: [{ name: 'node-1' }, { name: 'node-2', taints: [{ key: 'gpu', effect: 'NoSchedule' }] }], readyAtMs: 5_000 }
const everyAct: readonly LabAct[] = [
  apply(manifest),
  { join: [{ name: 'node-3', labels: { disk: 'ssd' }, unschedulable: true, allocatable: { cpu: '1' } }] },
  entered('kubectl taint nodes node-1 maintenance=yes:NoExecute'),
  { shell: 'shell-2', line: 'kubectl get pods -w' },
  { shell: 'shell-2', press: 'Ctrl-C' },
  entered('kubectl edit node node-1'),
  { shell: 'shell-1', edited: null },
  { file: 'notes', text: 'mine' },
  { fill: 'node-1', requests: { cpu: '1' } },
  entered('kubectl drain node-1 --ignore-daemonsets --force'),
  { fail: ['node-1'] },
  { recover: ['node-1'] },
  { pod: 'default/agent-x', fault: 'crash' },
  { leave: ['node-3'] },
]
const timed = (acts: readonly LabAct[]) => acts.map((act, at) => ({ atMs: 5_000 + 4_000 * at, act }))
const recorded = (acts: readonly LabAct[], over: object = {}): Recording => ({
  version: 4, start, lines: [{ acts: timed(acts), untilMs: 100_000 }], current: 0, atMs: 100_000, draft: manifest, ...over,
})
/** One line with something else about it. */
const line = (over: object, acts: readonly LabAct[] = []): Recording => recorded([], { lines: [{ acts: timed(acts), untilMs: 100_000, ...over }] })
/** Two lines, the second with something about it. */
const second = (over: object): Recording => recorded([], { lines: [{ acts: timed(everyAct), untilMs: 100_000 }, { acts: [], untilMs: 100_000, ...over }] })
const read = (value: unknown) => parseRecording(JSON.stringify(value), start)

test('a recording comes back as it went', () => {
  expect(read(recorded(everyAct))).toEqual(recorded(everyAct))
})

test('played at once or in small steps, it gives the same cluster', () => {
  const lines = linesOf(recorded(everyAct))
  const open = () => openTimeline(lines, () => ({ note: () => undefined }))
  let timeline = open()
  while (nowMsOf(timeline) < 100_000) timeline = seek(timeline, Math.min(100_000, nowMsOf(timeline) + 700))
  expect(serializeCluster(timeline.world.cluster)).toBe(serializeCluster(seek(open(), 100_000).world.cluster))
  expect([nowMsOf(timeline), timeline.done]).toEqual([100_000, everyAct.length])
})

test('sessions of version 1 get the start that all had then, and those of version 2 their only line', () => {
  const [{ acts }] = recorded([apply(manifest)]).lines as [Recording['lines'][0]]
  const wanted = recorded([], { lines: [{ acts, untilMs: 9_000 }], atMs: 9_000 })
  expect(read({ version: 1, acts, draft: manifest, nowMs: 9_000 })).toEqual(wanted)
  expect(read({ version: 2, start, acts, draft: manifest, untilMs: 9_000 })).toEqual(wanted)
})

test('lines hold what they have in common only once', () => {
  const [first, other] = linesOf(second({ from: { line: 0, acts: 2 }, acts: [{ atMs: 50_000, act: entered('kubectl cordon node-2') }] })).branches
  expect(other!.acts.map(({ atMs }) => atMs)).toEqual([5_000, 9_000, 50_000])
  expect(other!.acts[1]).toBe(first!.acts[1])
})

test.each<{ name: string; value: unknown; where: string; expected: string }>([
  { name: 'no object', value: [], where: '', expected: 'an object with version, start, lines, current, atMs, draft' },
  { name: 'a version to come', value: recorded([], { version: 5 }), where: 'version', expected: 'a whole number from 4 to 4' },
  { name: 'a field too many', value: recorded([], { script: 'x' }), where: 'script', expected: 'no such field; known are version, start, lines, current, atMs, draft' },
  { name: 'half a millisecond', value: recorded([], { atMs: 9_000.5 }), where: 'atMs', expected: 'a whole number from 0 to 604800000' },
  { name: 'a time without end', value: line({ untilMs: 1e15 }), where: 'lines[0].untilMs', expected: 'a whole number from 0 to 604800000' },
  { name: 'no line', value: recorded([], { lines: [] }), where: 'current', expected: 'less than 0' },
  { name: 'a line that is not there', value: recorded([], { current: 1 }), where: 'current', expected: 'less than 1' },
  { name: 'a playhead behind the end', value: recorded([], { atMs: 100_001 }), where: 'atMs', expected: 'from 5000 to 100000' },
  { name: 'an end before the last act', value: line({ untilMs: 6_000 }, everyAct), where: 'lines[0].untilMs', expected: 'at least 57000' },
  { name: 'an act before the start', value: line({ acts: [{ atMs: 1, act: { leave: [] } }] }), where: 'lines[0].acts', expected: 'at least 5000: acts stand in order of time' },
  { name: 'a line that comes from itself', value: line({ from: { line: 0, acts: 0 } }), where: 'lines[0].from', expected: 'acts that an earlier line has' },
  { name: 'more in common than there is', value: second({ from: { line: 0, acts: 99 } }), where: 'lines[1].from', expected: 'acts that an earlier line has' },
  { name: 'an act before what is in common', value: second({ from: { line: 0, acts: 2 }, acts: [{ atMs: 6_000, act: { leave: [] } }] }), where: 'lines[1].acts', expected: 'at least 9000: acts stand in order of time' },
  { name: 'an undo of nothing', value: line({ undone: { acts: [], lines: [{ acts: 3, untilMs: 6_000, atMs: 6_000 }] } }), where: 'lines[0].undone.lines[0].acts', expected: 'from 0 to 0' },
  { name: 'an unknown act', value: line({}, [{ explode: 'node-1' } as unknown as LabAct]), where: 'lines[0].acts[0].act', expected: 'one of the acts line, press, edited, file, join, leave, fail, recover, fill, pod, pressure, answer, watch' },
  { name: 'two acts in one', value: line({}, [{ leave: ['a'], fail: ['a'] }]), where: 'lines[0].acts[0].act', expected: 'one of the acts line, press, edited, file, join, leave, fail, recover, fill, pod, pressure, answer, watch' },
  { name: 'a name that is none', value: line({}, [{ join: [{ name: 7 }] } as unknown as LabAct]), where: 'lines[0].acts[0].act.join[0].name', expected: 'text' },
  { name: 'an unknown fault', value: line({}, [{ pod: 'default/x', fault: 'melt' } as unknown as LabAct]), where: 'lines[0].acts[0].act.fault', expected: 'crash, evict, unready, ready, fail-liveness, fail-startup' },
  { name: 'more nodes than there may be', value: recorded([], { start: { ...start, nodes: Array.from({ length: 10_001 }, () => ({ name: 'n' })) } }), where: 'start.nodes', expected: 'at most 10000' },
  { name: 'too many nodes in several acts', value: line({}, [1, 2].map(() => ({ join: Array.from({ length: 6_000 }, () => ({ name: 'n' })) }))), where: 'lines[0].acts', expected: 'at most 10000' },
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
