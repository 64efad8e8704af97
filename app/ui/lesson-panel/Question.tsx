import { useId, useState } from 'react'
import { skip, type Answered } from '#lesson/attempt'
import type { Task } from '#lesson/lesson'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { Plain } from './Prose.tsx'
import styles from './Lesson.module.css'

export interface QuestionProps {
  /** As it is read. */
  task: Task
  open: boolean
  answers: readonly Answered[]
  onAnswer: (choice: string) => void
  /** Lets what was guessed be watched. */
  onWatch: (answered: Answered) => void
}

/** A question or a prediction, asked where the text has come to it; and what came of the answer. */
export function Question({ task, open, answers, onAnswer, onWatch }: QuestionProps) {
  const words = useWords()
  const name = useId()
  const [chosen, choose] = useState<string>()
  const { predict } = task
  const ask = predict?.ask ?? task.choose?.ask
  if (ask === undefined) return null
  const options = optionsOf(task)
  const last = answers.at(-1)
  const asks = open && (predict ? answers.length === 0 : !last?.right)
  return (
    <>
      {asks
        ? (
          <form
            className={styles.question}
            onSubmit={(event) => {
              event.preventDefault()
              if (chosen !== undefined) onAnswer(chosen)
            }}
          >
            <fieldset>
              <legend><Plain text={ask} /></legend>
              {options.map(({ key, text }) => (
                <label key={key} className={styles.option}>
                  <input type="radio" name={name} checked={chosen === key} onChange={() => choose(key)} />
                  <span><Plain text={text} /></span>
                </label>
              ))}
            </fieldset>
            <div className={styles.questionActs}>
              <Button kind="edge" type="submit" disabled={chosen === undefined}>{predict ? words.guess : words.answer}</Button>
              <Button kind="link" onClick={() => onAnswer(skip)}>{words.notNow}</Button>
            </div>
          </form>
        )
        : <p className={styles.asked}><Plain text={ask} /></p>}
      {last && <AnswerWords task={task} last={last} onWatch={onWatch} />}
    </>
  )
}

const optionsOf = ({ predict, choose }: Task): readonly { readonly key: string; readonly text: string }[] =>
  predict ? predict.choices.map(({ value, text }) => ({ key: String(value), text: text ?? String(value) })) : (choose?.options ?? []).map(({ id, text }) => ({ key: id, text }))

function AnswerWords({ task, last, onWatch }: { task: Task; last: Answered; onWatch: (answered: Answered) => void }) {
  const words = useWords()
  const options = optionsOf(task)
  // An answer that is a sentence loses its full stop within one of ours.
  const textOf = (choice: string) => (options.find(({ key }) => key === choice)?.text ?? choice).replace(/\.$/, '')
  const right = task.choose?.options.find((option) => option.right)
  return (
    <div className={styles.outcome} data-right={last.right} data-skipped={last.skipped} role="status">
      {task.predict
        ? (
          <p className={styles.sides}>
            <span>{last.skipped ? words.leftOpen : <>{words.youSaid} <b><Plain text={textOf(last.choice)} /></b>.</>}</span>{' '}
            <span>{last.measured?.problem === undefined ? <>{words.itIs} <b><Plain text={textOf(String(last.measured?.value))} /></b>.</> : words.nothingMeasured(last.measured.problem)}</span>
          </p>
        )
        : <p>{last.skipped ? <>{words.leftOpen} <b>{right && <Plain text={right.text} />}</b></> : <b>{last.right ? words.right(textOf(last.choice)) : words.wrong(textOf(last.choice))}</b>}</p>}
      {whyOf(task, last).map((text) => <p key={text}><Plain text={text} /></p>)}
      {task.predict && <Button kind="link" onClick={() => onWatch(last)}>{words.watchGuess}</Button>}
    </div>
  )
}

/** What is said to an answer, from the task as it is read. */
function whyOf({ predict, choose }: Task, { choice, right, skipped }: Answered): readonly string[] {
  const of = skipped ? choose?.options.find((option) => option.right) : (choose?.options.find(({ id }) => id === choice) ?? (right ? undefined : predict?.choices.find(({ value }) => String(value) === choice)))
  return [of?.why, predict?.explain].filter((text) => text !== undefined)
}
