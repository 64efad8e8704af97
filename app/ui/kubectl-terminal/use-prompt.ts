import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import type { Completion } from '#session/terminal'
import { promptCommand, type PromptCommand } from './prompt-key.ts'
import { endSearch, newPrompt, searchFor, searchOlder, walkHistory, type PromptState } from './prompt-state.ts'
import { edit, type Line } from './readline.ts'

/** What the prompt leads to, and what it hangs on. */
export interface PromptWiring {
  /** Lines that were entered, oldest first. */
  history: readonly string[]
  complete: (line: string, cursor: number) => Completion
  onLine: (line: string) => void
  onInterrupt: () => void
  onEnd: () => void
  onClear: () => void
  /** Tab moves the focus on instead of completing. */
  tabLeaves: boolean
  onTabLeaves: (leaves: boolean) => void
}

export interface PromptControl {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly state: PromptState
  /** What Tab found, where it is more than one or nothing. */
  readonly offered: Completion | undefined
  readonly run: (command: PromptCommand) => void
  readonly take: (candidate: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly onChange: (value: string) => void
}

/** The line that is being typed: its text, its history, its search, and what each key does to it. */
export function usePrompt(wiring: PromptWiring): PromptControl {
  const { history, complete, tabLeaves } = wiring
  const field = useRef<HTMLTextAreaElement>(null)
  const [state, setState] = useState(() => newPrompt())
  const [offered, setOffered] = useState<Completion>()
  const leaving = useRef(false)
  useLayoutEffect(() => {
    // Only where the field does not stand there already: setting it would move what an input method is composing.
    const { text, start, end } = state
    const element = field.current!
    if (document.activeElement === element && (element.selectionStart !== start || element.selectionEnd !== end) && element.value === text) element.setSelectionRange(start, end)
  }, [state])
  const line = (): Line => lineIn(field.current!)
  const replace = (completion: Completion, by: string) => {
    const here = line()
    setOffered(undefined)
    setState((now) => completed(now, here, completion, by))
  }
  const begin = () => {
    setOffered(undefined)
    setState(newPrompt(state.killed))
  }
  const commands: Readonly<Record<PromptCommand, () => void>> = {
    enter: () => {
      const { text } = state.search ? endSearch(state, 'take') : line()
      begin()
      wiring.onLine(text)
    },
    complete: () => {
      const { text, start } = line()
      const found = complete(text, start)
      const by = found.candidates.length === 1 && found.blank ? `${found.prefix} ` : found.prefix
      if (found.candidates.length > 0 && by !== text.slice(found.replaceFrom, start)) replace(found, by)
      else setOffered(found)
    },
    interrupt: () => {
      begin()
      wiring.onInterrupt()
    },
    'let-leave': () => {
      setOffered(undefined)
      leaving.current = true
    },
    'cancel-search': () => setState(endSearch(state, 'cancel')),
    end: () => wiring.onEnd(),
    clear: () => wiring.onClear(),
    'turn-tab': () => wiring.onTabLeaves(!tabLeaves),
    search: () => setState(searchOlder({ ...state, ...line() }, history)),
    older: () => setState(walkHistory({ ...state, text: line().text }, history, -1)),
    newer: () => setState(walkHistory({ ...state, text: line().text }, history, 1)),
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.metaKey) return
    const command = promptCommand(event, { line: line(), searching: state.search !== undefined, tabLeaves: tabLeaves || leaving.current, copies: !getSelection()?.isCollapsed })
    const edited = command === undefined ? edit(event, line(), state.killed) : undefined
    if (command !== undefined) commands[command]()
    else if (edited) setState({ ...state, ...edited })
    if (command !== undefined || edited) event.preventDefault()
    if (event.key !== 'Escape' && event.key !== 'Shift') leaving.current = false
  }
  return {
    field, state, offered, onKeyDown,
    run: (command) => commands[command](),
    take: (candidate) => offered && replace(offered, offered.blank ? `${candidate} ` : candidate),
    onChange: (value) => {
      setOffered(undefined)
      setState((now) => (now.search ? searchFor(now, history, value) : { ...now, ...lineIn(field.current!), text: value }))
    },
  }
}

const lineIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Line => ({ text: value, start: selectionStart, end: selectionEnd })

/** The prompt once the word before the cursor has become another. */
function completed(state: PromptState, { text, start }: Line, { replaceFrom }: Completion, by: string): PromptState {
  const at = replaceFrom + by.length
  return { ...state, text: text.slice(0, replaceFrom) + by + text.slice(start), start: at, end: at }
}
