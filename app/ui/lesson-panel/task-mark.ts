/** How far tasks and their checks are, for their marks and in words. */
import type { Attempt } from '#lesson/attempt'
import type { Outcome } from '#lesson/checks/outcome'
import type { Check, Task } from '#lesson/lesson'

/** `part`: some of it holds; `so far`: it holds and must go on to hold. */
export type MarkState = 'empty' | 'part' | 'so far' | 'done' | 'crossed'

/** Does a check of this kind only say that nothing went wrong yet? */
const holdsOnly = (check: Check): boolean => 'always' in check || 'never' in check || 'kept' in check

/** A check as it was last asked. */
export function checkMark(check: Check, outcome: Outcome | undefined, taskPassed: boolean): MarkState {
  if (taskPassed) return 'done'
  if (!outcome) return 'empty'
  if (outcome.passed) return holdsOnly(check) ? 'so far' : 'done'
  if ('always' in check || 'never' in check || 'kept' in check) return 'crossed'
  if ('whatIf' in check) return outcome.found.startsWith('not tried') ? 'empty' : 'crossed'
  return outcome.found.includes(' so far') && check.for !== undefined ? 'so far' : 'empty'
}

/** A task, from its checks and answers. */
export function taskMark(task: Task, attempt: Attempt): MarkState {
  const state = attempt.tasks[task.id]!
  if (state.status === 'passed') return 'done'
  if (state.status === 'waiting') return 'empty'
  if (state.lost) return 'crossed'
  const marks = (task.checks ?? []).map((check, at) => checkMark(check, state.outcomes[at], false))
  if (marks.includes('crossed')) return 'crossed'
  if (marks.includes('done')) return 'part'
  return marks.length > 0 && marks.every((mark) => mark === 'so far') ? 'so far' : state.answers.length > 0 ? 'part' : 'empty'
}

/** How many of a task's checks hold, where there is anything to count. */
export function taskCount(task: Task, attempt: Attempt): readonly [number, number] | undefined {
  const state = attempt.tasks[task.id]!
  const checks = task.checks ?? []
  if (state.status !== 'open' || checks.length < 2) return undefined
  return [state.outcomes.filter(({ passed }) => passed).length, checks.length]
}
