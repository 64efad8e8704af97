/** Keys that are written twice: the API server never hears of the first, because the last one counts. */
import { removeBlock, type TextEdit } from './edits.ts'
import { lineOf, outlineOf, printPath, type OutlineLine } from './outline.ts'

/** A key that stands twice in one mapping. Lines count from 1. */
export interface DuplicateKey {
  readonly path: string
  /** Where it is written first, to no effect, and where again. */
  readonly line: number
  readonly againLine: number
  /** Stretch of the first key, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** Takes the first one away, with what is below it. */
  readonly edits: readonly TextEdit[]
}

/** Each pair of equal keys, in the order of the text. */
export function duplicateKeys(text: string): readonly DuplicateKey[] {
  const lines = outlineOf(text)
  const seen = new Map<string, OutlineLine>()
  const found: DuplicateKey[] = []
  lines.forEach((line, index) => {
    if (line.blank || !line.key) return
    const id = `${line.document} ${JSON.stringify(line.path)}`
    const first = seen.get(id)
    seen.set(id, line)
    // What stands below a key that is written twice is told of with it.
    if (!first || found.some(({ path }) => printPath(line.path).startsWith(`${path}.`))) return
    const edits = lineOf(lines, line.document, line.path) === first ? removeBlock({ text, lines, document: line.document }, line.path) : undefined
    found.push({ path: printPath(line.path), line: lines.indexOf(first) + 1, againLine: index + 1, start: first.key!.start, end: first.key!.end, edits: edits ?? [] })
  })
  return found
}
