import { useMemo } from 'react'
import type { ManifestProblem } from '#scene/manifest-problems'
import type { ManifestHint } from '#scene/manifest/hints'
import { problemFixes, type ProblemFix } from '#scene/manifest/problem-fixes'
import { problemSentence } from '#scene/manifest/problem-sentence'
import { Button } from '../controls/Button.tsx'
import styles from './Manifest.module.css'

export interface ProblemWordsProps {
  problem: ManifestProblem
  /** The text that it was found in. */
  text: string
  /** Puts a mended text in the place of the present one. */
  onMend: (text: string) => void
}

/** What the API server would answer, to the letter, a sentence of ours, and ways to mend it. */
export function ProblemWords({ problem, text, onMend }: ProblemWordsProps) {
  const sentence = problemSentence(problem.message)
  const fixes = useMemo(() => problemFixes(text, problem), [text, problem])
  return (
    <div className={styles.words}>
      <p><code>{problem.message}</code></p>
      {sentence !== undefined && <p className={styles.sentence}>{sentence}</p>}
      <Fixes fixes={fixes} onMend={onMend} />
    </div>
  )
}

export interface HintWordsProps {
  hint: ManifestHint
  onMend: (text: string) => void
}

/** A remark of ours, and how to follow it. */
export function HintWords({ hint, onMend }: HintWordsProps) {
  return (
    <div className={styles.words}>
      <p className={styles.sentence}>{hint.sentence}</p>
      <Fixes fixes={hint.fixes} onMend={onMend} />
    </div>
  )
}

function Fixes({ fixes, onMend }: { fixes: readonly ProblemFix[]; onMend: (text: string) => void }) {
  if (fixes.length === 0) return null
  return <p className={styles.fixes}>{fixes.map((fix) => <Button key={fix.title} kind="link" onClick={() => onMend(fix.text)}>{fix.title}</Button>)}</p>
}
