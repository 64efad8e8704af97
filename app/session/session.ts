/**
 * The session as it is seen: the cluster at the playhead, the draft, and what is looked at. What a
 * person can do stands in actions.ts, the clock in playback.ts, what is kept in sessions.ts.
 */
import { createStore } from 'zustand/vanilla'
import type { Cluster } from '#cluster/cluster'
import type { Happening } from '#scene/story/happening'
import { toScene, type Scene } from '#scene/scene'
import type { Answer } from '#timeline/answer'
import type { TimedAct } from '#timeline/branch'
import { recordingOf } from '#timeline/recording'
import type { Opening } from '#timeline/start'
import { currentBranch, firstLine, nowMsOf, openTimeline, type Lines, type Timeline } from '#timeline/timeline'
import { firstShell, manifestFile } from '#timeline/world'
import { Latest, Seen } from './seen.ts'
import { firstManifest, sandboxStart } from './start.ts'
import { shellViews, type ShellView } from './terminal.ts'
import { captionAt, emptyTrack, happeningsBetween, trackOf, type Track } from './track.ts'

/** What came back from an act, and the kubectl line it stood for; empty where kubectl has none. */
export interface ActAnswer extends Answer {
  readonly command: string
}

/** Whose session this is: one on the shelf, or one from elsewhere that is only looked at. */
export interface Origin {
  readonly from: 'shelf' | 'link' | 'file'
  /** On the shelf; empty for a session from elsewhere. */
  readonly id: string
  readonly name: string
}

/** How far a session has been played again, in virtual ms. */
export interface Restoring {
  readonly atMs: number
  readonly untilMs: number
}

export interface SessionState {
  readonly timeline: Timeline<Seen>
  readonly cluster: Cluster
  readonly scene: Scene
  readonly draft: string
  readonly playing: boolean
  /** Virtual ms per wall ms. */
  readonly speed: number
  /** What came back from the last act; none before the first. */
  readonly answer: ActAnswer | undefined
  /** Acts up to the playhead. */
  readonly acts: readonly TimedAct[]
  readonly track: Track
  /** The current step as one sentence. */
  readonly caption: string
  /** All steps of the last stretch of time that was played, for who counts them. */
  readonly happenings: readonly Happening[]
  /** Key of the DaemonSet that is shown. */
  readonly shown: string | undefined
  /** The node that acts are meant for, and the one that is explained. */
  readonly selected: string | undefined
  readonly opened: string | undefined
  /** Is the moment one that was gone to, not one that was played? Then nothing moves on the way to it. */
  readonly scrubbing: boolean
  /** What is set beside the picture: another line, or another time (virtual ms) of this one. */
  readonly comparison: { readonly branch: number; readonly atMs: number | undefined } | undefined
  readonly origin: Origin
  /** At least one. */
  readonly shells: readonly ShellView[]
  /** Id of the shell in view. */
  readonly activeShell: string
  /** While what was kept is played again; acts wait until then. */
  readonly restoring: Restoring | undefined
}

/** A session that nobody has played yet; `opening` where it begins as a lesson does. */
export const openSession = (lines: Lines, opening?: Opening): Timeline<Seen> => {
  const latest = new Latest()
  return openTimeline(lines, (journal) => new Seen(journal, latest), undefined, opening)
}

/** A session as if it had just been opened. */
export function newState(timeline: Timeline<Seen>, rest: Partial<SessionState> = {}): SessionState {
  const { cluster } = timeline.world
  const track = trackOf(timeline, emptyTrack)
  const shells = shellViews(timeline.world.desk, [], true)
  return {
    draft: firstManifest, playing: true, speed: 1, answer: undefined, happenings: [], shown: undefined, selected: undefined, opened: undefined, scrubbing: false, comparison: undefined,
    origin: { from: 'shelf', id: '', name: 'Sandbox' }, restoring: undefined, activeShell: firstShell,
    ...rest, timeline, cluster, track, shells, acts: actsDone(timeline), caption: captionAt(track, cluster.nowMs), scene: toScene(cluster, rest.shown),
  }
}

export const session = createStore<SessionState>(() => newState(openSession(firstLine(sandboxStart))))

function actsDone(timeline: Timeline, before: readonly TimedAct[] = []): readonly TimedAct[] {
  const { done, after } = timeline
  return before.length === done && before.at(-1) === after ? before : currentBranch(timeline).acts.slice(0, done)
}

/** Makes a moment the one that is seen, with what happened on the way to it where it was played. */
export function show(timeline: Timeline<Seen>, rest: Partial<SessionState> = {}): void {
  const before = session.getState()
  const { cluster } = timeline.world
  const next = toScene(cluster, rest.shown ?? before.shown, before.scene)
  const track = trackOf(timeline, before.track)
  const onward = isOnward(before.timeline, timeline)
  const played = timeline.memory === before.timeline.memory && timeline.current === before.timeline.current ? happeningsBetween(track, nowMsOf(before.timeline), cluster.nowMs) : []
  const { selected, opened } = before
  session.setState({
    track, acts: actsDone(timeline, before.acts), caption: captionAt(track, cluster.nowMs),
    ...(played.length > 0 && { happenings: played }),
    ...(selected !== undefined && !next.nodes.has(selected) && { selected: undefined }),
    ...(opened !== undefined && !next.nodes.has(opened) && { opened: undefined }),
    scrubbing: false, ...rest, timeline, cluster, scene: next, shells: shellViews(timeline.world.desk, before.shells, !onward), ...(onward && draftWritten(before, timeline)),
  })
}

/** Is the second moment the first one with more time or acts behind it? */
const isOnward = (before: Timeline<Seen>, now: Timeline<Seen>): boolean =>
  before.memory === now.memory && before.current === now.current && nowMsOf(before) <= nowMsOf(now) && before.done <= now.done

/** What a shell wrote into the editor's file belongs into the editor, too. */
function draftWritten({ timeline, draft }: SessionState, now: Timeline<Seen>): Partial<SessionState> {
  const [was, is] = [timeline.world.desk.files[manifestFile], now.world.desk.files[manifestFile]]
  return is === undefined || is === was || is === draft ? {} : { draft: is }
}

/** The whole session as text: every act with its time, and the draft. */
export function exportSession(): string {
  const { timeline, draft } = session.getState()
  return JSON.stringify(recordingOf(timeline, draft))
}
