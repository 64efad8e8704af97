import type { Attempt } from '#lesson/attempt'
import type { Task } from '#lesson/lesson'
import { useProgress } from '#session/lesson/use-lesson'
import { useWords } from './lesson-context.ts'
import { Mark } from './Mark.tsx'
import { Plain } from './Prose.tsx'
import { taskCount, taskMark } from './task-mark.ts'
import { taskAnchor } from './TaskView.tsx'
import styles from './Lesson.module.css'

export interface TaskListProps {
  /** As they are read. */
  tasks: readonly Task[]
  attempt: Attempt
  lessonKey: string
}

/** All tasks at a glance; a press goes to where the text has one, or where the text goes on later. */
export function TaskList({ tasks, attempt, lessonKey }: TaskListProps) {
  const words = useWords()
  const reached = useProgress().lessons[lessonKey]
  return (
    <nav aria-label={words.tasks}>
      <h2 className={styles.heading}>{words.tasks}</h2>
      <ul className={styles.tasks}>
        {tasks.map((task) => {
          const { status, answers } = attempt.tasks[task.id]!
          const mark = taskMark(task, attempt)
          const before = status !== 'passed' && reached?.tasks[task.id]?.passed
          const count = taskCount(task, attempt)
          return (
            <li key={task.id} data-status={status}>
              <a
                href={`#${taskAnchor(task.id)}`} aria-current={status === 'open' ? 'step' : undefined}
                onClick={(event) => {
                  event.preventDefault()
                  goToTask(task.id)
                }}
              >
                <Mark state={mark} />
                <span>
                  <Plain text={task.title} /><span className="visually-hidden"> ({status === 'waiting' ? words.comesLater : words.marks[mark]})</span>
                  <Guessed task={task} answered={answers[0]} />
                  {before && <small>{words.before}</small>}
                </span>
                <span className={styles.count}>{count ? words.countOf(...count) : mark === 'so far' ? words.soFar : task.optional ? words.ifYouLike : ''}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** A guess and what came, in short. */
function Guessed({ task: { predict }, answered }: { task: Task; answered: Attempt['tasks'][string]['answers'][number] | undefined }) {
  const words = useWords()
  if (!predict || !answered?.measured) return null
  const textOf = (value: unknown) => predict.choices.find((choice) => String(choice.value) === String(value))?.text ?? String(value)
  return <small>{answered.skipped ? words.leftOpen : `${words.youSaid} ${textOf(answered.choice)}.`} {answered.measured.problem === undefined && `${words.itIs} ${textOf(answered.measured.value)}.`}</small>
}

/** Brings a task into view and puts the focus there. */
export function goToTask(id: string): void {
  const section = document.getElementById(taskAnchor(id)) ?? document.getElementById(foldAnchor)
  if (!section) return
  // Only the pane is scrolled: the browser's own way would move the whole lab where it is cut off.
  const pane = scrollerOf(section)
  pane?.scrollBy({ top: section.getBoundingClientRect().top - pane.getBoundingClientRect().top - 8 })
  section.focus({ preventScroll: true })
}

const scrollerOf = (element: HTMLElement): HTMLElement | null => {
  const parent = element.parentElement
  return parent === null || /auto|scroll/.test(getComputedStyle(parent).overflowY) ? parent : scrollerOf(parent)
}

/** Where the text is folded. */
export const foldAnchor = 'lesson-goes-on'
