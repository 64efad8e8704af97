/**
 * The door of kubectl: one line in, a process out, which either has ended or waits. Processes that
 * wait run while virtual time passes; what they print does not hang on the size of the steps.
 */
import { advance, perform, type Observer } from '#cluster/advance'
import type { Cause } from '#cluster/cause'
import type { Cluster } from '#cluster/cluster'
import type { Draft } from '#cluster/draft'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { Command } from './command.ts'
import { commands } from './commands/commands.ts'
import { dispatch } from './dispatch.ts'
import type { CommandInput, Output, Process, Waiting } from './process.ts'
import { splitWords } from './split-words.ts'

/** Starts a command; `kubectl` itself may stand in front. Inside `perform(cluster, 'kubectl', …)`. */
export function startCommand(draft: Draft, line: string, input: CommandInput = {}): Process {
  const words = splitWords(line)
  return startWords(draft, words[0] === 'kubectl' ? words.slice(1) : words, input)
}

/** The same for words that somebody else has cut, without `kubectl`. */
export function startWords(draft: Draft, words: readonly string[], input: CommandInput = {}): Process {
  return dispatch(draft, words, input, commands)
}

/** Takes up a process that waits; `events` are the changes since, of what it watches. Its output is what it prints now. */
export function resume(draft: Draft, waiting: Waiting, events: readonly WatchEvent[]): Process {
  return resumerOf(waiting)(draft, waiting, events)
}

/**
 * Advances a cluster to `untilMs` (virtual ms) together with the processes that run in it; ended ones
 * stay as they are; what they write belongs to the act `cause`. One call or a thousand small ones give the same cluster and the same output.
 */
export function advanceWithProcesses(cluster: Cluster, processes: readonly Process[], untilMs: number, observer: Observer = {}, cause?: Cause): [Cluster, readonly Process[]] {
  const running = new Running(processes)
  for (;;) {
    const target = Math.min(untilMs, running.nextWakeAtMs())
    cluster = advance(cluster, Math.max(target, cluster.nowMs), {
      onWatchEvent: (event) => {
        observer.onWatchEvent?.(event)
        running.note(event)
      },
      afterInstant: (draft) => {
        if (observer.afterInstant?.(draft) === 'stop') return 'stop'
        running.takeUp(draft, false)
        return running.hasDue(draft.nowMs, true) ? 'stop' : undefined
      },
    })
    if (running.hasDue(cluster.nowMs)) {
      const onWatchEvent = (event: WatchEvent) => {
        observer.onWatchEvent?.(event)
        running.note(event)
      }
      ;[cluster] = perform(cluster, 'kubectl', (draft) => running.takeUp(draft, true), { onWatchEvent }, cause)
      continue
    }
    if (cluster.nowMs >= untilMs) return [cluster, running.processes]
  }
}

/** The processes while time passes, with what each has yet to look at. */
class Running {
  private readonly running: Process[]
  private readonly unseen: WatchEvent[][]
  /** What each has printed: added to at the end, so that long watches cost no more per line. */
  private readonly output: Output[][]

  constructor(processes: readonly Process[]) {
    this.running = [...processes]
    this.unseen = processes.map(() => [])
    this.output = processes.map(({ output }) => [...output])
  }

  get processes(): readonly Process[] {
    return this.running.map((process, index) => ({ ...process, output: this.output[index]! }))
  }

  note(event: WatchEvent): void {
    this.running.forEach(({ waiting }, index) => {
      if (waiting?.watches.includes(event.resource)) this.unseen[index]!.push(event)
    })
  }

  nextWakeAtMs(): number {
    return Math.min(...this.running.map(({ waiting }) => waiting?.wakeAtMs ?? Infinity))
  }

  /** Is there one to be taken up now? `writersOnly`: one that may write. */
  hasDue(nowMs: number, writersOnly = false): boolean {
    return this.running.some((process, index) => this.isDue(process.waiting, index, nowMs) && (!writersOnly || process.waiting!.writes))
  }

  /** Takes up all that are due; those that may write only where they may. */
  takeUp(draft: Draft, mayWrite: boolean): void {
    this.running.forEach((process, index) => {
      const { waiting } = process
      if (!waiting || !this.isDue(waiting, index, draft.nowMs) || (waiting.writes && !mayWrite)) return
      const events = this.unseen[index]!.splice(0)
      const next = resume(draft, waiting, events)
      this.running[index] = next
      this.output[index]!.push(...next.output)
    })
  }

  private isDue(waiting: Waiting | undefined, index: number, nowMs: number): boolean {
    return waiting !== undefined && (this.unseen[index]!.length > 0 || (waiting.wakeAtMs !== undefined && waiting.wakeAtMs <= nowMs))
  }
}

function resumerOf({ command }: Waiting): NonNullable<Command['resume']> {
  const [verb, sub] = command.split(' ') as [string, string?]
  const found = commands.get(verb)
  const resume = (sub === undefined ? found : found?.subcommands?.[sub])?.resume
  if (!resume) throw new Error(`no command ${command} takes up what waits`)
  return resume
}
