/** Moments worth going to, found in what happened. */
import { printAct } from '#timeline/print-act'
import { sharedActs, type Branch, type TimedAct } from '#timeline/branch'
import { lastAct, nextRedo, type Timeline } from '#timeline/timeline'
import type { Track, TrackPoint } from './track.ts'

export interface Moment {
  readonly atMs: number
  readonly text: string
}

/** How long a rollout may stand still before it is called stuck, in virtual ms. */
const stillMs = 60_000

/** First pod ready, rollouts done and stuck, nodes lost and found, and every act; in order of time. `points` are of the DaemonSet that is shown. */
export function momentsOf({ happenings, flags }: Track, points: readonly TrackPoint[], acts: readonly TimedAct[], untilMs: number): readonly Moment[] {
  const moments: Moment[] = acts.filter(({ looked }) => !looked).map(({ atMs, act }) => ({ atMs, text: printAct(act) }))
  const first = happenings.firstOf('pod-ready')
  if (first) moments.push({ atMs: first.atMs, text: 'first pod ready' })
  for (const { atMs, text, by } of flags) if (by === 'cluster') moments.push({ atMs, text })
  let rolling: TrackPoint | undefined
  for (const [at, point] of points.entries()) {
    const done = point.desired > 0 && point.updated >= point.desired && point.available >= point.desired
    if (!done) rolling ??= point
    else if (rolling) {
      moments.push({ atMs: point.atMs, text: 'rollout done' })
      rolling = undefined
    }
    const nextMs = points[at + 1]?.atMs ?? untilMs
    if (!done && point.desired > 0 && nextMs - point.atMs > stillMs) moments.push({ atMs: point.atMs + stillMs, text: 'rollout stuck' })
  }
  return moments.sort((a, b) => a.atMs - b.atMs)
}

/** What undo would take back and redo bring back, in words; undefined where there is nothing. */
export function undoWords(timeline: Timeline): { readonly undo: string | undefined; readonly redo: string | undefined } {
  const [last, next] = [lastAct(timeline), nextRedo(timeline)]
  return { undo: last && printAct(last.act), redo: next && printAct(next.act) }
}

/** Where a line and the current one part, in virtual ms. */
export function forkedAt(branch: Branch, { branches, current }: Pick<Timeline, 'branches' | 'current'>): number {
  const here = branches.find(({ id }) => id === current)!
  const shared = sharedActs(branch.acts, here.acts)
  const parts = [branch.acts[shared]?.atMs, here.acts[shared]?.atMs, Math.min(branch.untilMs, here.untilMs)].filter((atMs) => atMs !== undefined)
  return Math.min(...parts)
}
