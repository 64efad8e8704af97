/** Wavy lines under what the API server would refuse, and the tint of their lines. */
import type { ManifestProblem } from '#scene/manifest-problems'
import type { editor } from './monaco.ts'
import { rangeOf, type ManifestEditor } from './new-editor.ts'
import styles from './Monaco.module.css'

/** So many problems are marked; more than that nobody reads. */
export const mostMarks = 50

/** The marks of these problems. */
export function problemMarks(made: ManifestEditor, problems: readonly ManifestProblem[]): editor.IModelDeltaDecoration[] {
  const model = made.getModel()!
  return problems.slice(0, mostMarks).flatMap(({ start, end, line }) => {
    if (line > model.getLineCount()) return []
    // A stretch over several lines, or of nothing, is shown on its first line.
    const lineEnd = model.getOffsetAt({ lineNumber: line, column: model.getLineMaxColumn(line) })
    const firstInk = model.getOffsetAt({ lineNumber: line, column: model.getLineFirstNonWhitespaceColumn(line) || 1 })
    const from = end > start ? start : Math.min(start, firstInk)
    const range = rangeOf(made, Math.min(from, lineEnd), Math.max(Math.min(end, lineEnd), from === start && end > start ? start + 1 : lineEnd))
    return [
      { range, options: { inlineClassName: styles.wave ?? '', stickiness: 1 } },
      { range, options: { isWholeLine: true, className: styles.tint ?? '', lineNumberClassName: styles.wrongNumber ?? '', marginClassName: styles.tint ?? '' } },
    ]
  })
}
