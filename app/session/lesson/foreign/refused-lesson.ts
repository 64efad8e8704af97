/** What is wrong with the lesson that somebody last tried to open. Small: the page listens from the beginning. */
import { createStore } from 'zustand/vanilla'
import type { LessonProblem } from '#lesson/format/problem'

export interface RefusedLesson {
  /** The file, the folder or the address. */
  readonly from: string
  readonly problems: readonly LessonProblem[]
}

/** Undefined where nothing was refused, or it has been read. */
export const refusedLesson = createStore<{ readonly refused: RefusedLesson | undefined }>(() => ({ refused: undefined }))

export const putAwayRefusal = (): void => refusedLesson.setState({ refused: undefined })
