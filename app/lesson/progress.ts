/** What a student has reached, as one small file: kept in storage, exported, imported. Importing merges and never lowers. */
import { fieldsOf, isRecord, listOf, wholeNumber, type Check, type Problem } from '#timeline/decode-act'
import { earnedBy, isComplete, type Attempt } from './attempt.ts'
import { pointsOf, type Lesson } from './lesson.ts'
import { isLessonRecording, parseLessonRecording, type LessonRecording } from './lesson-recording.ts'

export interface TaskProgress {
  readonly passed: boolean
  readonly hints: number
  readonly attempts: number
}

export interface LessonProgress {
  readonly tasks: Readonly<Record<string, TaskProgress>>
  readonly completed: boolean
  /** Best score so far, and the most that there is. */
  readonly score: { readonly raw: number; readonly max: number }
  /** Of the best score, to be opened again. */
  readonly recording?: LessonRecording
}

export const progressVersion = 1

export interface Progress {
  readonly version: typeof progressVersion
  /** By id. */
  readonly lessons: Readonly<Record<string, LessonProgress>>
}

export const noProgress: Progress = Object.freeze({ version: progressVersion, lessons: {} })

/** What an attempt comes to. */
export function progressOf(lesson: Lesson, attempt: Attempt, recording?: LessonRecording): LessonProgress {
  return {
    tasks: Object.fromEntries(lesson.tasks.map(({ id }) => {
      const { status, hints, answers, memory } = attempt.tasks[id]!
      return [id, { passed: status === 'passed', hints, attempts: answers.length > 0 ? answers.filter(({ skipped }) => !skipped).length : (memory?.acts.length ?? 0) }]
    })),
    completed: isComplete(lesson, attempt),
    score: { raw: sum(lesson.tasks.map((task) => earnedBy(task, attempt.tasks[task.id]!))), max: sum(lesson.tasks.map(pointsOf)) },
    ...(recording && { recording }),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/** Both together: nothing that was reached in one of them is lost. */
export function mergeProgress(a: Progress, b: Progress): Progress {
  const lessons: Record<string, LessonProgress> = { ...a.lessons }
  for (const [id, theirs] of Object.entries(b.lessons)) lessons[id] = mergeLesson(lessons[id], theirs)
  return { version: progressVersion, lessons }
}

/** The progress with what an attempt at a lesson has reached. */
export const withLesson = (progress: Progress, id: string, reached: LessonProgress): Progress => mergeProgress(progress, { version: progressVersion, lessons: { [id]: reached } })

function mergeLesson(a: LessonProgress | undefined, b: LessonProgress): LessonProgress {
  if (!a) return b
  const tasks: Record<string, TaskProgress> = { ...a.tasks }
  for (const [id, { passed, hints, attempts }] of Object.entries(b.tasks)) {
    const before = tasks[id]
    tasks[id] = before ? { passed: before.passed || passed, hints: Math.max(before.hints, hints), attempts: Math.max(before.attempts, attempts) } : { passed, hints, attempts }
  }
  const best = b.score.raw > a.score.raw || (b.score.raw === a.score.raw && !a.recording) ? b : a
  const recording = best.recording ?? (best === a ? b.recording : a.recording)
  return { tasks, completed: a.completed || b.completed, score: { raw: best.score.raw, max: Math.max(a.score.max, b.score.max) }, ...(recording && { recording }) }
}

const count = wholeNumber(0, 1_000_000)
const yesOrNo: Check = (value, where, problems) => {
  if (typeof value !== 'boolean') problems.push({ where, found: JSON.stringify(value) ?? 'nothing', expected: 'true or false' })
}
const named = (each: Check, most: number): Check => (value, where, problems) => {
  const entries = isRecord(value) ? Object.entries(value) : undefined
  if (!entries) return void problems.push({ where, found: JSON.stringify(value) ?? 'nothing', expected: 'names with what belongs to each' })
  listOf((entry, _, found) => each((entry as readonly unknown[])[1], `${where}.${String((entry as readonly unknown[])[0])}`, found), most)(entries, where, problems)
}
const recording: Check = (value, where, problems) => {
  const parsed = parseLessonRecording(JSON.stringify(value))
  if (!isLessonRecording(parsed)) problems.push(...parsed.map((problem) => ({ ...problem, where: `${where}.${problem.where}` })))
}
const progress = fieldsOf({
  version: wholeNumber(progressVersion, progressVersion),
  lessons: named(fieldsOf({
    tasks: named(fieldsOf({ passed: yesOrNo, hints: count, attempts: count }), 100),
    completed: yesOrNo,
    score: fieldsOf({ raw: count, max: count }),
    'recording?': recording,
  }), 1_000),
})

/** Longest text that is read, in UTF-16 units. */
const longest = 16_000_000

/** Reads a file of progress, or says all that is wrong with it. */
export function parseProgress(text: string): Progress | readonly Problem[] {
  if (text.length > longest) return [{ where: '', found: `${text.length} characters`, expected: `at most ${longest}` }]
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [{ where: '', found: error instanceof Error ? error.message : 'no JSON', expected: 'progress as JSON' }]
  }
  const problems: Problem[] = []
  progress(value, '', problems)
  return problems.length > 0 ? problems : (value as Progress)
}

/** True for progress, false for problems. */
export const isProgress = (parsed: Progress | readonly Problem[]): parsed is Progress => !Array.isArray(parsed)
