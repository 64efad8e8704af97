/**
 * The story of a line: acts, and what followed from each, many of one sort as one sentence with a
 * count. It only ever gets longer, so that it can be told while time runs.
 */
import type { Happening } from './happening.ts'
import type { CountedPart } from './happenings.ts'
import { Group, sortOf } from './tell.ts'

/** An act as the story begins a paragraph with it. */
export interface StoryAct {
  /** Its place in the line. */
  readonly place: number
  readonly atMs: number
  /** It changed nothing: it begins no paragraph. */
  readonly looked: boolean
}

/** One stretch of the line: the act that begins it (undefined: how all began), and what happened until the next. */
export interface StoryStretch extends CountedPart {
  readonly act: StoryAct | undefined
}

/** What somebody did. */
export interface ActEntry {
  readonly kind: 'act'
  readonly act: StoryAct
  readonly origin: number
  readonly fromMs: number
}

/** Happenings of one sort with one origin. */
export interface BeatEntry {
  readonly kind: 'beat'
  /** The act it goes back to, as a `Cause`; 0 is how all began. */
  readonly origin: number
  readonly fromMs: number
  readonly toMs: number
  /** Their places among the line's happenings. */
  readonly places: readonly number[]
  readonly group: Group
}

/** In the order in which they began; paragraphs are entries in a row with one origin. */
export type StoryEntry = ActEntry | BeatEntry

type Growing = { -readonly [K in keyof BeatEntry]: BeatEntry[K] } & { readonly places: number[] }

/** What comes later than this after its like is told anew, in virtual ms: longer than any back-off. */
const longestGapMs = 600_000

export class Story {
  readonly entries: StoryEntry[] = []
  #open = new Map<string, Growing>()
  /** Stretches that were begun, and how many happenings of the last one are told. */
  #stretches = 0
  #told = 0
  #place = 0

  /** `originOf` leads from a change of an earlier stretch to the act, `wanted` leaves happenings out. */
  constructor(private readonly originOf: (cause: number) => number, private readonly wanted: (happening: Happening) => boolean = () => true) {}

  /** Tells on: `stretches` of the same line as before, or a longer one. Stops after about `most` happenings, and says whether all is told. */
  tellOn(stretches: readonly StoryStretch[], most = Infinity): boolean {
    let left = most
    for (let at = Math.max(0, this.#stretches - 1); at < stretches.length; at++) {
      const { act, part, count } = stretches[at]!
      if (at === this.#stretches) {
        this.#stretches++
        this.#told = 0
        if (act && !act.looked) this.#begin(act)
      }
      for (; this.#told < count; this.#told++) {
        if (left-- <= 0) return false
        const place = this.#place++
        const happening = part.at(this.#told)
        if (this.wanted(happening)) this.#add(happening, part.origin(this.#told), place)
      }
    }
    return true
  }

  /** An act is a cut: what went on before it is told anew after it. */
  #begin(act: StoryAct): void {
    this.#open = new Map()
    this.entries.push({ kind: 'act', act, origin: -1 - act.place, fromMs: act.atMs })
  }

  #add(happening: Happening, from: number, place: number): void {
    const origin = from > 0 ? this.originOf(from) : from
    const sort = `${origin} ${sortOf(happening)}`
    const known = this.#open.get(sort)
    if (known && happening.atMs - known.toMs <= longestGapMs) {
      known.toMs = happening.atMs
      known.places.push(place)
      known.group.add(happening)
      return
    }
    const beat: Growing = { kind: 'beat', origin, fromMs: happening.atMs, toMs: happening.atMs, places: [place], group: new Group([happening]) }
    this.#open.set(sort, beat)
    this.entries.push(beat)
  }
}

/** Does a paragraph begin with this entry? And does it go on with what an earlier act began? */
export function paragraphAt(entries: readonly StoryEntry[], at: number): 'begins' | 'resumes' | undefined {
  const entry = entries[at]!
  if (entry.kind === 'act') return 'begins'
  const before = entries[at - 1]
  if (before?.origin === entry.origin) return undefined
  return entry.origin === 0 && before === undefined ? 'begins' : 'resumes'
}
