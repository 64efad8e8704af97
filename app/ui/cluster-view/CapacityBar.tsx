import styles from './CapacityBar.module.css'

export interface CapacityBarProps {
  /** What it is of: `cpu` or `memory`. */
  resource: string
  /** Shares of what the node has, 0 to 1. */
  used: number
  asked: number
  /** "100m of 2 cpu left". */
  words: string
  inWords: boolean
}

/** How much of a node is taken, and that a pod asks for more than is left. */
export function CapacityBar({ resource, used, asked, words, inWords }: CapacityBarProps) {
  return (
    <div className={styles.capacity} title={words}>
      {inWords && <span className={styles.words}>{words}</span>}
      <svg className={styles.bar} width="100%" height="2" aria-label={`${resource}: ${words}`} role="img">
        <rect className={styles.used} height="2" width={`${Math.min(1, used) * 100}%`} />
        {asked > 0 && <rect className={styles.asked} height="2" x={`${Math.min(1, used) * 100}%`} width={`${Math.min(1, asked) * 100}%`} />}
      </svg>
    </div>
  )
}
