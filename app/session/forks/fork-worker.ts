/** The worker in which copies of the cluster are played. Its page is fork-jobs.ts. */
import { findJob } from './jobs.ts'
import type { FromWorker, Line, ToWorker } from './messages.ts'
import { serveJobs } from './serve-jobs.ts'

// The scope of a worker, which the types of a page do not know.
serveJobs(globalThis as unknown as Line<FromWorker, ToWorker>, findJob)
