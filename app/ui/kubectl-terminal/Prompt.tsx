import { useImperativeHandle, useState } from 'react'
import type { ClipboardEvent, Ref } from 'react'
import { Candidates } from './Candidates.tsx'
import { usePrompt, type PromptWiring } from './use-prompt.ts'
import styles from './Terminal.module.css'

/** What helper keys and the terminal around it ask of the prompt. */
export interface PromptHandle {
  focus: () => void
  /** A key that a phone's keyboard does not have. */
  press: (key: HelperKey) => void
}

export type HelperKey = 'Tab' | 'ArrowUp' | 'ArrowDown' | 'Interrupt' | { readonly type: string }

export interface PromptProps extends PromptWiring {
  ref: Ref<PromptHandle>
  /** `$ `, `> `, or nothing while something runs. */
  prompt: string
}

/** As long as the longest manifest; with more the field itself would stand still for seconds. */
const longestPaste = 200_000
const helperCommands = { Tab: 'complete', ArrowUp: 'older', ArrowDown: 'newer', Interrupt: 'interrupt' } as const

/** The line that is being typed: a text field, so that every keyboard, phone and screen reader knows how to write in it. */
export function Prompt({ ref, prompt, ...wiring }: PromptProps) {
  const { field, state, offered, run, take, onKeyDown, onChange } = usePrompt(wiring)
  const { search } = state
  const [pasteRefused, setPasteRefused] = useState(false)
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    press: (key) => {
      field.current?.focus()
      if (typeof key === 'string') run(helperCommands[key])
      else document.execCommand('insertText', false, key.type)
    },
  }))
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const isTooLong = event.clipboardData.getData('text').length > longestPaste
    if (isTooLong) event.preventDefault()
    setPasteRefused(isTooLong)
  }
  return (
    <div className={styles.promptLine}>
      <span className={styles.prompt} aria-hidden="true">{search ? `(reverse-i-search) ` : prompt}</span>
      <textarea
        ref={field} className={styles.field} rows={search ? 1 : state.text.split('\n').length} value={search ? search.query : state.text}
        aria-label={search ? 'Search the history' : 'Command line'} aria-describedby="terminal-keys"
        autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} enterKeyHint="send"
        onKeyDown={onKeyDown} onPaste={onPaste}
        onChange={(event) => {
          setPasteRefused(false)
          onChange(event.target.value)
        }}
      />
      {search && <output className={styles.found}>{search.query !== '' && search.found === undefined ? 'nothing found' : state.text}</output>}
      {pasteRefused && <span className={styles.found} role="alert">A line takes at most {longestPaste.toLocaleString('en')} characters. Nothing was pasted.</span>}
      {offered && <Candidates offered={offered} onTake={(candidate) => {
        take(candidate)
        field.current?.focus()
      }} />}
    </div>
  )
}
