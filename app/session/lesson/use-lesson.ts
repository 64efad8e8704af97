/** The lesson for React components. */
import { useSyncExternalStore } from 'react'
import type { Progress } from '#lesson/progress'
import { progress } from './kept-progress.ts'
import { language } from './language.ts'
import { lessonNow, type LessonNow } from './lesson-now.ts'

/** The lesson at the moment that is seen. */
export const useLessonNow = (): LessonNow => useSyncExternalStore(lessonNow.subscribe, lessonNow.getState)

/** All that was ever reached. */
export const useProgress = (): Progress => useSyncExternalStore(progress.subscribe, progress.getState)

/** The language in which lessons are read; empty: as they were written. */
export const useLanguage = (): string => useSyncExternalStore(language.subscribe, language.getState).chosen
