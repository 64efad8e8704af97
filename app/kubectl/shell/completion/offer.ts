/** What completion works with: a command line as far as it is written, and what may stand next in it. */
import type { Cluster } from '#cluster/cluster'
import type { Command } from '../../command.ts'
import type { FlagSpec } from '../../flags.ts'
import type { Desk } from '../desk.ts'

/** What may stand for a word, or for what comes behind its first `from` characters. */
export interface Offer {
  readonly words: readonly string[]
  readonly from?: number
  /** A blank follows; default true. */
  readonly blank?: boolean
  /** They are written as they are: bash is to see their `$`. */
  readonly raw?: boolean
}

/** What completion looks at. */
export interface Around {
  readonly desk: Desk
  readonly cluster: Cluster
}

/** A command line of kubectl up to the word at hand. */
export interface Written {
  /** The command and its parents: `rollout`, `status`. */
  readonly path: readonly string[]
  readonly command: Command | undefined
  readonly flags: readonly FlagSpec[]
  /** Arguments behind the command. */
  readonly args: readonly string[]
  /** Values of flags by their long names, the last one. */
  readonly values: Readonly<Record<string, string>>
  /** The namespace that is meant. */
  readonly namespace: string
}

export const nothing: Offer = { words: [] }

/** The same for the last part of a list: `ds,po`, `a=b,c`. */
export function inList(word: string, start: number, offer: (part: string) => Offer): Offer {
  const from = Math.max(start, word.lastIndexOf(',') + 1)
  const { words, from: inner = 0, blank } = offer(word.slice(from))
  return { words, from: from + inner, ...(blank !== undefined && { blank }) }
}
