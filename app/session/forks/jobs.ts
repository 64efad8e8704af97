/**
 * All kinds of jobs. One more is a line here and a `Job` where its idea lives, left of `session/`.
 * Each is fetched when it is first asked for, by the worker or, where there is none, by the page.
 */
import type { Job } from './job.ts'

export const jobs = {
  'what-if': async () => (await import('#lesson/what-if')).playingWhatIf,
  'preview-apply': async () => (await import('./preview-apply.ts')).previewApply,
} satisfies Readonly<Record<string, () => Promise<Job<never, unknown>>>>

export type JobName = keyof typeof jobs
type JobOf<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>
/** What a job wants to know beside the cluster: plain data. */
export type JobInput<Name extends JobName> = Parameters<JobOf<Name>>[1]
/** What it answers: plain data. */
export type JobOutput<Name extends JobName> = Extract<ReturnType<ReturnType<JobOf<Name>>['next']>, { done: true }>['value']

/** The job of that name. */
export const findJob = (name: string): Promise<Job<unknown, unknown>> => (jobs as Readonly<Record<string, () => Promise<Job<never, unknown>>>>)[name]!() as Promise<Job<unknown, unknown>>
