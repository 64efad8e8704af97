/** What every verb of kubectl offers. */
import type { Draft } from '#cluster/draft'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { CommandInput, Process, Waiting } from './process.ts'

export interface Command {
  /** `words` are what stands behind the verb. Runs inside a `perform`: may write. */
  readonly start: (draft: Draft, words: readonly string[], input: CommandInput) => Process
  /** Goes on where it waited; `events` are the changes since, of the resources it watches. Its output is what it prints now. */
  readonly resume?: (draft: Draft, waiting: Waiting, events: readonly WatchEvent[]) => Process
}
