/**
 * The door of the terminal: what is typed into shells, and shells while virtual time passes. Each
 * function takes the cluster and the desk and gives the next ones; what was printed stands in the
 * shells (`takeOutput`). Commands take no virtual time unless they wait for something.
 */
import { advance, perform } from '#cluster/advance'
import type { Cause } from '#cluster/cause'
import type { Cluster } from '#cluster/cluster'
import type { Draft } from '#cluster/draft'
import type { Resource, WatchEvent } from '#cluster/kube-apiserver/watch'
import { Printer, type Chunk } from './chunk.ts'
import { findShell, withShell, type Desk, type ShellState } from './desk.ts'
import { readLine } from './read-line.ts'
import { runJob } from './running/run-job.ts'
import type { Outside, Shared, Surroundings } from './running/surroundings.ts'
import { nextWakeAtMs, runningStages, watchedBy } from './running/waiting.ts'

/** Enters a line into a shell: it is run, or kept until what runs has ended or reads it. Several lines at once are entered one by one. */
export function enterLine(cluster: Cluster, desk: Desk, id: string, line: string, observer: Outside = {}): [Cluster, Desk] {
  return typeInto(cluster, desk, id, line.split(/\r\n|\r|\n/), observer)
}

/** Ctrl-D: the end of what a command reads; on an empty line the end of the shell. */
export const endInput = (cluster: Cluster, desk: Desk, id: string, observer: Outside = {}): [Cluster, Desk] => typeInto(cluster, desk, id, [null], observer)

function typeInto(cluster: Cluster, desk: Desk, id: string, typed: readonly (string | null)[], observer: Outside): [Cluster, Desk] {
  const shell = findShell(desk, id)
  if (!shell || shell.closed) return [cluster, desk]
  const typedBy = [...(shell.typedBy ?? []), ...typed.map(() => observer.cause)]
  return settle(cluster, withShell(desk, { ...shell, typed: [...shell.typed, ...typed], typedBy }), observer)
}

/** Ctrl-C: ends what runs and forgets what was typed; exit code 130. */
export function interruptShell(desk: Desk, id: string): Desk {
  const shell = findShell(desk, id)
  if (!shell || shell.closed) return desk
  const printer = new Printer(shell)
  const { job, unfinished: _, ...rest } = shell
  if (job && runningStages(job).some(({ work }) => work.kind === 'program' && work.name === 'watch')) printer.print({ kind: 'screen', text: undefined })
  printer.print({ kind: 'text', stream: 'stdout', text: '^C\n' })
  return withShell(desk, { ...rest, typed: [], typedBy: [], exit: 130, ...printer.result() })
}

/** Does all that can be done without time passing: after `hear`, or after files changed. */
export function settle(cluster: Cluster, desk: Desk, observer: Outside = {}): [Cluster, Desk] {
  const runner = new Runner(cluster, desk, observer)
  runner.settle()
  return [runner.cluster, runner.desk()]
}

/**
 * Advances a cluster and all shells on it to `untilMs` (virtual ms), or to the instant at which the
 * observer stopped it. One call or a thousand small ones give the same cluster and the same output.
 */
export function advanceShells(cluster: Cluster, desk: Desk, untilMs: number, observer: Outside = {}): [Cluster, Desk] {
  if (desk.shells.every(({ job }) => !job)) return [advance(cluster, Math.max(untilMs, cluster.nowMs), observer), desk.unheard.length > 0 ? { ...desk, unheard: [] } : desk]
  const runner = new Runner(cluster, desk, observer)
  runner.settle()
  while (runner.cluster.nowMs < untilMs && !runner.stopped) {
    runner.advance(untilMs)
    runner.settle()
  }
  return [runner.cluster, runner.desk()]
}

/** The shells while they are worked on. */
class Runner {
  stopped = false
  private readonly shared: Shared
  private shells: ShellState[]
  private watched = new Set<Resource>()
  /** The cluster being advanced: who reads may look into it; who writes has to wait. */
  private advancing: Draft | undefined
  private blocked = false
  /** The act by which the line at work was entered. */
  private cause: Cause

  constructor(public cluster: Cluster, desk: Desk, private readonly observer: Outside) {
    this.shared = { files: desk.files, namespace: desk.namespace ?? '', events: [...desk.unheard] }
    this.shells = [...desk.shells]
  }

  desk(): Desk {
    const { files, namespace } = this.shared
    return { files, ...(namespace && { namespace }), shells: this.shells, unheard: [] }
  }

  /** All that can be done at this moment. */
  settle(): void {
    for (;;) {
      const heard = this.shared.events.length
      this.runAll()
      if (this.shared.events.length === heard) break
    }
    this.rest()
  }

  advance(untilMs: number): void {
    const targetMs = Math.max(this.cluster.nowMs, Math.min(untilMs, this.wakeAtMs()))
    this.cluster = advance(this.cluster, targetMs, {
      onWatchEvent: (event) => {
        this.observer.onWatchEvent?.(event)
        if (this.watched.has(event.resource)) this.shared.events.push(event)
      },
      onRefused: this.observer.onRefused,
      afterInstant: (draft) => {
        if (this.observer.afterInstant?.(draft) === 'stop') this.stopped = true
        if (this.shared.events.length === 0) return this.stopped ? 'stop' : undefined
        this.advancing = draft
        this.blocked = false
        this.runAll()
        this.advancing = undefined
        if (this.stopped || this.blocked) return 'stop'
        this.rest()
        return this.wakeAtMs() < targetMs ? 'stop' : undefined
      },
    })
  }

  private rest(): void {
    this.shared.events = []
    this.watched = new Set(this.shells.flatMap(({ job }) => (job ? watchedBy(job) : [])))
  }

  private wakeAtMs(): number {
    return Math.min(...this.shells.map(({ job }) => (job ? nextWakeAtMs(job) : Infinity)))
  }

  private runAll(): void {
    this.shells.forEach((shell, index) => {
      if (shell.job || shell.typed.length > 0) this.shells[index] = this.run(shell)
    })
  }

  private run(shell: ShellState): ShellState {
    const printer = new Printer(shell)
    const emit = (chunk: Chunk) => printer.print(chunk)
    const around = this.surroundings(shell)
    let now = shell
    for (;;) {
      if (now.job) {
        this.cause = now.cause
        const job = runJob(around, now.job, emit)
        now = { ...now, settings: around.settings, closed: around.closed, job }
        if (!job.ended) break
        const { job: _, ...ended } = now
        now = { ...ended, exit: job.exit }
      } else if (around.typed.length > 0 && !now.closed) {
        now = { ...readLine(now, around.typed.shift()!, emit), cause: shell.typedBy?.at(-1 - around.typed.length) }
        around.settings = now.settings
      } else break
    }
    const typed = now.closed ? [] : around.typed
    return { ...now, ...printer.result(), typed, typedBy: typed.length === 0 ? [] : shell.typedBy?.slice(-typed.length) }
  }

  private surroundings({ settings, closed, typed }: ShellState): Surroundings {
    const nowMs = this.advancing?.nowMs ?? this.cluster.nowMs
    const onCluster = <T>(writes: boolean, use: (draft: Draft) => T) => this.onCluster(writes, use)
    return { nowMs, unixMs: this.cluster.options.epochMs + nowMs, settings, closed, typed: [...typed], shared: this.shared, explanationOf: this.observer.explanationOf, onCluster }
  }

  private onCluster<T>(writes: boolean, use: (draft: Draft) => T): T | undefined {
    if (this.advancing) {
      if (!writes) return use(this.advancing)
      this.blocked = true
      return undefined
    }
    const onWatchEvent = (event: WatchEvent) => {
      this.observer.onWatchEvent?.(event)
      this.shared.events.push(event)
    }
    const [cluster, result] = perform(this.cluster, 'kubectl', use, { onWatchEvent, onRefused: this.observer.onRefused }, this.cause)
    this.cluster = cluster
    return result
  }
}
