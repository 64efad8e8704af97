/** Who did what when, by component. */
import type { Track } from '#session/track'

export interface Lane {
  readonly name: string
  /** In order of time, virtual ms. */
  readonly steps: readonly { readonly atMs: number }[]
}

const names: Readonly<Record<string, string>> = {
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

/** A lane for your acts and for each component that did something, in the order of the way that a pod goes. */
export function lanesOf({ happenings, flags }: Pick<Track, 'happenings' | 'flags'>): readonly Lane[] {
  const acts = flags.filter(({ by }) => by === 'you')
  const byComponent = new Map<string, { readonly atMs: number }[]>()
  for (const { part, count } of happenings.parts) {
    for (let place = 0; place < count; place++) {
      const lane = byComponent.get(part.by(place))
      // Of one instant one mark.
      if (!lane) byComponent.set(part.by(place), [{ atMs: part.atMs(place) }])
      else if (lane.at(-1)!.atMs !== part.atMs(place)) lane.push({ atMs: part.atMs(place) })
    }
  }
  const lanes = Object.entries(names).flatMap(([component, name]) => (byComponent.has(component) ? [{ name, steps: byComponent.get(component)! }] : []))
  return acts.length > 0 ? [{ name: 'You', steps: acts }, ...lanes] : lanes
}

/** Where a lane has its marks, in whole px; several on one spot are one. */
export function laneTicks(steps: Lane['steps'], x: (atMs: number) => number): readonly number[] {
  return [...new Set(steps.map(({ atMs }) => Math.round(x(atMs)) + 0.5))]
}
