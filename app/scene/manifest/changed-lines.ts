/** What differs between the text that was applied and the draft, line by line. The only file here that knows `diff`. */
import type * as appsv1 from '#apis/appsv1'
import { diffLines } from 'diff'
import { printDaemonSet } from '../print-manifest.ts'

/** A line as the comparison shows it; numbers count from 1, in the applied text and in the draft. */
export interface ComparedLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
  readonly before: number | undefined
  readonly after: number | undefined
}

/** Beyond so many changed lines it is not worked out which they are. */
const mostChanges = 2_000

/** Both texts in one, in order. */
export function compareTexts(applied: string, draft: string): readonly ComparedLine[] {
  const parts = diffLines(withEnd(applied), withEnd(draft), { maxEditLength: mostChanges }) ?? [{ value: withEnd(applied), removed: true, added: false }, { value: withEnd(draft), removed: false, added: true }]
  let [before, after] = [0, 0]
  return parts.flatMap(({ value, added, removed }) => value.split('\n').slice(0, -1).map((text): ComparedLine => {
    if (added) return { kind: 'added', text, before: undefined, after: ++after }
    if (removed) return { kind: 'removed', text, before: ++before, after: undefined }
    return { kind: 'same', text, before: ++before, after: ++after }
  }))
}

const withEnd = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/** Lines of the draft that are not applied yet, lines before which something was only taken away, and how many lines that makes in all. */
export function changedLines(lines: readonly ComparedLine[]): { readonly added: readonly number[]; readonly removedBefore: readonly number[]; readonly count: number } {
  const [added, removedBefore]: [number[], number[]] = [[], []]
  let [next, count] = [1, 0]
  for (let index = 0; index < lines.length; index++) {
    const run = { added: 0, removed: 0 }
    for (; lines[index] && lines[index]!.kind !== 'same'; index++) {
      run[lines[index]!.kind as 'added' | 'removed']++
      if (lines[index]!.after !== undefined) added.push(lines[index]!.after!)
    }
    if (run.removed > 0 && run.added === 0) removedBefore.push(next)
    count += Math.max(run.added, run.removed)
    next = (lines[index]?.after ?? next) + 1
  }
  return { added, removedBefore, count }
}

/** The text that the draft is compared with: what was applied, or a live object that it was taken from, whichever it is nearer to. */
export function baselineFor(draft: string, applied: string | undefined, live: readonly appsv1.DaemonSet[]): string | undefined {
  const texts = [...(applied === undefined ? [] : [applied]), ...live.map(printDaemonSet)]
  let best: { text: string; count: number } | undefined
  for (const text of texts) {
    if (text === draft) return text
    const { count } = changedLines(compareTexts(text, draft))
    if (!best || count < best.count) best = { text, count }
  }
  return best?.text
}
