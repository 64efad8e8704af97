/** What is told of a stretch of time as it is played for the first time: happenings with the act that each goes back to, and a DaemonSet's numbers. */
import type { JournalPart } from '#cluster/journal/journal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { objectKey } from '#scene/daemonset-facts'
import { happeningOf } from '#scene/story/happening'
import { HappeningPart } from '#scene/story/happenings'
import { Origins } from '#scene/story/origins'
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

export class Seen implements Log {
  readonly happenings = new HappeningPart()
  /** By key of the DaemonSet. */
  readonly points = new Map<string, TrackPoint[]>()
  readonly origins: Origins

  constructor(journal: JournalPart) {
    this.origins = new Origins(journal)
  }

  note(event: WatchEvent): void {
    const origin = this.origins.note(event)
    const happening = happeningOf(event)
    if (happening) this.happenings.note(happening, origin)
    if (event.resource === 'daemonsets') this.#count(event as WatchEvent<'daemonsets'>)
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
