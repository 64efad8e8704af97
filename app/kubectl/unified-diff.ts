/** Two texts compared as `diff -u -N` prints it. The only file that knows the library. */
import { structuredPatch } from 'diff'

/** A text with the name and the time that its header bears. */
export interface DiffSide {
  readonly path: string
  readonly time: string
  readonly text: string
}

/** Empty where the texts are equal. */
export function unifiedDiff(from: DiffSide, to: DiffSide): string {
  if (from.text === to.text) return ''
  const { hunks } = structuredPatch('', '', from.text, to.text, undefined, undefined, { context: 3 })
  // A side without lines begins before its first one.
  const range = (start: number, lines: number) => (lines === 1 ? `${start}` : `${lines === 0 ? start - 1 : start},${lines}`)
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${lines.map((line) => `${line}\n`).join('')}`)
  return `diff -u -N ${from.path} ${to.path}\n--- ${from.path}\t${from.time}\n+++ ${to.path}\t${to.time}\n${body.join('')}`
}
