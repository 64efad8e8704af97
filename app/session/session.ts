/**
 * The session: the cluster in time, the draft, and what is looked at. A session is kept as its acts
 * and played again on reload. What a person can do stands in actions.ts, the clock in playback.ts.
 */
import { createStore } from 'zustand/vanilla'
import { advance } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import { toScene, type Scene } from '#scene/scene'
import { performAct, type Act } from '#timeline/act'
import type { Answer } from '#timeline/answer'
import { firstManifest, startCluster } from './start.ts'
import { captionFor, emptyTrack, printAct, Witness, type Track } from './track.ts'
import type { Happening } from '#scene/narration'

/** An act with its time, in virtual ms. */
export interface TimedAct {
  readonly atMs: number
  readonly act: Act
}

/** What came back from an act, and the kubectl line it stood for; empty where kubectl has none. */
export interface ActAnswer extends Answer {
  readonly command: string
}

export interface SessionState {
  readonly cluster: Cluster
  readonly scene: Scene
  readonly draft: string
  readonly playing: boolean
  /** Virtual ms per wall ms. */
  readonly speed: number
  /** What came back from the last act; none before the first. */
  readonly answer: ActAnswer | undefined
  readonly acts: readonly TimedAct[]
  readonly track: Track
  /** The current step as one sentence. */
  readonly caption: string
  /** All steps of the last stretch of time, for who counts them. */
  readonly happenings: readonly Happening[]
  /** Key of the DaemonSet that is shown. */
  readonly shown: string | undefined
  /** The node that acts are meant for, and the one that is explained. */
  readonly selected: string | undefined
  readonly opened: string | undefined
}

/** What is kept between visits. */
interface Kept {
  readonly version: 1
  readonly draft: string
  readonly nowMs: number
  readonly acts: readonly TimedAct[]
}

const storageKey = 'daemonset-lab.session'

function newState(cluster: Cluster, rest: Partial<SessionState> = {}): SessionState {
  return {
    draft: firstManifest, playing: true, speed: 1, answer: undefined, acts: [], track: emptyTrack, caption: '', happenings: [],
    shown: undefined, selected: undefined, opened: undefined, ...rest, cluster, scene: toScene(cluster, rest.shown),
  }
}

/** Plays kept acts from the start; each is done when it was done. */
function replay({ acts, nowMs, draft }: Kept): SessionState {
  const witness = new Witness()
  let cluster = startCluster()
  let track = emptyTrack
  for (const { atMs, act } of acts) {
    [cluster] = performAct(advance(cluster, Math.max(cluster.nowMs, atMs), witness.observer), act, witness.observer)
    track = { ...track, flags: [...track.flags, { atMs, text: printAct(act), by: 'you' }] }
  }
  cluster = advance(cluster, Math.max(cluster.nowMs, nowMs), witness.observer)
  const seen = witness.addTo(emptyTrack)
  const flags = [...track.flags, ...seen.flags].sort((a, b) => a.atMs - b.atMs)
  return newState(cluster, { draft, acts, track: { ...seen, flags }, caption: captionFor(witness.happenings.slice(-1)) })
}

/** The session as it was left, or a new one; what cannot be read is set aside, never fatal. */
function restored(): SessionState {
  let text: string | null = null
  try {
    text = localStorage.getItem(storageKey)
    const kept = JSON.parse(text ?? 'null') as Kept | null
    return kept?.version === 1 && typeof kept.draft === 'string' && Array.isArray(kept.acts) ? replay(kept) : newState(startCluster())
  } catch {
    store(`${storageKey}.unreadable`, text ?? '')
    return newState(startCluster())
  }
}

/** Storage may be full, partitioned or forbidden; the session goes on without it. */
function store(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // Nothing to be done, and nothing lost as long as the page is open.
  }
}

export const session = createStore<SessionState>(restored)

/** The whole session as text: the draft and every act with its time. */
export function exportSession(): string {
  const { draft, acts, cluster } = session.getState()
  const kept: Kept = { version: 1, draft, nowMs: cluster.nowMs, acts }
  return JSON.stringify(kept)
}

/** Writes down what is needed to come back to this moment. */
export const keep = (): void => store(storageKey, exportSession())

/** Makes a cluster the one that is seen, with what was witnessed on the way to it. */
export function show(cluster: Cluster, witness: Witness, rest: Partial<SessionState> = {}): void {
  const { scene, shown, track, selected, opened } = session.getState()
  const { happenings } = witness
  const next = toScene(cluster, rest.shown ?? shown, scene)
  session.setState({
    track: witness.addTo(track),
    ...(happenings.length > 0 && { happenings, caption: captionFor(happenings) }),
    ...(selected !== undefined && !next.nodes.has(selected) && { selected: undefined }),
    ...(opened !== undefined && !next.nodes.has(opened) && { opened: undefined }),
    ...rest, cluster, scene: next,
  })
}

/** Everything as at the first visit; the draft too. */
export function reset(): void {
  session.setState(newState(startCluster()))
  keep()
}
