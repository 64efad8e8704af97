import type { ReactNode } from 'react'
import type { Answered, TaskState } from '#lesson/attempt'
import { checkName } from '#lesson/check-words'
import type { Outcome } from '#lesson/checks/outcome'
import type { Check, Task } from '#lesson/lesson'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { Mark } from './Mark.tsx'
import { Plain } from './Prose.tsx'
import { Question } from './Question.tsx'
import { Reason } from './Reason.tsx'
import { checkMark, type MarkState } from './task-mark.ts'
import styles from './Lesson.module.css'

export interface TaskViewProps {
  /** As it is read. */
  task: Task
  state: TaskState
  mark: MarkState
  count: readonly [number, number] | undefined
  /** Is it the student's own work that is seen? Then it may be answered and gone on with. */
  own: boolean
  /** The words of the text that introduce it. */
  words: ReactNode
  /** Is one of its what-ifs being played? */
  playing: boolean
  onAnswer: (choice: string) => void
  onUndo: () => void
  /** Goes to a moment, in virtual ms. */
  onSeek: (atMs: number) => void
  onWatchGuess: (answered: Answered) => void
  /** Lets a minute pass. */
  onWait: () => void
}

/** A task where the text places it: what is asked, what holds, and what does not yet and why. */
export function TaskView({ task, state, mark, count, own, words: introduction, playing, onAnswer, onUndo, onSeek, onWatchGuess, onWait }: TaskViewProps) {
  const words = useWords()
  const open = state.status === 'open'
  const checks = task.checks ?? []
  const anchor = taskAnchor(task.id)
  return (
    <section id={anchor} className={styles.task} aria-labelledby={`${anchor}-title`} data-status={state.status} tabIndex={-1}>
      <h3 className={styles.taskTitle} id={`${anchor}-title`}>
        <Mark state={mark} />
        <span><Plain text={task.title} /><span className="visually-hidden"> ({state.status === 'waiting' ? words.comesLater : words.marks[mark]})</span></span>
        {count !== undefined && <span className={styles.count}>{words.countOf(...count)}</span>}
      </h3>
      <div className={styles.taskBody}>
        {introduction}
        {state.status !== 'waiting' && <Question task={task} open={open && own} answers={state.answers} onAnswer={onAnswer} onWatch={onWatchGuess} />}
        {open && checks.length > 0 && (
          <ul className={styles.checks} aria-label={words.checksOf(task.title)}>
            {checks.map((check, at) => <CheckLine key={at} check={check} outcome={state.outcomes[at]} mark={checkMark(check, state.outcomes[at], false)} playing={playing} onSeek={onSeek} />)}
          </ul>
        )}
        {open && own && takesTime(task, state) && <p className={styles.wait}><span>{words.letPassWhy}</span> <Button kind="link" onClick={onWait}>{words.letPass}</Button></p>}
        {open && own && state.lost && task.fail && <p className={styles.lost}><Plain text={task.fail.text} /> <Button kind="link" onClick={onUndo}>{words.undo}</Button></p>}
      </div>
    </section>
  )
}

/** Where a task stands on the page. */
export const taskAnchor = (id: string): string => `task-${id}`

/** Has something been done, and is there a check that only time can fulfil? */
function takesTime({ checks = [] }: Task, { outcomes, memory }: TaskState): boolean {
  const hasActed = memory?.acts.some(({ words, refused }) => !refused && !onlyLooks.test(words)) ?? false
  return checks.some((check, at) => {
    const outcome = outcomes[at]
    if (!outcome || outcome.passed || 'whatIf' in check) return false
    return check.for !== undefined ? hasActed || outcome.found.includes(' so far') : hasActed && (check.within !== undefined || 'event' in check || 'rolledOut' in check)
  })
}

/** Lines after which nothing is on its way. */
const onlyLooks = /^kubectl (get|describe|explain|logs|events|version|api-\w+|cluster-info|auth|top|config|help|diff|rollout (status|history))\b/

function CheckLine({ check, outcome, mark, playing, onSeek }: { check: Check; outcome: Outcome | undefined; mark: MarkState; playing: boolean; onSeek: (atMs: number) => void }) {
  const words = useWords()
  const untried = 'whatIf' in check && outcome && !outcome.passed && outcome.found.startsWith('not tried')
  return (
    <li className={styles.check} data-mark={mark}>
      <Mark state={mark} small />
      <div>
        <span><Plain text={'whatIf' in check && check.name === undefined ? `${words.when(check.whatIf.name)}, ${words.holds}` : checkName(check)} /><span className="visually-hidden"> ({words.marks[mark]})</span></span>
        {untried && playing && <p className={styles.reason}>{words.playing}</p>}
        {outcome && !outcome.passed && !untried && <p className={styles.reason}><Reason outcome={outcome} onSeek={onSeek} /></p>}
      </div>
    </li>
  )
}
