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

/** A chunk in its place: `at` counts all that the shell has ever printed before it, in units of `lengthOf`. */
export type PrintedChunk = Chunk & { readonly at: number }

/** What a shell has printed, bounded: what is kept of it, and how much it was in all. */
export interface Printed {
  readonly output: readonly PrintedChunk[]
  readonly printed: number
}

/** So much is kept, in UTF-16 units; of more, the oldest goes. */
export const longestOutput = 2_000_000
/** A chunk that is as long as this does not grow. */
const longestGrowing = 16_384

/** UTF-16 units of a text or a line, at least 1. */
export const lengthOf = (chunk: Chunk): number => Math.max(1, 'text' in chunk ? (chunk.text?.length ?? 0) : 0)

/** Prints chunk after chunk: text of one stream grows together, of two screens in a row only the last is of interest. */
export class Printer {
  private readonly output: PrintedChunk[]
  private printed: number

  constructor(before: Printed) {
    this.output = [...before.output]
    this.printed = before.printed
  }

  print(chunk: Chunk): void {
    const last = this.output.at(-1)
    if (chunk.kind === 'text' && chunk.text === '') return
    if (chunk.kind === 'text' && last?.kind === 'text' && last.stream === chunk.stream && last.text.length < longestGrowing) this.output[this.output.length - 1] = { ...last, text: last.text + chunk.text }
    else {
      if (chunk.kind === 'screen' && last?.kind === 'screen') this.output.pop()
      this.output.push({ ...chunk, at: this.printed })
    }
    this.printed += lengthOf(chunk)
  }

  result(): Printed {
    let first = this.output.length
    for (let room = longestOutput; first > 0 && room > 0; room -= lengthOf(this.output[first]!)) first--
    const oldest = this.output[first]
    const [length, most] = [oldest ? this.printed - oldest.at : 0, longestOutput]
    if (!oldest || oldest.kind !== 'text' || length <= most) return { output: this.output.slice(first), printed: this.printed }
    const cut = oldest.text.indexOf('\n', length - most) + 1
    const kept = cut > 0 && cut < oldest.text.length ? [{ ...oldest, text: oldest.text.slice(cut), at: oldest.at + cut }] : []
    return { output: [...kept, ...this.output.slice(first + 1)], printed: this.printed }
  }
}

/**
 * What was printed behind a position: 0, or the `printed` of another time. A terminal that remembers
 * how far it has drawn asks so and leaves the shell as it is. `missing`: some of it is not kept any more,
 * or the position lies ahead (time was turned back): then the page is to be drawn anew from these chunks.
 */
export function outputSince({ output, printed }: Printed, position: number): { readonly chunks: readonly Chunk[]; readonly missing: boolean } {
  if (position > printed) return { chunks: output, missing: true }
  const first = output.findIndex((chunk) => chunk.at + lengthOf(chunk) > position)
  if (first < 0) return { chunks: [], missing: position < printed }
  const chunk = output[first]!
  const rest = output.slice(first + 1)
  const missing = chunk.at > position && chunk.kind !== 'screen'
  return { chunks: chunk.kind === 'text' && chunk.at < position ? [{ ...chunk, text: chunk.text.slice(position - chunk.at) }, ...rest] : [chunk, ...rest], missing }
}
