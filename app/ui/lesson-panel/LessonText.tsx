import { useState } from 'react'
import type { Attempt } from '#lesson/attempt'
import { tasksIn, type Prose as ProseTree } from '#lesson/format/prose'
import type { Task } from '#lesson/lesson'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { Prose } from './Prose.tsx'
import { foldAnchor } from './TaskList.tsx'
import styles from './Lesson.module.css'

export interface LessonTextProps {
  prose: ProseTree
  /** As they are read. */
  tasks: readonly Task[]
  attempt: Attempt
  /** Language of the text where it is another than the pane's. */
  lang: string | undefined
}

/** The text as far as it may be read: what follows a question that nobody has answered yet would say the answer. */
export function LessonText({ prose, tasks, attempt, lang }: LessonTextProps) {
  const words = useWords()
  const [readOn, setReadOn] = useState(false)
  const asked = tasksIn(prose).map((id) => tasks.find((task) => task.id === id)).find((task) => task !== undefined && isUnanswered(task, attempt))
  const last = asked ? prose.findIndex((block) => block.type === 'task' && block.id === asked.id) : prose.length - 1
  const folds = asked !== undefined && last < prose.length - 1
  const status = asked && attempt.tasks[asked.id]!.status
  return (
    <div className={styles.prose}>
      <div lang={lang}><Prose blocks={folds && !readOn ? prose.slice(0, last + 1) : prose} /></div>
      {folds && (
        <p id={foldAnchor} className={styles.fold} tabIndex={-1}>
          {readOn ? words.readAhead : status === 'open' ? words.answerFirst : words.comesAfter(asked.title)}
          {!readOn && status !== 'open' && <> <Button kind="link" onClick={() => setReadOn(true)}>{words.readOn}</Button></>}
        </p>
      )}
    </div>
  )
}

const isUnanswered = ({ id, predict, choose }: Task, attempt: Attempt): boolean => {
  const { status, answers } = attempt.tasks[id]!
  if (status === 'passed') return false
  // Who was wrong is told why, and has another try; the text would say the answer.
  return predict ? answers.length === 0 : choose !== undefined && !answers.some(({ right, skipped }) => right || skipped)
}
