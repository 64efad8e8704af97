import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ClipboardEvent, DragEvent, KeyboardEvent } from 'react'
import { nextProblem, replacementFor, tooLong, type EditorState, type ManifestEditorProps } from './manifest-editor.ts'
import { remember, remembered } from './remembered.ts'
import styles from './Manifest.module.css'

export interface PlainManifestProps extends ManifestEditorProps {
  /** What the text is, for who cannot see it. */
  label?: string
  /** An input method is in the middle of a word: not the moment to take the field away. */
  onComposing: (composing: boolean) => void
}

/** Above so many lines their numbers are left out: the text has become too long to be looked at. */
const mostNumbers = 5_000
const linePx = 20

/** The text in a plain field: there from the first paint on, and for whoever wants no other. */
export function PlainManifest({ label = 'Manifest, YAML', text, problems, reveal, left, locked = [], onChange, onApply, onRefused, onLeave, onComposing }: PlainManifestProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [scrollTop, setScrollTop] = useState(0)
  const history = useHistory(text)
  const lines = text.split('\n').length
  const wrong = new Set(problems.map(({ line }) => line))

  useLayoutEffect(() => {
    const { current } = field
    if (!current) return
    const before = left()
    if (before) takeOver(current, before)
    return () => onLeave(stateOf(current, history()))
  }, []) // oxlint-disable-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    if (field.current && field.current.value !== text) rewrite(field.current, text)
  }, [text])
  useEffect(() => {
    if (!reveal || !field.current) return
    const { current } = field
    current.focus()
    current.setSelectionRange(reveal.start, Math.max(reveal.end, reveal.start))
    const line = current.value.slice(0, reveal.start).split('\n').length
    current.scrollTop = Math.max(0, (line - 4) * linePx)
  }, [reveal])

  const refuse = (event: ClipboardEvent | DragEvent, given: string) => {
    const { selectionStart, selectionEnd } = field.current!
    const why = tooLong(text.length - (selectionEnd - selectionStart), given)
    if (why === undefined) return
    event.preventDefault()
    onRefused(why)
  }
  const onKeyDown = useKeys(onApply, (by) => {
    const { current } = field
    const next = current && nextProblem(problems, current.selectionStart, by)
    if (next) current.setSelectionRange(next.start, next.end)
  })
  return (
    <div className={styles.code}>
      <div className={styles.numbers} aria-hidden="true">
        <div style={{ transform: `translateY(${-scrollTop}px)` }}>
          {lines <= mostNumbers && Array.from({ length: lines }, (_, index) => <span key={index} data-wrong={wrong.has(index + 1) || undefined}>{index + 1}</span>)}
        </div>
      </div>
      <div className={styles.tints} aria-hidden="true">
        {locked.map(({ path, firstLine, lastLine }) => <b key={path} style={{ top: 10 + (firstLine - 1) * linePx - scrollTop, height: (lastLine - firstLine + 1) * linePx }} />)}
        {[...wrong].slice(0, 50).map((line) => <i key={line} style={{ top: 10 + (line - 1) * linePx - scrollTop }} />)}
      </div>
      <textarea
        ref={field} className={styles.text} aria-label={label} aria-describedby="manifest-problems" aria-invalid={problems.length > 0}
        defaultValue={text} spellCheck={false} autoCapitalize="off" autoComplete="off" autoCorrect="off" wrap="off"
        onChange={(event) => !onChange(event.target.value) && takeBack(event.target, text)} onKeyDown={onKeyDown} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onPaste={(event) => refuse(event, event.clipboardData.getData('text'))} onDrop={(event) => refuse(event, event.dataTransfer.getData('text'))}
        onCompositionStart={() => onComposing(true)} onCompositionEnd={() => onComposing(false)}
      />
    </div>
  )
}

/**
 * Puts another text into the field as if it had been typed, so that the field's own undo leads back;
 * a value that is set takes all steps away. Only a field that has the focus can be typed into.
 */
function rewrite(field: HTMLTextAreaElement, text: string): void {
  const had = document.activeElement
  const { start, end, text: inserted } = replacementFor(field.value, text)
  field.focus({ preventScroll: true })
  field.setSelectionRange(start, end)
  const done = document.activeElement === field && document.execCommand(inserted === '' ? 'delete' : 'insertText', false, inserted)
  if (!done || field.value !== text) field.value = text
  if (had !== field && had instanceof HTMLElement) had.focus({ preventScroll: true })
}

/** Takes back what touched a locked part, as an undo, so that the field's own steps stay. Not from within the event that tells of it. */
function takeBack(field: HTMLTextAreaElement, text: string): void {
  setTimeout(() => {
    if (field.value !== text) document.execCommand('undo')
    if (field.value !== text) rewrite(field, text)
  })
}

/** So many steps can be taken back in the editor that takes over. */
const mostSteps = 200
/** Keys pressed within so many ms of each other are one step. */
const stepMs = 500

/** The texts that the field has had, one for each burst of typing. */
function useHistory(text: string): () => readonly string[] {
  const history = useRef<string[]>([text])
  const lastMs = useRef(-Infinity)
  useLayoutEffect(() => {
    const { current } = history
    if (current.at(-1) === text) return
    const now = performance.now()
    if (now - lastMs.current < stepMs && current.length > 1) current[current.length - 1] = text
    else current.push(text)
    if (current.length > mostSteps) current.shift()
    lastMs.current = now
  }, [text])
  return () => history.current
}

function takeOver(field: HTMLTextAreaElement, { start, end, backward, scrollTop, scrollLeft, focused }: EditorState): void {
  field.setSelectionRange(start, end, backward ? 'backward' : 'forward')
  if (focused) field.focus({ preventScroll: true })
  field.scrollTo(scrollLeft, scrollTop)
}

const stateOf = (field: HTMLTextAreaElement, history: readonly string[]): EditorState => ({
  start: field.selectionStart, end: field.selectionEnd, backward: field.selectionDirection === 'backward',
  scrollTop: field.scrollTop, scrollLeft: field.scrollLeft, focused: document.activeElement === field, history,
})

/** Tab leaves a plain field, unless it was said that it should not; Escape lets it leave once. */
function useKeys(onApply: () => void, onNextProblem: (by: 1 | -1) => void) {
  const [tabLeaves, setTabLeaves] = useState(() => remembered('tab-leaves') !== 'no')
  const escaped = useRef(false)
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const leavesNow = tabLeaves || escaped.current
    escaped.current = event.key === 'Escape' || (escaped.current && event.key === 'Shift')
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onApply()
    else if (event.key === 'm' && event.ctrlKey) {
      remember('tab-leaves', tabLeaves ? 'no' : 'yes')
      setTabLeaves(!tabLeaves)
    } else if (event.key === 'Tab' && !leavesNow && !event.shiftKey) document.execCommand('insertText', false, '  ')
    else if (event.key === 'F8') onNextProblem(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }
}
