import type { Completion } from '#session/terminal'
import styles from './Terminal.module.css'

export interface CandidatesProps {
  offered: Completion
  onTake: (text: string) => void
}

/** More are only counted: whoever has so many to choose from types a letter more. */
const mostShown = 120

/** What the word at the cursor may become. A finger or a mouse may take one; the keyboard goes on typing. */
export function Candidates({ offered: { candidates }, onTake }: CandidatesProps) {
  const shown = candidates.slice(0, mostShown)
  return (
    <div className={styles.candidates} role="status" aria-label="Completions">
      {candidates.length === 0 && <span className={styles.note}>Nothing fits here.</span>}
      {shown.map((text) => <button key={text} type="button" tabIndex={-1} onClick={() => onTake(text)}>{text}</button>)}
      {candidates.length > shown.length && <span className={styles.note}>and {candidates.length - shown.length} more</span>}
    </div>
  )
}
