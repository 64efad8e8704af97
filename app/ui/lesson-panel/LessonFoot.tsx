import type { Attempt } from '#lesson/attempt'
import { hintLadder } from '#lesson/hints'
import type { Lesson, Task } from '#lesson/lesson'
import { solutionAid, type Aid } from '#session/lesson/aids'
import { backToOwnWork, watch } from '#session/lesson/watch'
import { takeAid } from '#session/lesson/lesson-now'
import { session } from '#session/session'
import { Button } from '../controls/Button.tsx'
import { Hints } from './Hints.tsx'
import { useWords } from './lesson-context.ts'
import { Solution } from './Solution.tsx'
import styles from './Lesson.module.css'

/** Says that what is seen is a replay, and leads back. */
export function WatchingFoot({ name }: { name: string }) {
  const words = useWords()
  return (
    <section className={styles.hints} aria-label={words.watching}>
      <p role="status"><b>{words.watching} {name}</b></p>
      <p className={styles.expected}>{words.watchingWhy}</p>
      <div className={styles.doneActs}><Button kind="main" onClick={backToOwnWork}>{words.backToWork}</Button></div>
    </section>
  )
}

export interface HelpFootProps {
  /** As it is written, and as it is read. */
  lesson: Lesson
  task: Task
  read: Task
  attempt: Attempt
  aids: readonly Aid[]
}

/** Help for the task at hand. */
export function HelpFoot({ lesson, task, read, attempt, aids }: HelpFootProps) {
  const own = aids.filter((aid) => aid.task === task.id)
  const playSolution = () => watch({ name: 'the solution', acts: lesson.answers.solution, files: lesson.files, fromMs: session.getState().timeline.start.readyAtMs })
  if (own.some(({ hint }) => hint === solutionAid)) return <Solution lesson={lesson} onPlay={playSolution} />
  if (!task.hints && !task.checks) return null
  return (
    <Hints
      task={task} read={read} ladder={hintLadder(task, attempt.tasks[task.id]!, session.getState().cluster)} aids={own}
      onHint={(hint) => takeAid(task.id, hint)} onSolution={() => takeAid(task.id, solutionAid)}
    />
  )
}

export interface DoneFootProps {
  /** Title of the next lesson; undefined after the last. */
  next: string | undefined
  onNext: () => void
  onSandbox: () => void
}

/** Where to go on. */
export function DoneFoot({ next, onNext, onSandbox }: DoneFootProps) {
  const words = useWords()
  return (
    <section className={styles.hints} aria-label={words.done}>
      <p>{words.allDone}</p>
      <div className={styles.doneActs}>
        {next !== undefined && <Button kind="main" onClick={onNext}>{words.next(next)}</Button>}
        <Button kind="edge" onClick={onSandbox}>{words.sandbox}</Button>
      </div>
    </section>
  )
}
