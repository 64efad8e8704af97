/** What a shell shows, as data: text and the few things beside text that a terminal does. */
import type { Output } from '../process.ts'

/**
 * - `text`: output of commands, line ends as `\n`.
 * - `line`: a line that was entered, with the prompt it stood behind. A terminal that has drawn it
 *   while it was typed draws it anew or leaves it; after a replay it makes the whole page again.
 * - `clear`: everything on the screen goes away.
 * - `screen`: a whole screen that takes the place of the last one (`watch`); without text the page
 *   underneath comes back.
 */
export type Chunk =
  | ({ readonly kind: 'text' } & Output)
  | { readonly kind: 'line'; readonly prompt: string; readonly text: string }
  | { readonly kind: 'clear' }
  | { readonly kind: 'screen'; readonly text: string | undefined }

/** Adds a chunk; text of one stream grows together, and of two screens in a row only the last is of interest. */
export function addChunk(chunks: Chunk[], chunk: Chunk): void {
  const last = chunks.at(-1)
  if (chunk.kind === 'text') {
    if (chunk.text === '') return
    if (last?.kind === 'text' && last.stream === chunk.stream) {
      chunks[chunks.length - 1] = { ...last, text: last.text + chunk.text }
      return
    }
  }
  if (chunk.kind === 'screen' && last?.kind === 'screen') chunks.pop()
  chunks.push(chunk)
}

/** So much of what nobody took away is kept, in UTF-16 units; of more, the oldest goes. */
export const longestOutput = 2_000_000

/** The chunks without the oldest of them where they are too long together. */
export function boundOutput(chunks: readonly Chunk[]): readonly Chunk[] {
  let room = longestOutput
  for (let index = chunks.length - 1; index >= 0; index--) {
    const chunk = chunks[index]!
    const length = 'text' in chunk ? (chunk.text?.length ?? 0) : 0
    if (length <= room) {
      room -= length
      continue
    }
    if (chunk.kind !== 'text') return chunks.slice(index + 1)
    const rest = chunk.text.slice(length - room)
    return [{ ...chunk, text: rest.slice(rest.indexOf('\n') + 1) }, ...chunks.slice(index + 1)]
  }
  return chunks
}
