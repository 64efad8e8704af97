/** What all parts of the lesson pane share. */
import { createContext, use, type ReactNode } from 'react'
import type { Target } from '#lesson/format/prose'
import { en } from './words/en.ts'
import type { LessonWords } from './words/lesson-words.ts'

export interface LessonContext {
  readonly onSpoken: (target: Target | undefined) => void
  readonly onGo: (target: Target) => void
  readonly pictureUrl: (file: string) => string | undefined
  /** Draws a task where the text places it, with the words that introduce it. */
  readonly drawTask: (id: string, words: ReactNode) => ReactNode
  readonly words: LessonWords
  /** What an original text of the lesson says in the chosen language. */
  readonly say: (text: string) => string
  /** The language of a text of the lesson where it is another than that of the pane's own words. */
  readonly langOf: (text: string) => string | undefined
}

export const LessonContext = createContext<LessonContext>({ onSpoken: () => {}, onGo: () => {}, pictureUrl: () => undefined, drawTask: (_, words) => words, words: en, say: (text) => text, langOf: () => undefined })

/** The words of the pane itself. */
export const useWords = (): LessonWords => use(LessonContext).words
