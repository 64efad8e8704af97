import { useContext } from 'react'
import { ask } from '#session/why/asked'
import { ToStageContext } from './to-stage.ts'
import styles from './Log.module.css'

export interface WhyStepProps {
  /** Of the change. */
  id: number
  /** It in words, for who does not see what stands beside the button. */
  what: string
}

/** Asks what led to a step; the answer opens on the stage. */
export function WhyStep({ id, what }: WhyStepProps) {
  const toStage = useContext(ToStageContext)
  const why = (from: HTMLElement) => {
    ask({ about: 'step', id }, from)
    toStage()
  }
  return <button type="button" className={styles.small} aria-label={`Why: ${what}?`} onClick={(event) => why(event.currentTarget)}>Why?</button>
}
