/** One thread of `npm run lessons -- grade`: answers each message, a file's name, with the line to be printed. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { StartStates } from './course.ts'
import { grade } from './grade.ts'
import type { Lesson } from './lesson.ts'
import { isLessonRecording, parseLessonRecording } from './lesson-recording.ts'

/** What a thread is given: the lesson, and all that it may start from. */
export interface GradeWork {
  readonly lesson: Lesson
  readonly others: readonly Lesson[]
}

/** The line of one file: its grade, or what is wrong with it. */
export function gradeLine(file: string, lesson: Lesson, starts: StartStates): string {
  try {
    const recording = parseLessonRecording(readFileSync(file, 'utf8'))
    if (!isLessonRecording(recording)) return JSON.stringify({ file, error: 'it cannot be read', problems: recording })
    if (recording.lesson !== lesson.id) return JSON.stringify({ file, error: `it is of lesson ${recording.lesson}` })
    return JSON.stringify({ file, ...grade(lesson, recording, starts) })
  } catch (error) {
    return JSON.stringify({ file, error: error instanceof Error ? error.message : String(error) })
  }
}

if (parentPort) {
  const { lesson, others } = workerData as GradeWork
  const starts = new StartStates([...others, lesson])
  parentPort.on('message', ({ at, file }: { at: number; file: string }) => parentPort!.postMessage({ at, line: gradeLine(file, lesson, starts) }))
}
