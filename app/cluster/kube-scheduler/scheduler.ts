/**
 * Gives each pod a node: what fits is bound, what does not waits until something changes.
 * Stands for kubernetes/pkg/scheduler. A pod with scheduling gates is not looked at until the last is gone.
 */
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import type { Component } from '../component.ts'
import { memoryTable, type Draft } from '../draft.ts'
import { withCondition } from '../kube-apiserver/conditions.ts'
import { equal } from '../kube-apiserver/equal.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { recordEvent } from '../record-event.ts'
import { onlyNodeName, refusalOf, type Refusal } from './filters.ts'
import { notePod, surroundingsOf } from './inter-pod-affinity.ts'
import { byWeight, noVictims, priorityOf, victimsOn } from './preemption.ts'
import { isEnd, nodeMayHelp, podMayHelp, type Plugin } from './queueing-hints.ts'
import { scoresOf } from './scores.ts'
import { fieldOf, type Ground } from '../kube-apiserver/watch.ts'

interface Waiting {
  /** Who refused it: they are asked which changes may help. */
  readonly plugins: readonly Plugin[]
}
const waiting = memoryTable<Waiting>('scheduler/unschedulable')

export const scheduler: Component = {
  name: 'default-scheduler',
  onWatchEvent: {
    pods: (draft, event) => {
      const { key, object, previous, type } = event
      notePod(draft, object, type === 'DELETED')
      if (type !== 'DELETED' && isNominated(object)) nominated(draft).add(key)
      else nominated(draft).delete(key)
      if (type === 'DELETED' || object.spec?.nodeName) waiting(draft).delete(key)
      const matters = isEnd(event) || (object.spec?.nodeName && (!previous?.spec?.nodeName || !equal(previous.metadata!.labels, object.metadata!.labels)))
      if (matters) retryWaiting(draft, (pod, plugins) => podMayHelp(pod, plugins, event))
      if (isOurs(object) && (type === 'ADDED' || isGated(previous))) draft.wake(key, draft.options.schedulingMs)
    },
    nodes: (draft, event) => {
      if (waiting(draft).size > 0) retryWaiting(draft, (pod, plugins) => nodeMayHelp(pod, plugins, event))
    },
  },
  onTimer: (draft, { key }) => {
    const pod = draft.api.get('pods', key)
    if (pod && isOurs(pod)) scheduleOne(draft, key, pod)
  },
}

const isGated = (pod: corev1.Pod | undefined) => (pod?.spec?.schedulingGates?.length ?? 0) > 0
const isOurs = (pod: corev1.Pod) => !pod.spec?.nodeName && !isGated(pod) && !pod.metadata?.deletionTimestamp && (pod.spec?.schedulerName ?? 'default-scheduler') === 'default-scheduler'

/**
 * Pods that found no node try again as soon as something may help: the wait after a failed attempt
 * holds only while others are to be scheduled, and here nobody ever queues for long
 * (SchedulerPopFromBackoffQ; the recording `preemption` shows it by its time).
 */
function retryWaiting(draft: Draft, mayHelp: (pod: corev1.Pod, plugins: readonly Plugin[]) => boolean): void {
  for (const [key, { plugins }] of waiting(draft)) {
    const pod = draft.api.get('pods', key)
    if (pod && mayHelp(pod, plugins)) draft.wake(key, draft.options.schedulingMs)
  }
}

function scheduleOne(draft: Draft, key: string, pod: corev1.Pod): void {
  const nodes = draft.api.list('nodes')
  const only = onlyNodeName(pod)
  const candidates = only === undefined ? [...nodes.values()] : [nodes.get(only)].filter((node) => node !== undefined)
  const refusals = new Map<string, Refusal>()
  const fitting: corev1.Node[] = []
  const around = surroundingsOf(draft)
  for (const node of candidates) {
    const refusal = refusalOf(pod, node, [...othersOn(draft, node), ...expectedOn(draft, node, pod)], around)
    if (refusal) refusals.set(node.metadata!.name!, refusal)
    else fitting.push(node)
  }
  if (fitting.length === 0) return unschedulable(draft, pod, refusals, nodes.size)
  const chosen = fitting.length === 1 ? fitting[0]! : best(draft, pod, fitting)
  const nodeName = chosen.metadata!.name!
  const bound = draft.api.bind(key, nodeName, { reason: { rule: 'schedule', nodeName, aimed: only !== undefined, rests: placeGrounds(draft, key, nodeName) } })
  if (isStatus(bound)) return
  const { namespace, name } = pod.metadata!
  recordEvent(draft, 'pods', bound, { type: 'Normal', reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${nodeName}` })
}

/** A pod that had to wait is placed because what refused it changed; the others, because they came. */
function placeGrounds(draft: Draft, key: string, nodeName: string): readonly Ground[] | undefined {
  const refused = waiting(draft).get(key)
  if (!refused) return undefined
  return [fieldOf('pods', key, ''), fieldOf('nodes', nodeName, ''), ...refused.plugins.flatMap((plugin): readonly Ground[] => {
    switch (plugin) {
      case 'NodeResourcesFit':
        return [{ what: 'gone', node: nodeName }, fieldOf('nodes', nodeName, 'status.allocatable')]
      case 'NodePorts':
        return [{ what: 'gone', node: nodeName }]
      case 'TaintToleration':
        return [fieldOf('nodes', nodeName, 'spec.taints')]
      case 'NodeUnschedulable':
        return [fieldOf('nodes', nodeName, 'spec.unschedulable')]
      case 'NodeAffinity':
        return [fieldOf('nodes', nodeName, 'metadata.labels')]
      default:
        return [{ what: 'gone' }]
    }
  })]
}

const isNominated = ({ spec, status }: corev1.Pod) => !spec?.nodeName && status?.nominatedNodeName !== undefined
/** Keys of pods for which others were made to go, and which are not there yet. */
const nominated = (draft: Draft) => draft.cache('scheduler/nominated', () => new Set([...draft.api.pods.unbound()].filter(([, pod]) => isNominated(pod)).map(([key]) => key)))

/** Pods for which room is being made on the node: nobody of lower rank may take it meanwhile. */
function expectedOn(draft: Draft, node: corev1.Node, pod: corev1.Pod): corev1.Pod[] {
  if (nominated(draft).size === 0) return []
  const expected = [...nominated(draft)].map((key) => draft.api.get('pods', key)).filter((other) => other !== undefined)
  return expected.filter((other) => other.metadata!.uid !== pod.metadata!.uid && other.status?.nominatedNodeName === node.metadata!.name && priorityOf(other) >= priorityOf(pod))
}

const othersOn = (draft: Draft, node: corev1.Node) => [...draft.api.pods.onNode(node.metadata!.name!).values()]

/** The node with the highest score; equals are drawn for. */
function best(draft: Draft, pod: corev1.Pod, nodes: readonly corev1.Node[]): corev1.Node {
  const scores = scoresOf(draft, pod, nodes.map((node) => ({ node, pods: othersOn(draft, node) })))
  const highest = Math.max(...scores)
  const equals = nodes.filter((_, index) => scores[index] === highest)
  return equals[equals.length === 1 ? 0 : draft.random.integer(equals.length)]!
}

/** Says why, tries to make room, and puts the pod aside. */
function unschedulable(draft: Draft, pod: corev1.Pod, refusals: ReadonlyMap<string, Refusal>, total: number): void {
  const key = keyOf(pod.metadata!)
  const plugins = new Set([...refusals.values()].map(({ plugin }) => plugin))
  // Nodes that a daemon pod is not aimed at are refused by its affinity.
  if (refusals.size < total) plugins.add('NodeAffinity')
  waiting(draft).set(key, Object.freeze({ plugins: Object.freeze([...plugins]) }))
  draft.wake(key, draft.options.unschedulableFlushMs)
  const outcome = preempt(draft, pod, refusals)
  const preempted = typeof outcome === 'object' && 'victims' in outcome ? outcome : undefined
  const message = total === 0 ? 'no nodes available to schedule pods' : failedScheduling(refusals, total, outcome)
  recordEvent(draft, 'pods', pod, { type: 'Warning', reason: 'FailedScheduling', message })
  const conditions = withCondition(pod.status?.conditions, { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: draft.api.now() })
  const status = { ...pod.status, conditions, ...(preempted && { nominatedNodeName: preempted.nodeName }) }
  draft.api.updateStatus('pods', { ...pod, status }, { reason: { rule: 'unschedulable', total, refusals: [...refusals].slice(0, 20) } })
  for (const victim of preempted?.victims ?? []) evictVictim(draft, pod, victim, preempted!.nodeName)
}

interface Preempted {
  readonly nodeName: string
  readonly victims: readonly corev1.Pod[]
}
/** Room made, why it may not be tried, or what each node that was tried said. */
type Preemption = Preempted | string | ReadonlyMap<string, readonly string[]>

function preempt(draft: Draft, pod: corev1.Pod, refusals: ReadonlyMap<string, Refusal>): Preemption {
  if (pod.spec?.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const nominated = pod.status?.nominatedNodeName && draft.api.get('nodes', pod.status.nominatedNodeName)
  if (nominated && othersOn(draft, nominated).some((other) => isMakingRoom(other) && priorityOf(other) < priorityOf(pod))) return 'not eligible due to a terminating pod on the nominated node.'
  const answers = new Map<string, readonly string[]>()
  const found: Preempted[] = []
  for (const [nodeName, refusal] of refusals) {
    if (!refusal.preemptionMayHelp) continue
    const node = draft.api.get('nodes', nodeName)!
    const others = othersOn(draft, node)
    // Victims on their way out already make the room: nobody else is chosen meanwhile.
    if (others.some((other) => other.metadata?.deletionTimestamp && priorityOf(other) < priorityOf(pod))) continue
    const victims = victimsOn(node, pod, others, surroundingsOf(draft))
    if ('reasons' in victims) answers.set(nodeName, victims.reasons)
    else found.push({ nodeName, victims })
  }
  return found.sort((a, b) => byWeight(a.victims, b.victims))[0] ?? answers
}

/** Is it being deleted to make room for another? */
const isMakingRoom = ({ metadata, status }: corev1.Pod) => metadata?.deletionTimestamp !== undefined && (status?.conditions?.some(({ type, reason }) => type === 'DisruptionTarget' && reason === 'PreemptionByScheduler') ?? false)

function evictVictim(draft: Draft, pod: corev1.Pod, victim: corev1.Pod, nodeName: string): void {
  const reason = { rule: 'preempt', by: keyOf(pod.metadata!), nodeName, priority: pod.spec?.priority ?? 0, rests: [fieldOf('pods', keyOf(pod.metadata!), '')] }
  const message = 'default-scheduler: preempting to accommodate a higher priority pod'
  const conditions = withCondition(victim.status?.conditions, { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message, lastTransitionTime: draft.api.now() })
  draft.api.updateStatus('pods', { ...victim, status: { ...victim.status, conditions } }, { reason })
  recordEvent(draft, 'pods', victim, { type: 'Normal', reason: 'Preempted', message: `Preempted by pod ${pod.metadata!.uid} on node ${nodeName}` })
  draft.api.delete('pods', keyOf(victim.metadata!), { reason })
}

const counted = (parts: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1)
  return counts
}
const listed = (counts: ReadonlyMap<string, number>) => [...counts].map(([reason, count]) => `${count} ${reason}`).sort().join(', ')

/** The text of FailedScheduling. Nodes that were ruled out beforehand are counted by the plugin that did it. */
export function failedScheduling(refusals: ReadonlyMap<string, Refusal>, total: number, outcome: Preemption): string {
  const ruledOut = total - refusals.size
  const reasons = counted([...refusals.values()].flatMap((refusal) => refusal.reasons))
  if (ruledOut > 0) reasons.set("node(s) didn't satisfy plugin(s) [NodeAffinity]", ruledOut)
  const nodes = `0/${total} nodes are available:`
  if (typeof outcome === 'string') return `${nodes} ${listed(reasons)}. preemption: ${outcome}`
  if ('victims' in outcome) return `${nodes} ${listed(reasons)}. preemption: found a potential placement for pod on node ${outcome.nodeName}, preempting ${outcome.victims.length} victims`
  const help = counted([...refusals].flatMap(([name, { preemptionMayHelp }]) => (preemptionMayHelp ? (outcome.get(name) ?? [noVictims]) : ['Preemption is not helpful for scheduling'])))
  if (ruledOut > 0) help.set('Preemption is not helpful for scheduling', (help.get('Preemption is not helpful for scheduling') ?? 0) + ruledOut)
  return `${nodes} ${listed(reasons)}. preemption: ${nodes} ${listed(help)}.`
}
