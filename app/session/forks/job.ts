/** A piece of work on a copy of the cluster, and how it is done a slice at a time. */
import type { Cluster } from '#cluster/cluster'

/**
 * Work on a cluster that nobody else sees: pure, and of plain data to plain data. It yields where it
 * may be interrupted, every few ms of work, with the share that is done (0 to 1) where it knows.
 * The same cluster and input give the same answer, wherever it is done.
 */
export type Job<Input, Output> = (cluster: Cluster, input: Input) => Generator<number | undefined, Output>

/** What comes of asking for a job: no errors are thrown. */
export type Outcome<Output> =
  | { readonly is: 'done'; readonly value: Output }
  /** Nobody wants to know any more. */
  | { readonly is: 'cancelled' }
  /** It broke; why, in words for a bug report. */
  | { readonly is: 'failed'; readonly why: string }

/** Between two slices. */
export interface Pace {
  /** Wall ms that a slice may take, about. */
  readonly sliceMs: number
  /** Lets others have their turn. */
  readonly rest: () => Promise<void>
  readonly isCancelled: () => boolean
  readonly onProgress?: (share: number) => void
}

/** Does a job, a slice at a time. */
export async function workOff<Output>(begin: () => Generator<number | undefined, Output>, { sliceMs, rest, isCancelled, onProgress }: Pace): Promise<Outcome<Output>> {
  try {
    const work = begin()
    for (;;) {
      if (isCancelled()) return { is: 'cancelled' }
      const untilMs = performance.now() + sliceMs
      let share: number | undefined
      do {
        const { done, value } = work.next()
        if (done) return { is: 'done', value }
        share = value ?? share
      } while (performance.now() < untilMs)
      if (share !== undefined) onProgress?.(share)
      await rest()
    }
  } catch (error) {
    return failed(error)
  }
}

/** The outcome of what was thrown. */
export const failed = (error: unknown): Outcome<never> => ({ is: 'failed', why: error instanceof Error ? error.message : String(error) })
