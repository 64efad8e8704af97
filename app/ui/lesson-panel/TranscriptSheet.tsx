import { Printer } from 'lucide-react'
import { transcriptOf, type Transcript } from '#lesson/transcript'
import { lessonRead } from '#session/lesson/lesson-now'
import { useLessonNow } from '#session/lesson/use-lesson'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import { printClock } from '../timeline-bar/clock-text.ts'
import { Mark } from './Mark.tsx'
import styles from './Transcript.module.css'

export interface TranscriptSheetProps {
  /** Takes the focus back. */
  from: HTMLElement
  onClose: () => void
}

/** What was done in the open lesson: tasks, answers, lines; to be read and printed. */
export function TranscriptSheet({ from, onClose }: TranscriptSheetProps) {
  const now = useLessonNow()
  const acts = useSession((state) => state.acts)
  const beganMs = useSession((state) => state.timeline.start.readyAtMs)
  const lesson = lessonRead(now)
  const transcript = lesson && now.attempt && transcriptOf(lesson, now.attempt, acts, beganMs, (task) => now.aids.filter((aid) => aid.task === task).length)
  return (
    <SheetDialog title="What I did" returnFocus={from} onClose={onClose}>
      {lesson && transcript ? (
        <div className={styles.transcript}>
          <h3 className={styles.title}>{lesson.title}</h3>
          <p className={styles.goal}>{lesson.goal}</p>
          <TaskRows transcript={transcript} />
          <Lines transcript={transcript} />
          <p className={styles.acts}><Button kind="edge" icon={<Printer size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => window.print()}>Print</Button></p>
        </div>
      ) : <p>No lesson is open.</p>}
    </SheetDialog>
  )
}

function TaskRows({ transcript: { tasks } }: { transcript: Transcript }) {
  const passed = tasks.filter((task) => task.passed).length
  return (
    <section aria-label="Tasks">
      <h4 className={styles.heading}>Tasks, {passed} of {tasks.length} done</h4>
      <ul className={styles.tasks}>
        {tasks.map((task) => (
          <li key={task.title}>
            <Mark state={task.passed ? 'done' : 'empty'} />
            <div>
              <b>{task.title}</b>
              <small>{task.passedAfterMs !== undefined ? `done after ${printClock(task.passedAfterMs)}` : task.passed ? 'done' : 'not done'}{task.hints > 0 && `, ${task.hints === 1 ? '1 step of help' : `${task.hints} steps of help`}`}</small>
              {task.question && task.answers.length > 0 && <p>{task.question}</p>}
              {task.answers.map(({ said, right, is }, at) => <p key={at}>{said === undefined ? 'Left open.' : `I said: ${said}${is === undefined ? (right ? ', right.' : ', no.') : '.'}`}{is !== undefined && ` It is ${is}.`}</p>)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Lines({ transcript: { lines } }: { transcript: Transcript }) {
  return (
    <section aria-label="What was done">
      <h4 className={styles.heading}>What was done</h4>
      {lines.length === 0 ? <p>Nothing yet.</p> : (
        <ol className={styles.lines}>
          {lines.map(({ afterMs, words, isLine, refusal }, at) => (
            <li key={at}>
              <span className={styles.clock}>{printClock(afterMs)}</span>
              <div>
                {isLine ? <code>$ {words}</code> : words}
                {refusal && <p className={styles.refusal}>{refusal}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
