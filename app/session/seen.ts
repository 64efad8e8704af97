/** What is told of a stretch of time as it is played for the first time: happenings with the act that each goes back to, and a DaemonSet's numbers. */
import type { JournalPart } from '#cluster/journal/journal'
import type { RefusedRequest, WatchEvent } from '#cluster/kube-apiserver/watch'
import { objectKey } from '#scene/daemonset-facts'
import { happeningOf, refusalTold } from '#scene/story/happening'
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

/** As many changes as a log in view shows while time runs; those before them are brought back by playing again. */
const mostLatest = 256

/** The latest changes with their objects, of the whole session: a handful, so that nothing need be played again to tell of them. */
export class Latest {
  #events: WatchEvent[] = []

  note(event: WatchEvent): void {
    this.#events.push(event)
    if (this.#events.length > 2 * mostLatest) this.#events = this.#events.slice(-mostLatest)
  }

  /** The change that is meant: another line may have one with the same id. */
  find({ id, atMs, key, type }: Pick<WatchEvent, 'id' | 'atMs' | 'key' | 'type'>): WatchEvent | undefined {
    return this.#events.findLast((event) => event.id === id && event.atMs === atMs && event.key === key && event.type === type)
  }
}

export class Seen implements Log {
  readonly happenings = new HappeningPart()
  /** By key of the DaemonSet. */
  readonly points = new Map<string, TrackPoint[]>()
  readonly origins: Origins
  /** Requests that were refused, in order of time. */
  readonly refused: RefusedRequest[] = []

  constructor(journal: JournalPart, readonly latest = new Latest()) {
    this.origins = new Origins(journal)
  }

  note(event: WatchEvent): void {
    this.latest.note(event)
    const origin = this.origins.note(event)
    const happening = happeningOf(event)
    if (happening) this.happenings.note(happening, origin)
    if (event.resource === 'daemonsets') this.#count(event as WatchEvent<'daemonsets'>)
  }

  noteRefused(request: RefusedRequest): void {
    this.refused.push(request)
    const told = refusalTold(request)
    if (told) this.happenings.note(told, this.origins.of(request.cause))
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
