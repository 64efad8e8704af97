/** What the keys of the prompt mean, beside those that edit the line. */
import type { Line } from './readline.ts'

export type PromptCommand = 'enter' | 'complete' | 'cancel-search' | 'let-leave' | 'interrupt' | 'end' | 'clear' | 'turn-tab' | 'search' | 'older' | 'newer'

/** A key, as the browser tells of it. */
export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** What a key's meaning hangs on. */
export interface PromptSituation {
  readonly line: Line
  readonly searching: boolean
  /** Tab moves the focus on, for good or this once. */
  readonly tabLeaves: boolean
  /** Something on the page is selected: Ctrl-C copies it. */
  readonly copies: boolean
}

/** The command of a key; undefined where it edits the line or is the browser's. */
export function promptCommand({ key, ctrlKey, altKey, shiftKey }: Key, { line, searching, tabLeaves, copies }: PromptSituation): PromptCommand | undefined {
  if (key === 'Enter') return shiftKey || ctrlKey ? undefined : 'enter'
  if (key === 'Tab') return shiftKey || tabLeaves || searching || line.text.trim() === '' ? undefined : 'complete'
  if (key === 'Escape') return searching ? 'cancel-search' : 'let-leave'
  if (ctrlKey && !altKey && !shiftKey) return controlCommand(key.toLowerCase(), line, searching, copies)
  if (ctrlKey || altKey || shiftKey || searching) return undefined
  // Within a text of several lines the arrows move in it first.
  if (key === 'ArrowUp' && !line.text.slice(0, line.start).includes('\n')) return 'older'
  if (key === 'ArrowDown' && !line.text.slice(line.start).includes('\n')) return 'newer'
  return undefined
}

function controlCommand(letter: string, line: Line, searching: boolean, copies: boolean): PromptCommand | undefined {
  switch (letter) {
    case 'c':
      return copies || line.start !== line.end ? undefined : 'interrupt'
    case 'd':
      return line.text === '' ? 'end' : undefined
    case 'g':
      return searching ? 'cancel-search' : undefined
    case 'l':
      return 'clear'
    case 'm':
      return 'turn-tab'
    case 'r':
      return 'search'
  }
  return undefined
}
