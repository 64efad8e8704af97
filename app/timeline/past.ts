/**
 * The past of a line, for who asks why: the journal says what happened when, and a change itself is
 * brought back by playing up to its instant again.
 */
import { actPlaceOf, type Cause } from '#cluster/cause'
import { Journal } from '#cluster/journal/journal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { TimedAct } from './branch.ts'
import { currentBranch, watchAgain, type Timeline } from './timeline.ts'

/** How many changes are kept once they were brought back: whoever walks back asks for what came a little earlier next. */
const mostKept = 6_000

const journals = new WeakMap<readonly TimedAct[], { readonly size: number; readonly untilMs: number; readonly journal: Journal }>()
const recalled = new WeakMap<readonly TimedAct[], Map<number, WatchEvent>>()

/** All that happened on the current line, as far as it was played. */
export function journalOfLine(timeline: Timeline): Journal {
  const { acts, untilMs } = currentBranch(timeline)
  const parts = [undefined, ...acts].flatMap((after, at) => {
    const stretch = timeline.memory.stretch(after)
    return stretch ? [{ part: stretch.journal, untilMs: Math.min(untilMs, acts[at]?.atMs ?? untilMs) }] : []
  })
  const size = parts.reduce((sum, { part }) => sum + part.size, 0)
  const known = journals.get(acts)
  if (known && known.size === size && known.untilMs === untilMs) return known.journal
  const journal = new Journal(parts)
  journals.set(acts, { size, untilMs, journal })
  return journal
}

/** The changes with these ids, with their objects; those of the beginning of a lesson cannot be brought back and are missing. */
export function recall(timeline: Timeline, ids: readonly number[]): ReadonlyMap<number, WatchEvent> {
  const { acts } = currentBranch(timeline)
  let known = recalled.get(acts)
  if (!known) recalled.set(acts, (known = new Map()))
  const journal = journalOfLine(timeline)
  const wanted = new Set(ids.filter((id) => !known.has(id)))
  for (const [fromMs, untilMs] of spans([...wanted].flatMap((id) => journal.find(id)?.atMs ?? []))) {
    watchAgain(timeline, fromMs, untilMs, (event) => known.set(event.id, event))
  }
  const found = new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id)!] as const] : [])))
  for (const id of known.keys()) {
    if (known.size <= mostKept) break
    known.delete(id)
  }
  return found
}

/** Instants that lie near each other are played in one go. */
const nearMs = 2_000

function spans(instants: readonly number[]): readonly (readonly [number, number])[] {
  const all: [number, number][] = []
  for (const atMs of [...new Set(instants)].sort((a, b) => a - b)) {
    const last = all.at(-1)
    if (last && atMs - last[1] <= nearMs) last[1] = atMs
    else all.push([atMs, atMs])
  }
  return all
}

/** The act that a cause names. */
export function actOf(timeline: Timeline, cause: Cause): TimedAct | undefined {
  const place = actPlaceOf(cause)
  return place === undefined ? undefined : currentBranch(timeline).acts[place]
}
