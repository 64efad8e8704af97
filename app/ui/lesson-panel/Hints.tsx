import { useState } from 'react'
import type { Hint, Task } from '#lesson/lesson'
import type { Aid } from '#session/lesson/aids'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { Plain } from './Prose.tsx'
import styles from './Lesson.module.css'

export interface HintsProps {
  /** As it is written; the texts are taken from it as it is read. */
  task: Task
  read: Task
  /** In the order in which they are shown now. */
  ladder: readonly Hint[]
  /** What was taken of this task. */
  aids: readonly Aid[]
  /** Takes a hint by its place among the task's. */
  onHint: (hint: number) => void
  onSolution: () => void
}

/** A ladder: what fits the cluster first, then the plain hints, then the solution, which is asked for twice. */
export function Hints({ task, read, ladder, aids, onHint, onSolution }: HintsProps) {
  const words = useWords()
  const [asked, setAsked] = useState(false)
  const places = ladder.map((hint) => task.hints!.indexOf(hint))
  const taken = aids.map(({ hint }) => hint).filter((hint) => hint >= 0)
  const next = places.find((hint) => !taken.includes(hint))
  // What was taken stays, also where it fits no more.
  const count = taken.length + places.filter((hint) => !taken.includes(hint)).length
  return (
    <section className={styles.hints} aria-label={words.help}>
      <div className={styles.hintHead}>
        {count > 0 && (
          <>
            <span className={styles.rungs} aria-hidden="true">{Array.from({ length: count }, (_, at) => <i key={at} data-on={at < taken.length} />)}</span>
            <span>{taken.length === 0 ? words.hintsFor(count, read.title) : words.hintOf(taken.length, count)}</span>
          </>
        )}
        {next !== undefined
          ? <Button kind="link" onClick={() => onHint(next)}>{taken.length === 0 ? words.firstHint : words.nextHint}</Button>
          : <Button kind="link" onClick={() => (asked ? onSolution() : setAsked(true))}>{asked ? words.showSolution : words.solution}</Button>}
      </div>
      <div role="status">
        {taken.length > 0 && <ol className={styles.taken}>{taken.map((hint) => <li key={hint}><Plain text={read.hints?.[hint]?.text ?? ''} /></li>)}</ol>}
        {asked && <p>{words.askTwice}</p>}
      </div>
    </section>
  )
}
