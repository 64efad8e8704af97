import { memo } from 'react'
import type { Scene } from '#scene/scene'
import { BudgetWells, isLongBudget } from './BudgetWells.tsx'
import { RolloutMarks } from './RolloutMarks.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import styles from './Rollout.module.css'

/** How far an update has come, and who uses up its budget. */
export const RolloutStrip = memo(function RolloutStrip({ scene }: { scene: Scene }) {
  const { daemonSet } = scene
  if (!daemonSet) return null
  const { eligible, budget, onDelete, rolling } = daemonSet
  if (eligible === 0) return <div className={styles.strip}><p className={styles.said}>{nobody(scene)}</p></div>
  return (
    <div className={styles.strip} data-bars={eligible > 40 || undefined} data-long={isLongBudget(budget) || undefined}>
      <RolloutMarks scene={scene} daemonSet={daemonSet} />
      {budget && <BudgetWells scene={scene} budget={budget} rolling={rolling} />}
      {onDelete && (
        <div className={styles.budget}>
          <p className={styles.caption}><code>type: OnDelete</code></p>
          <p className={styles.said}>{daemonSet.olderRevision === undefined ? 'No node waits.' : 'Waits for you to delete its pod.'} {daemonSet.olderRevision !== undefined && <WhyButton className={styles.why} question={{ about: 'rollout', daemonSet: daemonSet.key }} about="does the update wait" />}</p>
        </div>
      )}
    </div>
  )
})

/** 0 of 0 is success, and says so. */
function nobody({ nodes }: Scene): string {
  const reasons = new Set([...nodes.values()].map(({ sentence }) => sentence?.line))
  const count = nodes.size === 1 ? '1 node' : `${nodes.size.toLocaleString('en')} nodes`
  return `No node is eligible. ${count}, ${reasons.size === 1 ? '1 reason' : `${reasons.size} reasons`}.`
}
