/**
 * A manifest as lines, also while it is half typed and no reader would take it: where each key
 * stands and what it belongs to, by indentation alone. Flow collections are one value.
 */

/** A key or an item's place: names of keys, positions in lists. */
export type OutlinePath = readonly (string | number)[]

/** One line of the text. Offsets in UTF-16 units from the beginning of the text, columns from 0. */
export interface OutlineLine {
  readonly start: number
  /** Without the line break. */
  readonly end: number
  readonly text: string
  /** Which document, counted from 0; a line `---` belongs to none. */
  readonly document: number
  /** `blank` lines say nothing: empty, a comment, `---`, or inside a text of several lines. */
  readonly blank: boolean
  /** Columns of the dashes that begin items. */
  readonly dashes: readonly number[]
  /** Where what follows the dashes begins; the end of the line when nothing does. */
  readonly column: number
  /** The key as YAML reads it, and where it stands. */
  readonly key: { readonly name: string; readonly start: number; readonly end: number } | undefined
  /** What is written behind the colon, or as the item; `text` with its quotes, without a comment. */
  readonly value: { readonly text: string; readonly start: number; readonly end: number } | undefined
  /** Of the key, or of the item where there is none; `[]` for blank lines. */
  readonly path: OutlinePath
}

/** A mapping or a list that is open at some line. */
interface Frame {
  readonly kind: 'map' | 'list'
  readonly column: number
  readonly path: OutlinePath
  /** The last key of a mapping, the position in a list. */
  last: string | number | undefined
}

/** Reads all lines. Linear in the text. */
export function outlineOf(text: string): readonly OutlineLine[] {
  const lines: OutlineLine[] = []
  let [start, document] = [0, 0]
  let frames: Frame[] = []
  // Column of the key whose value is a text of several lines (`key: |`).
  let literal: number | undefined
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '')
    const indent = line.length - line.trimStart().length
    const blankAt = { start, end: start + line.length, text: line, document, blank: true, dashes: [], column: indent, key: undefined, value: undefined, path: [] }
    start += raw.length + 1
    if (literal !== undefined && (line.trim() === '' || indent > literal)) {
      lines.push(blankAt)
      continue
    }
    literal = undefined
    if (/^(---|\.\.\.)(\s|$)/.test(line)) {
      lines.push(blankAt)
      document++
      frames = []
      continue
    }
    if (/^\s*(#|$)/.test(line)) {
      lines.push(blankAt)
      continue
    }
    const parts = partsOf(line, blankAt.start)
    for (const dash of parts.dashes) enter(frames, 'list', dash)
    let path = childOf(frames)
    if (parts.key) {
      enter(frames, 'map', parts.column)
      frames.at(-1)!.last = parts.key.name
      path = childOf(frames)
      if (/^[|>][-+\d]*$/.test(parts.value?.text ?? '')) literal = parts.column
    }
    lines.push({ ...blankAt, ...parts, blank: false, path })
  }
  return lines
}

/** The path of the mapping that a key at this column of a line would belong to, given the lines before it; `dashes` stand before it on the same line. */
export function placeAt(lines: readonly OutlineLine[], index: number, column: number, dashes: readonly number[] = []): { readonly path: OutlinePath; readonly inList: boolean } {
  const frames: Frame[] = []
  const { document } = lines[index]!
  for (const line of lines.slice(0, index)) {
    if (line.document !== document || line.blank) continue
    for (const dash of line.dashes) enter(frames, 'list', dash)
    if (!line.key) continue
    enter(frames, 'map', line.column)
    frames.at(-1)!.last = line.key.name
  }
  for (const dash of dashes) enter(frames, 'list', dash)
  enter(frames, 'map', column)
  return { path: frames.at(-1)!.path, inList: dashes.length > 0 }
}

/** Opens a mapping or a list at a column, or goes on in the one that is open there. */
function enter(frames: Frame[], kind: Frame['kind'], column: number): void {
  while (frames.length > 0 && frames.at(-1)!.column > column) frames.pop()
  // A list may stand right under its key; the next key at that column ends it.
  if (kind === 'map') while (frames.at(-1)?.kind === 'list' && frames.at(-1)!.column === column) frames.pop()
  const top = frames.at(-1)
  if (top?.kind === kind && top.column === column) {
    if (kind === 'list') top.last = (top.last as number) + 1
    return
  }
  frames.push({ kind, column, path: childOf(frames), last: kind === 'list' ? 0 : undefined })
}

function childOf(frames: readonly Frame[]): OutlinePath {
  const top = frames.at(-1)
  if (!top) return []
  return top.last === undefined ? top.path : [...top.path, top.last]
}

const keyPattern = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)\s*:(?=\s|$)/

function partsOf(line: string, start: number): Pick<OutlineLine, 'dashes' | 'column' | 'key' | 'value'> {
  const dashes: number[] = []
  let column = line.length - line.trimStart().length
  for (let dash = /^-(?:\s+|$)/.exec(line.slice(column)); dash; dash = /^-(?:\s+|$)/.exec(line.slice(column))) {
    dashes.push(column)
    column += dash[0].length
  }
  const rest = line.slice(column)
  const key = keyPattern.exec(rest)
  const from = column + (key?.[0].length ?? 0)
  const lead = /^\s*/.exec(line.slice(from))![0].length
  const text = withoutComment(line.slice(from + lead))
  return {
    dashes, column,
    key: key ? { name: unquoted(key[1]!), start: start + column, end: start + column + key[1]!.length } : undefined,
    value: text === '' ? undefined : { text, start: start + from + lead, end: start + from + lead + text.length },
  }
}

function withoutComment(text: string): string {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(text)
  if (quoted) return quoted[0]
  return text.startsWith('#') ? '' : text.replace(/\s+#.*$/, '').trimEnd()
}

/** A scalar without its quotes. */
export function unquoted(text: string): string {
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replace(/\\(.)/g, '$1')
  return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text
}

/** Quoted where YAML would read something else than a text. */
export function quotedIfNeeded(value: string): string {
  const safe = /^[A-Za-z_./][\w./@-]*(?:[:=][\w./@-]+)*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value)
  return safe ? value : JSON.stringify(value)
}

/** The line that an offset stands in, from 0. */
export function lineIndexAt(lines: readonly OutlineLine[], offset: number): number {
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (lines[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** `spec.containers[0].image`; a key with dots stands in brackets, as in causes of the API server. */
export const printPath = (path: OutlinePath): string =>
  path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : part.includes('.') ? `${text}[${part}]` : text ? `${text}.${part}` : part), '')

/** Do two paths lead to the same place? */
export const samePath = (a: OutlinePath, b: OutlinePath): boolean => a.length === b.length && a.every((part, index) => part === b[index])

/** The line of a document on which a path's key or item stands. */
export const lineOf = (lines: readonly OutlineLine[], document: number, path: OutlinePath): OutlineLine | undefined =>
  lines.find((line) => line.document === document && !line.blank && samePath(line.path, path))

/** The scalar at a path, without its quotes; undefined where there is none. */
export function scalarAt(lines: readonly OutlineLine[], document: number, path: OutlinePath): string | undefined {
  const text = lineOf(lines, document, path)?.value?.text
  return text === undefined ? undefined : unquoted(text)
}

/** Everything that stands below a path and is written on the lines after it: the last such line, or its own. */
export function lastLineOf(lines: readonly OutlineLine[], line: OutlineLine): number {
  const from = lines.indexOf(line)
  let last = from
  for (let index = from + 1; index < lines.length; index++) {
    const other = lines[index]!
    if (other.document !== line.document) break
    if (other.blank && other.text.trim() !== '' && !/^\s*#/.test(other.text)) last = index
    else if (!other.blank) {
      if (other.path.length <= line.path.length || !line.path.every((part, at) => part === other.path[at])) break
      last = index
    }
  }
  return last
}
