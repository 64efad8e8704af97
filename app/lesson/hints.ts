/** The ladder of hints: those that fit what the student's cluster shows, then the plain ones, then the solution. */
import { beginChecks, scopeSince } from './checks/check-watch.ts'
import { viewOfCluster } from './cluster-view.ts'
import type { Cluster } from '#cluster/cluster'
import { holds } from './expressions.ts'
import { plainChecksOf, type TaskState } from './attempt.ts'
import type { Hint, Lesson, Task } from './lesson.ts'
import { runAnswer } from './run.ts'
import type { Replay } from './what-if.ts'

/**
 * The hints of a task in the order in which they are shown now. The step after the last one is the
 * solution. `state.hints` says how many were taken; the n-th of them may change as the cluster does.
 */
export function hintLadder(task: Task, state: TaskState, cluster: Cluster): readonly Hint[] {
  const { hints = [] } = task
  const view = viewOfCluster(cluster)
  const scope = state.memory ? scopeSince(view, state.memory, plainChecksOf(task)) : scopeSince(view, beginChecks([], view))
  const fitting = hints.filter(({ when }) => when !== undefined && holds(when, scope))
  return [...fitting, ...hints.filter(({ when }) => when === undefined)]
}

/** The first thing that is said about what went wrong: of the last answer, where that was wrong, else of the ladder. */
export function firstTag(task: Task, state: TaskState, cluster: Cluster): string | undefined {
  const last = state.answers.at(-1)
  return last && !last.right ? last.tag : hintLadder(task, state, cluster)[0]?.tag
}

/** The next step of help: a hint, or after all of them the solution, which is asked for twice. */
export function nextHelp(task: Task, state: TaskState, cluster: Cluster): Hint | 'solution' {
  return hintLadder(task, state, cluster)[state.hints] ?? 'solution'
}

/** The solution from the lesson's start, to be watched on a fork: acts, and how far time runs. */
export function solutionReplay(lesson: Lesson, start: Cluster): Replay {
  const { cluster } = runAnswer(lesson, start, lesson.answers.solution)
  return { cluster: start, acts: lesson.answers.solution, untilMs: cluster.nowMs }
}
