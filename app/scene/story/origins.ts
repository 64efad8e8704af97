/**
 * Which act a change goes back to, found as changes happen: each takes it from the change that it
 * rests on. The walk of reasons (`why/cause-of.ts`) plays again to be exact about fields; here the
 * parts of objects that a change touched have to do, for there may be a hundred thousand of them.
 */
import { eventIdOf, type Cause } from '#cluster/cause'
import { facets, facetsOfField } from '#cluster/journal/facets'
import type { Entry, JournalPart } from '#cluster/journal/journal'
import type { Ground, WatchEvent } from '#cluster/kube-apiserver/watch'

/** As many changes are looked back at for a pod that went, or got ready. */
const mostLookedBack = 24

/**
 * Origins of one stretch. An origin is a `Cause`: an act, the beginning (0), or, where the way leads
 * back into an earlier stretch, the change there to go on from.
 */
export class Origins {
  #byPlace = new Int32Array(64)
  #size = 0

  constructor(private readonly journal: JournalPart) {}

  /** Hears of every change after the journal did, and says where it came from. */
  note(event: WatchEvent): number {
    const origin = this.of(this.#restsOn(event))
    const place = this.journal.countBelow(event.id)
    // What is told of a beginning that nobody watched stands in no journal.
    if (place >= this.journal.size) return origin
    if (place >= this.#byPlace.length) {
      const larger = new Int32Array(Math.max(place + 1, this.#byPlace.length * 2))
      larger.set(this.#byPlace)
      this.#byPlace = larger
    }
    this.#byPlace[place] = origin
    this.#size = place + 1
    return origin
  }

  /** The origin of the change with this id; undefined where it is of another stretch. */
  originOf(id: number): number | undefined {
    const place = this.journal.countBelow(id)
    return place < this.#size && this.journal.at(place).id === id ? this.#byPlace[place] : undefined
  }

  /** The origin of what this led to. */
  of(cause: Cause): number {
    const id = eventIdOf(cause)
    return id === undefined ? (cause ?? 0) : (this.originOf(id) ?? id)
  }

  /** The latest of its grounds that changed in this stretch, else what woke its component. */
  #restsOn(event: WatchEvent): Cause {
    let latest = 0
    for (const ground of event.reason?.rests ?? []) latest = Math.max(latest, this.#latest(ground, event)?.id ?? 0)
    return latest > 0 ? latest : event.cause
  }

  #latest(ground: Ground, { id, cause }: WatchEvent): Entry | undefined {
    const count = this.journal.countBelow(id)
    switch (ground.what) {
      case 'field':
        return first(this.journal.backOf(ground.resource, ground.key, facetsOfField(ground.field), count))
      case 'verdict':
        return first(this.journal.backOf('nodes', ground.node, facets.cameOrWent | facets.labels | facets.spec, count))
      case 'gone':
      case 'ready':
        return this.#pod(ground, count, eventIdOf(cause))
    }
  }

  /** Mostly it is what woke the component. */
  #pod(ground: Extract<Ground, { what: 'gone' | 'ready' }>, count: number, woke: number | undefined): Entry | undefined {
    const isMeant = ({ resource, type, owner, node, facets: bits }: Entry) => resource === 'pods' && (ground.owner === undefined || owner === ground.owner)
      && (ground.what === 'ready' ? (bits & facets.wentReady) !== 0 : type === 'DELETED' && (ground.node === undefined || node === ground.node))
    if (woke !== undefined) {
      const place = this.journal.countBelow(woke)
      const entry = place < count ? this.journal.at(place) : undefined
      if (entry?.id === woke && isMeant(entry)) return entry
    }
    for (let place = count - 1; place >= Math.max(0, count - mostLookedBack); place--) {
      const entry = this.journal.at(place)
      if (isMeant(entry)) return entry
    }
    return undefined
  }
}

function first<T>(all: Iterable<T>): T | undefined {
  for (const each of all) return each
  return undefined
}
