import type { MouseEvent } from 'react'
import type { CourseLesson } from '#lesson/course'
import { coverageOf } from '#lesson/translation'
import { chooseLanguage } from '#session/lesson/language'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { Mark } from './Mark.tsx'
import { English, Plain } from './Prose.tsx'
import styles from './Lesson.module.css'

export interface LessonHeadProps {
  entry: CourseLesson
  /** As they are read. */
  title: string
  goal: string
  /** Title of its chapter; undefined for a lesson from elsewhere. */
  chapter: string | undefined
  /** Its place in the course and how many there are; undefined for a lesson from elsewhere. */
  place: readonly [number, number] | undefined
  complete: boolean
  /** Does the strip over the pane say the title already? */
  titled: boolean
  /** Is the way to the other lessons here, and not in the bar over the lab? */
  linked: boolean
  /** The chosen language; empty: as written. */
  language: string
  onCourse: (from: HTMLElement) => void
}

/** Where in the course one is, what the lesson is called and about, and what it leaves out. */
export function LessonHead({ entry, title, goal, chapter, place, complete, titled, linked, language, onCourse }: LessonHeadProps) {
  const words = useWords()
  const { lesson } = entry
  return (
    <>
      <p className={styles.eye}>
        <span>{chapter === undefined ? words.elsewhere : <English>{chapter}</English>}</span>
        {linked && <Button kind="link" onClick={(event: MouseEvent<HTMLElement>) => onCourse(event.currentTarget)}>{place ? words.place(...place) : words.allLessons}</Button>}
      </p>
      {titled && <h1 className={styles.title}><span><Plain text={title} /></span>{complete && <><Mark state="done" /><span className="visually-hidden">, {words.done}</span></>}</h1>}
      <p className={styles.goal}><Plain text={goal} /> <span>{words.minutes(lesson.minutes)}</span></p>
      <LanguageSwitch entry={entry} language={language} />
      <LanguageNote entry={entry} language={language} />
      <Limits lesson={lesson} />
    </>
  )
}

/** The way to the other languages of this lesson, in their own names. */
function LanguageSwitch({ entry: { lesson }, language }: { entry: CourseLesson; language: string }) {
  const words = useWords()
  const codes = Object.keys(lesson.translations)
  if (codes.length === 0 && language === '') return null
  const others = ['', ...codes].filter((code) => code !== language)
  return (
    <p className={styles.limits}>
      <span className="visually-hidden">{words.language}: </span>
      {others.map((code) => <Button key={code} kind="link" lang={code || 'en'} onClick={() => chooseLanguage(code)}>{languageName(code || 'en', code || 'en')}</Button>)}
    </p>
  )
}

/** Says where the chosen language ends. */
function LanguageNote({ entry: { lesson }, language }: { entry: CourseLesson; language: string }) {
  const words = useWords()
  if (language === '') return null
  const { translated, total } = coverageOf(lesson, language)
  if (translated === total) return null
  return <p className={styles.limits}>{translated === 0 ? words.notTranslated(languageName(language, 'en')) : words.partly(Math.round((translated / total) * 100))}</p>
}

/** `German`, as it is called in a language; its code where the browser does not know it. */
export function languageName(code: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/** What may be used and what stays as it is, said before anybody tries. */
function Limits({ lesson: { allow, locked } }: { lesson: CourseLesson['lesson'] }) {
  const words = useWords()
  const parts = [
    ...(allow?.kubectl ? [`kubectl ${allow.kubectl.join(', ')}`] : []),
    ...(allow?.machines ? [allow.machines.length === 0 ? 'machines stay as they are' : `machines: ${allow.machines.join(', ')}`] : []),
    ...(locked?.length ? [`${locked.join(', ')} ${locked.length === 1 ? 'is' : 'are'} locked`] : []),
  ]
  return parts.length === 0 ? null : <p className={styles.limits}>{words.limits} <English>{parts.join('; ')}.</English></p>
}
