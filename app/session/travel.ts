/** Moving in time: play, step, seek, undo, and from one line to another. */
import { nextDueAtMs } from '#cluster/advance'
import { actsDoneAt } from '#timeline/branch'
import { currentBranch, deleteBranch, fork, nowMsOf, redo, rename, seek, switchTo, undo, type Timeline } from '#timeline/timeline'
import type { Seen } from './seen.ts'
import { session, show, type SessionState } from './session.ts'
import { keep, whenOpen } from './sessions.ts'

export const setPlaying = (playing: boolean): void => session.setState({ playing })
export const setSpeed = (speed: number): void => session.setState({ speed })

/** Goes to another moment of the line, in virtual ms, within what was played; and stops there. */
export function seekTo(atMs: number): void {
  move((timeline) => seek(timeline, Math.min(Math.round(atMs), currentBranch(timeline).untilMs)))
}

/** Goes to the first moment at which one may act. */
export const goToStart = (): void => seekTo(0)

/** Goes to where the line ends, and plays on from there if it played. */
export const goToEnd = (): void => seekTo(Infinity)

/** Goes to the next thing that happens by itself, and stops there. */
export function stepToNext(): void {
  move((timeline, { track }) => {
    const nowMs = nowMsOf(timeline)
    const known = track.happenings.at(track.happenings.firstAfter(nowMs))
    const act = currentBranch(timeline).acts[timeline.done]
    if (known || act) return seek(timeline, Math.min(known?.atMs ?? Infinity, act?.atMs ?? Infinity))
    return playToNext(timeline)
  })
}

/** Timers that only look and find nothing to do are no step. */
function playToNext(timeline: Timeline<Seen>): Timeline<Seen> {
  let next = timeline
  for (let tries = 0; tries < 1_000; tries++) {
    const dueAtMs = nextDueAtMs(next.world.cluster)
    if (dueAtMs === undefined) return next
    next = seek(next, dueAtMs)
    const told = next.memory.stretch(next.after)?.log.happenings
    if (told && told.size > 0 && told.atMs(told.size - 1) > nowMsOf(timeline)) return next
  }
  return next
}

/** Goes back to what happened before. */
export function stepBack(): void {
  move((timeline, { track }) => {
    const before = track.happenings.at(track.happenings.firstAfter(nowMsOf(timeline) - 1) - 1)
    const acts = currentBranch(timeline).acts
    const act = acts[actsDoneAt(acts, nowMsOf(timeline) - 1) - 1]
    return seek(timeline, Math.max(before?.atMs ?? 0, act?.atMs ?? 0))
  })
}

/** Goes to the act before this moment, or to the start. */
export function stepToActBefore(): void {
  move((timeline) => {
    const { acts } = currentBranch(timeline)
    return seek(timeline, acts[actsDoneAt(acts, nowMsOf(timeline) - 1) - 1]?.atMs ?? 0)
  })
}

/** Goes to the act after this moment, or to the end of the line. */
export function stepToActAfter(): void {
  move((timeline) => {
    const { acts, untilMs } = currentBranch(timeline)
    return seek(timeline, acts[timeline.done]?.atMs ?? untilMs)
  })
}

/** Goes somewhere and stops there. */
function move(where: (timeline: Timeline<Seen>, state: SessionState) => Timeline<Seen>): void {
  whenOpen(() => {
    const state = session.getState()
    show(where(state.timeline, state), { playing: false, scrubbing: true })
  })
}

/** Changes the lines, and writes that down. */
function change(how: (timeline: Timeline<Seen>) => Timeline<Seen>, rest: Partial<SessionState> = {}): void {
  whenOpen(() => {
    const { timeline } = session.getState()
    const next = how(timeline)
    if (next === timeline) return
    show(next, { scrubbing: true, ...rest })
    keep()
  })
}

/** Takes the last act back. */
export const undoAct = (): void => change(undo, { playing: false, answer: undefined })
/** Does again what was taken back. */
export const redoAct = (): void => change(redo, { answer: undefined })
/** Begins another line here. */
export const forkHere = (): void => change(fork)
/** Goes over to another line, at the same time. */
export const switchBranch = (id: number): void => change((timeline) => switchTo(timeline, id), { playing: false, answer: undefined })
export const renameBranch = (id: number, name: string): void => change((timeline) => rename(timeline, id, name))
export const removeBranch = (id: number): void => change((timeline) => deleteBranch(timeline, id), { playing: false })
