import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { lessonsOf } from '#lesson/course'
import { isComplete } from '#lesson/attempt'
import { resumeLesson } from '#session/lesson/begin-lesson'
import { lessonBeside, lessonRead } from '#session/lesson/lesson-now'
import { useLanguage, useLessonNow, useProgress } from '#session/lesson/use-lesson'
import { Button } from '../controls/Button.tsx'
import { Mark } from './Mark.tsx'
import styles from './LessonNav.module.css'

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** Which lesson of the course is open, with the ones beside it and how far one is with all. */
export function LessonNav({ onCourse }: { onCourse: (from: HTMLElement) => void }) {
  const now = useLessonNow()
  const progress = useProgress()
  const language = useLanguage()
  const { entry, course, attempt } = now
  if (!entry || !course) return <p className={styles.title}>Lesson</p>
  const all = lessonsOf(course.course)
  const at = all.indexOf(entry)
  const title = lessonRead(now)!.title
  const complete = attempt !== undefined && isComplete(entry.lesson, attempt)
  const name = <b className={styles.title} lang={now.translated?.translated.has(title) ? language : undefined}>{title}{complete && <Mark state="done" />}</b>
  if (at < 0) return <div className={styles.nav}>{name}</div>
  const beside = (by: 1 | -1, what: string, sign: ReactNode) => {
    const other = lessonBeside(entry, course, by)
    return (
      <Button
        iconOnly icon={sign} aria-label={other ? `${what} lesson: ${other.lesson.title}` : `No ${what.toLowerCase()} lesson`} title={other?.lesson.title} disabled={!other}
        onClick={() => other && void resumeLesson(other.lesson.id)}
      />
    )
  }
  return (
    <nav className={styles.nav} aria-label="Lessons">
      {beside(-1, 'Previous', <ChevronLeft {...icon} />)}
      <Button className={styles.place} aria-label={`Lesson ${at + 1} of ${all.length}: all lessons`} onClick={(event) => onCourse(event.currentTarget)}>{at + 1} / {all.length}</Button>
      {name}
      {beside(1, 'Next', <ChevronRight {...icon} />)}
      <span className={styles.dashes} aria-hidden="true">
        {all.map(({ lesson }, place) => <i key={lesson.id} data-is={place === at ? 'here' : progress.lessons[lesson.id]?.completed ? 'done' : undefined} />)}
      </span>
    </nav>
  )
}
