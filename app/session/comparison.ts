/** Another line at the same time, or another time, beside what is seen. */
import { toScene, type Scene } from '#scene/scene'
import { branchName, type Branch } from '#timeline/branch'
import { currentBranch, nowMsOf, worldAt, type Timeline } from '#timeline/timeline'
import type { Seen } from './seen.ts'
import { session, type SessionState } from './session.ts'

type Comparison = NonNullable<SessionState['comparison']>

/** The other picture: which line, and which moment of it. */
export interface OtherPicture {
  readonly name: string
  readonly atMs: number
  readonly scene: Scene
}

/** Sets another line beside the current one, at the same time. */
export const compareBranch = (branch: number): void => session.setState({ comparison: { branch, atMs: undefined }, playing: false })

/** Sets another moment (virtual ms) of the current line beside the playhead. */
export function compareMoment(atMs: number): void {
  const { timeline } = session.getState()
  session.setState({ comparison: { branch: timeline.current, atMs: Math.round(Math.min(Math.max(atMs, timeline.start.readyAtMs), currentBranch(timeline).untilMs)) }, playing: false })
}

export const endComparison = (): void => session.setState({ comparison: undefined })

/** The picture to set beside; undefined where that line is gone. */
export function otherPicture(timeline: Timeline<Seen>, { branch: id, atMs }: Comparison, shown: string | undefined): OtherPicture | undefined {
  const branch = timeline.branches.find((each) => each.id === id)
  if (!branch) return undefined
  const moment = Math.min(atMs ?? nowMsOf(timeline), branch.untilMs)
  const { cluster } = worldAt(timeline, branch, moment)
  return { name: branchName(branch, timeline.branches), atMs: cluster.nowMs, scene: toScene(cluster, shown) }
}

/** A line as the time bar names it. */
export const nameOf = (branch: Branch, { branches }: LinesOf): string => branchName(branch, branches)

/** The lines of a session, and which of them is played. */
export type LinesOf = Pick<Timeline, 'branches' | 'current'>
