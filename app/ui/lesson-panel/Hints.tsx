import { useState } from 'react'
import { manifestOf } from '#lesson/acts'
import type { Hint, Lesson } from '#lesson/lesson'
import { playOnFork, printLessonAct } from '#session/lesson/watch'
import { Button } from '../controls/Button.tsx'
import { Plain } from './Prose.tsx'
import styles from './Lesson.module.css'

export interface HintsProps {
  lesson: Lesson
  /** Title of the task that they are for. */
  title: string
  ladder: readonly Hint[]
  taken: number
  onNext: () => void
}

/** A ladder: what fits the cluster first, then the plain hints, then the solution, which is asked for twice. */
export function Hints({ lesson, title, ladder, taken, onNext }: HintsProps) {
  const shown = Math.min(taken, ladder.length)
  const [asked, setAsked] = useState(0)
  const hint = ladder[shown - 1]
  const solved = taken > ladder.length || asked > 1
  return (
    <section className={styles.hints} aria-label="Help">
      <div className={styles.hintHead}>
        {ladder.length > 0 && (
          <>
            <span className={styles.rungs} aria-hidden="true">{ladder.map((_, at) => <i key={at} data-on={at < shown} />)}</span>
            <span>{shown === 0 ? `${ladder.length === 1 ? '1 hint' : `${ladder.length} hints`} for “${title}”` : `Hint ${shown} of ${ladder.length}`}</span>
          </>
        )}
        {shown < ladder.length
          ? <Button kind="link" onClick={onNext}>{shown === 0 ? 'First hint' : 'Next hint'}</Button>
          : !solved && (
            <Button
              kind="link"
              onClick={() => {
                if (asked === 1) onNext()
                setAsked(asked + 1)
              }}
            >
              {asked === 0 ? 'Solution' : 'Show it all the same'}
            </Button>
          )}
      </div>
      <div role="status">
        {hint && !solved && <p><Plain text={hint.text} /></p>}
        {asked === 1 && !solved && <p>What you find yourself stays with you. The hints above may be enough.</p>}
      </div>
      {solved && <Solution lesson={lesson} />}
    </section>
  )
}

function Solution({ lesson }: { lesson: Lesson }) {
  const { answers: { solution }, files } = lesson
  return (
    <div className={styles.solution}>
      <p><b>Solution</b></p>
      <ol>
        {solution.map((act, at) => (
          <li key={at}>
            <code>{printLessonAct(act)}</code>
            {'apply' in act && <details><summary>with this manifest</summary><pre className={styles.block} tabIndex={0}>{manifestOf(act, files)}</pre></details>}
            {'kubectl' in act && act.input !== undefined && <details><summary>with this input</summary><pre className={styles.block} tabIndex={0}>{act.input}</pre></details>}
          </li>
        ))}
      </ol>
      <Button kind="edge" onClick={() => playOnFork('the solution', solution, files, true)}>Play it on a fork, from the start</Button>
    </div>
  )
}
