/**
 * The door to everything that is played on a copy of the cluster: previews, what-ifs, remedies.
 *
 *     const outcome = await playOnFork('preview-apply', cluster, input, { signal })
 *     if (outcome.is === 'done') show(outcome.value)
 *
 * The work is done in a worker, or on the page between two frames where there is none. For another
 * kind of work write a `Job` (job.ts) where its idea lives and give it a name in jobs.ts.
 */
import type { Cluster } from '#cluster/cluster'
import forkWorkerUrl from './fork-worker.ts?worker-chunk' // oxlint-disable-line import/default -- an address, see tooling/worker-chunk.ts
import type { Outcome } from './job.ts'
import { findJob, type JobInput, type JobName, type JobOutput } from './jobs.ts'
import { Workshop, type Asked } from './workshop.ts'

/** Does a job on a copy of the cluster; the cluster itself stays as it is. */
export async function playOnFork<Name extends JobName>(name: Name, cluster: Cluster, input: JobInput<Name>, asked: Asked = {}): Promise<Outcome<JobOutput<Name>>> {
  // Each name has one type of input and output, which the messages do not know.
  return (await theWorkshop().play(name, cluster, input, asked)) as Outcome<JobOutput<Name>>
}

let workshop: Workshop | undefined

/** The worker is made when it is first wanted; a frame without an origin may not have one, and says so by throwing. */
const theWorkshop = (): Workshop => (workshop ??= new Workshop(() => new Worker(forkWorkerUrl, { type: 'module', name: 'forks' }), findJob))
