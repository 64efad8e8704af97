/** The language in which lessons are read, remembered. Empty: the one they were written in. */
import { createStore } from 'zustand/vanilla'
import { localQuickShelf } from '../quick-shelf.ts'

const name = 'language'

/** A language such as `de`; empty: as written. */
export const language = createStore<{ readonly chosen: string }>(() => ({ chosen: localQuickShelf.read(name) ?? '' }))

/** Reads lessons in another language from now on. */
export function chooseLanguage(chosen: string): void {
  language.setState({ chosen })
  localQuickShelf.write(name, chosen)
}
