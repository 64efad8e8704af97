/** What a student hands in: the acts of a session at a lesson, without all that only the session needs. */
import type { TimedAct } from '#timeline/branch'
import { isAnswerAct, isWatchAct } from '#timeline/lab-act'
import { linesOf, type Recording } from '#timeline/recording'
import { contentHash } from './content-hash.ts'
import type { Lesson } from './lesson.ts'
import { lessonRecordingVersion, type LessonRecording, type LessonStep } from './lesson-recording.ts'
import { mapTexts } from './translation.ts'

/**
 * Names what a lesson asks for: its start, tasks and files. The same after a sentence was reworded or
 * translated; another one where work that was done before might be graded otherwise.
 */
export function lessonHash(lesson: Lesson): string {
  const { id, start, files, allow, locked, tasks } = mapTexts(lesson, () => '')
  return contentHash(JSON.stringify([id, start, Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)), allow, locked, tasks]))
}

/**
 * The work on one line of a session, to its end. What only was watched on it is left out.
 * @param hints how many were taken, by task: they have no time
 */
export function workOf(lesson: Lesson, { acts, untilMs }: { readonly acts: readonly TimedAct[]; readonly untilMs: number }, hints: Readonly<Record<string, number>> = {}): LessonRecording {
  const watched = acts.find(({ act }) => isWatchAct(act))
  const end = watched?.atMs ?? untilMs
  const done = (watched ? acts.slice(0, acts.indexOf(watched)) : acts).flatMap(({ atMs, act }): readonly LessonStep[] => {
    if (isAnswerAct(act)) return [{ atMs, answer: act.answer }]
    return isWatchAct(act) ? [] : [{ atMs, act }]
  })
  const taken = lesson.tasks.flatMap(({ id }) => Array.from({ length: Object.hasOwn(hints, id) ? hints[id]! : 0 }, (): LessonStep => ({ atMs: end, hint: id })))
  return { version: lessonRecordingVersion, lesson: lesson.id, lessonHash: lessonHash(lesson), steps: [...done, ...taken], untilMs: end }
}

/** The work in the file of a whole session: on the line that was in view. */
export function workIn(lesson: Lesson, recording: Recording): LessonRecording {
  const { branches, current } = linesOf(recording)
  return workOf(lesson, branches[current]!)
}
