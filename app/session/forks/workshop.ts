/** Where jobs are done: the page's end of the line to a worker, and what stands in for one. */
import type { Cluster } from '#cluster/cluster'
import { pieces } from './cluster-difference.ts'
import { failed, workOff, type Job, type Outcome } from './job.ts'
import type { FromWorker, Line, ToWorker } from './messages.ts'

export interface Asked {
  /** Aborted when nobody wants to know any more: then the outcome is `cancelled`, and the work ends soon. */
  readonly signal?: AbortSignal
  /** Hears now and then of the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/** A worker, or a stand-in for one, as far as the page needs to know it. */
export type WorkerLine = Line<ToWorker, FromWorker> & { addEventListener(type: 'error' | 'messageerror', listener: () => void): void }

interface Waiting {
  readonly again: () => void
  readonly settle: (outcome: Outcome<unknown>) => void
  readonly asked: Asked
}

/** Does jobs in the worker that `begin` makes, or without one where it cannot be had. */
export class Workshop {
  readonly #waiting = new Map<number, Waiting>()
  readonly #worker: Promise<WorkerLine | undefined>
  /** What the worker has. */
  #held: Cluster | undefined
  /** One after another: pieces of two clusters must not mix. */
  #sending: Promise<unknown> = Promise.resolve()
  #lastId = 0
  #broken = false

  constructor(begin: () => WorkerLine, private readonly find: (name: string) => Promise<Job<unknown, unknown>>) {
    try {
      this.#worker = this.#whenReady(begin())
    } catch {
      this.#worker = Promise.resolve(undefined)
    }
  }

  /** Does a job on a copy of the cluster. */
  async play(name: string, cluster: Cluster, input: unknown, asked: Asked): Promise<Outcome<unknown>> {
    const worker = this.#broken ? undefined : await this.#worker
    if (asked.signal?.aborted) return { is: 'cancelled' }
    return worker && !this.#broken ? this.#ask(worker, name, cluster, input, asked) : this.#onPage(name, cluster, input, asked)
  }

  /** The worker when it listens; undefined where it does not come to that, as in a frame that may not have one. */
  #whenReady(worker: WorkerLine): Promise<WorkerLine | undefined> {
    return new Promise((resolve) => {
      worker.addEventListener('message', ({ data }) => {
        if ('ready' in data) resolve(worker)
        else if ('share' in data) this.#waiting.get(data.id)?.asked.onProgress?.(data.share)
        else this.#waiting.get(data.id)?.settle(data.outcome)
      })
      for (const event of ['error', 'messageerror'] as const) {
        worker.addEventListener(event, () => {
          resolve(undefined)
          this.#giveUp()
        })
      }
    })
  }

  /** Goes on without the worker. */
  #giveUp(): void {
    if (this.#broken) return
    this.#broken = true
    for (const { again } of this.#waiting.values()) again()
  }

  #ask(worker: WorkerLine, name: string, cluster: Cluster, input: unknown, asked: Asked): Promise<Outcome<unknown>> {
    const id = ++this.#lastId
    return new Promise((resolve) => {
      const settle = (outcome: Outcome<unknown>) => {
        this.#waiting.delete(id)
        asked.signal?.removeEventListener('abort', cancel)
        resolve(outcome)
      }
      let sent = false
      const cancel = () => {
        if (sent) worker.postMessage({ cancel: id })
        settle({ is: 'cancelled' })
      }
      asked.signal?.addEventListener('abort', cancel)
      this.#waiting.set(id, { settle, asked, again: () => void this.#onPage(name, cluster, input, asked).then(settle) })
      this.#sending = this.#sending.then(async () => {
        if (!this.#waiting.has(id)) return
        await this.#bring(worker, cluster)
        if (!this.#waiting.has(id)) return
        worker.postMessage({ id, job: name, input })
        sent = true
      }).catch(() => this.#giveUp())
    })
  }

  /** Brings the worker to this cluster. Copying thousands of objects takes long, so the page gets its turn on the way. */
  async #bring(worker: WorkerLine, cluster: Cluster): Promise<void> {
    let untilMs = performance.now() + sliceMs
    for (const piece of pieces(this.#held, cluster)) {
      worker.postMessage({ piece })
      if (performance.now() < untilMs) continue
      await idle()
      untilMs = performance.now() + sliceMs
    }
    this.#held = cluster
  }

  async #onPage(name: string, cluster: Cluster, input: unknown, { signal, onProgress }: Asked): Promise<Outcome<unknown>> {
    try {
      const work = await this.find(name)
      await idle()
      // A copy: the cluster keeps the indexes that were made for it.
      return await workOff(() => work({ ...cluster }, input), { sliceMs, rest: idle, isCancelled: () => signal?.aborted ?? false, ...(onProgress && { onProgress }) })
    } catch (error) {
      return failed(error)
    }
  }
}

/** Wall ms of one slice on the page: a frame has time left beside it. */
const sliceMs = 8
/** Longest wait for an idle page, in wall ms. */
const longestWaitMs = 200

const idle = (): Promise<void> => new Promise((resolve) => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: longestWaitMs })
  else setTimeout(resolve)
})
