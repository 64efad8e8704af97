/**
 * What a lesson's act does to a cluster, and what came of it. Small, on top of the cluster and
 * kubectl; what buttons of the lab do comes through the timeline's own acts.
 */
import { readManifest } from '#apis/manifest'
import { perform, type Observer } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import { machineRefusal, type MachineAct } from '#cluster/rules'
import { performFault, withPodNames, type FaultAct } from '#kubectl/cluster-act'
import { interrupt, printed, type Process } from '#kubectl/process'
import { advanceWithProcesses, startCommand } from '#kubectl/run-kubectl'
import { isLeftOut } from '#kubectl/shell/commands-in-line'
import { newDesk, takeOutput, type Desk } from '#kubectl/shell/desk'
import { advanceShells } from '#kubectl/shell/run-shells'
import { performShellAct, type ShellAct } from '#kubectl/shell/shell-act'
import { performAct, type Act } from '#timeline/act'
import type { Done } from './done.ts'
import type { LessonAct } from './format/act-fields.ts'
import { isManifestText } from './format/misuses.ts'
import { withFieldAt } from './field-at.ts'
import { lineEntered, linePrinted, linesEnded, type PendingLines } from './shell-lines.ts'

/** Acts that change the cluster or let time pass: all but answers. */
export type ClusterAct = Exclude<LessonAct, { answer: unknown }>

/** Whatever a person can do in the lab: acts of lessons, of its buttons, of its terminal. */
export type AnyAct = ClusterAct | Act | ShellAct

/** A cluster while acts are done to it, with the command that still runs in it. */
export interface Stage {
  readonly cluster: Cluster
  /** The terminal, once something was entered there. */
  readonly terminal?: { readonly desk: Desk; readonly pending: PendingLines }
  readonly running?: { readonly words: string; readonly atMs: number; readonly process: Process; readonly waited: boolean }
}

/** What acts find around them. */
export interface Surroundings {
  /** Files that `apply` and `-f` find. */
  readonly files: Readonly<Record<string, string>>
  readonly observer?: Observer
  /** Told of every act once it has ended. */
  readonly onDone?: (done: Done, cluster: Cluster) => void
}

/** How long a command that was not waited for may run before the next act ends it, in virtual ms: somebody at a prompt waits about as long. */
const patienceMs = 60_000
const stepMs = 1_000

/** Does one act. A command that still runs ends first, or is ended with Ctrl-C; `wait` lets it run on. */
export function playAct(stage: Stage, act: AnyAct, around: Surroundings): Stage {
  if ('wait' in act) return passTime(stage, act.wait, around)
  if ('shell' in act || 'file' in act) return atTerminal(stage, act, around)
  const ended = endRunning(stage, around)
  const next = playOnCluster(ended.cluster, act, around)
  return stage.terminal ? { ...next, terminal: stage.terminal } : next
}

function atTerminal(stage: Stage, act: ShellAct, around: Surroundings): Stage {
  const { desk, pending } = stage.terminal ?? { desk: newDesk(around.files), pending: {} }
  const [cluster, next] = performShellAct(stage.cluster, desk, act, around.observer ?? {})
  return heard({ ...stage, cluster }, next, 'line' in act ? lineEntered(pending, act.shell, act.line, stage.cluster.nowMs) : pending, around)
}

/** Takes what shells have printed, and tells of lines that have ended. */
function heard(stage: Stage, desk: Desk, pending: PendingLines, { onDone }: Surroundings): Stage {
  let [now, lines] = [desk, pending]
  for (const { id } of desk.shells) {
    const [without, chunks] = takeOutput(now, id)
    ;[now, lines] = [without, linePrinted(lines, id, chunks)]
  }
  const [done, left] = linesEnded(lines, now, stage.cluster.options.rules)
  for (const each of done) onDone?.(each, stage.cluster)
  return { ...stage, terminal: { desk: now, pending: left } }
}

function playOnCluster(cluster: Cluster, act: ClusterAct | Act, around: Surroundings): Stage {
  const { observer = {}, files } = around
  if ('kubectl' in act) return startLine(cluster, withPodNames(act.kubectl, cluster), { files, stdin: act.input ?? '' }, around, act.kubectl.trim().split(/\s+/)[0] === 'kubectl' ? '' : 'kubectl ')
  if ('apply' in act) return startLine(cluster, 'apply -f manifest.yaml', { files: { ...files, 'manifest.yaml': manifestOf(act, files) } }, around, '', 'apply')
  const { rules } = cluster.options
  // What was not allowed was not done.
  if (rules && !('apply' in act) && machineRefusal(rules, 'pod' in act ? act.fault : (Object.keys(act)[0] as MachineAct)) !== undefined) return { cluster }
  if (isFault(act)) {
    const [after] = perform(cluster, 'fault', (draft) => performFault(draft, act as FaultAct), observer)
    return told({ cluster: after }, { atMs: cluster.nowMs, words: Object.keys(act)[0]!, stdout: '', stderr: '', refused: false }, around)
  }
  const [after, { text, refused }] = performAct(cluster, act as Act, observer)
  return told({ cluster: after }, { atMs: cluster.nowMs, words: Object.keys(act)[0]!, stdout: refused ? '' : text, stderr: refused ? text : '', refused }, around)
}

const faults: ReadonlySet<string> = new Set(['join', 'leave', 'fail', 'recover', 'evict', 'ready', 'unready'])
const isFault = (act: ClusterAct | Act): boolean => faults.has(Object.keys(act)[0]!)

function startLine(cluster: Cluster, line: string, input: { readonly files: Surroundings['files']; readonly stdin?: string }, around: Surroundings, prefix: string, words = `${prefix}${line}`): Stage {
  const [started, process] = perform(cluster, 'kubectl', (draft) => startCommand(draft, line, input), around.observer ?? {})
  return settled({ cluster: started, running: { words, atMs: cluster.nowMs, process, waited: false } }, around)
}

/** Takes a command that has ended off the stage. */
function settled(stage: Stage, around: Surroundings): Stage {
  const { running } = stage
  if (running?.process.exit === undefined) return stage
  const { process, words, atMs } = running
  return told({ cluster: stage.cluster }, { atMs, words, stdout: printed(process, 'stdout'), stderr: printed(process, 'stderr'), refused: process.exit !== 0 && process.exit !== 130 }, around)
}

/** The Apply button does what its line does. */
const lineOf = (words: string): string => (words === 'apply' ? 'kubectl apply -f manifest.yaml' : words)

function told(stage: Stage, done: Done, { onDone }: Surroundings): Stage {
  if (!isLeftOut(lineOf(done.words), stage.cluster.options.rules)) onDone?.(done, stage.cluster)
  return stage
}

/** Lets virtual ms pass; what runs goes on. */
export function passTime(stage: Stage, ms: number, around: Surroundings): Stage {
  const { cluster, running, terminal } = stage
  if (terminal) {
    const [later, desk] = advanceShells(cluster, terminal.desk, cluster.nowMs + ms, around.observer ?? {})
    return heard({ ...stage, cluster: later }, desk, terminal.pending, around)
  }
  const [after, [process]] = advanceWithProcesses(cluster, running ? [running.process] : [], cluster.nowMs + ms, around.observer ?? {})
  return settled({ cluster: after, ...(running && process && { running: { ...running, process, waited: true } }) }, around)
}

/** Waits for what still runs, or ends it. */
export function endRunning(stage: Stage, around: Surroundings): Stage {
  let now = stage
  for (let waitedMs = 0; now.running && !stage.running!.waited && waitedMs < patienceMs; waitedMs += stepMs) now = passTime(now, stepMs, around)
  const { running } = now
  return running ? settled({ ...now, running: { ...running, process: interrupt(running.process) } }, around) : now
}

/** The text that an apply sends: a file, or the manifest itself, with its changes made. */
export function manifestOf({ apply, with: changes }: { readonly apply: string; readonly with?: Readonly<Record<string, unknown>> }, files: Surroundings['files']): string {
  const text = isManifestText(apply) ? apply : Object.hasOwn(files, apply) ? files[apply]! : ''
  if (!changes) return text
  const { documents } = readManifest(text)
  const [first, ...rest] = documents.map(({ value }) => value)
  const changed = Object.entries(changes).reduce((value, [path, to]) => withFieldAt(value, path, to), first)
  return [changed, ...rest].map((value) => JSON.stringify(value, null, 2)).join('\n---\n')
}
