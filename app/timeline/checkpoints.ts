/**
 * What a timeline remembers so that it need not play everything again: clusters on the way, and
 * what was seen. Forgetting changes how long a seek takes, never what it gives.
 *
 * A stretch is the time after one act and before the next. Branches that share acts share stretches.
 */
import { JournalPart } from '#cluster/journal/journal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { TimedAct } from './branch.ts'
import type { World } from './world.ts'

/** Writes down what is seen in one stretch; hears of every change once, in order, after the stretch's journal did. */
export interface Log {
  note(event: WatchEvent): void
}

/** A moment to come back to. What it shares with its neighbours is the same memory. */
export interface Checkpoint {
  readonly world: World
  /** Changes and wake-ups from the start to here: what playing costs. */
  readonly work: number
  /** What it holds beyond its neighbours, about, in bytes. */
  readonly bytes: number
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

export const memoryLimits: MemoryLimits = { workPerCheckpoint: 2_000, mostBytes: 100_000_000 }

/** About what a new version of an object holds beyond the one before, and an entry of a copied table. */
const bytesPerChange = 700
const bytesPerEntry = 40

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
    const before = checkpoints[place - 1]
    const checkpoint = { world, work, bytes: bytesBeyond(world, before?.world, work - (before?.work ?? stretch.fromWork)) }
    checkpoints.splice(place, 0, checkpoint)
    this.#bytes += checkpoint.bytes
    while (this.#bytes > this.limits.mostBytes && this.#dropOne()) continue
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
    return true
  }
}

/** Tables that were written to are copies; of the objects at most those that changed are held twice. */
function bytesBeyond({ cluster }: World, before: World | undefined, changes: number): number {
  let entries = cluster.timers.length
  for (const [resource, table] of Object.entries(cluster.objects)) if (table !== before?.cluster.objects[resource as keyof typeof cluster.objects]) entries += table.size
  for (const [name, table] of Object.entries(cluster.memory)) if (table !== before?.cluster.memory[name]) entries += table.size
  return entries * bytesPerEntry + Math.min(changes, entries) * bytesPerChange
}
