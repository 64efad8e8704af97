/** What is marked in the text: wavy lines and tint where the API server would refuse, bars at lines that are not applied yet. */
import type { ManifestProblem } from '#scene/manifest-problems'
import type { Changes } from '../manifest-editor.ts'
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

/** The bars of lines that are not applied yet. */
export function changeMarks(made: ManifestEditor, { added, removedBefore }: Changes): editor.IModelDeltaDecoration[] {
  const lines = made.getModel()!.getLineCount()
  const mark = (line: number, linesDecorationsClassName: string | undefined): editor.IModelDeltaDecoration => {
    const at = Math.min(line, lines)
    return { range: { startLineNumber: at, startColumn: 1, endLineNumber: at, endColumn: 1 }, options: { linesDecorationsClassName: linesDecorationsClassName ?? '' } }
  }
  return [...added.map((line) => mark(line, styles.changed)), ...removedBefore.map((line) => mark(line, styles.takenAway))]
}
