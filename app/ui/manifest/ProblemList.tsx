import type { ManifestProblem } from '#scene/manifest-problems'
import styles from './Manifest.module.css'

export interface ProblemListProps {
  problems: readonly ManifestProblem[]
  onGo: (problem: ManifestProblem) => void
}

/** What the API server would answer, line by line; pressing one leads there. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  return (
    <ul id="manifest-problems" className={styles.problems} hidden={problems.length === 0} aria-label="Errors">
      {problems.slice(0, 20).map((problem, index) => (
        <li key={index}>
          <button type="button" className={styles.problem} onClick={() => onGo(problem)}>
            <span className={styles.line}>{problem.line}</span>
            <code>{problem.message}</code>
          </button>
        </li>
      ))}
    </ul>
  )
}
