/** One thread of `npm run lessons -- grade`: says that it is ready, then answers each message, a file's name, with the line to be printed. */
import { readFileSync, statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { StartStates } from './course.ts'
import { gradeText } from './grade-text.ts'
import type { Lesson } from './lesson.ts'

/** What a thread is given: the lesson, and all that it may start from. */
export interface GradeWork {
  readonly lesson: Lesson
  readonly others: readonly Lesson[]
}

/** Longer files are not even read. */
const mostBytes = 20_000_000

/** The line of one file: its grade, or what is wrong with it. */
export function gradeLine(file: string, lesson: Lesson, starts: StartStates): string {
  try {
    const { size } = statSync(file)
    if (size > mostBytes) return JSON.stringify({ file, error: `it has ${size.toLocaleString('en')} bytes; work has at most ${mostBytes.toLocaleString('en')}` })
    return JSON.stringify({ file, ...gradeText(readFileSync(file, 'utf8'), lesson, starts) })
  } catch (error) {
    return JSON.stringify({ file, error: error instanceof Error ? error.message : String(error) })
  }
}

if (parentPort) {
  const { lesson, others } = workerData as GradeWork
  const starts = new StartStates([...others, lesson])
  parentPort.on('message', ({ at, file }: { at: number; file: string }) => parentPort!.postMessage({ at, line: gradeLine(file, lesson, starts) }))
  parentPort.postMessage('ready')
}
