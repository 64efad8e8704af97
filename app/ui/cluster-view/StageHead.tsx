import { memo } from 'react'
import type { SceneDaemonSet } from '#scene/scene'
import type { CountedName } from './Figures.tsx'
import { Figures } from './Figures.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import styles from './StageHead.module.css'

export interface StageHeadProps {
  daemonSet: SceneDaemonSet | undefined
  chosen: CountedName | undefined
  onChoose: (figure: CountedName | undefined) => void
  onPoint: (figure: CountedName | undefined) => void
}

/** The DaemonSet that the stage is about, and its figures. */
export const StageHead = memo(function StageHead({ daemonSet, chosen, onChoose, onPoint }: StageHeadProps) {
  if (!daemonSet) {
    return (
      <header className={styles.head}>
        <div>
          <h2 className={styles.none}>No DaemonSet yet</h2>
          <p className={styles.kind}>Apply a DaemonSet to see pods.</p>
        </div>
      </header>
    )
  }
  const { name, namespace, misscheduled, deleting } = daemonSet
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <h2 className={styles.name}>{name}</h2>
        <p className={styles.kind}>
          DaemonSet{namespace !== 'default' && <> in <code>{namespace}</code></>}{deleting && ', being deleted'}
          {misscheduled > 0 && (
            <>
              , <button
                type="button" className={styles.misscheduled} aria-pressed={chosen === 'MISSCHEDULED'}
                onClick={() => onChoose(chosen === 'MISSCHEDULED' ? undefined : 'MISSCHEDULED')}
                onPointerEnter={() => onPoint('MISSCHEDULED')} onPointerLeave={() => onPoint(undefined)}
              >
                {misscheduled.toLocaleString('en')} misscheduled
              </button>
            </>
          )}
          {chosen !== undefined && <>. <WhyButton className={styles.why} question={{ about: 'counter', daemonSet: daemonSet.key, counter: chosen }} about={chosen}>{`Why is it ${(chosen === 'MISSCHEDULED' ? misscheduled : daemonSet.figures[chosen]).toLocaleString('en')}?`}</WhyButton></>}
        </p>
      </div>
      <Figures daemonSet={daemonSet} chosen={chosen} onChoose={onChoose} onPoint={onPoint} />
    </header>
  )
})
