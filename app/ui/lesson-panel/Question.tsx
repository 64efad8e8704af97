import { useId, useState } from 'react'
import type { Answered } from '#lesson/attempt'
import type { Task } from '#lesson/lesson'
import { Button } from '../controls/Button.tsx'
import { Plain } from './Prose.tsx'
import styles from './Lesson.module.css'

export interface QuestionProps {
  task: Task
  open: boolean
  answers: readonly Answered[]
  onAnswer: (choice: string) => void
}

/** A question or a prediction, asked where the text has come to it; and what came of the answer. */
export function Question({ task, open, answers, onAnswer }: QuestionProps) {
  const name = useId()
  const [chosen, choose] = useState<string>()
  const { predict } = task
  const ask = predict?.ask ?? task.choose?.ask
  if (ask === undefined) return null
  const options = predict ? predict.choices.map(({ value, text }) => ({ key: String(value), text: text ?? String(value) })) : task.choose!.options.map(({ id, text }) => ({ key: id, text }))
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
            <Button kind="edge" type="submit" disabled={chosen === undefined}>{predict ? 'That is my guess' : 'Answer'}</Button>
          </form>
        )
        : <p className={styles.asked}><Plain text={ask} /></p>}
      {last && <AnswerWords task={task} last={last} options={options} />}
    </>
  )
}

function AnswerWords({ task, last, options }: { task: Task; last: Answered; options: readonly { readonly key: string; readonly text: string }[] }) {
  const said = options.find(({ key }) => key === last.choice)?.text ?? last.choice
  const measured = last.measured && (options.find(({ key }) => key === String(last.measured!.value))?.text ?? String(last.measured.value))
  return (
    <div className={styles.outcome} data-right={last.right} role="status">
      <p>
        <b>{task.predict
          ? last.measured?.problem === undefined ? `You said ${said}. It is ${measured}.` : `You said ${said}. Nothing could be measured: ${last.measured.problem}.`
          : last.right ? `${said}: right.` : `${said}: no.`}</b>
        {last.why && <> <Plain text={last.why} /></>}
      </p>
    </div>
  )
}
