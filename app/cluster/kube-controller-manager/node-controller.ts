/**
 * Watches over the nodes: who is silent, which taints follow from what a node reports, and what its
 * pods are then believed to be. Stands for kubernetes/pkg/controller/nodelifecycle. A healthy
 * cluster costs nothing: a node is looked at only once its lease could have run out.
 */
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import type { Component } from '../component.ts'
import { memoryTable, type Draft } from '../draft.ts'
import { conditionStatus, withCondition } from '../kube-apiserver/conditions.ts'
import { equal } from '../kube-apiserver/equal.ts'
import { lastRenewalMs } from '../kubelet/lease.ts'
import { silentNodes } from '../kubelet/pod-run.ts'
import { recordEvent } from '../record-event.ts'
import { fieldOf, type Ground, type Reason } from '../kube-apiserver/watch.ts'
import { fromTimestamp } from '../timestamps.ts'
import { lookAtZones, nextTurnMs, takeTurn, zoneOf } from './node-zones.ts'

const prefix = 'node.kubernetes.io/'
const unreachable = `${prefix}unreachable`
const notReady = `${prefix}not-ready`
/** Nodes deleted since the controller last looked. */
const removed = memoryTable<corev1.Node>('node-controller/removed')

/** Virtual ms until the controller looks at all nodes again: what has come and gone it says then. */
const nextTickMs = ({ nowMs, options: { nodeMonitorPeriodMs } }: Draft) => nodeMonitorPeriodMs - (nowMs % nodeMonitorPeriodMs)

export const nodeController: Component = {
  name: 'node-controller',
  onWatchEvent: {
    nodes: (draft, { object, previous, type }) => {
      const name = object.metadata!.name!
      if (type === 'ADDED') draft.wake(`registered/${name}`, nextTickMs(draft))
      if (type === 'DELETED') {
        removed(draft).set(name, object)
        draft.wake(`removed/${name}`, nextTickMs(draft))
      }
      if (type !== 'DELETED') draft.wake(`taints/${name}`, 0)
      if (type !== 'MODIFIED' || readiness(previous!) !== readiness(object)) draft.wake('zones/', readiness(object) === 'Unknown' ? 0 : nextTickMs(draft))
    },
  },
  onTimer: (draft, { key }) => {
    const [what, name] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)]
    const node = draft.api.get('nodes', name)
    if (what === 'removed') return sayRemoved(draft, name)
    if (what === 'zones') return followZones(draft)
    if (!node) return
    if (what === 'registered') recordEvent(draft, 'nodes', node, { type: 'Normal', reason: 'RegisteredNode', message: `Node ${name} event: Registered Node ${name} in Controller` })
    if (what === 'monitor') monitor(draft, node)
    if (what === 'taints') reconcileTaints(draft, node)
    if (what === 'evict') reconcileNoExecute(draft, node)
  },
}

function sayRemoved(draft: Draft, name: string): void {
  const node = removed(draft).get(name)
  removed(draft).delete(name)
  if (node && !draft.api.get('nodes', name)) recordEvent(draft, 'nodes', node, { type: 'Normal', reason: 'RemovingNode', message: `Node ${name} event: Removing Node ${name} from Controller` })
}

/** Virtual ms from a kubelet's last word until the controller notices: the first look after the grace period. One that never reported is given its own, from the node's creation on. */
export function noticedAfterMs(draft: Draft, name: string): number {
  const { nodeMonitorPeriodMs, nodeMonitorGracePeriodMs, nodeStartupGracePeriodMs, epochMs } = draft.options
  const node = draft.api.get('nodes', name)
  const isUnheard = node !== undefined && readiness(node) === undefined
  const endMs = isUnheard ? fromTimestamp(node.metadata!.creationTimestamp!)! - epochMs + nodeStartupGracePeriodMs : lastRenewalMs(draft, name, draft.nowMs) + nodeMonitorGracePeriodMs
  return Math.ceil((endMs + 1) / nodeMonitorPeriodMs) * nodeMonitorPeriodMs - draft.nowMs
}

/** A node whose lease has run out becomes Unknown, and its pods not ready. */
function monitor(draft: Draft, node: corev1.Node): void {
  const name = node.metadata!.name!
  if (!silentNodes(draft).has(name)) return
  const now = draft.api.now()
  const wasReady = conditionStatus(node.status?.conditions, 'Ready') === 'True'
  let conditions = node.status?.conditions ?? []
  for (const type of ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']) conditions = withCondition(conditions, unknownCondition(node, type, now))
  draft.api.updateStatus('nodes', { ...node, status: { ...node.status, conditions } }, { reason: { rule: 'node-lifecycle.unknown', nodeName: name, graceSeconds: draft.options.nodeMonitorGracePeriodMs / 1_000 } })
  if (!wasReady) return
  recordEvent(draft, 'nodes', node, { type: 'Normal', reason: 'NodeNotReady', message: `Node ${name} status is now: NodeNotReady` })
  for (const pod of draft.api.pods.onNode(name).values()) {
    if (conditionStatus(pod.status?.conditions, 'Ready') !== 'True') continue
    const ready = pod.status!.conditions!.find(({ type }) => type === 'Ready')!
    const status = { ...pod.status, conditions: withCondition(pod.status!.conditions, { ...ready, status: 'False', lastTransitionTime: now }) }
    draft.api.updateStatus('pods', { ...pod, status }, { reason: { rule: 'node-lifecycle.mark-pod-not-ready', nodeName: name, rests: [fieldOf('nodes', name, 'status.conditions[Ready]')] } })
    recordEvent(draft, 'pods', pod, { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' })
  }
}

/** What is said of a kubelet that fell silent, and of one that never spoke. */
function unknownCondition({ metadata, status }: corev1.Node, type: string, now: string): corev1.NodeCondition {
  const known = status?.conditions?.find((condition) => condition.type === type)
  if (known?.status === 'Unknown') return known
  const [reason, message] = known ? ['NodeStatusUnknown', 'Kubelet stopped posting node status.'] : ['NodeStatusNeverUpdated', 'Kubelet never posted node status.']
  return { type, status: 'Unknown', reason, message, lastHeartbeatTime: known?.lastHeartbeatTime ?? metadata!.creationTimestamp!, lastTransitionTime: now }
}

const readiness = (node: corev1.Node) => conditionStatus(node.status?.conditions, 'Ready')
const pressures: Readonly<Record<string, string>> = { MemoryPressure: 'memory-pressure', DiskPressure: 'disk-pressure', PIDPressure: 'pid-pressure', NetworkUnavailable: 'network-unavailable' }
const managed = new Set(['not-ready', 'unreachable', 'unschedulable', ...Object.values(pressures)].map((key) => prefix + key))

/** Which NoSchedule taints a node's conditions call for. */
function wantedNoSchedule(node: corev1.Node): string[] {
  const wanted = Object.entries(pressures).filter(([type]) => conditionStatus(node.status?.conditions, type) === 'True').map(([, key]) => prefix + key)
  if (node.spec?.unschedulable) wanted.push(`${prefix}unschedulable`)
  const ready = readiness(node)
  if (ready === 'Unknown') wanted.push(unreachable)
  else if (ready !== 'True') wanted.push(notReady)
  return wanted
}

/** NoSchedule taints follow at once; the NoExecute ones are seen to when the controller looks at all nodes. */
function reconcileTaints(draft: Draft, node: corev1.Node): void {
  const name = node.metadata!.name!
  const wanted = wantedNoSchedule(node)
  const kept = (node.spec?.taints ?? []).filter(({ key, effect }) => effect !== 'NoSchedule' || !managed.has(key!) || wanted.includes(key!))
  const added = wanted.filter((key) => !kept.some((taint) => taint.key === key && taint.effect === 'NoSchedule')).map((key): corev1.Taint => ({ key, effect: 'NoSchedule', timeAdded: draft.api.now() }))
  const taints = [...kept, ...added]
  if (!equal(taints, node.spec?.taints ?? [])) writeTaints(draft, node, taints, { rule: 'node-lifecycle.taints', nodeName: name, rests: taintGrounds(node, taints) })
  const wantedNoExecute = noExecuteOf(node)
  if (wantedNoExecute !== undefined && !equal(noExecuteKeys(taints), wantedNoExecute)) draft.wake(`evict/${name}`, readiness(node) === 'Unknown' ? 0 : nextTickMs(draft))
}

/** The conditions, or the cordon, that the taints which come or go stand for. */
function taintGrounds(node: corev1.Node, taints: readonly corev1.Taint[]): readonly Ground[] {
  const name = node.metadata!.name!
  const keysOf = (all: readonly corev1.Taint[]) => new Set(all.map(({ key, effect }) => `${key}:${effect}`))
  const [before, after] = [keysOf(node.spec?.taints ?? []), keysOf(taints)]
  const changed = [...before, ...after].filter((each) => before.has(each) !== after.has(each)).map((each) => each.slice(0, each.lastIndexOf(':')))
  return [...new Set(changed)].map((key) => {
    const pressure = Object.entries(pressures).find(([, each]) => prefix + each === key)?.[0]
    return fieldOf('nodes', name, key === `${prefix}unschedulable` ? 'spec.unschedulable' : `status.conditions[${pressure ?? 'Ready'}]`)
  })
}

const isNoExecute = ({ key, effect }: corev1.Taint) => effect === 'NoExecute' && (key === unreachable || key === notReady)
const noExecuteKeys = (taints: readonly corev1.Taint[] | undefined) => (taints ?? []).filter(isNoExecute).map(({ key }) => key!)

/** Which NoExecute taint a node's readiness calls for; undefined where it never said whether it is ready. */
function noExecuteOf(node: corev1.Node): readonly string[] | undefined {
  const ready = readiness(node)
  if (ready === undefined) return undefined
  return ready === 'True' ? [] : [ready === 'Unknown' ? unreachable : notReady]
}

function writeTaints(draft: Draft, node: corev1.Node, taints: readonly corev1.Taint[], reason: Reason): void {
  const { taints: _, ...spec } = node.spec ?? {}
  const written = draft.api.update('nodes', { ...node, spec: { ...spec, ...(taints.length > 0 && { taints }) } }, { reason })
  if (isStatus(written)) draft.wake(`taints/${node.metadata!.name}`, draft.options.controllerSyncMs)
}

/** Takes NoExecute taints off a node that is ready again, exchanges one for its opposite, or waits for the turn to put one on. */
function reconcileNoExecute(draft: Draft, node: corev1.Node): void {
  const name = node.metadata!.name!
  const wanted = noExecuteOf(node)
  const has = noExecuteKeys(node.spec?.taints)
  if (!wanted || equal(has, wanted)) return
  const zone = zoneOf(node)
  const others = (node.spec?.taints ?? []).filter((taint) => !isNoExecute(taint))
  if (wanted.length > 0 && has.length === 0) {
    const waitMs = nextTurnMs(draft, zone)
    // Where no turn comes, a change of the zones' state is what wakes it again.
    if (waitMs === Infinity) return
    if (waitMs > 0) return draft.wake(`evict/${name}`, waitMs)
    takeTurn(draft, zone)
  }
  const [key] = wanted
  const reason = key ? { rule: 'node-lifecycle.evict', taint: key } : { rule: 'node-lifecycle.taints' }
  writeTaints(draft, node, [...others, ...wanted.map((each): corev1.Taint => ({ key: each, effect: 'NoExecute', timeAdded: draft.api.now() }))], { ...reason, nodeName: name, rests: [fieldOf('nodes', name, 'status.conditions[Ready]')] })
}

/** Where every node of the cluster is out, nobody is to be sent away: the NoExecute taints come off. When some are back, it goes on. */
function followZones(draft: Draft): void {
  const { entered, changed } = lookAtZones(draft)
  if (!changed) return
  const nodes = [...draft.api.list('nodes').values()]
  for (const node of nodes) {
    const name = node.metadata!.name!
    if (!entered) draft.wake(`evict/${name}`, 0)
    else if (noExecuteKeys(node.spec?.taints).length > 0) {
      const taints = node.spec!.taints!.filter((taint) => !isNoExecute(taint))
      writeTaints(draft, node, taints, { rule: 'node-lifecycle.all-out', nodeName: name, rests: nodes.map(({ metadata }) => fieldOf('nodes', metadata!.name!, 'status.conditions[Ready]')) })
    }
  }
}
