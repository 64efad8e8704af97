import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent, Ref } from 'react'
import type { Completion } from '#session/terminal'
import { edit, type Line } from './readline.ts'
import { endSearch, newPrompt, searchFor, searchOlder, walkHistory, type PromptState } from './prompt-state.ts'
import { Candidates } from './Candidates.tsx'
import styles from './Terminal.module.css'

/** What helper keys and the terminal around it ask of the prompt. */
export interface PromptHandle {
  focus: () => void
  /** A key that a phone's keyboard does not have. */
  press: (key: HelperKey) => void
}

export type HelperKey = 'Tab' | 'ArrowUp' | 'ArrowDown' | 'Interrupt' | { readonly type: string }

export interface PromptProps {
  ref: Ref<PromptHandle>
  /** `$ `, `> `, or nothing while something runs. */
  prompt: string
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

/** As long as the longest manifest; with more the field itself would stand still for seconds. */
const longestPaste = 200_000

/** The line that is being typed: a text field, so that every keyboard, phone and screen reader knows how to write in it. */
export function Prompt({ ref, prompt, history, complete, onLine, onInterrupt, onEnd, onClear, tabLeaves, onTabLeaves }: PromptProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [state, setState] = useState(() => newPrompt())
  const [offered, setOffered] = useState<Completion>()
  const [pasteRefused, setPasteRefused] = useState(false)
  const leaving = useRef(false)
  const line = (): Line => {
    const { value, selectionStart, selectionEnd } = field.current!
    return { text: value, start: selectionStart, end: selectionEnd }
  }
  useLayoutEffect(() => {
    // Only where the field does not stand there already: setting it would move what an input method is composing.
    const { text, start, end } = state
    const element = field.current!
    if (document.activeElement === element && (element.selectionStart !== start || element.selectionEnd !== end) && element.value === text) element.setSelectionRange(start, end)
  }, [state])

  const enter = () => {
    const { text } = state.search ? endSearch(state, 'take') : { text: line().text }
    setOffered(undefined)
    setState(newPrompt(state.killed))
    onLine(text)
  }
  const offer = () => {
    const { text, start } = line()
    const completion = complete(text, start)
    const only = completion.candidates.length === 1
    const by = only && completion.blank ? `${completion.prefix} ` : completion.prefix
    if (completion.candidates.length > 0 && by !== text.slice(completion.replaceFrom, start)) {
      take(completion, by)
      setOffered(undefined)
    } else setOffered(completion)
  }
  const take = (completion: Completion, by: string) => {
    const { text, start } = line()
    const at = completion.replaceFrom + by.length
    setState({ ...state, text: text.slice(0, completion.replaceFrom) + by + text.slice(start), start: at, end: at })
  }
  const interrupt = () => {
    setOffered(undefined)
    setState(newPrompt(state.killed))
    onInterrupt()
  }
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    press: (key) => {
      field.current?.focus()
      if (key === 'Tab') offer()
      else if (key === 'Interrupt') interrupt()
      else if (key === 'ArrowUp' || key === 'ArrowDown') setState((now) => walkHistory(now, history, key === 'ArrowUp' ? -1 : 1))
      else document.execCommand('insertText', false, key.type)
    },
  }))

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (handle(event)) event.preventDefault()
    if (event.key !== 'Escape' && event.key !== 'Shift') leaving.current = false
  }
  /** True where the key is done with. */
  const handle = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (metaKey) return false
    if (key === 'Enter' && !shiftKey && !ctrlKey) return enter(), true
    if (key === 'Tab') {
      if (shiftKey || tabLeaves || leaving.current || state.search || line().text.trim() === '') return false
      return offer(), true
    }
    if (key === 'Escape') {
      if (state.search) return setState(endSearch(state, 'cancel')), true
      setOffered(undefined)
      leaving.current = true
      return true
    }
    if (ctrlKey && !altKey && !shiftKey) {
      switch (key.toLowerCase()) {
        case 'c':
          if (!getSelection()?.isCollapsed || line().start !== line().end) return false
          return interrupt(), true
        case 'd':
          if (line().text !== '') return false
          return onEnd(), true
        case 'g':
          return state.search ? (setState(endSearch(state, 'cancel')), true) : false
        case 'l':
          return onClear(), true
        case 'm':
          return onTabLeaves(!tabLeaves), true
        case 'r':
          return setState(searchOlder({ ...state, ...line() }, history)), true
      }
    }
    if (!ctrlKey && !altKey && !shiftKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      const { text, start } = line()
      // Within a text of several lines the arrows move in it first.
      const inside = key === 'ArrowUp' ? text.slice(0, start).includes('\n') : text.slice(start).includes('\n')
      if (inside || state.search) return false
      return setState(walkHistory({ ...state, text }, history, key === 'ArrowUp' ? -1 : 1)), true
    }
    const edited = edit(event, line(), state.killed)
    if (!edited) return false
    return setState({ ...state, ...edited }), true
  }
  const onChange = (value: string) => {
    setOffered(undefined)
    setPasteRefused(false)
    setState((now) => (now.search ? searchFor(now, history, value) : typed(now, value, field.current!)))
  }
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const isTooLong = event.clipboardData.getData('text').length > longestPaste
    if (isTooLong) event.preventDefault()
    setPasteRefused(isTooLong)
  }
  return (
    <div className={styles.promptLine}>
      <span className={styles.prompt} aria-hidden="true">{state.search ? `(reverse-i-search) ` : prompt}</span>
      <textarea
        ref={field} className={styles.field} rows={state.search ? 1 : state.text.split('\n').length} value={state.search ? state.search.query : state.text}
        aria-label={state.search ? 'Search the history' : 'Command line'} aria-describedby="terminal-keys"
        autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} enterKeyHint="send"
        onKeyDown={onKeyDown} onChange={(event) => onChange(event.target.value)} onPaste={onPaste}
      />
      {state.search && <output className={styles.found}>{state.search.query !== '' && state.search.found === undefined ? 'nothing found' : state.text}</output>}
      {pasteRefused && <span className={styles.found} role="alert">A line takes at most {longestPaste.toLocaleString('en')} characters. Nothing was pasted.</span>}
      {offered && <Candidates offered={offered} onTake={(candidate) => {
        take(offered, offered.blank ? `${candidate} ` : candidate)
        setOffered(undefined)
        field.current?.focus()
      }} />}
    </div>
  )
}

const typed = (state: PromptState, text: string, { selectionStart, selectionEnd }: HTMLTextAreaElement): PromptState => ({ ...state, text, start: selectionStart, end: selectionEnd })
