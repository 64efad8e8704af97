import type { Explanation, YesNo } from '#scene/explain'
import type { Remedy } from '#scene/remedies'
import { Button } from '../controls/Button.tsx'
import styles from './Verdicts.module.css'

export interface VerdictsProps {
  explanation: Explanation
  /** Does it, on the line that is played or on one of its own. */
  onRemedy: (remedy: Remedy, inFork: boolean) => void
}

/** The two answers, which differ under NoSchedule, and what would change them. */
export function Verdicts({ explanation, onRemedy }: VerdictsProps) {
  const { mayStart, mayStay, remedies } = explanation
  return (
    <aside className={styles.side} aria-label="Verdicts">
      <Answer question="May a pod start here?" answer={mayStart} />
      <Answer question="May a running pod stay?" answer={mayStay} />
      {remedies.length > 0 && (
        <div className={styles.changes}>
          <h4>What would change it</h4>
          {remedies.map((remedy) => (
            <div key={remedy.title} className={styles.change}>
              <b>{remedy.title}</b>
              <p>{remedy.outcome}</p>
              {remedy.command !== undefined && (
                <p className={styles.ways}>
                  <Button kind="link" title={remedy.command} onClick={() => onRemedy(remedy, true)}>Play it in a fork</Button>
                  <Button kind="link" title={remedy.command} onClick={() => onRemedy(remedy, false)}>Do it</Button>
                </p>
              )}
            </div>
          ))}
        </div>
      )}
    </aside>
  )
}

function Answer({ question, answer }: { question: string; answer: YesNo }) {
  return (
    <div>
      <h4>{question}</h4>
      <p className={styles.answer}><b>{answer.yes ? 'Yes' : 'No'}</b>{answer.because}</p>
    </div>
  )
}
