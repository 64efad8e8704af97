import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serializeCluster } from '#cluster/cluster'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { daemonSet as manifest } from '#kubectl/lab.fixture'
import type { LabAct } from './lab-act.ts'
import { apply, line } from './acts.fixture.ts'
import { branchName, forkedAtMs, type Branch } from './branch.ts'
import type { Log } from './checkpoints.ts'
import { linesOf, parseRecording, recordingOf, type Recording } from './recording.ts'
import type { Start } from './start.ts'
import { currentBranch, deleteBranch, firstLine, fork, lastAct, nextRedo, nowMsOf, openTimeline, perform, redo, rename, seek, switchTo, undo, worldAt, type Timeline } from './timeline.ts'

const start: Start = { seed: 1, nodes: [{ name: 'node-1' }, { name: 'node-2' }, { name: 'node-3' }], readyAtMs: 5_000 }

class Seen implements Log {
  readonly events: string[] = []
  note(event: WatchEvent): void {
    this.events.push(`${event.atMs} ${event.id} ${event.type} ${event.resource}`)
  }
}
/** So little that checkpoints come and go all the time. */
const limits = { workPerCheckpoint: 12, mostBytes: 60_000 }
type Session = Timeline<Seen>
const open = (): Session => openTimeline(firstLine(start), () => new Seen(), limits)
const act = (timeline: Session, ...acts: readonly LabAct[]): Session => acts.reduce((now, each) => perform(now, each)[0], timeline)
const text = ({ world }: Session) => serializeCluster(world.cluster)
const names = ({ branches }: Session) => branches.map((branch) => branchName(branch, branches))

/** What was told of a line up to a time. */
function told({ memory }: Session, { acts }: Branch, untilMs: number): readonly string[] {
  return [undefined, ...acts].flatMap((after, at) => memory.stretch(after)?.log.events.filter((each) => Number.parseInt(each) <= Math.min(untilMs, acts[at]?.atMs ?? Infinity) && (acts[at] === undefined || acts[at].atMs <= untilMs || Number.parseInt(each) <= untilMs)) ?? [])
}

/** The same line played from the start, without anything remembered. */
function fresh(timeline: Session, branch: Branch, atMs: number): Session {
  return seek(openTimeline({ start, branches: [{ ...branch, undone: [] }], current: branch.id }, () => new Seen()), atMs)
}

const anyAct: fc.Arbitrary<LabAct> = fc.oneof(
  fc.constantFrom('nginx:1.27', 'nginx:1.28', 'crash:1').map((image) => (apply(manifest(image)))),
  fc.constantFrom('kubectl cordon node-1', 'kubectl uncordon node-1', 'kubectl cordon node-9', 'kubectl rollout status ds/agent', 'kubectl get pods -w | grep agent', 'kubectl drain node-2 --ignore-daemonsets --force').map(line),
  fc.constantFrom('Ctrl-C' as const, 'Ctrl-D' as const).map((press) => ({ shell: 'shell-1', press })),
  fc.constantFrom('node-1', 'node-2').map((node) => ({ fail: [node] })),
  fc.constantFrom('node-1', 'node-2').map((node) => ({ recover: [node] })),
  fc.constantFrom('node-4', 'node-5').map((name) => ({ join: [{ name }] })),
  fc.constantFrom('node-3', 'node-4').map((name) => ({ leave: [name] })),
  fc.constant(line('kubectl delete ds agent')),
)
type Move = { act: LabAct } | { on: number } | { back: number } | 'undo' | 'redo' | 'fork' | { switch: number }
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: anyAct }) },
  { weight: 5, arbitrary: fc.record({ on: fc.integer({ min: 0, max: 60_000 }) }) },
  { weight: 2, arbitrary: fc.record({ back: fc.integer({ min: 0, max: 90_000 }) }) },
  { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  fc.constant('fork' as const), fc.record({ switch: fc.nat(5) }),
)
function move(timeline: Session, what: Move): Session {
  if (what === 'undo') return undo(timeline)
  if (what === 'redo') return redo(timeline)
  if (what === 'fork') return fork(timeline)
  if ('act' in what) return act(timeline, what.act)
  if ('switch' in what) return switchTo(timeline, what.switch)
  return seek(timeline, nowMsOf(timeline) + ('on' in what ? what.on : -what.back))
}

test('wherever one has been, a moment is what playing to it gives, and was told of as it was', () => {
  fc.assert(fc.property(fc.array(anyMove, { minLength: 1, maxLength: 14 }), fc.nat(150_000), (moves, atMs) => {
    const timeline = seek(moves.reduce(move, open()), 5_000 + atMs)
    const branch = currentBranch(timeline)
    const again = fresh(timeline, branch, nowMsOf(timeline))
    expect(text(timeline)).toBe(text(again))
    expect(told(timeline, branch, nowMsOf(timeline))).toEqual(told(again, branch, nowMsOf(timeline)))
  }), { numRuns: 120 })
})

test('undo, then redo, and all is as it was', () => {
  fc.assert(fc.property(fc.array(anyMove, { minLength: 1, maxLength: 10 }), fc.nat(20_000), (moves, laterMs) => {
    const before = moves.reduce(move, open())
    if (!lastAct(before)) return
    const undone = undo(before)
    expect(nowMsOf(undone)).toBe(lastAct(before)!.atMs)
    const { memory: _one, ...back } = redo(seek(undone, nowMsOf(undone) + laterMs))
    const { memory: _other, ...was } = before
    expect(back.branches).toEqual(was.branches)
    expect(serializeCluster(back.world.cluster)).toBe(serializeCluster(was.world.cluster))
  }), { numRuns: 80 })
})

test('an act in the past never changes the line that it leaves', () => {
  fc.assert(fc.property(fc.array(anyMove, { minLength: 2, maxLength: 10 }), anyAct, fc.nat(60_000), (moves, what, backMs) => {
    const before = moves.reduce(move, open())
    const parent = currentBranch(before)
    const untilMs = parent.untilMs
    const whole = serializeCluster(worldAt(before, parent, untilMs).cluster)
    const past = seek(before, untilMs - 1 - backMs)
    if (nowMsOf(past) === untilMs) return
    const after = act(past, what)
    expect(after.branches.find(({ id }) => id === parent.id)).toEqual(parent)
    expect(serializeCluster(worldAt(after, parent, untilMs).cluster)).toBe(whole)
  }), { numRuns: 80 })
})

test('a session comes back from its recording as it was', () => {
  fc.assert(fc.property(fc.array(anyMove, { minLength: 1, maxLength: 12 }), (moves) => {
    const timeline = moves.reduce(move, open())
    const read = parseRecording(JSON.stringify(recordingOf(timeline, 'draft')), start) as Recording
    expect(read).toEqual(recordingOf(timeline, 'draft'))
    const again = seek(openTimeline(linesOf(read), () => new Seen()), read.atMs)
    expect(text(again)).toBe(text(timeline))
    expect(recordingOf(again, 'draft')).toEqual(read)
  }), { numRuns: 80 })
})

test('branches are named by their first difference', () => {
  let timeline = act(open(), apply(manifest('nginx:1.27')))
  timeline = act(seek(timeline, 20_000), line('kubectl cordon node-2'))
  timeline = act(seek(timeline, 40_000), apply(manifest('nginx:1.28')))
  timeline = act(seek(timeline, 60_000), { fail: ['node-1'] })
  timeline = act(seek(timeline, 39_000), apply(manifest('nginx:1.29')))
  timeline = act(seek(switchTo(timeline, 0), 10_000), { join: [{ name: 'node-4' }] })
  timeline = fork(seek(switchTo(timeline, 0), 50_000))
  expect(names(timeline)).toEqual(['first line', 'with image: nginx:1.29', 'with add node-4', 'without power off node-1'])
  expect(timeline.branches.map((branch) => forkedAtMs(branch, timeline.branches))).toEqual([undefined, 39_000, 10_000, 50_000])
  timeline = rename(timeline, 2, ' Four nodes ')
  expect(names(deleteBranch(timeline, 0))).toEqual(['first line', 'Four nodes', 'with image: nginx:1.28'])
})

test('an act after an undo keeps what was undone as a line of its own', () => {
  let timeline = act(open(), apply(manifest('nginx:1.27')), line('kubectl cordon node-1'), line('kubectl cordon node-2'))
  timeline = undo(undo(timeline))
  expect([lastAct(timeline)?.act, nextRedo(timeline)?.act]).toEqual([apply(manifest('nginx:1.27')), line('kubectl cordon node-1')])
  timeline = act(timeline, line('kubectl cordon node-3'))
  expect(names(timeline)).toEqual(['first line', 'with cordon node-3'])
  expect(timeline.branches.map(({ acts, undone }) => [acts.length, undone.length])).toEqual([[3, 0], [2, 0]])
  expect(nextRedo(timeline)).toBeUndefined()
})

test('what is refused is no act', () => {
  const timeline = open()
  const [after, answer] = perform(timeline, { leave: ['nobody'] })
  expect([after === timeline, answer.refused, currentBranch(after).acts]).toEqual([true, true, []])
})

test('the last line cannot be thrown away; the current one gives way to what is most like it', () => {
  let timeline = act(open(), apply(manifest('nginx:1.27')))
  expect(deleteBranch(timeline, 0)).toBe(timeline)
  timeline = act(fork(seek(timeline, 30_000)), line('kubectl cordon node-1'))
  const left = deleteBranch(timeline, 1)
  expect([left.current, left.branches.length, nowMsOf(left)]).toEqual([0, 1, 30_000])
})
