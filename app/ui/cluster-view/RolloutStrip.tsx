import type { Scene } from '#scene/scene'
import { BudgetWells } from './BudgetWells.tsx'
import { RolloutMarks } from './RolloutMarks.tsx'
import styles from './Rollout.module.css'

/** How far an update has come, and who uses up its budget. */
export function RolloutStrip({ scene }: { scene: Scene }) {
  const { daemonSet } = scene
  if (!daemonSet) return null
  const { eligible, budget, onDelete } = daemonSet
  if (eligible === 0) return <div className={styles.strip}><p className={styles.said}>{nobody(scene)}</p></div>
  return (
    <div className={styles.strip} data-bars={eligible > 40 || undefined}>
      <RolloutMarks scene={scene} daemonSet={daemonSet} />
      {budget && <BudgetWells scene={scene} budget={budget} />}
      {onDelete && <p className={styles.said}>OnDelete: each node waits for you to delete its pod.</p>}
    </div>
  )
}

/** 0 of 0 is success, and says so. */
function nobody({ nodes }: Scene): string {
  const reasons = new Set([...nodes.values()].map(({ sentence }) => sentence?.line))
  const count = nodes.size === 1 ? '1 node' : `${nodes.size.toLocaleString('en')} nodes`
  return `No node is eligible. ${count}, ${reasons.size === 1 ? '1 reason' : `${reasons.size} reasons`}.`
}
