/** The line at a shell's prompt: what is typed, where in the history one is, what Ctrl-R looks for. */
import { searchHistory } from '#session/terminal'
import type { Line } from './readline.ts'

export interface PromptState extends Line {
  readonly killed: string
  /** Index into the history of the line that was called up; undefined while the line is a new one. */
  readonly at: number | undefined
  /** The new line, while an older one stands in its place. */
  readonly kept: string
  /** What Ctrl-R looks for, and the index at which it was found. */
  readonly search: { readonly query: string; readonly found: number | undefined } | undefined
}

export const newPrompt = (killed = ''): PromptState => ({ text: '', start: 0, end: 0, killed, at: undefined, kept: '', search: undefined })

const withText = (state: PromptState, text: string): PromptState => ({ ...state, text, start: text.length, end: text.length })

/** The line before or after in the history; the same state where there is none. */
export function walkHistory(state: PromptState, history: readonly string[], by: -1 | 1): PromptState {
  const at = (state.at ?? history.length) + by
  if (at < 0 || at > history.length) return state
  const kept = state.at === undefined ? state.text : state.kept
  return at === history.length ? { ...withText(state, kept), at: undefined, kept } : { ...withText(state, history[at]!), at, kept }
}

/** Ctrl-R: begins the search, or goes on to an older line. */
export function searchOlder(state: PromptState, history: readonly string[]): PromptState {
  if (!state.search) return { ...state, kept: state.at === undefined ? state.text : state.kept, search: { query: '', found: undefined } }
  const { query, found } = state.search
  if (query === '') return state
  const older = searchHistory(history, query, found)?.index
  return older === undefined ? state : { ...withText(state, history[older]!), at: older, search: { query, found: older } }
}

/** Another query; the newest line that holds it is shown. */
export function searchFor(state: PromptState, history: readonly string[], query: string): PromptState {
  const found = searchHistory(history, query)?.index
  return { ...(found === undefined ? state : { ...withText(state, history[found]!), at: found }), search: { query, found } }
}

/** Ends the search: with the line that was found, or with the one that was there before. */
export function endSearch(state: PromptState, how: 'take' | 'cancel'): PromptState {
  return how === 'take' ? { ...state, search: undefined } : { ...withText(state, state.kept), at: undefined, search: undefined }
}
