/**
 * Who does what, one after the other: a controller writes to the API server, the scheduler sees it
 * there and binds, the kubelet sees that and runs. No component talks to another.
 */
import type { ComponentName } from '#cluster/component-name'
import type { Happening, HappeningKind } from './story/happening.ts'

/** Where a pod comes past, in order. */
export const stationNames = ['controller', 'api-server', 'scheduler', 'kubelet'] as const
export type StationName = (typeof stationNames)[number]

export interface Station {
  readonly station: StationName
  readonly title: string
  /** The same where there is little room. */
  readonly short: string
  /** What it did last; what it is there for as long as it did nothing. */
  readonly words: string
  /** It acted in the latest step. */
  readonly acts: boolean
}

export type CausalPath = readonly Station[]

/** The path before anything happens. */
export const quietPath: CausalPath = Object.freeze([
  { station: 'controller', title: 'DaemonSet controller', short: 'Controller', words: 'wants a pod on each eligible node', acts: false },
  { station: 'api-server', title: 'API server', short: 'API server', words: 'stores objects, tells watchers', acts: false },
  { station: 'scheduler', title: 'Scheduler', short: 'Scheduler', words: 'binds pods to nodes', acts: false },
  { station: 'kubelet', title: 'Kubelets', short: 'Kubelet', words: 'run the pods of their nodes', acts: false },
])

const controllers: Partial<Readonly<Record<ComponentName, string>>> = {
  'daemonset-controller': 'DaemonSet controller',
  'deployment-controller': 'Deployment controller',
  'replicaset-controller': 'ReplicaSet controller',
  'node-controller': 'Node controller',
  'taint-eviction-controller': 'Taint eviction',
  'garbage-collector': 'Garbage collector',
  'pod-garbage-collector': 'Pod garbage collector',
}

/** What each kind of step on the way is for whoever does it (one, many) and for the API server. `$` is the node, or how many. */
const deeds: Readonly<Partial<Record<HappeningKind, readonly [one: string, many: string, stored: string]>>> = {
  'pod-created': ['creates a pod for $', 'creates $ pods', 'stores the pod'],
  'pod-bound': ['binds the pod to $', 'binds $ pods', 'stores the binding'],
  'pod-pulls': ['on $ pulls the image', 'of $ nodes pull the image', 'stores the pod’s status'],
  'pod-started': ['on $ starts the container', 'of $ nodes start containers', 'stores that it runs'],
  'pod-ready': ['on $ runs the pod, ready', 'of $ nodes run pods, ready', 'stores that it is ready'],
  'pod-unready': ['on $ finds it not ready', 'of $ nodes find pods not ready', 'stores that it is not ready'],
  'pod-stops': ['deletes the pod on $', 'deletes $ pods', 'marks the pod as terminating'],
  'pod-gone': ['on $ has stopped the pod', 'of $ nodes have stopped pods', 'forgets the pod'],
  'pod-crashed': ['on $ sees it crash', 'of $ nodes see crashes', 'stores the pod’s status'],
  'pod-pull-failed': ['on $ cannot pull the image', 'of $ nodes cannot pull', 'stores the pod’s status'],
  'pod-failed': ['on $ gives the pod up', 'of $ nodes give pods up', 'stores that it failed'],
  'pod-unschedulable': ['finds no room on $', 'finds no room for $ pods', 'stores that it is pending'],
  'node-joined': ['on $ registers it', 'of $ nodes register', 'stores the node'],
  'node-ready': ['on $ reports Ready', 'of $ nodes report Ready', 'stores the node’s status'],
  'node-not-ready': ['hears nothing from $', 'hears nothing from $ nodes', 'stores NotReady'],
  'node-left': ['', '', 'forgets the node'],
  'daemonset-changed': ['', '', 'takes your change'],
}

/** The path after these steps; stations that did nothing in them keep what they did last. */
export function pathAfter(before: CausalPath, all: readonly Happening[]): CausalPath {
  const happenings = all.filter(({ kind }) => deeds[kind])
  if (happenings.length === 0) return before
  const latest = new Map<StationName, { by: ComponentName; kind: HappeningKind; node: string | undefined; count: number }>()
  for (const { by, kind, node } of happenings) {
    const station = stationOf(by, kind)
    if (station === undefined) continue
    const known = latest.get(station)
    if (known?.kind === kind && known.by === by) Object.assign(known, { node, count: known.count + 1 })
    else latest.set(station, { by, kind, node, count: 1 })
  }
  const last = happenings.at(-1)!
  return before.map((station): Station => {
    if (station.station === 'api-server') return { ...station, words: last.by === 'garbage-collector' ? 'deletes what has no owner' : deeds[last.kind]![2], acts: true }
    const did = latest.get(station.station)
    if (!did) return { ...station, acts: false }
    const [one, many] = deeds[did.kind]!
    const words = did.count === 1 ? one.replace('$', did.node ?? 'its node') : many.replace('$', did.count.toLocaleString('en'))
    const title = station.station === 'controller' ? (controllers[did.by] ?? station.title) : station.station === 'kubelet' ? (did.count === 1 ? 'Kubelet' : 'Kubelets') : station.title
    return { ...station, title, words, acts: true }
  })
}

/** Undefined for what comes from outside: that is seen at the API server alone. */
function stationOf(by: ComponentName, kind: HappeningKind): StationName | undefined {
  if (by === 'default-scheduler') return 'scheduler'
  if (by === 'kubelet' || (by === 'fault' && (kind === 'node-joined' || kind === 'pod-unready' || kind === 'pod-ready' || kind === 'pod-crashed' || kind === 'pod-failed'))) return 'kubelet'
  return by in controllers ? 'controller' : undefined
}
