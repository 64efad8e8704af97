/** Changes to a manifest that leave everything else as it was written: comments, order, quotes, blank lines. */
import { lastLineOf, lineOf, samePath, type OutlineLine, type OutlinePath } from './outline.ts'

/** Puts `text` in the place of a stretch, in UTF-16 units from the beginning. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A text as lines, and which document of it is meant. */
export interface Document {
  readonly text: string
  readonly lines: readonly OutlineLine[]
  readonly document: number
}

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.start - a.start).reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text)
}

/** Writes a scalar at a path: in the place of the one that is there, or as a new line. Undefined where its parent cannot take a line. */
export function setScalar(document: Document, path: OutlinePath, value: string): TextEdit[] | undefined {
  const line = lineOf(document.lines, document.document, path)
  if (!line) return insertLines(document, path.slice(0, -1), [`${String(path.at(-1))}: ${value}`], 'first')
  if (line.value) return [{ start: line.value.start, end: line.value.end, text: value }]
  if (!line.key || lastLineOf(document.lines, line) !== document.lines.indexOf(line)) return undefined
  const colon = line.start + line.text.indexOf(':', line.key.end - line.start) + 1
  return [{ start: colon, end: colon, text: ` ${value}` }]
}

/** Writes lines into the mapping at a path, as its first or its last; makes the mapping where its key, or the key above it, is missing. */
export function insertLines(document: Document, path: OutlinePath, inserted: readonly string[], where: 'first' | 'last'): TextEdit[] | undefined {
  const { lines, text } = document
  const children = lines.filter((line) => line.document === document.document && !line.blank && line.key && line.path.length === path.length + 1 && samePath(line.path.slice(0, -1), path))
  if (children.length > 0) {
    const child = where === 'first' ? children[0]! : children.at(-1)!
    const space = ' '.repeat(child.column)
    if (where === 'first') {
      const start = child.start + child.column
      return [{ start, end: start, text: inserted.map((line) => `${line}\n${space}`).join('') }]
    }
    return after(text, lines[lastLineOf(lines, child)]!, inserted.map((line) => space + line))
  }
  if (path.length === 0) return undefined
  const parent = lineOf(lines, document.document, path)
  if (!parent) {
    const name = path.at(-1)
    return typeof name === 'string' ? insertLines(document, path.slice(0, -1), [`${name}:`, ...inserted.map((line) => `  ${line}`)], 'last') : undefined
  }
  if (!parent.key || parent.value) return undefined
  return after(text, parent, inserted.map((line) => ' '.repeat(parent.column + 2) + line))
}

function after(text: string, line: OutlineLine, inserted: readonly string[]): TextEdit[] {
  const atEnd = line.end >= text.length
  return [{ start: line.end, end: line.end, text: `\n${inserted.join('\n')}${atEnd ? '\n' : ''}` }]
}

/** First and last line, from 0, of a key with everything below it. */
export function blockOf({ lines, document }: Document, path: OutlinePath): { readonly first: number; readonly last: number } | undefined {
  const line = lineOf(lines, document, path)
  return line && { first: lines.indexOf(line), last: lastLineOf(lines, line) }
}

/** Takes a key with everything below it away. The dash before it stays with what follows in its item. */
export function removeBlock(document: Document, path: OutlinePath): TextEdit[] | undefined {
  const block = blockOf(document, path)
  if (!block) return undefined
  const { lines, text } = document
  const [first, last] = [lines[block.first]!, lines[block.last]!]
  if (first.dashes.length > 0) {
    const next = lines[block.last + 1]
    const goesOn = next && !next.blank && next.document === first.document && next.column === first.column && next.dashes.length === 0
    if (goesOn) return [{ start: first.start + first.column, end: next.start + next.column, text: '' }]
  }
  return [{ start: first.start, end: Math.min(last.end + 1, text.length), text: '' }]
}

/** Takes a key with everything below it to another mapping, where it becomes the last, with the indentation of that place. */
export function moveBlock(document: Document, from: OutlinePath, to: OutlinePath): TextEdit[] | undefined {
  const block = blockOf(document, from)
  const removed = removeBlock(document, from)
  if (!block || !removed) return undefined
  const { lines } = document
  const column = lines[block.first]!.column
  const moved = lines.slice(block.first, block.last + 1).map((line, index) => (index === 0 ? line.text.slice(column) : line.text.slice(Math.min(column, line.text.length - line.text.trimStart().length))))
  const inserted = insertLines(document, to, moved, 'last')
  // What is moved must not stand inside of what it is moved into.
  return inserted && !inserted.some((edit) => removed.some(({ start, end }) => edit.start > start && edit.start < end - 1)) ? [...removed, ...inserted] : undefined
}

/** Moves lines to the right (or, with a negative `by`, to the left). */
export function shiftLines({ lines }: Document, first: number, last: number, by: number): TextEdit[] {
  return lines.slice(first, last + 1).filter((line) => line.text.trim() !== '').map((line) => {
    const own = line.text.length - line.text.trimStart().length
    return { start: line.start, end: line.start + own, text: ' '.repeat(Math.max(0, own + by)) }
  })
}
