/** What nobody refuses and is hardly meant: said beside the API server's words, and never counted as an error. */
import { duplicateKeys } from '#apis/editing/duplicate-keys'
import { applyEdits } from '#apis/editing/edits'
import type { ProblemFix } from './problem-fixes.ts'

/** A remark of ours on a line, which counts from 1. */
export interface ManifestHint {
  readonly line: number
  readonly sentence: string
  readonly fixes: readonly ProblemFix[]
}

/** Remarks in the order of the text. */
export const manifestHints = (text: string): readonly ManifestHint[] =>
  duplicateKeys(text).map(({ path, line, againLine, edits }) => ({
    line, sentence: `${path} is written again in line ${againLine}. Only the last one counts; kubectl sends no other.`,
    fixes: edits.length === 0 ? [] : [{ title: `Remove the one in line ${line}`, text: applyEdits(text, edits) }],
  }))
