import type { Transcript } from '#session/transcript'

/** What was printed since `before`; what was entered is left out, who typed it has heard it. */
export function newOutput(before: Transcript, now: Transcript): string {
  if (now.screen !== undefined) return now.screen === before.screen ? '' : now.screen
  const last = before.blocks.at(-1)
  return now.blocks
    .filter(({ key }) => key >= (last?.key ?? 0))
    .map((block) => (block.kind === 'entered' ? '' : block.key === last?.key && last.kind === 'output' ? block.text.slice(last.text.length) : block.text))
    .join('')
}

/** Lines that are read out in full; of longer output the end, which is what a glance would fall on. */
const mostSpoken = 12

/** The text as it is spoken: runs of blanks are one, and of long output the number of lines is said instead. */
export function spokenOutput(text: string): string {
  const lines = text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ', ')).filter(Boolean)
  if (lines.length <= mostSpoken) return lines.join('\n')
  const head = lines.slice(0, 3)
  return [...head, `and ${lines.length - head.length} more lines, the last: ${lines.at(-1)}`].join('\n')
}
