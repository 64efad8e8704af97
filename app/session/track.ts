/** What the time bar shows of the past: AVAILABLE against DESIRED, and what you and the cluster did when. */
import type { Observer } from '#cluster/advance'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { objectKey } from '#scene/daemonset-facts'
import { gather, narrate, type Happening } from '#scene/narration'
import type { Act } from '#timeline/act'

export interface TrackPoint {
  readonly atMs: number
  readonly desired: number
  readonly available: number
}

/** Something worth a mark: your acts, and what befell the cluster by itself. */
export interface TrackFlag {
  readonly atMs: number
  readonly text: string
  readonly by: 'you' | 'cluster'
}

export interface Track {
  /** By key of the DaemonSet; each in order of time. */
  readonly points: ReadonlyMap<string, readonly TrackPoint[]>
  readonly flags: readonly TrackFlag[]
}

export const emptyTrack: Track = Object.freeze({ points: new Map(), flags: Object.freeze([]) })

/** Looks on while the cluster moves. */
export class Witness {
  readonly #points = new Map<string, TrackPoint[]>()
  readonly happenings: Happening[] = []

  readonly observer: Observer = {
    onWatchEvent: (event) => {
      const happening = narrate(event)
      if (happening) this.happenings.push(happening)
      if (event.resource === 'daemonsets') this.#note(event as WatchEvent<'daemonsets'>)
    },
  }

  #note({ object, type, atMs }: WatchEvent<'daemonsets'>): void {
    const key = objectKey(object)
    const gone = type === 'DELETED'
    const point = { atMs, desired: gone ? 0 : (object.status?.desiredNumberScheduled ?? 0), available: gone ? 0 : (object.status?.numberAvailable ?? 0) }
    const known = this.#points.get(key)
    if (known) known.push(point)
    else this.#points.set(key, [point])
  }

  /** The track with all that was seen added; the same one where nothing was. */
  addTo(track: Track): Track {
    const flags = this.happenings.filter(({ kind }) => kind === 'node-not-ready').map(({ node, atMs }): TrackFlag => ({ atMs, text: `${node} NotReady`, by: 'cluster' }))
    if (this.#points.size === 0 && flags.length === 0) return track
    const points = new Map(track.points)
    for (const [key, seen] of this.#points) points.set(key, withoutRepeats(points.get(key) ?? [], seen))
    return { points, flags: flags.length > 0 ? gathered([...track.flags, ...flags]) : track.flags }
  }
}

/** A line is drawn where it steps: points that say the same as the one before are left out, of one instant the last counts. */
function withoutRepeats(before: readonly TrackPoint[], seen: readonly TrackPoint[]): readonly TrackPoint[] {
  const points = [...before]
  for (const point of seen) {
    const last = points.at(-1)
    if (last && last.desired === point.desired && last.available === point.available) continue
    if (last?.atMs === point.atMs) points.pop()
    points.push(point)
  }
  return points
}

/** Nodes that fall silent together make one flag. */
function gathered(flags: readonly TrackFlag[]): readonly TrackFlag[] {
  const result: TrackFlag[] = []
  let count = 1
  for (const flag of flags) {
    const last = result.at(-1)
    if (flag.by === 'cluster' && last?.by === 'cluster' && flag.atMs - last.atMs < 10_000) {
      count = Number(/^(\d+) nodes/.exec(last.text)?.[1] ?? 1) + 1
      result[result.length - 1] = { ...last, text: `${count} nodes NotReady` }
    } else result.push(flag)
  }
  return result
}

/** An act in the few words that a flag has room for. */
export function printAct(act: Act): string {
  if ('apply' in act) return 'apply'
  if ('join' in act) return act.join.length === 1 ? `add ${act.join[0]!.name}` : `add ${act.join.length.toLocaleString('en')} nodes`
  if ('leave' in act) return `remove ${several(act.leave)}`
  if ('fail' in act) return `power off ${several(act.fail)}`
  if ('recover' in act) return `recover ${several(act.recover)}`
  if ('cordon' in act) return `${act.on ? 'cordon' : 'uncordon'} ${act.cordon}`
  if ('taint' in act) return `${act.add.length > 0 ? 'taint' : 'untaint'} ${act.taint}`
  if ('label' in act) return `label ${act.label}`
  if ('drain' in act) return `drain ${act.drain}`
  if ('fill' in act) return `fill ${act.fill}`
  if ('deletePod' in act) return `delete ${nameIn(act.deletePod)}`
  if ('deleteDaemonSet' in act) return `delete ${nameIn(act.deleteDaemonSet)}`
  return `${act.fault} ${nameIn(act.pod)}`
}

const several = (names: readonly string[]): string => (names.length === 1 ? names[0]! : `${names.length.toLocaleString('en')} nodes`)
const nameIn = (key: string): string => key.slice(key.indexOf('/') + 1)

/** One sentence for all that happened. */
export const captionFor = (happenings: readonly Happening[]): string => gather(happenings)
