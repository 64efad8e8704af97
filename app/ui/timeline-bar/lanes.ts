/** Who did what when, by component. */
import type { Happening } from '#scene/narration'

export interface Lane {
  readonly name: string
  readonly happenings: readonly Happening[]
}

const names: Readonly<Record<string, string>> = {
  kubectl: 'You',
  'daemonset-controller': 'DaemonSet controller',
  'deployment-controller': 'Deployment controller',
  'replicaset-controller': 'ReplicaSet controller',
  'default-scheduler': 'Scheduler',
  kubelet: 'Kubelets',
  'node-controller': 'Node controller',
  'taint-eviction-controller': 'Taint eviction',
  'garbage-collector': 'Garbage collector',
  'pod-garbage-collector': 'Pod garbage collector',
  fault: 'Machines',
}

/** A lane for each component that did something, in the order of the way that a pod goes. */
export function lanesOf(happenings: readonly Happening[]): readonly Lane[] {
  const byComponent = new Map<string, Happening[]>()
  for (const happening of happenings) {
    const lane = byComponent.get(happening.by)
    if (lane) lane.push(happening)
    else byComponent.set(happening.by, [happening])
  }
  return Object.entries(names).flatMap(([component, name]) => (byComponent.has(component) ? [{ name, happenings: byComponent.get(component)! }] : []))
}

/** Where a lane has its marks, in whole px; several on one spot are one. */
export function laneTicks(happenings: readonly Happening[], x: (atMs: number) => number): readonly number[] {
  return [...new Set(happenings.map(({ atMs }) => Math.round(x(atMs)) + 0.5))]
}
