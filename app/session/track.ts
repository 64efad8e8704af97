/** What the time bar shows of the current line: numbers over time, and what you and the cluster did when. */
import { gather, type Happening } from '#scene/narration'
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
  readonly happenings: readonly Happening[]
}

export const emptyTrack: Track = Object.freeze({ points: new Map(), flags: Object.freeze([]), happenings: Object.freeze([]) })

/** One stretch of a line: what was seen in it, and where the line leaves it. */
interface Part {
  readonly seen: Seen
  readonly untilMs: number
}

/** How much was in a line when its track was made: nothing is ever taken out of a stretch. */
const sizes = new WeakMap<Track, { readonly acts: readonly TimedAct[]; readonly size: number }>()

/** What was seen of the current line; the same value as `before` where that says all. */
export function trackOf(timeline: Timeline<Seen>, before: Track = emptyTrack): Track {
  const { acts, untilMs } = currentBranch(timeline)
  const parts = partsOf(timeline, acts, untilMs)
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  const was = sizes.get(before)
  if (was?.acts === acts && was.size === size) return before
  const happenings = parts.flatMap(({ seen, untilMs: end }) => upTo(seen.happenings, end))
  const track: Track = { points: pointsOf(parts), flags: flagsOf(acts, happenings), happenings }
  sizes.set(track, { acts, size })
  return track
}

function partsOf({ memory }: Timeline<Seen>, acts: readonly TimedAct[], untilMs: number): readonly Part[] {
  return [undefined, ...acts].flatMap((after, at) => {
    const stretch = memory.stretch(after)
    return stretch ? { seen: stretch.log, untilMs: Math.min(untilMs, acts[at]?.atMs ?? untilMs) } : []
  })
}

function sizeOf({ seen, untilMs }: Part): number {
  let size = firstAfter(seen.happenings, untilMs)
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

function flagsOf(acts: readonly TimedAct[], happenings: readonly Happening[]): readonly TrackFlag[] {
  const flags = acts.filter(({ looked }) => !looked).map(({ atMs, act }): TrackFlag => ({ atMs, text: printAct(act), by: 'you' }))
  let silent: { first: Happening; count: number } | undefined
  const raise = () => silent && flags.push({ atMs: silent.first.atMs, text: silent.count === 1 ? `${silent.first.node} NotReady` : `${silent.count} nodes NotReady`, by: 'cluster' })
  for (const happening of happenings) {
    if (happening.kind !== 'node-not-ready') continue
    // Nodes that fall silent together make one flag.
    if (silent && happening.atMs - silent.first.atMs < 10_000) silent.count += happening.count ?? 1
    else {
      raise()
      silent = { first: happening, count: happening.count ?? 1 }
    }
  }
  raise()
  return flags.sort((a, b) => a.atMs - b.atMs)
}

/** One sentence for all that happened. */
export const captionFor = (happenings: readonly Happening[]): string => gather(happenings)

/** What happened after `fromMs` and up to `untilMs`, in virtual ms. */
export function happeningsBetween({ happenings }: Track, fromMs: number, untilMs: number): readonly Happening[] {
  const end = firstAfter(happenings, untilMs)
  return happenings.slice(Math.min(end, firstAfter(happenings, fromMs)), end)
}

/** The caption of a moment: all of the latest instant in which something happened. */
export function captionAt({ happenings }: Track, atMs: number): string {
  const last = happenings[firstAfter(happenings, atMs) - 1]
  return last ? captionFor(happenings.slice(firstAfter(happenings, last.atMs - 1), firstAfter(happenings, last.atMs))) : ''
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
