/** Waiting with a deadline: what every command that waits keeps as its state. */
import type { Draft } from '#cluster/draft'
import type { Resource } from '#cluster/kube-apiserver/watch'
import type { Process, Waiting } from './process.ts'
import type { IOStreams } from './io-streams.ts'

/** The virtual ms at which the command gives up; undefined: never. `timeoutMs` 0 means for ever. */
export const deadline = (draft: Draft, timeoutMs: number | undefined): number | undefined => (timeoutMs ? draft.nowMs + timeoutMs : undefined)

/** Goes on waiting with this state. */
export function waitOn<S extends { readonly deadlineMs?: number }>(streams: IOStreams, command: string, watches: readonly Resource[], state: S, writes = false): Process {
  const waiting: Waiting = { command, watches, writes, state, ...(state.deadlineMs !== undefined && { wakeAtMs: state.deadlineMs }) }
  return streams.wait(waiting)
}

/** Has the deadline come? */
export const isOver = (draft: Draft, deadlineMs: number | undefined): boolean => deadlineMs !== undefined && draft.nowMs >= deadlineMs
