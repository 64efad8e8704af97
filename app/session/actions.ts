/** What a person can do: one named function each, the same for button, key and menu. */
import type * as corev1 from '#apis/corev1'
import type { JoiningNode } from '#cluster/faults'
import type { Shortage } from '#cluster/kubelet/eviction'
import { Happenings } from '#scene/story/happenings'
import type { PodFault } from '#timeline/act'
import type { LabAct } from '#timeline/lab-act'
import { nowMsOf, perform } from '#timeline/timeline'
import { idleShell, manifestFile } from '#timeline/world'
import { session, show } from './session.ts'
import { keep, keepMoment, noteTyping, whenOpen } from './sessions.ts'
import { newNode, nextZone, rolePrefix, type NodeRole } from './start.ts'
import { cleared, completeLine, type Completion } from './terminal.ts'
import { closeAnswer } from './why/asked.ts'

/** The only way an act reaches the cluster. `command` is the kubectl line it stands for; empty where there is none. */
function act(what: LabAct, command = '', then?: () => void): void {
  whenOpen(() => {
    const { timeline } = session.getState()
    const [next, answer] = perform(timeline, what)
    if (next === timeline) return session.setState({ answer: { ...answer, command } })
    const told = next.memory.stretch(next.after)?.log.happenings
    const happenings = told ? new Happenings([{ part: told, untilMs: nowMsOf(next) }]).slice(0, Infinity) : []
    // Whoever does something wants to see what comes of it; who only looks at a moment wants it to stay.
    show(next, { answer: { ...answer, command }, ...(!answer.looked && { playing: true }), ...(happenings.length > 0 && { happenings }) })
    then?.()
    keep()
  })
}

/** Answers a question of the lesson. */
export const answerQuestion = (task: string, choice: string): void => act({ answer: { task, choice } })

// ── at a shell ──

/** Enters a line into a shell, by default the one in view, or another where that one is busy; files that were edited since come along. */
export function run(line: string, shell?: string, then?: () => void): void {
  whenOpen(() => {
    const { draft, timeline, activeShell } = session.getState()
    const { desk } = timeline.world
    const files = desk.files[manifestFile] === draft ? undefined : { [manifestFile]: draft }
    const id = shell ?? idleShell(desk, activeShell)
    act({ shell: id, line, ...(files && { files }) }, line, then)
  })
}

/** Ctrl-C: ends what runs in a shell. */
export const interrupt = (shell: string): void => act({ shell, press: 'Ctrl-C' })

/** Ctrl-D: the end of what a command reads, or of the shell. */
export function endInput(shell: string): void {
  if (session.getState().shells.length > 1 || session.getState().shells[0]?.prompt === '') act({ shell, press: 'Ctrl-D' })
}

export const closeShell = (shell: string): void => act({ shell, press: 'close' })

/** Opens one more shell and shows it. */
export function openShell(): void {
  const { shells } = session.getState().timeline.world.desk
  const id = `shell-${Math.max(0, ...shells.map((shell) => Number(shell.id.replace('shell-', '')) || 0)) + 1}`
  session.setState({ activeShell: id })
  act({ shell: id, press: 'open' })
}

export const showShell = (activeShell: string): void => session.setState({ activeShell })

/** Ctrl-L: empties the page; nothing that runs is touched. */
export const clearPage = (id: string): void => session.setState(({ shells }) => ({ shells: shells.map((shell) => (shell.id === id ? cleared(shell) : shell)) }))

/** What Tab offers at a place of a line. */
export function offerAt(shell: string, line: string, cursor: number): Completion {
  const { cluster, desk } = session.getState().timeline.world
  return completeLine({ ...desk, files: { ...desk.files, [manifestFile]: session.getState().draft } }, cluster, shell, line, cursor)
}

/** Goes on with a text that a shell waits for; null leaves it as it was. */
export const finishEdit = (shell: string, edited: string | null): void => act({ shell, edited })

// ── with a line of kubectl ──

/** Applies the draft, and shows the DaemonSet that it is about. */
export function applyManifest(): void {
  whenOpen(() => {
    const before = new Set(session.getState().cluster.objects.daemonsets.keys())
    run(`kubectl apply -f ${manifestFile}`, undefined, () => {
      const added = [...session.getState().cluster.objects.daemonsets.keys()].find((key) => !before.has(key))
      if (added !== undefined) showDaemonSet(added)
    })
  })
}

export const setCordon = (node: string, on: boolean): void => run(`kubectl ${on ? 'cordon' : 'uncordon'} ${node}`)
export const deletePod = (key: string): void => run(`kubectl delete pod ${nameAndNamespace(key)} --wait=false`)
export const deleteDaemonSet = (key: string): void => run(`kubectl delete daemonset ${nameAndNamespace(key)}`)

function nameAndNamespace(key: string): string {
  const [namespace, name] = key.split('/') as [string, string]
  return namespace === 'default' ? name : `${name} -n ${namespace}`
}

// ── to machines ──

export const cutPower = (node: string): void => act({ fail: [node] })
export const restorePower = (node: string): void => act({ recover: [node] })
export const removeNode = (node: string): void => act({ leave: [node] }, `kubectl delete node ${node}`)
export const fillNode = (node: string, requests: Readonly<Record<string, string>>): void => act({ fill: node, requests })
export type { PodFault }

/** A node runs short of memory, disk or process ids, or has enough again. */
export const setPressure = (node: string, of: Shortage, short: boolean): void => act({ pressure: node, of, short })
export const breakPod = (key: string, fault: PodFault): void => act({ pod: key, fault })

/** What kind of machines, how many, and what they carry beside what their role brings. */
export interface NodesToAdd {
  readonly role: NodeRole
  readonly count: number
  /** Empty: the zone with the fewest nodes. */
  readonly zone: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly corev1.Taint[]
}

/** Adds nodes under the next free names. */
export function addNodes({ role, count, zone, labels, taints }: NodesToAdd): void {
  const { cluster } = session.getState()
  const joining: JoiningNode[] = []
  const zones = zone ? [zone] : zonesInTurn(nextZone(cluster))
  for (let number = 1; joining.length < count; number++) {
    const name = `${rolePrefix[role]}-${number}`
    if (cluster.objects.nodes.has(name)) continue
    const node = newNode(name, role, zones[joining.length % zones.length]!)
    joining.push({ ...node, labels: { ...node.labels, ...labels }, taints: [...(node.taints ?? []), ...taints] })
  }
  act({ join: joining })
}

const zonesInTurn = (first: string): readonly string[] => (first === 'a' ? ['a', 'b'] : first === 'b' ? ['b', 'a'] : [first])

/** The names that nodes of a role would get. */
export function namesFor(role: NodeRole, count: number): readonly string[] {
  const { nodes } = session.getState().cluster.objects
  const names: string[] = []
  for (let number = 1; names.length < count; number++) if (!nodes.has(`${rolePrefix[role]}-${number}`)) names.push(`${rolePrefix[role]}-${number}`)
  return names
}

export function setDraft(draft: string): void {
  noteTyping()
  session.setState({ draft })
  keepSoon()
}

let keepTimer: ReturnType<typeof setTimeout> | undefined

/** A draft is written down when the typing rests: storage is slow beside a key press. */
function keepSoon(): void {
  clearTimeout(keepTimer)
  keepTimer = setTimeout(keepMoment, 300)
}

export const selectNode = (selected: string | undefined): void => session.setState({ selected })

/** Opens the explanation of a node; undefined goes back to the cluster. */
export function openNode(node: string | undefined): void {
  if (node !== undefined) closeAnswer()
  session.setState(node === undefined ? { opened: undefined } : { opened: node, selected: node })
}

/** Makes another DaemonSet the one that the stage is about. */
export function showDaemonSet(key: string): void {
  session.setState({ shown: key })
  show(session.getState().timeline, { shown: key })
}
