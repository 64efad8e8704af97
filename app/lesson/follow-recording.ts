/** A student's recording played to its end without a page: what it comes to is what the page has shown. */
import type { Observer } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import type { LabAct } from '#timeline/lab-act'
import { firstShell, idleShell, newWorld } from '#timeline/world'
import { isComplete, plainChecksOf } from './attempt.ts'
import { bounded } from './bounded.ts'
import { beginFollowing, followAct, followedWhatIf, followStepMs, followTime, whatIfsDue, type Followed } from './follow.ts'
import { limits } from './format/limits.ts'
import { labActs } from './lab-acts.ts'
import type { Lesson } from './lesson.ts'
import type { LessonRecording, LessonStep } from './lesson-recording.ts'
import { playWhatIf } from './what-if.ts'

/** Changes of objects in one recording: nobody makes so many by hand. */
const mostChanges = 3 * limits.changes
/** What-ifs are played once the cluster has been calm for a while: so long is waited for them at the end. */
const calmMs = 10 * followStepMs

/** Everything in it, and then as long as open tasks may wait. Throws `TooMuchHappens`. */
export function followRecording(lesson: Lesson, start: Cluster, { steps, untilMs }: LessonRecording): Followed {
  const bound = bounded({}, mostChanges)
  let followed = beginFollowing(lesson, newWorld(start, lesson.files))
  for (const step of steps) {
    followed = onward(lesson, followed, step.atMs, bound)
    for (const act of actsOf(lesson, followed, step)) followed = followAct(lesson, followed, act, bound)
  }
  return waited(lesson, onward(lesson, followed, Math.floor(untilMs / followStepMs) * followStepMs, bound), bound)
}

function actsOf({ files }: Lesson, { world: { cluster, desk } }: Followed, step: LessonStep): readonly LabAct[] {
  if ('hint' in step) return []
  if ('answer' in step) return [{ answer: step.answer }]
  const { act } = step
  if ('wait' in act) return []
  if ('kubectl' in act || 'apply' in act || 'evict' in act || 'ready' in act || 'unready' in act) return labActs(act, cluster, files, idleShell(desk, firstShell))
  return [act]
}

function onward(lesson: Lesson, from: Followed, untilMs: number, bound: Observer): Followed {
  let followed = from
  while (followed.world.cluster.nowMs < untilMs) followed = followTime(lesson, withWhatIfs(lesson, followed), untilMs, bound)
  return withWhatIfs(lesson, followed)
}

function withWhatIfs(lesson: Lesson, from: Followed): Followed {
  const { cluster } = from.world
  if (cluster.nowMs % followStepMs !== 0) return from
  let followed = from
  for (let due = whatIfsDue(lesson, followed)[0]; due; due = whatIfsDue(lesson, followed)[0]) followed = followedWhatIf(lesson, followed, due, playWhatIf(cluster, due.whatIf, lesson.files))
  return followed
}

/** Until all is done, or as long as the open tasks wait for their checks; each that passes opens the next. */
function waited(lesson: Lesson, from: Followed, bound: Observer): Followed {
  let followed = from
  const latestMs = from.world.cluster.nowMs + limits.virtualMs
  for (let [waitedMs, passed] = [0, passedCount(followed)]; waitedMs < mayWaitMs(lesson, followed) && followed.world.cluster.nowMs < latestMs; waitedMs += followStepMs) {
    followed = onward(lesson, followed, followed.world.cluster.nowMs + followStepMs, bound)
    if (passedCount(followed) > passed) [waitedMs, passed] = [-followStepMs, passedCount(followed)]
  }
  return followed
}

function mayWaitMs(lesson: Lesson, { attempt }: Followed): number {
  if (isComplete(lesson, attempt)) return 0
  const open = lesson.tasks.filter(({ id }) => attempt.tasks[id]!.status === 'open')
  return Math.max(0, ...open.flatMap((task) => [
    ...plainChecksOf(task).map((check) => (check.within ?? 0) + (check.for ?? 0)),
    ...(task.checks?.some((check) => 'whatIf' in check) ? [calmMs] : []),
  ]))
}

const passedCount = ({ attempt }: Followed): number => Object.values(attempt.tasks).filter(({ status }) => status === 'passed').length
