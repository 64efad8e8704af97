/** What was reached in lessons, kept in this browser and given away as a file. */
import { createStore } from 'zustand/vanilla'
import { isProgress, mergeProgress, noProgress, parseProgress, withLesson, type LessonProgress, type Progress } from '#lesson/progress'
import { localQuickShelf } from '../quick-shelf.ts'

const name = 'progress'

/** All that was ever reached. */
export const progress = createStore<Progress>(read)

function read(): Progress {
  const text = localQuickShelf.read(name)
  const parsed = text === undefined ? noProgress : parseProgress(text)
  return isProgress(parsed) ? parsed : noProgress
}

/** Adds what an attempt has come to; nothing is ever lowered, also where another tab has written meanwhile. False: it could not be kept beyond this page. */
export const noteReached = (lesson: string, reached: LessonProgress): boolean => put(withLesson(progress.getState(), lesson, reached))

function put(next: Progress): boolean {
  const merged = mergeProgress(read(), next)
  const text = JSON.stringify(merged)
  if (text === JSON.stringify(progress.getState())) return true
  progress.setState(merged, true)
  return localQuickShelf.write(name, text)
}

/** The progress as a file. */
export const exportProgress = (): string => JSON.stringify(progress.getState(), null, 1)

/** Adds a file of progress, or says what is wrong with it. */
export function importProgress(text: string): readonly string[] {
  const parsed = parseProgress(text)
  if (!isProgress(parsed)) return parsed.slice(0, 3).map(({ where, found, expected }) => `${where ? `${where}: ` : ''}found ${found}, expected ${expected}`)
  put(parsed)
  return []
}
