/** Grades a student's recording by playing it again: nothing that the recording claims is believed. */
import type { StartStates } from './course.ts'
import { earnedBy, isComplete } from './attempt.ts'
import { followRecording } from './follow-recording.ts'
import { firstTag } from './hints.ts'
import { pointsOf, type Lesson } from './lesson.ts'
import type { LessonRecording } from './lesson-recording.ts'

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

/** The grade of a recording of this lesson. What was used of hints is counted, not punished. Throws `TooMuchHappens`. */
export function grade(lesson: Lesson, recording: LessonRecording, starts: StartStates): Grade {
  const { attempt, world } = followRecording(lesson, starts.of(lesson).cluster, recording)
  const hints = new Map<string, number>()
  for (const step of recording.steps) if ('hint' in step) hints.set(step.hint, (hints.get(step.hint) ?? 0) + 1)
  const tasks = lesson.tasks.map((task): TaskGrade => {
    const state = attempt.tasks[task.id]!
    const passed = state.status === 'passed'
    const [first] = state.answers
    const wrong = state.answers.flatMap(({ right, tag }) => (right || tag === undefined ? [] : [tag]))
    const shown = passed || state.status === 'waiting' ? undefined : firstTag(task, state, world.cluster)
    return {
      id: task.id,
      passed,
      attempts: task.choose || task.predict ? state.answers.filter(({ skipped }) => !skipped).length : (state.memory?.acts.length ?? 0),
      hints: hints.get(task.id) ?? 0,
      points: earnedBy(task, state),
      of: pointsOf(task),
      ...(state.passedAtMs !== undefined && { passedAtMs: state.passedAtMs }),
      ...(first && !first.skipped && { rightAtOnce: first.right }),
      misconceptions: [...new Set([...wrong, ...(shown === undefined ? [] : [shown])])],
    }
  })
  return {
    lesson: lesson.id,
    passed: isComplete(lesson, attempt),
    score: { raw: tasks.reduce((sum, { points }) => sum + points, 0), max: tasks.reduce((sum, { of }) => sum + of, 0) },
    tasks,
  }
}
