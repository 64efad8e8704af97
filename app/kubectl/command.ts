/** What every verb of kubectl offers, and what it is called with. */
import type { Draft } from '#cluster/draft'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { FlagSpec, Flags } from './flags.ts'
import type { CommandInput, Process, Waiting } from './process.ts'

/** One call of a command: its parsed line, and the world around it. */
export interface Invocation {
  readonly draft: Draft
  readonly input: CommandInput
  /** `kubectl rollout status`. */
  readonly path: string
  readonly args: readonly string[]
  readonly flags: Flags
  /** How many of `args` stand before `--`; undefined without one. */
  readonly dashAt: number | undefined
  /** What `-n` says, else the context's, else `default`. */
  readonly namespace: string
  /** Was `-n` given? An object of another namespace is refused then. */
  readonly namespaceGiven: boolean
}

/** A verb, or a verb's own verb. */
export interface Command {
  /** One line of our own, for lists and help. */
  readonly about: string
  /** How it is written: `get TYPE [NAME…] [flags]`, behind `kubectl`. */
  readonly usage: string
  readonly aliases?: readonly string[]
  /** Lines that show it at work. */
  readonly examples?: readonly string[]
  readonly flags?: readonly FlagSpec[]
  /** By name: `status` of `rollout`. */
  readonly subcommands?: Readonly<Record<string, Command>>
  /** The words behind it are not looked at. */
  readonly acceptsAnything?: boolean
  /** Runs inside a `perform`: may write. Absent where only the subcommands do something. */
  readonly start?: (invocation: Invocation) => Process
  /** Goes on where it waited; `events` are the changes since, of the resources it watches. Its output is what it prints now. */
  readonly resume?: (draft: Draft, waiting: Waiting, events: readonly WatchEvent[]) => Process
}
