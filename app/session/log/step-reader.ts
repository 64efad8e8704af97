/** The steps of the line that is played, and the requests that were refused among them; as numbers, so that a hundred thousand weigh little. */
import type { Entry, Journal } from '#cluster/journal/journal'
import type { RefusedRequest } from '#cluster/kube-apiserver/watch'
import { isWanted, type LogFilter } from '#scene/log/log-filter'
import { journalOfLine } from '#timeline/past'
import { currentBranch, type Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'
import { LineWatch } from './line-reader.ts'

export type StepRow = { readonly kind: 'change'; readonly entry: Entry } | { readonly kind: 'refused'; readonly request: RefusedRequest }

/** As many changes as are looked at in one go: some ms. */
const mostAtOnce = 10_000

export class StepReader {
  readonly #line = new LineWatch()
  #journal: Journal | undefined
  #refused: readonly RefusedRequest[] = []
  /** Places in the journal, and, negative, of refused requests. */
  #rows = new Int32Array(1_024)
  #size = 0
  #read = 0
  #readRefused = 0

  /** `withEvents`: Event objects tell of steps beside them; as writes they count. */
  constructor(private readonly filter: LogFilter, private readonly withEvents: boolean) {}

  get size(): number {
    return this.#size
  }

  /** Reads on; true where there is more to be read. */
  read(timeline: Timeline<Seen>): boolean {
    if (this.#line.isAnother(timeline)) this.#size = this.#read = this.#readRefused = 0
    const journal = (this.#journal = journalOfLine(timeline))
    this.#refused = refusedOn(timeline)
    const end = Math.min(journal.size, this.#read + mostAtOnce)
    for (const entry of journal.entries(this.#read)) {
      if (this.#read === end) break
      this.#addRefusedBefore(entry.id)
      const place = this.#read++
      if ((this.withEvents || entry.resource !== 'events') && isWanted(this.filter, entry)) this.#add(place)
    }
    if (end === journal.size) this.#addRefusedBefore(Infinity)
    return end < journal.size
  }

  row(at: number): StepRow | undefined {
    if (at < 0 || at >= this.#size) return undefined
    const place = this.#rows[at]!
    if (place < 0) return { kind: 'refused', request: this.#refused[-1 - place]! }
    const entry = this.#journal!.entry(place)
    return entry && { kind: 'change', entry }
  }

  atMs(at: number): number {
    const row = this.row(at)
    return row === undefined ? 0 : row.kind === 'change' ? row.entry.atMs : row.request.atMs
  }

  #addRefusedBefore(id: number): void {
    for (let next = this.#refused[this.#readRefused]; next && next.afterId < id; next = this.#refused[this.#readRefused]) {
      if (isWanted(this.filter, { component: next.component, key: next.key, node: undefined })) this.#add(-1 - this.#readRefused)
      this.#readRefused++
    }
  }

  #add(row: number): void {
    if (this.#size === this.#rows.length) {
      const larger = new Int32Array(this.#size * 2)
      larger.set(this.#rows)
      this.#rows = larger
    }
    this.#rows[this.#size++] = row
  }
}

function refusedOn(timeline: Timeline<Seen>): readonly RefusedRequest[] {
  const { acts, untilMs } = currentBranch(timeline)
  return [undefined, ...acts].flatMap((after, at) => {
    const end = Math.min(untilMs, acts[at]?.atMs ?? untilMs)
    return timeline.memory.stretch(after)?.log.refused.filter(({ atMs }) => atMs <= end) ?? []
  })
}
