import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { isComplete, type Attempt } from '#lesson/attempt'
import { lessonsOf, type CourseLesson } from '#lesson/course'
import { hintLadder } from '#lesson/hints'
import type { Task } from '#lesson/lesson'
import { answerQuestion } from '#session/actions'
import { beginLesson } from '#session/lesson/begin-lesson'
import { keyOf } from '#session/lesson/lesson-key'
import { followLesson, lessonAfter, takeHint, type LessonNow } from '#session/lesson/lesson-now'
import type { OpenCourse } from '#session/lesson/openings'
import type { Spoken } from '#session/lesson/spoken'
import { useLessonNow, useProgress } from '#session/lesson/use-lesson'
import { playOnFork } from '#session/lesson/watch'
import { session } from '#session/session'
import { sandboxFromHere } from '#session/sessions'
import { seekTo, undoAct } from '#session/travel'
import { LessonTools } from '../authoring/LessonTools.tsx'
import { Button } from '../controls/Button.tsx'
import { GuideFrame } from '../guide/GuideFrame.tsx'
import type { LayoutName } from '../layout/lab-layout.ts'
import { Hints } from './Hints.tsx'
import { Mark } from './Mark.tsx'
import { Prose, ProseContext } from './Prose.tsx'
import { markWords, taskCount, taskMark } from './task-mark.ts'
import { taskAnchor, TaskView } from './TaskView.tsx'
import styles from './Lesson.module.css'

export interface LessonPanelProps {
  layout: LayoutName
  onSpoken: (spoken: Spoken | undefined) => void
  onGo: (spoken: Spoken) => void
  /** Opens the course map. */
  onCourse: (from: HTMLElement) => void
  /** What exists in the cluster. */
  children: ReactNode
}

/** The lesson of the open session: its text, its tasks as they stand at the moment that is seen, and help. */
export function LessonPanel({ layout, onSpoken, onGo, onCourse, children }: LessonPanelProps) {
  const now = useLessonNow()
  const { entry, course, attempt, problem } = now
  useEffect(() => followLesson(), [])
  if (!entry || !course || !attempt) {
    return (
      <GuideFrame layout={layout} label="Lesson" title="Lesson" lead={problem ?? 'It is being opened.'} opens="The lesson">
        <p role="status">{problem === undefined ? 'The lesson is being opened.' : `This lesson cannot be shown: ${problem}.`}</p>
      </GuideFrame>
    )
  }
  return <OpenLesson {...{ layout, onSpoken, onGo, onCourse, entry, course, attempt, now }}>{children}</OpenLesson>
}

interface OpenLessonProps extends LessonPanelProps {
  entry: CourseLesson
  course: OpenCourse
  attempt: Attempt
  now: LessonNow
}

function OpenLesson({ layout, onSpoken, onGo, onCourse, entry, course, attempt, now, children }: OpenLessonProps) {
  const { lesson, folder } = entry
  const all = lessonsOf(course.course)
  const chapter = course.course.chapters.find(({ lessons }) => lessons.includes(entry))
  const complete = isComplete(lesson, attempt)
  const open = lesson.tasks.find(({ id }) => attempt.tasks[id]!.status === 'open')
  const passed = lesson.tasks.filter(({ id }) => attempt.tasks[id]!.status === 'passed').length
  const context = useMemo((): ProseContext => ({
    onSpoken,
    onGo: (target) => (target.kind === 'lesson' ? void beginLesson(target.id) : onGo(target)),
    pictureUrl: (file) => course.pictureUrl(folder, file),
    drawTask: (id, words) => {
      const task = lesson.tasks.find((each) => each.id === id)
      return task ? <OneTask task={task} attempt={attempt} words={words} playing={now.playing} files={lesson.files} /> : words
    },
  }), [onSpoken, onGo, course, folder, lesson, attempt, now.playing])
  const summary = complete ? 'All tasks are done.' : `${passed} of ${lesson.tasks.length} tasks done. ${open ? `Now: ${open.title}` : ''}`
  return (
    <ProseContext value={context}>
      <GuideFrame
        layout={layout} label="Lesson" title={<>{lesson.title}{complete && <span className="visually-hidden">, done</span>}</>} lead={summary} opens="The lesson"
        foot={open && !complete && (open.hints || open.checks) && <OpenHints key={open.id} task={open} attempt={attempt} now={now} lesson={lesson} />}
      >
        <p className={styles.eye}>
          <span>{all.includes(entry) ? chapter?.title : 'A lesson from elsewhere'}</span>
          <Button kind="link" onClick={(event) => onCourse(event.currentTarget)}>{all.includes(entry) ? `${all.indexOf(entry) + 1} of ${all.length}, all lessons` : 'All lessons'}</Button>
        </p>
        {layout !== 'medium' && layout !== 'narrow' && <h1 className={styles.title}>{lesson.title}{complete && <Mark state="done" />}</h1>}
        <p className={styles.goal}>{lesson.goal} <span>About {lesson.minutes} minutes.</span></p>
        <TaskList tasks={lesson.tasks} attempt={attempt} lessonKey={keyOf(entry)} />
        <div className={styles.prose}><Prose blocks={lesson.prose} /></div>
        {complete && <Done entry={entry} course={course} />}
        <LessonTools lessonKey={keyOf(entry)} />
        {children}
      </GuideFrame>
      <SpokenAloud tasks={lesson.tasks} attempt={attempt} />
    </ProseContext>
  )
}

function OneTask({ task, attempt, words, playing, files }: { task: Task; attempt: Attempt; words: ReactNode; playing: boolean; files: Readonly<Record<string, string>> }) {
  return (
    <TaskView
      task={task} state={attempt.tasks[task.id]!} mark={taskMark(task, attempt)} count={taskCount(task, attempt)} words={words} playing={playing}
      onAnswer={(choice) => answerQuestion(task.id, choice)} onUndo={undoAct} onSeek={seekTo}
      onWatch={(at) => {
        const check = task.checks?.[at]
        if (check && 'whatIf' in check) playOnFork(`if ${check.whatIf.name}`, check.whatIf.acts, files)
      }}
    />
  )
}

/** All tasks at a glance; a press goes to where the text has one. */
function TaskList({ tasks, attempt, lessonKey }: { tasks: readonly Task[]; attempt: Attempt; lessonKey: string }) {
  const reached = useProgress().lessons[lessonKey]
  return (
    <nav aria-label="Tasks">
      <h2 className={styles.heading}>Tasks</h2>
      <ul className={styles.tasks}>
        {tasks.map((task) => {
          const { status, answers } = attempt.tasks[task.id]!
          const mark = taskMark(task, attempt)
          const before = status !== 'passed' && reached?.tasks[task.id]?.passed
          const first = answers[0]
          return (
            <li key={task.id} data-status={status}>
              <a
                href={`#${taskAnchor(task.id)}`} aria-current={status === 'open' ? 'step' : undefined}
                onClick={(event) => {
                  event.preventDefault()
                  const section = document.getElementById(taskAnchor(task.id))
                  section?.scrollIntoView({ block: 'start' })
                  section?.focus({ preventScroll: true })
                }}
              >
                <Mark state={mark} />
                <span>
                  {task.title}<span className="visually-hidden"> ({status === 'waiting' ? 'comes later' : markWords[mark]})</span>
                  {task.predict && first?.measured && <small>You said {first.choice}. It is {String(first.measured.value)}.</small>}
                  {before && <small>Done before, not yet at this moment.</small>}
                </span>
                <span className={styles.count}>{taskCount(task, attempt) ?? (mark === 'so far' ? 'so far' : task.optional ? 'if you like' : '')}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function OpenHints({ task, attempt, now, lesson }: { task: Task; attempt: Attempt; now: LessonNow; lesson: CourseLesson['lesson'] }) {
  const ladder = hintLadder(task, attempt.tasks[task.id]!, session.getState().cluster)
  return <Hints lesson={lesson} title={task.title} ladder={ladder} taken={now.hints[task.id] ?? 0} onNext={() => takeHint(task.id)} />
}

/** What one can do now, and where to go on. */
function Done({ entry, course }: { entry: CourseLesson; course: OpenCourse }) {
  const next = lessonAfter(entry, course)
  return (
    <section className={styles.done} aria-label="Done">
      <h2 className={styles.heading}>Done. Now you can</h2>
      <ul className={styles.bulleted}>{entry.lesson.after.map((text) => <li key={text}>{text}</li>)}</ul>
      <div className={styles.doneActs}>
        {next && <Button kind="main" onClick={() => void beginLesson(next.lesson.id)}>Next lesson: {next.lesson.title}</Button>}
        <Button kind="edge" onClick={() => void sandboxFromHere()}>Sandbox from here</Button>
      </div>
    </section>
  )
}

/** Says once when a task has passed, wherever one is on the page. */
function SpokenAloud({ tasks, attempt }: { tasks: readonly Task[]; attempt: Attempt }) {
  const passed = tasks.filter(({ id }) => attempt.tasks[id]!.status === 'passed')
  const [{ count, text }, setSaid] = useState({ count: passed.length, text: '' })
  if (passed.length !== count) {
    const open = tasks.find(({ id }) => attempt.tasks[id]!.status === 'open')
    setSaid({ count: passed.length, text: passed.length > count ? `Task done: ${passed.at(-1)!.title}. ${open ? `Next: ${open.title}${open.title.endsWith('?') ? '' : '.'}` : 'All tasks are done.'}` : '' })
  }
  return createPortal(<p className="visually-hidden" role="status" aria-label="Lesson">{text}</p>, document.body)
}
