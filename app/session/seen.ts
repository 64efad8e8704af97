/** What is told of a stretch of time as it is played for the first time: happenings, and a DaemonSet's numbers. */
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { objectKey } from '#scene/daemonset-facts'
import { narrate, type Happening } from '#scene/narration'
import type { Log } from '#timeline/checkpoints'

/** The numbers of one DaemonSet from an instant on. */
export interface TrackPoint {
  readonly atMs: number
  readonly desired: number
  readonly ready: number
  readonly updated: number
  readonly available: number
  readonly misscheduled: number
}

/** Happenings of one kind in one instant count as one, so that thousands of pods leave no thousands of sentences. */
export class Seen implements Log {
  readonly happenings: Happening[] = []
  /** By key of the DaemonSet. */
  readonly points = new Map<string, TrackPoint[]>()

  note(event: WatchEvent): void {
    const happening = narrate(event)
    if (happening) this.#add(happening)
    if (event.resource === 'daemonsets') this.#count(event as WatchEvent<'daemonsets'>)
  }

  #add(happening: Happening): void {
    const { happenings } = this
    for (let at = happenings.length - 1; at >= 0 && happenings[at]!.atMs === happening.atMs; at--) {
      const same = happenings[at]!
      if (same.kind !== happening.kind || same.by !== happening.by) continue
      happenings[at] = { ...same, count: (same.count ?? 1) + 1 }
      return
    }
    happenings.push(happening)
  }

  /** A line is drawn where it steps: a point that says the same as the one before is left out, of one instant the last counts. */
  #count({ object, type, atMs }: WatchEvent<'daemonsets'>): void {
    const key = objectKey(object)
    const status = type === 'DELETED' ? undefined : object.status
    const point: TrackPoint = {
      atMs, desired: status?.desiredNumberScheduled ?? 0, ready: status?.numberReady ?? 0, updated: status?.updatedNumberScheduled ?? 0,
      available: status?.numberAvailable ?? 0, misscheduled: status?.numberMisscheduled ?? 0,
    }
    const points = this.points.get(key)
    if (!points) return void this.points.set(key, [point])
    const last = points.at(-1)!
    if (numbers.every((name) => last[name] === point[name])) return
    if (last.atMs === atMs) points.pop()
    points.push(point)
  }
}

const numbers = ['desired', 'ready', 'updated', 'available', 'misscheduled'] as const
