/** Parts of a manifest that must stay as they are, found by indentation, so that half-typed text can be held to them too. */
import { outlineOf, type OutlineLine } from './outline.ts'

/** A locked part. Offsets in UTF-16 units, lines from 1, both ends included. */
export interface LockedPart {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly firstLine: number
  readonly lastLine: number
}

/** The lines of each path in each document, with all that belongs below it. What stands inside braces is locked with its line. */
export function lockedParts(text: string, paths: readonly string[]): readonly LockedPart[] {
  if (paths.length === 0) return []
  const lines = outlineOf(text)
  const documents = [...new Set(lines.map(({ document }) => document))]
  return paths.flatMap((path) => documents.flatMap((document) => partOf(lines, document, path) ?? []))
}

const keysOf = (path: string): readonly string[] => [...path.matchAll(/\['([^']+)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => (quoted ?? index ?? name)!)

function partOf(lines: readonly OutlineLine[], document: number, path: string): LockedPart | undefined {
  const keys = keysOf(path)
  const begins = (line: OutlineLine, of: readonly string[]) => !line.blank && line.document === document && line.path.length >= of.length && of.every((key, at) => String(line.path[at]) === key)
  for (let length = keys.length; length > 0; length--) {
    const of = keys.slice(0, length)
    const first = lines.findIndex((line) => begins(line, of))
    if (first < 0) continue
    // A shorter path is meant only where the rest stands in its own line: `{matchLabels: {app: logs}}`.
    if (length < keys.length && !/^[[{]/.test(lines[first]!.value?.text ?? '')) return undefined
    const last = lines.findLastIndex((line) => begins(line, of))
    // A text of several lines belongs to its key, and is blank to the outline.
    let end = last
    if (/^[|>]/.test(lines[last]!.value?.text ?? '')) while (lines[end + 1]?.blank && lines[end + 1]!.text.search(/\S/) > lines[last]!.column) end++
    return { path, start: lines[first]!.start, end: lines[end]!.end, firstLine: first + 1, lastLine: end + 1 }
  }
  return undefined
}

/** The path of a locked part that a change would touch; undefined where all of them stay as they are. */
export function touchedLock(before: string, after: string, paths: readonly string[]): string | undefined {
  const [was, is] = [before, after].map((text) => lockedParts(text, paths).map(({ path, start, end }) => ({ path, text: text.slice(start, end) })))
  return was!.find(({ path, text }) => !is!.some((each) => each.path === path && each.text === text))?.path
}
