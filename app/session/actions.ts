/** What a person can do: one named function each, the same for button, key and menu. */
import type * as corev1 from '#apis/corev1'
import type { JoiningNode } from '#cluster/faults'
import type { Act, PodFault } from '#timeline/act'
import type { DrainChoices, TaintRemoval } from '#timeline/node-acts'
import { nowMsOf, perform } from '#timeline/timeline'
import { session, show } from './session.ts'
import { keep, keepMoment, noteTyping, whenOpen } from './sessions.ts'
import { newNode, nextZone, rolePrefix, type NodeRole } from './start.ts'

/** The only way an act reaches the cluster. `command` is the kubectl line it stands for; empty where there is none. */
function act(what: Act, command = '', then?: () => void): void {
  whenOpen(() => {
    const { timeline } = session.getState()
    const [next, answer] = perform(timeline, what)
    if (next === timeline) return session.setState({ answer: { ...answer, command } })
    const happenings = next.memory.stretch(next.after)?.log.happenings.filter(({ atMs }) => atMs <= nowMsOf(next)) ?? []
    // Whoever does something wants to see what comes of it.
    show(next, { answer: { ...answer, command }, playing: true, ...(happenings.length > 0 && { happenings }) })
    then?.()
    keep()
  })
}

/** Applies the draft, and shows the DaemonSet that it is about. */
export function applyManifest(): void {
  whenOpen(() => {
    const before = new Set(session.getState().cluster.objects.daemonsets.keys())
    act({ apply: session.getState().draft }, 'kubectl apply -f manifest.yaml', () => {
      const added = [...session.getState().cluster.objects.daemonsets.keys()].find((key) => !before.has(key))
      if (added !== undefined) showDaemonSet(added)
    })
  })
}

export const cutPower = (node: string): void => act({ fail: [node] })
export const restorePower = (node: string): void => act({ recover: [node] })
export const removeNode = (node: string): void => act({ leave: [node] }, `kubectl delete node ${node}`)
export const setCordon = (node: string, on: boolean): void => act({ cordon: node, on }, `kubectl ${on ? 'cordon' : 'uncordon'} ${node}`)
export const drainNode = (node: string, choices: DrainChoices, command: string): void => act({ drain: node, ...choices }, command)
export const taintNode = (node: string, add: readonly corev1.Taint[], remove: readonly TaintRemoval[], command: string): void => act({ taint: node, add, remove }, command)
export const labelNode = (node: string, set: Readonly<Record<string, string>>, remove: readonly string[], command: string): void => act({ label: node, set, remove }, command)
export const fillNode = (node: string, requests: Readonly<Record<string, string>>): void => act({ fill: node, requests })
export const deletePod = (key: string): void => act({ deletePod: key }, `kubectl delete pod ${key.slice(key.indexOf('/') + 1)} -n ${key.slice(0, key.indexOf('/'))}`)
export const deleteDaemonSet = (key: string): void => act({ deleteDaemonSet: key }, `kubectl delete daemonset ${key.slice(key.indexOf('/') + 1)} -n ${key.slice(0, key.indexOf('/'))}`)
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
  session.setState(node === undefined ? { opened: undefined } : { opened: node, selected: node })
}

/** Makes another DaemonSet the one that the stage is about. */
export function showDaemonSet(key: string): void {
  session.setState({ shown: key })
  show(session.getState().timeline, { shown: key })
}
