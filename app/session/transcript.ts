/**
 * What stands above a prompt, as blocks that never change once they are full: a long watch adds
 * blocks at the end and drops them at the start, and what lies between is not touched again.
 */
import type { Chunk } from '#kubectl/shell/chunk'

/** One piece of the page. */
export type Block =
  | { readonly key: number; readonly kind: 'entered'; readonly prompt: string; readonly text: string }
  | {
      readonly key: number
      readonly kind: 'output'
      readonly stream: 'stdout' | 'stderr'
      /** Whole lines, but for the last block's end. */
      readonly text: string
      readonly lines: number
    }

export interface Transcript {
  readonly blocks: readonly Block[]
  /** Key that the next block gets. */
  readonly next: number
  /** Lines of all blocks. */
  readonly lines: number
  /** Lines that were dropped at the start, so that a long watch does not fill the memory. */
  readonly dropped: number
  /** A screen that stands in front of the page (`watch`). */
  readonly screen: string | undefined
}

export const emptyTranscript: Transcript = Object.freeze({ blocks: Object.freeze([]), next: 0, lines: 0, dropped: 0, screen: undefined })

/** Lines of one block: few enough to be laid out within a frame. */
const blockLines = 200
/** Lines that are kept. */
export const mostLines = 20_000
/** Longer texts without a line end are cut into blocks as well, in UTF-16 units. */
const blockLength = 60_000

/** The page with more on it. */
export function append(transcript: Transcript, chunks: readonly Chunk[]): Transcript {
  if (chunks.length === 0) return transcript
  const page = new Page(transcript)
  for (const chunk of chunks) page.add(chunk)
  return page.transcript()
}

class Page {
  private blocks: Block[]
  private next: number
  private lines: number
  private dropped: number
  private screen: string | undefined

  constructor(before: Transcript) {
    this.blocks = [...before.blocks]
    ;({ next: this.next, lines: this.lines, dropped: this.dropped, screen: this.screen } = before)
  }

  add(chunk: Chunk): void {
    switch (chunk.kind) {
      case 'clear':
        this.blocks = []
        this.lines = 0
        this.dropped = 0
        return
      case 'screen':
        this.screen = chunk.text
        return
      case 'line':
        this.blocks.push({ key: this.next++, kind: 'entered', prompt: chunk.prompt, text: chunk.text })
        this.lines += countLines(chunk.text) + 1
        return
      case 'text':
        for (let at = 0; at < chunk.text.length; ) at = this.write(chunk.stream, chunk.text, at)
    }
  }

  /** Writes as much of the text as the block at hand has room for, and says where it goes on. */
  private write(stream: 'stdout' | 'stderr', text: string, from: number): number {
    const last = this.blocks.at(-1)
    const open = last?.kind === 'output' && last.stream === stream && last.lines < blockLines && last.text.length < blockLength ? last : undefined
    const end = endOfLines(text, from, blockLines - (open?.lines ?? 0), blockLength)
    const part = text.slice(from, end)
    const lines = countLines(part)
    this.lines += lines
    if (open) this.blocks[this.blocks.length - 1] = { ...open, text: open.text + part, lines: open.lines + lines }
    else this.blocks.push({ key: this.next++, kind: 'output', stream, text: part, lines })
    return end
  }

  transcript(): Transcript {
    let first = 0
    while (this.lines > mostLines && first < this.blocks.length - 1) {
      const lines = linesOf(this.blocks[first++]!)
      this.lines -= lines
      this.dropped += lines
    }
    return { blocks: first > 0 ? this.blocks.slice(first) : this.blocks, next: this.next, lines: this.lines, dropped: this.dropped, screen: this.screen }
  }
}

const linesOf = (block: Block): number => (block.kind === 'output' ? block.lines : countLines(block.text) + 1)

/** Where the given number of lines ends, or the text, or the length; never inside of a surrogate pair. */
function endOfLines(text: string, from: number, lines: number, length: number): number {
  let end = from
  for (let left = lines; left > 0; left--) {
    const at = text.indexOf('\n', end)
    if (at < 0 || at - from > length) {
      end = Math.min(text.length, from + length)
      const code = text.charCodeAt(end - 1)
      return end < text.length && code >= 0xd800 && code < 0xdc00 ? end - 1 : end
    }
    end = at + 1
  }
  return end
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** All that can be read on the page, as it would be copied. */
export function transcriptText({ blocks }: Transcript): string {
  return blocks.map((block) => (block.kind === 'output' ? block.text : `${block.prompt}${block.text}\n`)).join('')
}
