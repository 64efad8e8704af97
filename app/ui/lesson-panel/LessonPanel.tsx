import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { isComplete, type Attempt } from '#lesson/attempt'
import { lessonsOf, type CourseLesson } from '#lesson/course'
import type { Task } from '#lesson/lesson'
import { textsOf } from '#lesson/translation'
import { answerQuestion } from '#session/actions'
import { beginLesson } from '#session/lesson/begin-lesson'
import { keyOf } from '#session/lesson/lesson-key'
import { followLesson, lessonBeside, lessonRead, type LessonNow } from '#session/lesson/lesson-now'
import type { OpenCourse } from '#session/lesson/openings'
import { runAhead } from '#session/lesson/run-ahead'
import type { Spoken } from '#session/lesson/spoken'
import { useLanguage, useLessonNow } from '#session/lesson/use-lesson'
import { watch } from '#session/lesson/watch'
import { sandboxFromHere } from '#session/sessions'
import { seekTo, undoAct } from '#session/travel'
import { LessonTools } from '../authoring/LessonTools.tsx'
import { Button } from '../controls/Button.tsx'
import { GuideFrame } from '../guide/GuideFrame.tsx'
import type { LayoutName } from '../layout/lab-layout.ts'
import { LessonContext, useWords } from './lesson-context.ts'
import { DoneFoot, HelpFoot, WatchingFoot } from './LessonFoot.tsx'
import { LessonHead } from './LessonHead.tsx'
import { LessonText } from './LessonText.tsx'
import { Mark } from './Mark.tsx'
import { PlayedAhead } from './PlayedAhead.tsx'
import { Plain } from './Prose.tsx'
import { taskCount, taskMark } from './task-mark.ts'
import { TaskList } from './TaskList.tsx'
import { TaskView } from './TaskView.tsx'
import { wordsIn } from './words/words-in.ts'
import styles from './Lesson.module.css'

export interface LessonPanelProps {
  layout: LayoutName
  onSpoken: (spoken: Spoken | undefined) => void
  onGo: (spoken: Spoken) => void
  /** Opens the course map, and what was done in the lesson. */
  onCourse: (from: HTMLElement) => void
  onTranscript: (from: HTMLElement) => void
  /** What exists in the cluster. */
  children: ReactNode
}

/** The lesson of the open session: its text, its tasks as they stand at the moment that is seen, and help. */
export function LessonPanel(props: LessonPanelProps) {
  const now = useLessonNow()
  const { entry, course, attempt, problem } = now
  useEffect(() => followLesson(), [])
  if (entry && course && attempt) return <OpenLesson {...props} entry={entry} course={course} attempt={attempt} now={now} />
  const { words } = wordsIn('en')
  return (
    <GuideFrame layout={props.layout} label={words.lesson} title={words.lesson} lead={problem ?? words.beingOpened} opens={words.opens}>
      <p role="status">{problem === undefined ? words.beingOpened : words.cannotBeShown(problem)}</p>
    </GuideFrame>
  )
}

interface OpenLessonProps extends LessonPanelProps {
  entry: CourseLesson
  course: OpenCourse
  attempt: Attempt
  now: LessonNow
}

function OpenLesson({ layout, onSpoken, onGo, onCourse, onTranscript, entry, course, attempt, now, children }: OpenLessonProps) {
  const language = useLanguage()
  const { folder, lesson: written } = entry
  const lesson = lessonRead(now)!
  const { words, lang } = wordsIn(now.translated ? language : 'en')
  const context = useMemo((): LessonContext => ({
    onSpoken,
    onGo: (target) => (target.kind === 'lesson' ? void beginLesson(target.id) : onGo(target)),
    pictureUrl: (file) => course.pictureUrl(folder, file),
    drawTask: (id, introduction) => {
      const task = lesson.tasks.find((each) => each.id === id)
      return task ? <OneTask task={task} attempt={attempt} introduction={introduction} now={now} entry={entry} /> : introduction
    },
    words,
    say: now.translated?.say ?? ((text) => text),
    langOf: langOf(entry, now, language, lang),
  }), [onSpoken, onGo, course, folder, entry, lesson, attempt, now, words, language, lang])
  const all = lessonsOf(course.course)
  const complete = isComplete(written, attempt)
  const open = lesson.tasks.find(({ id }) => attempt.tasks[id]!.status === 'open')
  const passed = lesson.tasks.filter(({ id }) => attempt.tasks[id]!.status === 'passed').length
  const next = lessonBeside(entry, course, 1)
  const strip = layout === 'medium' || layout === 'narrow'
  const task = open && written.tasks.find(({ id }) => id === open.id)
  const foot = now.watching !== undefined ? <WatchingFoot name={now.watching} />
    : complete ? <DoneFoot next={next?.lesson.title} onNext={() => next && void beginLesson(next.lesson.id)} onSandbox={() => void sandboxFromHere()} />
      : task && <HelpFoot key={task.id} lesson={written} task={task} read={open} attempt={attempt} aids={now.aids} />
  return (
    <LessonContext value={context}>
      <GuideFrame
        layout={layout} label={words.lesson} opens={words.opens} lang={lang === 'en' ? undefined : lang} foot={foot}
        title={<><Plain text={lesson.title} />{complete && <span className="visually-hidden">, {words.done}</span>}</>}
        lead={<span className={styles.lead}><Mark state={complete ? 'done' : task ? taskMark(task, attempt) : 'empty'} /><span>{now.watching !== undefined ? `${words.watching} ${now.watching}` : complete ? words.allDone : open?.title}<span className="visually-hidden">. {words.progress(passed, lesson.tasks.length)}</span></span></span>}
      >
        <LessonHead
          entry={entry} title={lesson.title} goal={lesson.goal} complete={complete} titled={!strip} linked={layout === 'phone'} language={language} onCourse={onCourse}
          chapter={course.course.chapters.find(({ lessons }) => lessons.includes(entry))?.title} place={all.includes(entry) ? [all.indexOf(entry) + 1, all.length] : undefined}
        />
        <TaskList tasks={lesson.tasks} attempt={attempt} lessonKey={keyOf(entry)} />
        <PlayedAhead
          lesson={lesson} attempt={attempt} playing={now.playing} onSeek={seekTo}
          onWatch={({ task: { id }, at, tried }) => {
            const check = written.tasks.find((each) => each.id === id)?.checks?.[at]
            const judged = attempt.tasks[id]!.whatIfs[at]?.replay.cluster.nowMs
            if (check && 'whatIf' in check) watch({ name: `if ${check.whatIf.name}`, acts: check.whatIf.acts, files: written.files, fromMs: judged, seed: tried.seed, untilMs: tried.untilMs })
          }}
        />
        <LessonText key={keyOf(entry)} prose={lesson.prose} tasks={lesson.tasks} attempt={attempt} lang={now.translated && !now.translated.hasProse ? 'en' : now.translated && lang === 'en' ? language : undefined} />
        {complete && <NowYouCan after={lesson.after} />}
        <LessonActs onAnew={() => void beginLesson(keyOf(entry))} onTranscript={onTranscript} />
        <LessonTools lessonKey={keyOf(entry)} />
        {children}
      </GuideFrame>
      <SpokenAloud tasks={lesson.tasks} attempt={attempt} />
    </LessonContext>
  )
}

/** The language of a text of the lesson, where it is another than that of the pane. */
function langOf({ lesson }: CourseLesson, { translated }: LessonNow, language: string, paneLang: string): LessonContext['langOf'] {
  if (!translated) return () => undefined
  const written = new Set(Object.values(textsOf(lesson)))
  return (text) => {
    const of = translated.translated.has(text) ? language : written.has(text) ? 'en' : paneLang
    return of === paneLang ? undefined : of
  }
}

function OneTask({ task, attempt, introduction, now, entry }: { task: Task; attempt: Attempt; introduction: ReactNode; now: LessonNow; entry: CourseLesson }) {
  const written = entry.lesson.tasks.find(({ id }) => id === task.id)!
  return (
    <TaskView
      task={task} state={attempt.tasks[task.id]!} mark={taskMark(task, attempt)} count={taskCount(task, attempt)} own={now.watching === undefined} words={introduction} playing={now.playing}
      onAnswer={(choice) => answerQuestion(task.id, choice)} onUndo={undoAct} onSeek={seekTo} onWait={() => runAhead(60_000)}
      onWatchGuess={({ replay }) => replay && watch({ name: written.title, acts: replay.acts, files: entry.lesson.files, fromMs: replay.cluster.nowMs, untilMs: replay.untilMs })}
    />
  )
}

/** What one can do now. */
function NowYouCan({ after }: { after: readonly string[] }) {
  const words = useWords()
  return (
    <section className={styles.done} aria-label={words.nowYouCan}>
      <h2 className={styles.heading}>{words.nowYouCan}</h2>
      <ul className={styles.bulleted}>{after.map((text) => <li key={text}><Plain text={text} /></li>)}</ul>
    </section>
  )
}

/** What can be done with the lesson as a whole, at any moment. */
function LessonActs({ onAnew, onTranscript }: { onAnew: () => void; onTranscript: (from: HTMLElement) => void }) {
  const words = useWords()
  return (
    <p className={styles.lessonActs}>
      <Button kind="link" onClick={() => void sandboxFromHere()}>{words.sandbox}</Button>
      <Button kind="link" onClick={onAnew}>{words.anew}</Button>
      <Button kind="link" onClick={(event) => onTranscript(event.currentTarget)}>{words.whatIDid}</Button>
    </p>
  )
}

/** Says once when a task has passed, wherever one is on the page. */
function SpokenAloud({ tasks, attempt }: { tasks: readonly Task[]; attempt: Attempt }) {
  const words = useWords()
  const passed = tasks.filter(({ id }) => attempt.tasks[id]!.status === 'passed')
  const [{ count, text }, setSaid] = useState({ count: passed.length, text: '' })
  if (passed.length !== count) {
    const open = tasks.find(({ id }) => attempt.tasks[id]!.status === 'open')
    setSaid({ count: passed.length, text: passed.length > count ? words.taskDone(passed.at(-1)!.title, open?.title) : '' })
  }
  return createPortal(<p className="visually-hidden" role="status" aria-label="Lesson">{text}</p>, document.body)
}
