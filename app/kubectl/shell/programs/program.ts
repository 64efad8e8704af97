/** What every command beside kubectl offers, and what it is called with. */
import type { Output } from '../../process.ts'
import type { Chunk } from '../chunk.ts'
import type { Files, Settings } from '../desk.ts'
import type { Script } from '../language/script.ts'

/** One call of a command. */
export interface Call {
  /** The words behind the name. */
  readonly args: readonly string[]
  /** Virtual ms since the cluster began, and what the clock on the wall says then: ms since 1970. */
  readonly nowMs: number
  readonly unixMs: number
  readonly files: Files
  readonly settings: Settings
}

/** What a command does next: prints, and then ends (`exit`) or waits for input, a time, a child or an editor. */
export interface Next {
  readonly output?: readonly (Output | Exclude<Chunk, { kind: 'text' | 'line' }>)[]
  readonly exit?: number
  /** Where it stands: plain data, in its own words. */
  readonly state?: unknown
  /** It goes on when more of its input is there. */
  readonly reads?: boolean
  /** Virtual ms at which it goes on. */
  readonly wakeAtMs?: number
  /** Commands it runs now. */
  readonly run?: { readonly script: Script; readonly capture: boolean }
  /** A file that is to be edited. */
  readonly edit?: { readonly file: string }
  /** Files that it wrote. */
  readonly files?: Files
  /** Names of files that it removed. */
  readonly removes?: readonly string[]
  /** What it changes in the shell; without effect in a pipeline, as in bash. */
  readonly settings?: Partial<Settings>
  /** The shell ends. */
  readonly closes?: boolean
}

/** A command. Each function but `start` is called where `Next` asked for it. */
export interface Program {
  /** One line of our own, for `help`. */
  readonly about: string
  readonly usage: string
  readonly start: (call: Call) => Next
  /** More of its input is there; `ended`: the last of it, or nothing more. */
  readonly read?: (state: unknown, text: string, ended: boolean, call: Call) => Next
  /** Its time has come. */
  readonly wake?: (state: unknown, call: Call) => Next
  /** What it ran has ended. */
  readonly childEnded?: (state: unknown, child: { readonly exit: number; readonly output: readonly Output[] }, call: Call) => Next
}

export const out = (text: string): Output => ({ stream: 'stdout', text })
export const err = (text: string): Output => ({ stream: 'stderr', text })

/** Ends well, with this on standard output. */
export const print = (text: string): Next => ({ output: [out(text)], exit: 0 })

/** Ends badly, with this on standard error. */
export const fail = (text: string, exit = 1): Next => ({ output: [err(text)], exit })
