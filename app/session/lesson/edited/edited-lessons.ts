/** What is wrong with lessons as they lie on the disk now. While developing only. */
import { createStore } from 'zustand/vanilla'
import type { LessonProblem } from '#lesson/format/problem'

/** By folder. Of a lesson that cannot be read its last good version is shown. */
export const editedLessons = createStore<{ readonly problems: Readonly<Record<string, readonly LessonProblem[]>> }>(() => ({ problems: {} }))
