import { useEffect, useState, useSyncExternalStore } from 'react'
import { authorSetting, setAuthor } from '#session/lesson/author-tools'
import { beginLesson, resumeLesson, wasBegun } from '#session/lesson/begin-lesson'
import { foreignLessons, throwAway, type KeptLesson } from '#session/lesson/foreign/foreign-lesson'
import { openChosen } from '#session/lesson/foreign/open-foreign'
import { useProgress } from '#session/lesson/use-lesson'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { pickLesson } from '../sessions/pick-file.ts'
import styles from './ForeignLesson.module.css'

export interface OwnLessonsProps {
  /** Something was opened, or refused: the map gives way. */
  onOpened: () => void
  onProblem: (error: unknown) => void
}

/** Lessons from elsewhere: those that were opened in this browser, and the way to open one. */
export function OwnLessons({ onOpened, onProblem }: OwnLessonsProps) {
  const [kept, setKept] = useState<readonly KeptLesson[]>([])
  const open = useSession((state) => state.timeline.start.lesson)
  const progress = useProgress()
  const author = useSyncExternalStore(authorSetting.subscribe, authorSetting.getState)
  const reload = () => void foreignLessons().then(setKept, onProblem)
  useEffect(() => void foreignLessons().then(setKept, () => setKept([])), [])
  const opening = (done: Promise<void>) => void done.then(onOpened, onProblem)
  return (
    <section className={styles.elsewhere} aria-label="Lessons from elsewhere">
      <h3>Lessons from elsewhere</h3>
      <p>A folder or zip that somebody gave you, or that you write yourself. It stays in this browser, and nothing in it can run or be fetched. You may also drop it on the page.</p>
      <ul>
        {kept.map(({ key, title, from }) => (
          <li key={key} className={styles.kept}>
            <div><b>{title}</b><small>{from}{progress.lessons[key]?.completed && ', done'}</small></div>
            <Button kind="edge" aria-label={`Go on with ${title}`} onClick={() => opening(resumeLesson(key))}>{wasBegun(key) ? 'Go on' : 'Begin'}</Button>
            <Button aria-label={`Begin anew: ${title}`} onClick={() => opening(beginLesson(key))}>Anew</Button>
            {key !== open && <Button aria-label={`Throw away: ${title}`} onClick={() => void throwAway(key).then(reload, onProblem)}>Throw away</Button>}
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <Button kind="edge" onClick={() => pickLesson('folder', (files) => opening(openChosen(files)))}>Open a lesson’s folder</Button>
        <Button kind="edge" onClick={() => pickLesson('zip', (files) => opening(openChosen(files)))}>Open a lesson’s zip</Button>
      </div>
      <label className={styles.setting}>
        <input type="checkbox" checked={author} onChange={(event) => setAuthor(event.target.checked)} />
        <span>I write lessons: show the author’s tools in every lesson</span>
      </label>
    </section>
  )
}
