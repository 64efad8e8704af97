/** Which languages the lesson pane itself speaks. */
import { de } from './de.ts'
import { en } from './en.ts'
import type { LessonWords } from './lesson-words.ts'

const all: Readonly<Record<string, LessonWords>> = { en, de }

/** The words of a language, and which one it is: English where there are none. */
export function wordsIn(language: string): { readonly words: LessonWords; readonly lang: string } {
  const words = all[language]
  return words ? { words, lang: language } : { words: en, lang: 'en' }
}
