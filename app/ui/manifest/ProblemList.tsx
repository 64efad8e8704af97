import { lazy, Suspense } from 'react'
import type { ManifestProblem } from '#scene/manifest-problems'
import styles from './Manifest.module.css'

const ProblemWords = lazy(() => import('./ProblemWords.tsx').then((module) => ({ default: module.ProblemWords })))

export interface ProblemListProps {
  problems: readonly ManifestProblem[]
  text: string
  onGo: (problem: ManifestProblem) => void
  onMend: (text: string) => void
}

/** What the API server would answer, line by line, below the plain field; pressing a number leads to its line. */
export function ProblemList({ problems, text, onGo, onMend }: ProblemListProps) {
  return (
    <ul id="manifest-problems" className={styles.problems} hidden={problems.length === 0} aria-label="Errors">
      {problems.slice(0, 20).map((problem, index) => (
        <li key={index} className={styles.problem}>
          <button type="button" className={styles.line} aria-label={`Go to line ${problem.line}`} onClick={() => onGo(problem)}>{problem.line}</button>
          <Suspense fallback={<code className={styles.words}>{problem.message}</code>}><ProblemWords problem={problem} text={text} onMend={onMend} /></Suspense>
        </li>
      ))}
    </ul>
  )
}
