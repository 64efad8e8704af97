import { useEffect, useState } from 'react'
import { lessonsOf, type CourseLesson } from '#lesson/course'
import { coverageOf } from '#lesson/translation'
import type { LessonProgress } from '#lesson/progress'
import { beginLesson, resumeLesson, wasBegun } from '#session/lesson/begin-lesson'
import { exportProgress, importProgress } from '#session/lesson/kept-progress'
import { chooseLanguage } from '#session/lesson/language'
import { openCourse, type OpenCourse } from '#session/lesson/openings'
import { useLanguage, useProgress } from '#session/lesson/use-lesson'
import { Button } from '../controls/Button.tsx'
import { downloadText } from '../download-text.ts'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import { OwnLessons } from '../foreign-lesson/OwnLessons.tsx'
import { pickFile } from '../sessions/pick-file.ts'
import { languageName } from './LessonHead.tsx'
import { Mark } from './Mark.tsx'
import styles from './Lesson.module.css'

export interface CourseSheetProps {
  /** Takes the focus back. */
  from: HTMLElement
  onClose: () => void
}

/** The course map: chapters, lessons, how long each takes, and how far one is. */
export function CourseSheet({ from, onClose }: CourseSheetProps) {
  const [course, setCourse] = useState<OpenCourse>()
  const [problem, setProblem] = useState<string>()
  const [said, setSaid] = useState('')
  const progress = useProgress()
  const language = useLanguage()
  const langOf = (translated: string | undefined) => (translated === undefined ? undefined : language)
  const fail = (error: unknown) => setProblem(error instanceof Error ? error.message : String(error))
  useEffect(() => void openCourse().then(setCourse, fail), [])
  const opening = (open: Promise<void>) => void open.then(onClose, fail)
  const all = course ? lessonsOf(course.course) : []
  const done = all.filter(({ lesson }) => progress.lessons[lesson.id]?.completed).length
  return (
    <SheetDialog title="Lessons" returnFocus={from} onClose={onClose}>
      {problem !== undefined && <p role="alert">The lessons could not be opened: {problem}.</p>}
      {!course && problem === undefined && <p role="status">The lessons are being fetched.</p>}
      {course && <p className={styles.mapLead}>{all.length} lessons in {course.course.chapters.length} chapters. {done === 0 ? 'Each takes five to ten minutes and begins with a cluster of its own.' : `${done} done.`}</p>}
      {course && <LanguageChoice course={course} />}
      {course?.course.chapters.map(({ title, summary, folder, lessons }, at) => (
        <section key={folder} className={styles.chapter} aria-label={`Chapter ${at + 1}: ${title}`}>
          <h3>{at + 1}. {title}</h3>
          <p>{summary}</p>
          <ol>
            {lessons.map(({ lesson }) => {
              const reached = progress.lessons[lesson.id]
              const begun = reached !== undefined || wasBegun(lesson.id)
              return (
                <li key={lesson.id} className={styles.mapLesson}>
                  <Mark state={reached?.completed ? 'done' : countPassed(reached) > 0 ? 'part' : 'empty'} />
                  <div>
                    <b lang={langOf(lesson.translations[language]?.strings['title'])}>{lesson.translations[language]?.strings['title'] ?? lesson.title}</b>
                    <p lang={langOf(lesson.translations[language]?.strings['goal'])}>{lesson.translations[language]?.strings['goal'] ?? lesson.goal}</p>
                    <small>{lesson.minutes} minutes{reached && `, ${reached.completed ? 'done' : `${countPassed(reached)} of ${lesson.tasks.length} tasks done`}`}{language !== '' && `, ${coverageWords(lesson, language)}`}</small>
                  </div>
                  <span className={styles.mapActs}>
                    {begun && <Button kind="edge" aria-label={`Go on with ${lesson.title}`} onClick={() => opening(resumeLesson(lesson.id))}>Go on</Button>}
                    <Button kind={begun ? 'plain' : 'edge'} aria-label={`${begun ? 'Begin anew' : 'Begin'}: ${lesson.title}`} onClick={() => opening(beginLesson(lesson.id))}>{begun ? 'Anew' : 'Begin'}</Button>
                  </span>
                </li>
              )
            })}
          </ol>
        </section>
      ))}
      {course && Object.keys(course.course.problems).length > 0 && <p role="alert">Lessons that cannot be read: {Object.keys(course.course.problems).join(', ')}.</p>}
      {course && <OwnLessons onOpened={onClose} onProblem={fail} />}
      <div className={styles.doneActs}>
        <Button kind="edge" onClick={() => downloadText('daemonset-lab-progress.json', exportProgress())}>Export progress</Button>
        <Button kind="edge" onClick={() => askForProgress(setSaid)}>Import progress</Button>
      </div>
      <p role="status" aria-label="Progress">{said}</p>
    </SheetDialog>
  )
}

/** In which language lessons are read; what is not translated stays as it was written. */
function LanguageChoice({ course: { course } }: { course: OpenCourse }) {
  const language = useLanguage()
  const codes = [...new Set(lessonsOf(course).flatMap(({ lesson }) => Object.keys(lesson.translations)))].sort()
  if (codes.length === 0) return null
  return (
    <label className={styles.language}>
      Language of lessons
      <select value={codes.includes(language) ? language : ''} onChange={(event) => chooseLanguage(event.target.value)}>
        <option value="">English</option>
        {codes.map((code) => <option key={code} value={code} lang={code}>{languageName(code, code)}</option>)}
      </select>
    </label>
  )
}

function coverageWords(lesson: CourseLesson['lesson'], language: string): string {
  const { translated, total } = coverageOf(lesson, language)
  const name = languageName(language, 'en')
  return translated === total ? `in ${name}` : translated === 0 ? `not in ${name} yet` : `${Math.round((translated / total) * 100)} % in ${name}`
}

const countPassed = (reached: LessonProgress | undefined): number => Object.values(reached?.tasks ?? {}).filter(({ passed }) => passed).length

function askForProgress(say: (text: string) => void): void {
  pickFile('.json,application/json', 16_000_000, (name, text) => {
    const problems = text === undefined ? ['it is longer than 16 MB'] : importProgress(text)
    say(problems.length === 0 ? `The progress in ${name} was added. Nothing was lowered.` : `${name} holds no progress that the lab can read: ${problems.join('; ')}.`)
  })
}
