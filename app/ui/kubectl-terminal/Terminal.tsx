/**
 * A terminal made of the page's own elements. xterm.js was weighed: it wraps where kubectl's tables
 * have to run sideways, draws text that phones, screen readers and the browser's zoom and search
 * treat as a picture, and weighs more than all of this. What it is better at, cursor control for
 * full-screen programs, nothing here needs.
 */
import { useDeferredValue, useEffect, useRef } from 'react'
import { HelperKeys } from './HelperKeys.tsx'
import { Page } from './Page.tsx'
import { Prompt, type PromptHandle, type PromptProps } from './Prompt.tsx'
import { useSpokenOutput } from './use-spoken-output.ts'
import type { Transcript } from '#session/transcript'
import styles from './Terminal.module.css'

export interface TerminalProps extends Omit<PromptProps, 'ref'> {
  /** Names the shell, for who hears it. */
  label: string
  transcript: Transcript
  isObject: (word: string) => boolean
  onObject: (word: string) => void
}

/** One shell: what it printed, and its prompt. */
export function Terminal({ label, transcript, isObject, onObject, ...prompt }: TerminalProps) {
  const view = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const handle = useRef<PromptHandle>(null)
  const atEnd = useRef(true)
  const spoken = useSpokenOutput(transcript)
  // Laid out in a task of its own: thousands of rows must not hold up the next key.
  const shown = useDeferredValue(transcript)
  useEffect(() => {
    const element = view.current!
    // What is printed, offered or typed makes the content higher; folding makes the view lower.
    const observer = new ResizeObserver(() => atEnd.current && (element.scrollTop = element.scrollHeight))
    observer.observe(element)
    observer.observe(content.current!)
    return () => observer.disconnect()
  }, [])
  const toEnd = (then: () => void) => {
    atEnd.current = true
    then()
  }
  return (
    <div className={styles.terminal}>
      <div
        ref={view} className={styles.view} role="group" aria-label={label}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => (atEnd.current = scrollHeight - scrollTop - clientHeight < 24)}
        onClick={({ target }) => {
          // A click beside the text means the prompt; a selection is left alone.
          if (getSelection()?.isCollapsed && !(target as Element).closest('button, textarea')) handle.current?.focus()
        }}
      >
        <div ref={content} className={styles.content}>
          <Page transcript={shown} isObject={isObject} onObject={onObject} />
          <Prompt ref={handle} {...prompt} onLine={(line) => toEnd(() => prompt.onLine(line))} />
        </div>
      </div>
      <HelperKeys onPress={(key) => handle.current?.press(key)} />
      <p id="terminal-keys" className="visually-hidden">
        {prompt.tabLeaves ? 'Tab leaves the line; Control M lets it complete.' : 'Tab completes; Escape and then Tab leaves the line, and so does Tab on an empty line.'} Control C ends what runs.
      </p>
      <div className="visually-hidden" role="log" aria-live="polite" aria-label={`${label}, output`}>{spoken.map(({ key, text }) => <p key={key}>{text}</p>)}</div>
    </div>
  )
}
