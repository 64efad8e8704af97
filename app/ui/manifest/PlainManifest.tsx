import { useEffect, useRef, useState } from 'react'
import type { ClipboardEvent, DragEvent, KeyboardEvent } from 'react'
import { mostCharacters, type ManifestProblem } from '#scene/manifest-problems'
import styles from './Manifest.module.css'

/** A stretch of the text that is to be shown and selected; `at` tells one wish from the next. */
export interface Reveal {
  readonly start: number
  readonly end: number
  readonly at: number
}

export interface PlainManifestProps {
  text: string
  problems: readonly ManifestProblem[]
  reveal: Reveal | undefined
  onChange: (text: string) => void
  onApply: () => void
  /** Something could not be put into the text, and why. */
  onRefused: (why: string) => void
}

/** Above so many lines their numbers are left out: the text has become too long to be looked at. */
const mostNumbers = 5_000
const linePx = 20

/** The text in a plain field: there from the first paint on, and for whoever wants no other. */
export function PlainManifest({ text, problems, reveal, onChange, onApply, onRefused }: PlainManifestProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [scrollTop, setScrollTop] = useState(0)
  const [tabLeaves, setTabLeaves] = useState(true)
  const lines = text.split('\n').length
  const wrong = new Set(problems.map(({ line }) => line))

  useEffect(() => {
    if (!reveal || !field.current) return
    const { current } = field
    current.focus()
    current.setSelectionRange(reveal.start, Math.max(reveal.end, reveal.start))
    const line = current.value.slice(0, reveal.start).split('\n').length
    current.scrollTop = Math.max(0, (line - 4) * linePx)
  }, [reveal])

  const refuse = (event: ClipboardEvent | DragEvent, given: string) => {
    if (text.length + given.length <= mostCharacters) return
    event.preventDefault()
    onRefused(`That would make ${(text.length + given.length).toLocaleString('en')} characters; the lab reads at most ${mostCharacters.toLocaleString('en')}. Nothing was changed.`)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onApply()
    } else if (event.key === 'm' && event.ctrlKey) {
      event.preventDefault()
      setTabLeaves(!tabLeaves)
    } else if (event.key === 'Tab' && !tabLeaves && !event.shiftKey) {
      event.preventDefault()
      document.execCommand('insertText', false, '  ')
    } else if (event.key === 'F8') {
      event.preventDefault()
      goToNext(event.currentTarget, problems)
    }
  }
  return (
    <div className={styles.code}>
      <div className={styles.numbers} aria-hidden="true">
        <div style={{ transform: `translateY(${-scrollTop}px)` }}>
          {lines <= mostNumbers && Array.from({ length: lines }, (_, index) => <span key={index} data-wrong={wrong.has(index + 1) || undefined}>{index + 1}</span>)}
        </div>
      </div>
      <div className={styles.tints} aria-hidden="true">
        {[...wrong].slice(0, 50).map((line) => <i key={line} style={{ top: 10 + (line - 1) * linePx - scrollTop }} />)}
      </div>
      <textarea
        ref={field} className={styles.text} aria-label="Manifest, YAML" aria-describedby="manifest-problems" aria-invalid={problems.length > 0}
        value={text} spellCheck={false} autoCapitalize="off" autoComplete="off" autoCorrect="off" wrap="off"
        onChange={(event) => onChange(event.target.value)} onKeyDown={onKeyDown} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onPaste={(event) => refuse(event, event.clipboardData.getData('text'))} onDrop={(event) => refuse(event, event.dataTransfer.getData('text'))}
      />
    </div>
  )
}

/** The first problem behind the cursor, or the first of all. */
function goToNext(field: HTMLTextAreaElement, problems: readonly ManifestProblem[]): void {
  const next = problems.find(({ start }) => start > field.selectionStart) ?? problems[0]
  if (next) field.setSelectionRange(next.start, next.end)
}
