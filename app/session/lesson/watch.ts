/** What lessons play, to be watched in the session itself: on a line of its own, so that the student's own stays, and which counts as nobody's work. */
import type { LessonAct } from '#lesson/format/act-fields'
import { labActs } from '#lesson/lab-acts'
import { sharedActs, type Branch } from '#timeline/branch'
import { isWatchAct } from '#timeline/lab-act'
import { currentBranch, deleteBranch, fork, nowMsOf, perform, rename, seek, switchTo } from '#timeline/timeline'
import { firstShell, idleShell } from '#timeline/world'
import { session, show } from '../session.ts'
import { keep, whenOpen } from '../sessions.ts'

type Files = Readonly<Record<string, string>>

/** A short replay. */
export interface Watched {
  /** What the line is called: `if node-5 joins`. */
  readonly name: string
  readonly acts: readonly LessonAct[]
  /** What `apply` finds. */
  readonly files: Files
  /** Where it begins, in virtual ms; undefined: where the playhead stands. */
  readonly fromMs?: number
  /** Under which seed it falls out; undefined: the cluster's own. */
  readonly seed?: number
  /** Where it stops, in virtual ms; undefined: with its last act. */
  readonly untilMs?: number
}

/** Lines that were only watched, with how many acts they have then. */
const onlyWatched = new Map<number, number>()

/** Plays it on a line of its own and lets it be watched from its beginning. */
export function watch({ name, acts, files, fromMs, seed, untilMs }: Watched): void {
  whenOpen(() => {
    const before = session.getState().timeline
    let timeline = fork(fromMs === undefined ? before : seek(before, Math.min(fromMs, currentBranch(before).untilMs)))
    const begunMs = nowMsOf(timeline)
    timeline = rename(timeline, timeline.current, name)
    ;[timeline] = perform(timeline, { watch: name, ...(seed !== undefined && { seed }) })
    for (const act of acts) {
      if ('answer' in act) continue
      if ('wait' in act) timeline = seek(timeline, nowMsOf(timeline) + act.wait)
      else for (const each of labActs(act, timeline.world.cluster, files, idleShell(timeline.world.desk, firstShell))) timeline = perform(timeline, each)[0]
    }
    timeline = seek(timeline, Math.max(untilMs ?? 0, nowMsOf(timeline)))
    onlyWatched.set(timeline.current, currentBranch(timeline).acts.length)
    show(seek(timeline, begunMs), { playing: true, answer: undefined, scrubbing: true, comparison: undefined })
    stopAt(timeline.current, nowMsOf(timeline))
    keep()
  })
}

/** Pauses where a replay ends, unless somebody went elsewhere meanwhile. */
function stopAt(line: number, atMs: number): void {
  const unsubscribe = session.subscribe(({ timeline, cluster, playing }) => {
    if (timeline.current !== line) return unsubscribe()
    if (cluster.nowMs < atMs) return
    unsubscribe()
    if (playing) session.setState({ playing: false })
  })
}

/** From what is watched back to the line of one's own that has most in common with it, and to its end. A line on which nothing was done but watch goes. */
export function backToOwnWork(): void {
  whenOpen(() => {
    const { timeline } = session.getState()
    const watched = currentBranch(timeline)
    const own = timeline.branches.filter(({ acts }) => !acts.some(({ act }) => isWatchAct(act)))
    const nearest = own.reduce<Branch | undefined>((best, each) => (best && sharedActs(best.acts, watched.acts) >= sharedActs(each.acts, watched.acts) ? best : each), undefined)
    if (!nearest) return
    const back = switchTo(timeline, nearest.id)
    const kept = onlyWatched.get(watched.id) === watched.acts.length ? deleteBranch(back, watched.id) : back
    onlyWatched.delete(watched.id)
    show(seek(kept, nearest.untilMs), { playing: false, answer: undefined, scrubbing: true })
    keep()
  })
}
