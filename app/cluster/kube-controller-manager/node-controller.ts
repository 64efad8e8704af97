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
import { silentNodes } from '../kubelet/pod-run.ts'
import { recordEvent } from '../record-event.ts'
import { fieldOf, type Ground, type Reason } from '../kube-apiserver/watch.ts'

const prefix = 'node.kubernetes.io/'
const unreachable = `${prefix}unreachable`
const notReady = `${prefix}not-ready`
/** When the next node of a zone may be tainted NoExecute. */
const nextEvictionMs = memoryTable<number>('node-controller/next-eviction')

/** Nodes deleted since the controller last looked. */
const removed = memoryTable<corev1.Node>('node-controller/removed')

/** Virtual ms until the controller looks at all nodes again: what has come and gone it says then. */
const nextTickMs = ({ nowMs, options: { nodeMonitorPeriodMs } }: Draft) => nodeMonitorPeriodMs - (nowMs % nodeMonitorPeriodMs)

export const nodeController: Component = {
  name: 'node-controller',
  onWatchEvent: {
    nodes: (draft, { object, type }) => {
      const name = object.metadata!.name!
      if (type === 'ADDED') draft.wake(`registered/${name}`, nextTickMs(draft))
      if (type === 'DELETED') {
        removed(draft).set(name, object)
        draft.wake(`removed/${name}`, nextTickMs(draft))
      }
      if (type !== 'DELETED') draft.wake(`taints/${name}`, 0)
    },
  },
  onTimer: (draft, { key }) => {
    const [what, name] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)]
    const node = draft.api.get('nodes', name)
    if (what === 'removed') return sayRemoved(draft, name)
    if (!node) return
    if (what === 'registered') recordEvent(draft, 'nodes', node, { type: 'Normal', reason: 'RegisteredNode', message: `Node ${name} event: Registered Node ${name} in Controller` })
    if (what === 'monitor') monitor(draft, node)
    if (what === 'taints') reconcileTaints(draft, node)
    if (what === 'evict') taintNoExecute(draft, node)
  },
}

function sayRemoved(draft: Draft, name: string): void {
  const node = removed(draft).get(name)
  removed(draft).delete(name)
  if (node && !draft.api.get('nodes', name)) recordEvent(draft, 'nodes', node, { type: 'Normal', reason: 'RemovingNode', message: `Node ${name} event: Removing Node ${name} from Controller` })
}

/** Virtual ms from a kubelet's last word until the controller notices: the first look after the grace period. */
export function noticedAfterMs(draft: Draft, lastRenewMs: number): number {
  const { nodeMonitorPeriodMs, nodeMonitorGracePeriodMs } = draft.options
  return Math.ceil((lastRenewMs + nodeMonitorGracePeriodMs + 1) / nodeMonitorPeriodMs) * nodeMonitorPeriodMs - draft.nowMs
}

/** A node whose lease has run out becomes Unknown, and its pods not ready. */
function monitor(draft: Draft, node: corev1.Node): void {
  const name = node.metadata!.name!
  if (!silentNodes(draft).has(name)) return
  const now = draft.api.now()
  const wasReady = conditionStatus(node.status?.conditions, 'Ready') === 'True'
  let conditions = node.status?.conditions ?? []
  for (const type of ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready']) {
    const condition = { type, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastHeartbeatTime: now, lastTransitionTime: now }
    conditions = [...withCondition(conditions, condition)]
  }
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

/** NoSchedule taints follow at once; NoExecute ones go at once too, but come one by one. */
function reconcileTaints(draft: Draft, node: corev1.Node): void {
  const name = node.metadata!.name!
  const wanted = wantedNoSchedule(node)
  const ready = readiness(node)
  const kept = (node.spec?.taints ?? []).filter(({ key, effect }) => {
    if (effect === 'NoSchedule' && managed.has(key!)) return wanted.includes(key!)
    if (effect === 'NoExecute' && key === unreachable) return ready === 'Unknown'
    if (effect === 'NoExecute' && key === notReady) return ready === 'False'
    return true
  })
  const added = wanted.filter((key) => !kept.some((taint) => taint.key === key && taint.effect === 'NoSchedule')).map((key): corev1.Taint => ({ key, effect: 'NoSchedule', timeAdded: draft.api.now() }))
  const taints = [...kept, ...added]
  if (!equal(taints, node.spec?.taints ?? [])) writeTaints(draft, node, taints, { rule: 'node-lifecycle.taints', nodeName: name, rests: taintGrounds(node, taints) })
  if ((ready === 'Unknown' || ready === 'False') && !taints.some(({ key, effect }) => effect === 'NoExecute' && (key === unreachable || key === notReady))) {
    const zone = zoneOf(node)
    draft.wake(`evict/${name}`, Math.max(0, (nextEvictionMs(draft).get(zone) ?? 0) - draft.nowMs))
  }
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

function writeTaints(draft: Draft, node: corev1.Node, taints: readonly corev1.Taint[], reason: Reason): void {
  const { taints: _, ...spec } = node.spec ?? {}
  const written = draft.api.update('nodes', { ...node, spec: { ...spec, ...(taints.length > 0 && { taints }) } }, { reason })
  if (isStatus(written)) draft.wake(`taints/${node.metadata!.name}`, draft.options.controllerSyncMs)
}

const zoneOf = (node: corev1.Node) => `${node.metadata?.labels?.['topology.kubernetes.io/region'] ?? ''}/${node.metadata?.labels?.['topology.kubernetes.io/zone'] ?? ''}`

/** One node of a zone at a time, slower or not at all where most of the zone is out; never when all zones are. */
function taintNoExecute(draft: Draft, node: corev1.Node): void {
  const ready = readiness(node)
  if (ready !== 'Unknown' && ready !== 'False') return
  const name = node.metadata!.name!
  const zone = zoneOf(node)
  const { options, nowMs } = draft
  const nextMs = nextEvictionMs(draft).get(zone) ?? 0
  if (nowMs < nextMs) return draft.wake(`evict/${name}`, nextMs - nowMs)
  const rate = evictionRate(draft, zone)
  if (rate === 0) return draft.wake(`evict/${name}`, options.nodeMonitorPeriodMs)
  nextEvictionMs(draft).set(zone, nowMs + Math.ceil(1000 / rate))
  const taint: corev1.Taint = { key: ready === 'Unknown' ? unreachable : notReady, effect: 'NoExecute', timeAdded: draft.api.now() }
  writeTaints(draft, node, [...(node.spec?.taints ?? []), taint], { rule: 'node-lifecycle.evict', nodeName: name, taint: taint.key, rests: [fieldOf('nodes', name, 'status.conditions[Ready]')] })
}

/** Nodes per second. */
function evictionRate(draft: Draft, zone: string): number {
  const { options } = draft
  let [size, out, outEverywhere, total] = [0, 0, 0, 0]
  for (const node of draft.api.list('nodes').values()) {
    const isOut = readiness(node) !== 'True'
    total++
    if (isOut) outEverywhere++
    if (zoneOf(node) !== zone) continue
    size++
    if (isOut) out++
  }
  if (outEverywhere === total) return 0
  if (out > 2 && out / size >= options.unhealthyZoneThreshold) return size > options.largeClusterSizeThreshold ? options.secondaryNodeEvictionRate : 0
  return options.nodeEvictionRate
}
