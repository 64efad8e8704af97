/** Is the line that is read still the one that was read before? */
import { sharedActs, type TimedAct } from '#timeline/branch'
import { currentBranch, type Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'

export class LineWatch {
  #acts: readonly TimedAct[] | undefined
  #untilMs = 0
  #memory: unknown

  /** Is the line another one than when this was asked last? One that only got longer is the same. */
  isAnother(timeline: Timeline<Seen>): boolean {
    const { memory } = timeline
    const { acts, untilMs } = currentBranch(timeline)
    const was = this.#acts
    const same = was !== undefined && this.#memory === memory && sharedActs(was, acts) === was.length && untilMs >= this.#untilMs && (acts[was.length]?.atMs ?? Infinity) >= this.#untilMs
    this.#acts = acts
    this.#untilMs = untilMs
    this.#memory = memory
    return !same
  }
}
