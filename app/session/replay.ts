/** Plays a recording again without holding up the page: a piece of it between two frames. */
import { underRules } from '#cluster/cluster'
import type { Opening } from '#timeline/start'
import { linesOf, type Recording } from '#timeline/recording'
import { currentBranch, nowMsOf, seek, type Timeline } from '#timeline/timeline'
import { openSession } from './session.ts'
import type { Seen } from './seen.ts'

/** Wall ms that one piece may take, about. */
const pieceMs = 10

/**
 * The session at its playhead. `onStep` hears of the timeline between two pieces, and may answer false
 * to give it up; then nothing comes back.
 */
export async function replay(recording: Recording, onStep: (timeline: Timeline<Seen>) => boolean): Promise<Timeline<Seen> | undefined> {
  const opening = await openingOf(recording.start)
  let timeline = openSession(linesOf(recording), opening)
  const { untilMs } = currentBranch(timeline)
  let stretchMs = 500
  while (nowMsOf(timeline) < untilMs) {
    const begun = performance.now()
    timeline = seek(timeline, Math.min(untilMs, nowMsOf(timeline) + stretchMs))
    const took = performance.now() - begun
    stretchMs = Math.max(10, Math.round(stretchMs * Math.min(4, Math.max(0.25, pieceMs / Math.max(took, 0.1)))))
    if (!onStep(timeline)) return undefined
    await nextTurn()
  }
  return seek(timeline, recording.atMs)
}

/** The start of a lesson; a sandbox that was begun from one has none of its limits. */
async function openingOf({ lesson, free }: Recording['start']): Promise<Opening | undefined> {
  if (lesson === undefined) return undefined
  const { opening } = await (await import('./lesson/openings.ts')).lessonStart(lesson)
  return free ? { ...opening, cluster: underRules(opening.cluster, undefined) } : opening
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
