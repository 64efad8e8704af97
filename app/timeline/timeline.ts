/**
 * A session in time: lines of acts, and one moment of one of them. Everything else follows from
 * playing. `seek` goes to any moment; `perform` in the past makes another line and keeps the one it
 * leaves; nothing here changes a line that is not the current one.
 */
import type { Observer } from '#cluster/advance'
import { causedByAct } from '#cluster/cause'
import type { Cluster } from '#cluster/cluster'
import type { JournalPart } from '#cluster/journal/journal'
import type { RefusedRequest, WatchEvent } from '#cluster/kube-apiserver/watch'
import { isLeftOut } from '#kubectl/shell/commands-in-line'
import { said, type Answer } from './answer.ts'
import { actsDoneAt, sharedActs, type Branch, type TimedAct } from './branch.ts'
import { Checkpoints, memoryLimits, noteIn, type Log, type MemoryLimits, type Stretch } from './checkpoints.ts'
import type { LabAct } from './lab-act.ts'
import { startOf, type Opening, type Start } from './start.ts'
import { advanceWorld, hasEffect, lookInWorld, newWorld, performInWorld, type World } from './world.ts'

/** A session, and where in it one is. */
export interface Timeline<L extends Log = Log> {
  readonly start: Start
  readonly branches: readonly Branch[]
  /** Id of the line that is played. */
  readonly current: number
  /** The world at the playhead; its `nowMs` is where the playhead stands. */
  readonly world: World
  /** Acts of the current line that are done, and the last of them. */
  readonly done: number
  readonly after: TimedAct | undefined
  /** Work from the start to here. */
  readonly work: number
  /** What is remembered of the way: no part of the value, shared by all timelines of a session. */
  readonly memory: Checkpoints<L>
}

/** Where lines begin that nobody has played. */
export interface Lines {
  readonly start: Start
  readonly branches: readonly Branch[]
  readonly current: number
}

/**
 * A session at the first moment at which one may act. `newLog` makes what is told of each stretch;
 * `opening` is the cluster of a start that only names its lesson. Throws where it is missing, or is
 * not the one that the session began with.
 */
export function openTimeline<L extends Log>({ start, branches, current }: Lines, newLog: (journal: JournalPart) => L, limits: MemoryLimits = memoryLimits, opening?: Opening): Timeline<L> {
  if (start.lesson !== undefined && opening?.cluster.nowMs !== start.readyAtMs) throw new Error(`the lesson ${start.lesson} begins otherwise today than when this session was made`)
  const memory = new Checkpoints(newLog, limits)
  const stretch = memory.enter(undefined, 0, 0)
  const witness = new Witness(stretch, 0)
  const world = newWorld(opening?.cluster ?? startOf(start, witness.observer), opening?.files)
  if (opening) tellOf(opening.cluster, stretch)
  stretch.seenMs = start.readyAtMs
  memory.add(stretch, world, witness.work)
  return { start, branches, current, world, done: 0, after: undefined, work: witness.work, memory }
}

/** What is there at the beginning was written by nobody who could be watched; its numbers count from here. */
function tellOf({ objects, nowMs, resourceVersion }: Cluster, { log }: Stretch): void {
  for (const [key, object] of objects.daemonsets) {
    log.note({ type: 'MODIFIED', resource: 'daemonsets', key, object, previous: object, subresource: 'status', id: resourceVersion, atMs: nowMs, component: 'daemonset-controller', cause: undefined, reason: undefined })
  }
}

/** A session in which nothing has been done. */
export const firstLine = (start: Start): Lines => ({ start, branches: [{ id: 0, name: undefined, acts: [], untilMs: start.readyAtMs, undone: [] }], current: 0 })

export const nowMsOf = ({ world }: Timeline): number => world.cluster.nowMs

/** The line that is played. */
export const currentBranch = ({ branches, current }: Lines): Branch => branches.find(({ id }) => id === current)!

/** The same line at another time (virtual ms, not before one may act); playing on beyond its end makes it longer. */
export function seek<L extends Log>(timeline: Timeline<L>, atMs: number): Timeline<L> {
  const branch = currentBranch(timeline)
  const target = Math.max(atMs, timeline.start.readyAtMs)
  const reached = play(timeline, branch.acts, target)
  const moved = { ...timeline, ...reached }
  return target > branch.untilMs ? withBranch(moved, { ...branch, untilMs: target }) : moved
}

/** Any line at any time, without going there. */
export function worldAt<L extends Log>(timeline: Timeline<L>, branch: Branch, atMs: number): World {
  return play(timeline, branch.acts, Math.max(atMs, timeline.start.readyAtMs)).world
}

/**
 * Does something now. Where the line goes on behind the playhead, or an undo is left behind, that
 * line stays, and what is done belongs to a new one, which becomes the current one. A line of the
 * terminal that only looks leaves everything as it is, wherever it is entered.
 */
export function perform<L extends Log>(timeline: Timeline<L>, act: LabAct): [Timeline<L>, Answer] {
  const branch = currentBranch(timeline)
  const atMs = nowMsOf(timeline)
  const isPast = atMs < branch.untilMs || timeline.done < branch.acts.length || branch.undone.length > 0
  // What a lesson leaves out is answered, and is no part of what was done.
  const leftOut = 'line' in act && isLeftOut(act.line, timeline.world.cluster.options.rules)
  const look = isPast || leftOut ? lookInWorld(timeline.world, act) : undefined
  if (look) return [{ ...timeline, world: look }, { ...said(''), looked: true }]
  const timed: { -readonly [K in keyof TimedAct]: TimedAct[K] } = { atMs, act }
  const acts = [...branch.acts.slice(0, timeline.done), timed]
  const done = doNext(timeline.memory, acts, timeline, true)
  if (!hasEffect(done.answer)) return [timeline, done.answer]
  const { answer } = done
  if (answer.looked) timed.looked = true
  Object.freeze(timed)
  const moved = { ...timeline, ...done.player }
  if (atMs < branch.untilMs || timeline.done < branch.acts.length) return [withNewBranch(moved, acts, atMs), answer]
  const [longest] = branch.undone
  if (longest) {
    const kept = withBranch(moved, { ...branch, acts: longest.acts, untilMs: longest.untilMs, undone: [] })
    return [withNewBranch(kept, acts, atMs), answer]
  }
  return [withBranch(moved, { ...branch, acts, untilMs: atMs }), answer]
}

/** Begins another line here, with all that was done so far. */
export function fork<L extends Log>(timeline: Timeline<L>): Timeline<L> {
  return withNewBranch(timeline, currentBranch(timeline).acts.slice(0, timeline.done), nowMsOf(timeline))
}

/** How many acts of the line stand before the last one that did more than look. */
function actsBeforeLast(timeline: Timeline): number {
  const { acts } = currentBranch(timeline)
  let at = timeline.done - 1
  while (at >= 0 && acts[at]!.looked) at--
  return at
}

/** The last act before the playhead, which `undo` would take back; lines that only looked are passed over. */
export const lastAct = (timeline: Timeline): TimedAct | undefined => currentBranch(timeline).acts[actsBeforeLast(timeline)]

/** The act that `redo` would do again. */
export function nextRedo(timeline: Timeline): TimedAct | undefined {
  const { acts, undone } = currentBranch(timeline)
  return undone.at(-1)?.acts[acts.length]
}

/** Takes the last act back and goes to the moment at which it was done; what came after it can be brought back. */
export function undo<L extends Log>(timeline: Timeline<L>): Timeline<L> {
  const branch = currentBranch(timeline)
  const last = lastAct(timeline)
  if (!last) return timeline
  const { acts, untilMs } = branch
  const undone = [...branch.undone, { acts, untilMs, atMs: nowMsOf(timeline) }]
  return seek(withBranch(timeline, { ...branch, acts: acts.slice(0, actsBeforeLast(timeline)), untilMs: last.atMs, undone }), last.atMs)
}

/** Brings back what the last undo took, and the playhead to where it stood. */
export function redo<L extends Log>(timeline: Timeline<L>): Timeline<L> {
  const branch = currentBranch(timeline)
  const last = branch.undone.at(-1)
  if (!last) return timeline
  return seek(withBranch(timeline, { ...branch, acts: last.acts, untilMs: last.untilMs, undone: branch.undone.slice(0, -1) }), last.atMs)
}

/** Goes over to another line, at the same time as far as it reaches. */
export function switchTo<L extends Log>(timeline: Timeline<L>, id: number): Timeline<L> {
  const branch = timeline.branches.find((each) => each.id === id)
  return branch ? seek({ ...timeline, current: id }, Math.min(nowMsOf(timeline), branch.untilMs)) : timeline
}

/** Calls a line something; an empty name gives it back to its first difference. */
export const rename = <L extends Log>(timeline: Timeline<L>, id: number, name: string): Timeline<L> =>
  ({ ...timeline, branches: timeline.branches.map((branch) => (branch.id === id ? { ...branch, name: name.trim() || undefined } : branch)) })

/** Throws a line away, but never the only one; of the others the one that is most like it becomes current. */
export function deleteBranch<L extends Log>(timeline: Timeline<L>, id: number): Timeline<L> {
  const gone = timeline.branches.find((branch) => branch.id === id)
  if (!gone || timeline.branches.length < 2) return timeline
  const branches = timeline.branches.filter((branch) => branch !== gone)
  const next = branches.reduce((best, each) => (sharedActs(each.acts, gone.acts) > sharedActs(best.acts, gone.acts) ? each : best))
  const rest = timeline.current === id ? { ...switchTo(timeline, next.id), branches } : { ...timeline, branches }
  rest.memory.keepOnly(new Set([undefined, ...branches.flatMap(({ acts, undone }) => [...acts, ...(undone[0]?.acts ?? [])])]))
  return rest
}

function withBranch<L extends Log>(timeline: Timeline<L>, branch: Branch): Timeline<L> {
  return { ...timeline, branches: timeline.branches.map((each) => (each.id === branch.id ? branch : each)) }
}

function withNewBranch<L extends Log>(timeline: Timeline<L>, acts: readonly TimedAct[], untilMs: number): Timeline<L> {
  const id = Math.max(...timeline.branches.map((branch) => branch.id)) + 1
  return { ...timeline, branches: [...timeline.branches, { id, name: undefined, acts, untilMs, undone: [] }], current: id }
}

/** A world on its way along a line. */
interface Player {
  readonly world: World
  /** Acts done, and the last of them. */
  readonly done: number
  readonly after: TimedAct | undefined
  readonly work: number
}

/** The line at `targetMs`, from the nearest moment that is remembered. */
function play<L extends Log>(timeline: Timeline<L>, acts: readonly TimedAct[], targetMs: number): Player {
  const { memory } = timeline
  const wanted = actsDoneAt(acts, targetMs)
  let player = nearest(timeline, acts, wanted, targetMs)
  for (;;) {
    const next = player.done < wanted ? acts[player.done]! : undefined
    player = advanceTo(memory, player, next?.atMs ?? targetMs)
    if (!next) return player
    player = doNext(memory, acts, player).player
  }
}

/** The latest moment on the way that is remembered, or where the playhead stands. */
function nearest({ memory, ...here }: Timeline, acts: readonly TimedAct[], wanted: number, targetMs: number): Player {
  for (let done = wanted; done >= 0; done--) {
    const after = acts[done - 1]
    const latestMs = done < wanted ? acts[done]!.atMs : targetMs
    const found = memory.stretch(after)?.checkpoints.findLast((each) => each.world.cluster.nowMs <= latestMs)
    const hereMs = here.done === done && here.after === after ? here.world.cluster.nowMs : Infinity
    if (hereMs <= latestMs && (!found || found.world.cluster.nowMs <= hereMs)) return { world: here.world, done, after, work: here.work }
    if (found) return { world: found.world, done, after, work: found.work }
  }
  throw new Error('a timeline forgot its start')
}

/**
 * Plays the current line once more from the last remembered moment before `fromMs` (virtual ms) up
 * to `untilMs`, for whoever wants to see what happened in it. Remembers nothing and moves nothing.
 */
export function watchAgain(timeline: Timeline, fromMs: number, untilMs: number, onWatchEvent: (event: WatchEvent) => void): void {
  const { acts } = currentBranch(timeline)
  const { readyAtMs } = timeline.start
  if (fromMs <= readyAtMs && timeline.start.lesson === undefined) startOf(timeline.start, { onWatchEvent })
  if (untilMs <= readyAtMs && acts[0]?.atMs !== readyAtMs) return
  let { world, done } = nearest(timeline, acts, actsDoneAt(acts, fromMs - 1), Math.max(readyAtMs, fromMs - 1))
  for (;;) {
    const next = acts[done]
    const stopMs = next && next.atMs <= untilMs ? next.atMs : untilMs
    world = advanceWorld(world, Math.max(stopMs, world.cluster.nowMs), { onWatchEvent })
    if (!next || next.atMs > untilMs) return
    world = advanceWorld(performInWorld(world, next.act, { onWatchEvent }, causedByAct(done))[0], next.atMs, { onWatchEvent })
    done++
  }
}

/** Lets time pass, no act in between, and leaves checkpoints on the way. */
function advanceTo(memory: Checkpoints, { world, done, after, work }: Player, untilMs: number): Player {
  const stretch = memory.enter(after, world.cluster.nowMs, work)
  while (world.cluster.nowMs < untilMs) {
    const lastWork = stretch.checkpoints.findLast((each) => each.world.cluster.nowMs <= world.cluster.nowMs)?.work ?? stretch.fromWork
    const witness = new Witness(stretch, work, lastWork + memory.workPerCheckpoint)
    world = advanceWorld(world, untilMs, witness.observer)
    work = witness.work
    stretch.seenMs = Math.max(stretch.seenMs, world.cluster.nowMs)
    if (work >= lastWork + memory.workPerCheckpoint) memory.add(stretch, world, work)
  }
  return { world, done, after, work }
}

/** Does the next act of a line, and all that is due in that instant. `anew`: nobody has done it yet, and where it has no effect nobody has. */
function doNext(memory: Checkpoints, acts: readonly TimedAct[], { world, done, after, work }: Player, anew = false): { player: Player; answer: Answer } {
  const next = acts[done]!
  const seen: WatchEvent[] = []
  const refused: RefusedRequest[] = []
  const [changed, answer] = performInWorld(world, next.act, { onWatchEvent: (event) => seen.push(event), onRefused: (request) => refused.push(request) }, causedByAct(done))
  if (anew && !hasEffect(answer)) return { player: { world, done, after, work }, answer }
  const stretch = memory.enter(next, next.atMs, work)
  const witness = new Witness(stretch, work + seen.length)
  if (stretch.seenMs < next.atMs) {
    for (const event of seen) noteIn(stretch, event)
    for (const request of refused) stretch.log.noteRefused?.(request)
  }
  const settled = advanceWorld(changed, next.atMs, witness.observer)
  stretch.seenMs = Math.max(stretch.seenMs, next.atMs)
  // Doing acts over again costs more than their work tells, in a large cluster; what a look printed is not worth keeping.
  if (!answer.looked) memory.add(stretch, settled, witness.work)
  return { player: { world: settled, done: done + 1, after: next, work: witness.work }, answer }
}

/** Counts the work, tells the log of what it has not seen, and stops where a checkpoint is due. */
class Witness {
  readonly observer: Observer
  work: number

  constructor(stretch: Stretch, work: number, stopAt = Infinity) {
    this.work = work
    const { seenMs } = stretch
    this.observer = {
      onWatchEvent: (event) => {
        this.work++
        if (event.atMs > seenMs) noteIn(stretch, event)
      },
      onRefused: (request) => {
        if (request.atMs > seenMs) stretch.log.noteRefused?.(request)
      },
      afterInstant: () => (++this.work >= stopAt ? 'stop' : undefined),
    }
  }
}
