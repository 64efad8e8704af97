/** How a problem of the manifest can be mended, as the whole text that would come of it. */
import { applyEdits } from '#apis/editing/edits'
import { quickFixes } from '#apis/editing/quick-fixes'
import type { ManifestProblem } from '../manifest-problems.ts'

/** One way to mend it: what a button says, and the text that comes of it. */
export interface ProblemFix {
  readonly title: string
  readonly text: string
}

/** At most so many are offered: more is no help. */
const mostFixes = 3

/** The likeliest ways, first one first. */
export const problemFixes = (text: string, problem: ManifestProblem): readonly ProblemFix[] =>
  quickFixes(text, problem).slice(0, mostFixes).map(({ title, edits }) => ({ title, text: applyEdits(text, edits) }))
