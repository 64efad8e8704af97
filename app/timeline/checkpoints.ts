/**
 * What a timeline remembers so that it need not play everything again: clusters on the way, and
 * what was seen. Forgetting changes how long a seek takes, never what it gives.
 *
 * A stretch is the time after one act and before the next. Branches that share acts share stretches.
 */
import { JournalPart } from '#cluster/journal/journal'
import type { RefusedRequest, WatchEvent } from '#cluster/kube-apiserver/watch'
import type { TimedAct } from './branch.ts'
import type { World } from './world.ts'

/** Writes down what is seen in one stretch; hears of every change once, in order, after the stretch's journal did. */
export interface Log {
  note(event: WatchEvent): void
  /** Hears of a request that was refused and so changed nothing. */
  noteRefused?(request: RefusedRequest): void
}

/** A moment to come back to. What it shares with its neighbours is the same memory. */
export interface Checkpoint {
  readonly world: World
  /** Changes and wake-ups from the start to here: what playing costs. */
  readonly work: number
  /** What it holds beyond the one before, about, in bytes. */
  bytes: number
}

/** The time after one act, until it was left or played. */
export interface Stretch {
  /** In order of time. */
  readonly checkpoints: Checkpoint[]
  readonly log: Log
  readonly journal: JournalPart
  /** Up to here (virtual ms, included) all has been seen and written down. */
  seenMs: number
  /** Changes and wake-ups before it. */
  readonly fromWork: number
}

/** Writes a change down in the stretch's log and journal. */
export function noteIn({ log, journal }: Stretch, event: WatchEvent): void {
  journal.note(event)
  log.note(event)
}

/** How much is remembered. */
export interface MemoryLimits {
  /** Work after which a checkpoint is made. */
  readonly workPerCheckpoint: number
  /** What all checkpoints together may hold, about, in bytes; then the least useful go. */
  readonly mostBytes: number
}

/**
 * So many changes and wake-ups are played in about 60 ms. All moments of an hour of 5,000 nodes
 * with an update hold about 55 MB beside the 100 MB of the cluster itself, two thirds of it events;
 * only sessions of several such hours are thinned out.
 */
export const memoryLimits: MemoryLimits = { workPerCheckpoint: 1_500, mostBytes: 90_000_000 }

/** Measured: what of a change is still held where the next moment is remembered. */
const bytesPerChange = 240
/** However much changed, no more than all nodes and pods, with what their kubelets remember of them, are held once more. */
const bytesPerObject = 1_500
const bytesPerTimer = 8
/** The tables themselves, and the paths to what changed. */
const bytesPerMoment = 6_000

/** All stretches that were played. */
export class Checkpoints<L extends Log = Log> {
  readonly #stretches = new Map<TimedAct | undefined, Stretch & { readonly log: L }>()
  #bytes = 0

  constructor(private readonly newLog: (journal: JournalPart) => L, private readonly limits: MemoryLimits) {}

  /** Work after which the next checkpoint is due. */
  get workPerCheckpoint(): number {
    return this.limits.workPerCheckpoint
  }

  /** The stretch after this act (undefined: after the start), if it was ever entered. */
  stretch(after: TimedAct | undefined): (Stretch & { readonly log: L }) | undefined {
    return this.#stretches.get(after)
  }

  /** The stretch after this act, begun where it has not been. */
  enter(after: TimedAct | undefined, atMs: number, work: number): Stretch & { readonly log: L } {
    let stretch = this.#stretches.get(after)
    // Before its first instant: the act itself is seen, too.
    if (!stretch) {
      const journal = new JournalPart()
      this.#stretches.set(after, (stretch = { checkpoints: [], log: this.newLog(journal), journal, seenMs: atMs - 1, fromWork: work }))
    }
    return stretch
  }

  /** Puts a moment into its stretch, unless one with as little way to it is there. */
  add(stretch: Stretch, world: World, work: number): void {
    const { checkpoints } = stretch
    const at = checkpoints.findIndex((each) => each.world.cluster.nowMs >= world.cluster.nowMs)
    const place = at < 0 ? checkpoints.length : at
    if (checkpoints[place]?.world.cluster.nowMs === world.cluster.nowMs) return
    checkpoints.splice(place, 0, { world, work, bytes: 0 })
    this.#weigh(stretch, place)
    this.#weigh(stretch, place + 1)
    while (this.#bytes > this.limits.mostBytes && this.#dropOne()) continue
  }

  /** Reckons anew what a moment holds beyond the one that is before it now. */
  #weigh({ checkpoints, fromWork }: Stretch, at: number): void {
    const checkpoint = checkpoints[at]
    if (!checkpoint) return
    const bytes = bytesBeyond(checkpoint.world, checkpoint.work - (checkpoints[at - 1]?.work ?? fromWork))
    this.#bytes += bytes - checkpoint.bytes
    checkpoint.bytes = bytes
  }

  /** Forgets the stretches that no line needs any more. */
  keepOnly(needed: ReadonlySet<TimedAct | undefined>): void {
    for (const [after, { checkpoints }] of this.#stretches) {
      if (needed.has(after)) continue
      for (const { bytes } of checkpoints) this.#bytes -= bytes
      this.#stretches.delete(after)
    }
  }

  /** Takes away the moment whose absence makes the shortest detour. */
  #dropOne(): boolean {
    let best: { stretch: Stretch; at: number; detour: number } | undefined
    for (const [after, stretch] of this.#stretches) {
      const { checkpoints } = stretch
      for (let at = 0; at < checkpoints.length; at++) {
        if (after === undefined && at === 0) continue
        const detour = (checkpoints[at + 1]?.work ?? checkpoints[at]!.work + this.workPerCheckpoint) - (checkpoints[at - 1]?.work ?? stretch.fromWork)
        if (!best || detour < best.detour) best = { stretch, at, detour }
      }
    }
    if (!best) return false
    const [gone] = best.stretch.checkpoints.splice(best.at, 1)
    this.#bytes -= gone!.bytes
    this.#weigh(best.stretch, best.at)
    return true
  }
}

/** What a moment holds that the one before does not, so many changes and wake-ups earlier. */
function bytesBeyond({ cluster: { objects, timers } }: World, changes: number): number {
  return bytesPerMoment + timers.length * bytesPerTimer + Math.min(changes * bytesPerChange, (objects.nodes.size + objects.pods.size) * bytesPerObject)
}
