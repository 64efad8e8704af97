/** Grades a student's recording by playing it again: nothing that the recording claims is believed. */
import type { StartStates } from './course.ts'
import { isComplete } from './attempt.ts'
import { firstTag } from './hints.ts'
import { pointsOf, type Lesson } from './lesson.ts'
import type { LessonRecording } from './lesson-recording.ts'
import { Run } from './run.ts'

/** How one task went. */
export interface TaskGrade {
  readonly id: string
  readonly passed: boolean
  /** Answers to its question, or acts while it was open. */
  readonly attempts: number
  readonly hints: number
  readonly points: number
  readonly of: number
  /** When it passed, in virtual ms. */
  readonly passedAtMs?: number
  /** Of a question: was the first answer right? */
  readonly rightAtOnce?: boolean
  /** The misconceptions that showed: of wrong answers, or of the first hint where it did not pass. */
  readonly misconceptions: readonly string[]
}

export interface Grade {
  readonly lesson: string
  /** All tasks that are not optional passed. */
  readonly passed: boolean
  readonly score: { readonly raw: number; readonly max: number }
  readonly tasks: readonly TaskGrade[]
}

/** The grade of a recording of this lesson. What was used of hints is counted, not punished. */
export function grade(lesson: Lesson, recording: LessonRecording, starts: StartStates): Grade {
  const run = new Run(lesson, starts.of(lesson, recording.seed).cluster, 'all')
  const hints: Record<string, number> = {}
  for (const step of recording.steps) {
    run.wait(Math.max(0, step.atMs - run.cluster.nowMs))
    if ('hint' in step) hints[step.hint] = (hints[step.hint] ?? 0) + 1
    else if ('answer' in step) run.answer(step.answer.task, step.answer.choice)
    else run.act(step.act)
  }
  run.wait(Math.max(0, recording.untilMs - run.cluster.nowMs))
  run.finish()
  const tasks = lesson.tasks.map((task): TaskGrade => {
    const state = run.attempt.tasks[task.id]!
    const passed = state.status === 'passed'
    const [first] = state.answers
    const wrong = state.answers.flatMap(({ right, tag }) => (right || tag === undefined ? [] : [tag]))
    const shown = passed || state.status === 'waiting' ? undefined : firstTag(task, state, run.cluster)
    return {
      id: task.id,
      passed,
      attempts: task.choose || task.predict ? state.answers.length : (state.memory?.acts.length ?? 0),
      hints: hints[task.id] ?? 0,
      points: passed ? pointsOf(task) : 0,
      of: pointsOf(task),
      ...(state.passedAtMs !== undefined && { passedAtMs: state.passedAtMs }),
      ...(first && { rightAtOnce: first.right }),
      misconceptions: [...new Set([...wrong, ...(shown === undefined ? [] : [shown])])],
    }
  })
  return {
    lesson: lesson.id,
    passed: isComplete(lesson, run.attempt),
    score: { raw: tasks.reduce((sum, { points }) => sum + points, 0), max: tasks.reduce((sum, { of }) => sum + of, 0) },
    tasks,
  }
}
