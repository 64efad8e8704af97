/**
 * All that acts change and that time moves: the cluster, and the desk with the files and shells of
 * the terminal, so that seeking brings along what waits in a shell and what stands on its page.
 */
import { explanationOf } from '#apis/explanations/explanation-of'
import type { Observer } from '#cluster/advance'
import type { Cause } from '#cluster/cause'
import { underRules, withSeed, type Cluster } from '#cluster/cluster'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { outputSince } from '#kubectl/shell/chunk'
import { findShell, hear, newDesk, openShell, showLine, withShell, type Desk, type Files, type Settings, type ShellState } from '#kubectl/shell/desk'
import { advanceShells } from '#kubectl/shell/run-shells'
import { performShellAct, type ShellAct } from '#kubectl/shell/shell-act'
import { performAct } from './act.ts'
import { said, type Answer } from './answer.ts'
import { isAnswerAct, isShellAct, isWatchAct, type LabAct } from './lab-act.ts'

export interface World {
  readonly cluster: Cluster
  readonly desk: Desk
  /** The editor's manifest as it was last applied without a refusal. */
  readonly applied: string | undefined
}

/** The editor's file, as shells find it. */
export const manifestFile = 'manifest.yaml'

/** The shell that is there from the beginning. */
export const firstShell = 'shell-1'

/** A cluster that nobody has worked at yet. */
export const newWorld = (cluster: Cluster, files: Files = {}): World => ({ cluster, desk: openShell(newDesk(files), firstShell), applied: undefined })

/** The world at `untilMs` (virtual ms, not before its now), or at the instant at which the observer stopped it. */
export function advanceWorld({ cluster, desk, applied }: World, untilMs: number, observer: Observer = {}): World {
  const [next, after] = advanceShells(cluster, desk, untilMs, { ...observer, explanationOf })
  return { cluster: next, desk: after, applied }
}

/** The world after an act, and what came back; the very same world where the act was refused and changed nothing. `cause` names the act to whoever asks later. */
export function performInWorld(world: World, act: LabAct, observer: Observer = {}, cause?: Cause): [World, Answer] {
  if (isShellAct(act)) return performAtShell(world, act, observer, cause)
  if (isAnswerAct(act)) return [world, said('')]
  if (isWatchAct(act)) {
    const cluster = underRules(world.cluster, undefined)
    return [{ ...world, cluster: act.seed === undefined ? cluster : withSeed(cluster, act.seed) }, said('')]
  }
  const events: WatchEvent[] = []
  const onWatchEvent = (event: WatchEvent) => {
    observer.onWatchEvent?.(event)
    events.push(event)
  }
  const [cluster, answer] = performAct(world.cluster, act, { ...observer, onWatchEvent }, cause)
  if (!hasEffect(answer)) return [world, answer]
  // The machine goes and its object with it: of that half kubectl has a line.
  const desk = 'leave' in act ? showLine(world.desk, firstShell, `kubectl delete node ${act.leave.join(' ')}`, answer) : world.desk
  return [{ ...world, cluster, desk: hear(desk, events) }, answer]
}

const appliesManifest = /^\s*(?:kubectl|k)\s+(?:apply|create|replace)\b(?!.*--dry-run).*(?:-f|--filename)[\s=]*manifest\.yaml\b/

/** The answer is what the shell has printed at once; what goes on is to be read there. */
function performAtShell(world: World, act: ShellAct, observer: Observer, cause: Cause): [World, Answer] {
  const [cluster, desk] = performShellAct(world.cluster, world.desk, act, { ...observer, explanationOf, cause })
  const shell = 'shell' in act ? findShell(desk, act.shell) : undefined
  if (!shell) return [{ ...world, cluster, desk }, said('')]
  const before = findShell(world.desk, shell.id)
  const { chunks } = outputSince(shell, before?.printed ?? 0)
  const text = chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : '')).join('').trimEnd()
  const refused = !shell.job && shell.exit !== 0
  const applied = 'line' in act && !refused && appliesManifest.test(act.line) ? desk.files[manifestFile] : world.applied
  // A line that was entered belongs in a recording whatever came of it: it stands on the page.
  // Keys end or open what only shells know of.
  const looked = 'press' in act || ('line' in act && before !== undefined && hasOnlyLooked([world.cluster, world.desk, before], [cluster, desk, shell]))
  return [{ cluster, desk, applied }, { text, refused, changed: true, ...(looked && { looked }) }]
}

/** The shell in which a line can be run at once: the preferred one, else the first that waits for one, else a new one. */
export function idleShell({ shells }: Desk, preferred?: string): string {
  const idle = shells.filter(({ job, unfinished, typed, closed }) => !job && !unfinished && typed.length === 0 && !closed).map(({ id }) => id)
  if (preferred !== undefined && idle.includes(preferred)) return preferred
  if (idle[0] !== undefined) return idle[0]
  for (let number = 1; ; number++) if (!shells.some(({ id }) => id === `shell-${number}`)) return `shell-${number}`
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
  const [cluster, after] = performShellAct(world.cluster, desk, act, { explanationOf })
  const shell = findShell(after, act.shell)!
  return hasOnlyLooked([world.cluster, desk, before], [cluster, after, shell]) ? { ...world, desk: withShell(desk, { ...before, output: shell.output, printed: shell.printed }) } : undefined
}

type Place = readonly [cluster: Cluster, desk: Desk, shell: ShellState]

/** Is all as it was, but for what was printed, and does nothing go on? */
function hasOnlyLooked([cluster, desk, before]: Place, [next, after, shell]: Place): boolean {
  return !before.job && !shell.job && !before.unfinished && !shell.unfinished && !shell.closed && after.files === desk.files && after.namespace === desk.namespace
    && sameSettings(before.settings, shell.settings) && next.resourceVersion === cluster.resourceVersion && next.sequence === cluster.sequence && next.random === cluster.random
}

const sameSettings = (a: Settings, b: Settings): boolean => a.variables === b.variables && a.exported === b.exported && a.aliases === b.aliases

/** Does an act with this answer belong in a recording? */
export const hasEffect = ({ refused, changed }: Answer): boolean => !refused || changed === true
