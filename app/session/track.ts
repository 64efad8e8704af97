/** What the time bar shows of the current line: numbers over time, and what you and the cluster did when. */
import type { Happening } from '#scene/story/happening'
import { Happenings } from '#scene/story/happenings'
import { gather, type Revisions } from '#scene/story/tell'
import type { TimedAct } from '#timeline/branch'
import { printAct } from '#timeline/print-act'
import { currentBranch, type Timeline } from '#timeline/timeline'
import type { Seen, TrackPoint } from './seen.ts'

export type { TrackPoint } from './seen.ts'

/** Something worth a mark: your acts, and what befell the cluster by itself. */
export interface TrackFlag {
  readonly atMs: number
  readonly text: string
  readonly by: 'you' | 'cluster'
}

export interface Track {
  /** By key of the DaemonSet; each in order of time. */
  readonly points: ReadonlyMap<string, readonly TrackPoint[]>
  readonly flags: readonly TrackFlag[]
  /** All that happened, in order of time. */
  readonly happenings: Happenings
  /** As the pods' labels name them. */
  readonly revisions: Revisions
}

export const emptyTrack: Track = Object.freeze({ points: new Map(), flags: Object.freeze([]), happenings: new Happenings(), revisions: new Map() })

/** One stretch of a line: what was seen in it, and where the line leaves it. */
interface Part {
  readonly seen: Seen
  readonly untilMs: number
}

/** How much was in a line when its track was made, nothing is ever taken out of a stretch; and what was found in it. */
interface Known {
  readonly acts: readonly TimedAct[]
  readonly size: number
  readonly scanned: Scanned
}
const known = new WeakMap<Track, Known>()

/** What was seen of the current line; the same value as `before` where that says all. */
export function trackOf(timeline: Timeline<Seen>, before: Track = emptyTrack): Track {
  const { acts, untilMs } = currentBranch(timeline)
  const parts = partsOf(timeline, acts, untilMs)
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  const was = known.get(before)
  if (was?.acts === acts && was.size === size) return before
  const happenings = new Happenings(parts.map(({ seen, untilMs: end }) => ({ part: seen.happenings, untilMs: end })))
  // A line that only got longer is looked through from where it ended.
  const scanned = scan(happenings, was?.acts === acts ? was.scanned : nothingScanned)
  const track: Track = { points: pointsOf(parts), flags: flagsOf(acts, scanned), happenings, revisions: scanned.revisions }
  known.set(track, { acts, size, scanned })
  return track
}

function partsOf({ memory }: Timeline<Seen>, acts: readonly TimedAct[], untilMs: number): readonly Part[] {
  return [undefined, ...acts].flatMap((after, at) => {
    const stretch = memory.stretch(after)
    return stretch ? [{ seen: stretch.log, untilMs: Math.min(untilMs, acts[at]?.atMs ?? untilMs) }] : []
  })
}

function sizeOf({ seen, untilMs }: Part): number {
  let size = seen.happenings.countUpTo(untilMs)
  for (const points of seen.points.values()) size += firstAfter(points, untilMs)
  return size
}

/** The first so many in order of time; the list itself where that is all. */
function upTo<T extends { readonly atMs: number }>(all: readonly T[], untilMs: number): readonly T[] {
  return all.length === 0 || all.at(-1)!.atMs <= untilMs ? all : all.slice(0, firstAfter(all, untilMs))
}

function pointsOf(parts: readonly Part[]): ReadonlyMap<string, readonly TrackPoint[]> {
  const points = new Map<string, TrackPoint[]>()
  for (const { seen, untilMs } of parts) {
    for (const [key, own] of seen.points) {
      const all = points.get(key) ?? []
      for (const point of upTo(own, untilMs)) all.push(point)
      points.set(key, all)
    }
  }
  return points
}

/** What was found among the first so many happenings: nodes that fell silent, and revisions. */
interface Scanned {
  readonly size: number
  readonly silent: readonly Happening[]
  readonly revisions: Revisions
}
const nothingScanned: Scanned = { size: 0, silent: [], revisions: new Map() }

function scan(happenings: Happenings, before: Scanned): Scanned {
  let { silent, revisions } = before
  let begin = 0
  for (const { part, count } of happenings.parts) {
    for (let place = Math.max(0, before.size - begin); place < count; place++) {
      const kind = part.kind(place)
      if (kind === 'node-not-ready') silent = [...silent, part.at(place)]
      if (kind === 'revision-kept') revisions = new Map(revisions).set(part.at(place).hash, Number(part.at(place).detail.replace('again ', '')))
    }
    begin += count
  }
  return { size: happenings.size, silent, revisions }
}

function flagsOf(acts: readonly TimedAct[], { silent }: Scanned): readonly TrackFlag[] {
  const flags = acts.filter(({ looked }) => !looked).map(({ atMs, act }): TrackFlag => ({ atMs, text: printAct(act), by: 'you' }))
  let together: Happening[] = []
  const raise = () => together[0] && flags.push({ atMs: together[0].atMs, text: together.length === 1 ? `${together[0].node} NotReady` : `${together.length} nodes NotReady`, by: 'cluster' })
  for (const node of silent) {
    // Nodes that fall silent together make one flag.
    if (together[0] && node.atMs - together[0].atMs >= 10_000) {
      raise()
      together = []
    }
    together.push(node)
  }
  raise()
  return flags.sort((a, b) => a.atMs - b.atMs)
}

/** What happened after `fromMs` and up to `untilMs`, in virtual ms. */
export function happeningsBetween({ happenings }: Track, fromMs: number, untilMs: number): readonly Happening[] {
  return happenings.slice(happenings.firstAfter(fromMs), happenings.firstAfter(untilMs))
}

/** The caption of a moment: all of the latest instant in which something happened. */
export function captionAt({ happenings, revisions }: Track, atMs: number): string {
  const end = happenings.firstAfter(atMs)
  const last = happenings.at(end - 1)
  return last ? gather(happenings.slice(happenings.firstAfter(last.atMs - 1), end), revisions) : ''
}

/** Place of the first thing after `atMs`. */
export function firstAfter(all: readonly { readonly atMs: number }[], atMs: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (all[middle]!.atMs <= atMs) low = middle + 1
    else high = middle
  }
  return low
}
