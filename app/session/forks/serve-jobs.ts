/** The worker's end: holds the cluster it was sent, and does jobs on it in the order in which they come. */
import { HeldCluster } from './cluster-difference.ts'
import { failed, workOff, type Job, type Outcome } from './job.ts'
import type { FromWorker, Line, ToWorker } from './messages.ts'

/** Long slices: nothing waits for them but the word that a job is no longer wanted. */
const sliceMs = 25

/** Listens until the worker ends. `find` gives the job of a name. */
export function serveJobs(page: Line<FromWorker, ToWorker>, find: (name: string) => Promise<Job<unknown, unknown>>): void {
  const held = new HeldCluster()
  const cancelled = new Set<number>()
  let last: Promise<unknown> = Promise.resolve()
  const serve = async ({ id, job, input }: Extract<ToWorker, { job: string }>, cluster: HeldCluster['cluster']) => {
    const outcome = await find(job).then(
      (work): Promise<Outcome<unknown>> => workOff(() => work(cluster, input), { sliceMs, rest: nextMessage, isCancelled: () => cancelled.has(id), onProgress: (share) => page.postMessage({ id, share }) }),
      failed,
    )
    cancelled.delete(id)
    page.postMessage({ id, outcome })
  }
  page.addEventListener('message', ({ data }) => {
    if ('piece' in data) held.take(data.piece)
    else if ('cancel' in data) cancelled.add(data.cancel)
    else {
      const { cluster } = held
      last = last.then(() => serve(data, cluster))
    }
  })
  page.postMessage({ ready: true })
}

/** After whatever has come in meanwhile. */
const nextMessage = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
