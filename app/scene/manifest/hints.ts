/** What nobody refuses and is hardly meant: said beside the API server's words, and never counted as an error. */
import { duplicateKeys } from '#apis/editing/duplicate-keys'
import { applyEdits } from '#apis/editing/edits'
import { locate, readManifest } from '#apis/manifest'
import { acceptedFields } from '../simulated.ts'
import type { ProblemFix } from './problem-fixes.ts'

/** A remark of ours on a line, which counts from 1. */
export interface ManifestHint {
  readonly line: number
  readonly sentence: string
  readonly fixes: readonly ProblemFix[]
}

/** Remarks in the order of the text: keys that are written twice, and per document what nothing follows from here. */
export const manifestHints = (text: string): readonly ManifestHint[] => [...doubledKeys(text), ...withoutEffect(text)].sort((a, b) => a.line - b.line)

const doubledKeys = (text: string): readonly ManifestHint[] =>
  duplicateKeys(text).map(({ path, line, againLine, edits }) => ({
    line, sentence: `${path} is written again in line ${againLine}. Only the last one counts; kubectl sends no other.`,
    fixes: edits.length === 0 ? [] : [{ title: `Remove the one in line ${line}`, text: applyEdits(text, edits) }],
  }))

/** One remark per document, at its kind, so that nothing is silently different and the text stays calm. */
function withoutEffect(text: string): readonly ManifestHint[] {
  return readManifest(text).documents.flatMap((document) => {
    const found = acceptedFields(document.value)
    if (found.size === 0) return []
    const line = text.slice(0, locate(document, 'kind').start).split('\n').length
    const [note] = found.values()
    const why = found.size === 1 && note ? ` (${note})` : ''
    return [{ line, sentence: `Checked and stored, but nothing follows here from ${[...found.keys()].join(', ')}${why}. The menu has more under “What is simulated”.`, fixes: [] }]
  })
}
