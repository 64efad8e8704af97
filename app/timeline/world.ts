/**
 * All that acts change and that time moves: the cluster, and the desk with the files and shells of
 * the terminal, so that seeking brings along what waits in a shell and what stands on its page.
 */
import type { Observer } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { findShell, hear, newDesk, openShell, withShell, type Desk, type Settings } from '#kubectl/shell/desk'
import { advanceShells } from '#kubectl/shell/run-shells'
import { performShellAct } from '#kubectl/shell/shell-act'
import { performAct } from './act.ts'
import { said, type Answer } from './answer.ts'
import { isShellAct, type LabAct } from './lab-act.ts'

export interface World {
  readonly cluster: Cluster
  readonly desk: Desk
}

/** A cluster that nobody has worked at yet. */
export const newWorld = (cluster: Cluster): World => ({ cluster, desk: newDesk() })

/** The world at `untilMs` (virtual ms, not before its now), or at the instant at which the observer stopped it. */
export function advanceWorld({ cluster, desk }: World, untilMs: number, observer: Observer = {}): World {
  const [next, after] = advanceShells(cluster, desk, untilMs, observer)
  return { cluster: next, desk: after }
}

/** The world after an act, and what came back; the very same world where the act was refused and changed nothing. A terminal's answers stand in its shells. */
export function performInWorld(world: World, act: LabAct, observer: Observer = {}): [World, Answer] {
  if (isShellAct(act)) {
    const [cluster, desk] = performShellAct(world.cluster, world.desk, act, observer)
    return [{ cluster, desk }, said('')]
  }
  const events: WatchEvent[] = []
  const onWatchEvent = (event: WatchEvent) => {
    observer.onWatchEvent?.(event)
    events.push(event)
  }
  const [cluster, answer] = performAct(world.cluster, act, { ...observer, onWatchEvent })
  return [hasEffect(answer) ? { cluster, desk: hear(world.desk, events) } : world, answer]
}

/**
 * The world after a line that only looks, with what it printed and nothing else changed; undefined
 * where the line changes the cluster, a file or the shell, or goes on. Such a line needs no place in
 * a recording: it may be entered in the past without making another past.
 */
export function lookInWorld(world: World, act: LabAct): World | undefined {
  if (!('line' in act)) return undefined
  const desk = openShell(world.desk, act.shell)
  const before = findShell(desk, act.shell)!
  const [cluster, after] = performShellAct(world.cluster, desk, act)
  const shell = findShell(after, act.shell)!
  const looks = !before.job && !shell.job && !before.unfinished && !shell.unfinished && !shell.closed && after.files === desk.files && after.namespace === desk.namespace
    && sameSettings(before.settings, shell.settings) && cluster.resourceVersion === world.cluster.resourceVersion && cluster.sequence === world.cluster.sequence && cluster.random === world.cluster.random
  return looks ? { cluster: world.cluster, desk: withShell(desk, { ...before, output: shell.output, printed: shell.printed }) } : undefined
}

const sameSettings = (a: Settings, b: Settings): boolean => a.variables === b.variables && a.exported === b.exported && a.aliases === b.aliases

/** Does an act with this answer belong in a recording? */
export const hasEffect = ({ refused, changed }: Answer): boolean => !refused || changed === true
