/** What a job waits for: looked up in its plain data, however deep. */
import type { Resource } from '#cluster/kube-apiserver/watch'
import type { Job, Stage } from './job.ts'

/** The commands of a job that run now, and those that they run. */
export function runningStages({ substituting, pipeline }: Job): readonly Stage[] {
  if (substituting) return runningStages(substituting.job)
  return (pipeline?.stages ?? []).filter(({ exit }) => exit === undefined).flatMap((stage) => (stage.work.kind === 'program' && stage.work.child ? [stage, ...runningStages(stage.work.child.job)] : [stage]))
}

/** Virtual ms at which a job goes on by itself; Infinity where it does not. */
export function nextWakeAtMs(job: Job): number {
  return Math.min(...runningStages(job).map(({ work }) => (work.kind === 'kubectl' ? work.process.waiting?.wakeAtMs : work.kind === 'program' ? work.wakeAtMs : undefined) ?? Infinity))
}

/** Resources whose changes a job waits for. */
export function watchedBy(job: Job): readonly Resource[] {
  return runningStages(job).flatMap(({ work }) => (work.kind === 'kubectl' ? (work.process.waiting?.watches ?? []) : []))
}

/** The job with the first running command for which `change` gives another one. */
export function changeStage(job: Job, change: (stage: Stage) => Stage | undefined): Job {
  if (job.substituting) return { ...job, substituting: { ...job.substituting, job: changeStage(job.substituting.job, change) } }
  if (!job.pipeline) return job
  let done = false
  const stages = job.pipeline.stages.map((stage) => {
    if (done || stage.exit !== undefined) return stage
    const changed = change(stage)
    if (changed) {
      done = true
      return changed
    }
    return stage.work.kind === 'program' && stage.work.child ? { ...stage, work: { ...stage.work, child: { ...stage.work.child, job: changeStage(stage.work.child.job, change) } } } : stage
  })
  return { ...job, pipeline: { ...job.pipeline, stages } }
}
