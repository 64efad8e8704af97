import type { SceneCapacity } from '#scene/capacity'
import styles from './CapacityBar.module.css'

export interface CapacityBarProps extends SceneCapacity {
  inWords: boolean
}

/** How much of a node is taken, and that a pod asks for more than is left. */
export function CapacityBar({ used, asked, words, inWords }: CapacityBarProps) {
  return (
    <span title={words}>
      {inWords && <span className={styles.words}>{words}</span>}
      <svg className={styles.bar} height="2" aria-hidden="true">
        <rect className={styles.used} height="2" width={`${Math.min(1, used) * 100}%`} />
        {asked > 0 && <rect className={styles.asked} height="2" x={`${Math.min(1, used) * 100}%`} width={`${Math.min(1, asked) * 100}%`} />}
      </svg>
    </span>
  )
}
