/**
 * Lines of the terminal as acts of a lesson: which were entered, and what came of them once they
 * had ended. For who plays a recording, and for a page that has shells of its own.
 */
import type { Chunk } from '#kubectl/shell/chunk'
import type { Rules } from '#cluster/rules'
import { isLeftOut } from '#kubectl/shell/commands-in-line'
import { findShell, type Desk } from '#kubectl/shell/desk'
import type { Done } from './done.ts'

interface Pending {
  readonly words: string
  readonly atMs: number
  readonly stdout: string
  readonly stderr: string
}

/** Lines that still run, by shell. Plain data. */
export type PendingLines = Readonly<Record<string, Pending>>

/** A line was entered into a shell, at a virtual ms. */
export const lineEntered = (pending: PendingLines, shell: string, line: string, atMs: number): PendingLines =>
  ({ ...pending, [shell]: { words: line.trim().replace(/^k /, 'kubectl '), atMs, stdout: '', stderr: '' } })

/** A shell printed something: what `takeOutput` gives, whenever it is taken. */
export function linePrinted(pending: PendingLines, shell: string, chunks: readonly Chunk[]): PendingLines {
  const line = pending[shell]
  if (!line || chunks.length === 0) return pending
  const text = (stream: 'stdout' | 'stderr') => chunks.map((chunk) => (chunk.kind === 'text' && chunk.stream === stream ? chunk.text : '')).join('')
  return { ...pending, [shell]: { ...line, stdout: line.stdout + text('stdout'), stderr: line.stderr + text('stderr') } }
}

/** Lines that have ended on this desk, to be told to an `Eye` (not those that the rules left out), and those that still run. Take the output first. */
export function linesEnded(pending: PendingLines, desk: Desk, rules: Rules | undefined): readonly [readonly Done[], PendingLines] {
  const ended = Object.entries(pending).filter(([id]) => !findShell(desk, id)?.job)
  const done = ended.filter(([, { words }]) => !isLeftOut(words, rules)).map(([id, line]): Done => {
    const exit = findShell(desk, id)?.exit ?? 0
    return { ...line, refused: exit !== 0 && exit !== 130 }
  })
  return [done, Object.fromEntries(Object.entries(pending).filter(([id]) => !ended.some(([other]) => other === id)))]
}
