import type { ManifestProblem } from '#scene/manifest-problems'
import styles from './Manifest.module.css'

export interface ProblemWordsProps {
  problem: ManifestProblem
}

/** What the API server would answer, to the letter. */
export function ProblemWords({ problem }: ProblemWordsProps) {
  return <p className={styles.words}><code>{problem.message}</code></p>
}
