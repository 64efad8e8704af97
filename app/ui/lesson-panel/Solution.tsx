import { manifestOf } from '#lesson/acts'
import type { Lesson } from '#lesson/lesson'
import { printLessonAct } from '#session/lesson/print-lesson-act'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { English } from './Prose.tsx'
import styles from './Lesson.module.css'

/** What solves the whole lesson, act by act, to be read or to be watched. */
export function Solution({ lesson: { answers: { solution }, files }, onPlay }: { lesson: Lesson; onPlay: () => void }) {
  const words = useWords()
  return (
    <section className={`${styles.hints} ${styles.solution}`} aria-label={words.help}>
      <p><b>{words.solution}</b></p>
      <ol>
        {solution.filter((act) => !('answer' in act)).map((act, at) => (
          <li key={at}>
            <English><code>{printLessonAct(act)}</code></English>
            {'apply' in act && <details><summary>{words.withManifest}</summary><pre className={styles.block} tabIndex={0}>{manifestOf(act, files)}</pre></details>}
            {'kubectl' in act && act.input !== undefined && <details><summary>{words.withInput}</summary><pre className={styles.block} tabIndex={0}>{act.input}</pre></details>}
          </li>
        ))}
      </ol>
      <Button kind="edge" onClick={onPlay}>{words.playSolution}</Button>
    </section>
  )
}
