/** What a student did in a lesson, in the order in which it was done: to be read again, and printed. */
import { isAnswerAct } from '#timeline/lab-act'
import type { TimedAct } from '#timeline/branch'
import { printAct } from '#timeline/print-act'
import type { Attempt } from './attempt.ts'
import type { Lesson } from './lesson.ts'

/** One thing that was done. */
export interface TranscriptLine {
  /** Virtual ms since the lesson began. */
  readonly afterMs: number
  /** A line of the terminal as it was entered, else the act in words. */
  readonly words: string
  readonly isLine: boolean
  /** First line of what came back of a refusal. */
  readonly refusal?: string
}

/** One task, and how it went. */
export interface TranscriptTask {
  readonly title: string
  readonly passed: boolean
  /** Virtual ms since the lesson began. */
  readonly passedAfterMs?: number
  readonly question?: string
  /** Every answer, with whether it was right; undefined: it was left open. */
  readonly answers: readonly { readonly said: string | undefined; readonly right: boolean; readonly is?: string }[]
  readonly hints: number
}

export interface Transcript {
  readonly tasks: readonly TranscriptTask[]
  readonly lines: readonly TranscriptLine[]
}

/**
 * @param lesson as it is read
 * @param acts those of the student's line
 * @param beganMs when one could act first, in virtual ms
 * @param hintsOf how many steps of help were taken of a task
 */
export function transcriptOf(lesson: Lesson, attempt: Attempt, acts: readonly TimedAct[], beganMs: number, hintsOf: (task: string) => number): Transcript {
  const done = lesson.tasks.flatMap(({ id }) => attempt.tasks[id]!.memory?.acts ?? [])
  return {
    tasks: lesson.tasks.map((task): TranscriptTask => {
      const { status, passedAtMs, answers } = attempt.tasks[task.id]!
      const question = task.predict?.ask ?? task.choose?.ask
      return {
        title: task.title, passed: status === 'passed', hints: hintsOf(task.id),
        ...(passedAtMs !== undefined && { passedAfterMs: passedAtMs - beganMs }), ...(question !== undefined && { question }),
        answers: answers.map(({ choice, right, skipped, measured }) => ({ said: skipped ? undefined : textOf(task, choice), right, ...(measured && measured.problem === undefined && { is: textOf(task, String(measured.value)) }) })),
      }
    }),
    lines: acts.filter(({ act }) => !isAnswerAct(act)).map(({ atMs, act }): TranscriptLine => {
      const words = 'line' in act ? act.line.trim() : printAct(act)
      const came = done.find((each) => each.atMs === atMs && each.refused && each.words === ('line' in act ? act.line.trim().replace(/^k /, 'kubectl ') : Object.keys(act)[0]))
      const refusal = came && `${came.stderr}${came.stdout}`.trim().split('\n')[0]
      return { afterMs: atMs - beganMs, words, isLine: 'line' in act, ...(refusal && { refusal }) }
    }),
  }
}

const textOf = ({ predict, choose }: Lesson['tasks'][number], choice: string): string =>
  choose?.options.find(({ id }) => id === choice)?.text ?? predict?.choices.find(({ value }) => String(value) === choice)?.text ?? choice
