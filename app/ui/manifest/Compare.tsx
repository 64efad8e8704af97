import { useMemo } from 'react'
import { compareTexts, type ComparedLine } from '#scene/manifest/changed-lines'
import styles from './Compare.module.css'

export interface CompareProps {
  /** What is applied; undefined when nothing is. */
  applied: string | undefined
  draft: string
  onClose: () => void
}

/** So many lines around a change are shown; what lies between is folded away. */
const around = 3

/** What applying the draft would change in the text, old lines over new ones. */
export function Compare({ applied, draft, onClose }: CompareProps) {
  const lines = useMemo(() => compareTexts(applied ?? '', draft), [applied, draft])
  const shown = useMemo(() => stretches(lines), [lines])
  return (
    <section className={styles.compare} aria-label="What is applied, and the draft" tabIndex={0} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      {applied === undefined && <p className={styles.note}>Nothing is applied yet: all of it is new.</p>}
      {applied !== undefined && shown.length === 0 && <p className={styles.note}>The draft is what is applied.</p>}
      <table className={styles.lines}>
        <thead className="visually-hidden"><tr><th>applied</th><th>draft</th><th>change</th><th>line</th></tr></thead>
        <tbody>
          {shown.map((line, index) => (line === undefined
            ? <tr key={index} className={styles.gap}><td colSpan={4}>⋯</td></tr>
            : (
              <tr key={index} data-kind={line.kind}>
                <td>{line.before}</td>
                <td>{line.after}</td>
                <td>{line.kind === 'added' ? <ins aria-label="added">+</ins> : line.kind === 'removed' ? <del aria-label="removed">−</del> : null}</td>
                <td><code>{line.text}</code></td>
              </tr>
            )))}
        </tbody>
      </table>
    </section>
  )
}

/** The changed lines with those around them; undefined stands for lines left out. */
function stretches(lines: readonly ComparedLine[]): readonly (ComparedLine | undefined)[] {
  const near = new Set(lines.flatMap(({ kind }, index) => (kind === 'same' ? [] : Array.from({ length: 2 * around + 1 }, (_, offset) => index - around + offset))))
  const shown: (ComparedLine | undefined)[] = []
  lines.forEach((line, index) => {
    if (near.has(index)) shown.push(line)
    else if (shown.length === 0 ? near.size > 0 && index === 0 : shown.at(-1) !== undefined && [...near].some((each) => each > index)) shown.push(undefined)
  })
  return shown
}
