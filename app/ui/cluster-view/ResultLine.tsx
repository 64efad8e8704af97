import { ListChecks, Table2 } from 'lucide-react'
import type { ActAnswer } from '#session/session'
import { showEligibility } from '#session/eligibility-view'
import { Button } from '../controls/Button.tsx'
import styles from './ResultLine.module.css'

export interface ResultLineProps {
  /** What came back from the last act, and the kubectl line it stood for. */
  answer: ActAnswer | undefined
  /** Is it shown which nodes are eligible? Undefined where the way to it is elsewhere. */
  eligibility: boolean | undefined
  asText: boolean
  /** Undefined where there is no picture to be put in words. */
  onAsText: ((asText: boolean) => void) | undefined
}

/** The last act and its answer in kubectl's words, a refusal with a red bar at its left; and the way to the cluster in words. */
export function ResultLine({ answer, eligibility, asText, onAsText }: ResultLineProps) {
  return (
    <div className={styles.result} data-refused={answer?.refused || undefined}>
      <div className={styles.answer} role="status" aria-label="Answer of the last act">
        {answer?.command && <p className={styles.command}>$ {answer.command}</p>}
        {answer ? <pre className={answer.command ? styles.text : styles.words}>{answer.text}</pre> : <p className={styles.words}>What you do is answered here, in kubectl’s words.</p>}
      </div>
      {eligibility !== undefined && <EligibilityButton shown={eligibility} onShow={showEligibility} />}
      {onAsText && <AsTextButton asText={asText} onAsText={onAsText} />}
    </div>
  )
}

export interface AsTextButtonProps {
  asText: boolean
  onAsText: (asText: boolean) => void
}

/** The way from the picture to the cluster in words, and back. */
export function AsTextButton({ asText, onAsText }: AsTextButtonProps) {
  return (
    <Button className={styles.asText} icon={<Table2 size={16} strokeWidth={1.5} aria-hidden="true" />} aria-pressed={asText} onClick={() => onAsText(!asText)}>
      Cluster as text
    </Button>
  )
}

export interface EligibilityButtonProps {
  shown: boolean
  onShow: (shown: boolean) => void
}

/** The way to the table of nodes and gates, and back. */
export function EligibilityButton({ shown, onShow }: EligibilityButtonProps) {
  return (
    <Button className={styles.asText} icon={<ListChecks size={16} strokeWidth={1.5} aria-hidden="true" />} aria-pressed={shown} title="Which nodes are eligible" onClick={() => onShow(!shown)}>
      Eligible nodes
    </Button>
  )
}
