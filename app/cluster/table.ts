/**
 * Keyed tables of which any number of states can be kept: publishing costs what was written since
 * the last time, and two states share all but that. Reading costs what it costs in a `Map`, and
 * iteration is in the order in which keys were put in, as there.
 *
 * Every key has a place, a number that never means another key; where it stands is known to all
 * states of a table together (`Places`), so that only the values are kept per state: in a tree of
 * three levels whose last ones hold 32 values each. Keys put in later have higher places.
 *
 * Own code, because this is the heart of time travel: the maps of `immutable` that keep their order
 * hash every text again in JavaScript, in a loop that asks for little else.
 */

/** Levels of the tree: values in a leaf, leaves in a branch. */
const leafBits = 5
const branchBits = 6
const leafSize = 1 << leafBits
const branchSize = 1 << branchBits
const inLeaf = leafSize - 1
const inBranch = branchSize - 1
const rootBits = leafBits + branchBits

type Leaf<V> = (V | undefined)[]
type Branch<V> = (Leaf<V> | undefined)[]
type Root<V> = readonly (Branch<V> | undefined)[]

/** Which key has which place. Only ever added to: what it says of a key that a state does not have is nothing. */
class Places {
  readonly keys: string[] = []
  /** The latest place of a key. */
  readonly latest = new Map<string, number>()
  /** Earlier places of keys that were taken out and put in again, the oldest first. */
  readonly former = new Map<string, number[]>()
  /** Most places that any one history of states has used. */
  longest = 0

  /** A place for this key at or behind `end`: the one that another history has given it there, else a new one. */
  give(key: string, end: number): number {
    const latest = this.latest.get(key)
    if (latest !== undefined && latest >= end) return this.former.get(key)?.find((place) => place >= end) ?? latest
    const place = this.keys.push(key) - 1
    if (latest !== undefined) {
      const former = this.former.get(key)
      if (former) former.push(latest)
      else this.former.set(key, [latest])
    }
    this.latest.set(key, place)
    return place
  }
}

const refuse = (): never => {
  throw new TypeError('a published cluster is read-only')
}
const nothing: readonly never[] = Object.freeze([])
const emptyLeaf: readonly undefined[] = Array.from({ length: leafSize }, () => undefined)
const emptyBranch: readonly undefined[] = Array.from({ length: branchSize }, () => undefined)

/** A table that is written to; `publish` gives a read-only one of its content. Values are anything but undefined. */
export class Table<V> implements ReadonlyMap<string, V> {
  #places: Places
  #root: Root<V>
  /** Behind the highest place in use. */
  #end: number
  #size: number
  /** Places given since `#places` began, in this history. */
  #given: number
  /** The last published state; what the tree shares with its tree must not be written to. */
  #published: Table<V> | undefined
  #shared: Root<V>
  #isPublished = false

  /** @param from a published table, which is shared, or any other map, which is copied */
  constructor(from?: ReadonlyMap<string, V>) {
    const shared = from instanceof Table ? (from as Table<V>).#publish() : undefined
    this.#places = shared ? shared.#places : new Places()
    this.#root = shared ? shared.#root : nothing
    this.#end = shared ? shared.#end : 0
    this.#size = shared ? shared.#size : 0
    this.#given = shared ? shared.#given : 0
    this.#published = shared
    this.#shared = this.#root
    if (from && !shared) for (const [key, value] of from) this.set(key, value)
  }

  get size(): number {
    return this.#size
  }

  get(key: string): V | undefined {
    const latest = this.#places.latest.get(key)
    if (latest === undefined) return undefined
    return this.#at(latest) ?? (this.#places.former.size > 0 ? this.#at(this.#formerPlace(key)) : undefined)
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  set(key: string, value: V): this {
    if (this.#isPublished) refuse()
    let place = this.#placeOf(key)
    if (place < 0) {
      place = this.#places.give(key, this.#end)
      this.#end = place + 1
      this.#size++
      this.#given++
    }
    this.#ownLeaf(place)[place & inLeaf] = value
    return this
  }

  delete(key: string): boolean {
    if (this.#isPublished) refuse()
    const place = this.#placeOf(key)
    if (place < 0) return false
    const leaf = this.#ownLeaf(place)
    leaf[place & inLeaf] = undefined
    this.#size--
    if (place === this.#end - 1) this.#end = place
    if (leaf.every((value) => value === undefined)) this.#dropLeaf(place)
    return true
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this)
  }

  *keys(): Generator<string, undefined> {
    for (let place = this.#next(0); place < this.#end; place = this.#next(place + 1)) yield this.#places.keys[place]!
  }

  *values(): Generator<V, undefined> {
    for (let place = this.#next(0); place < this.#end; place = this.#next(place + 1)) yield this.#at(place)!
  }

  *entries(): Generator<[string, V], undefined> {
    for (let place = this.#next(0); place < this.#end; place = this.#next(place + 1)) yield [this.#places.keys[place]!, this.#at(place)!]
  }

  [Symbol.iterator](): Generator<[string, V], undefined> {
    return this.entries()
  }

  /** The content of now, which nothing changes any more; the same table as last time where nothing was written. */
  publish(): ReadonlyMap<string, V> {
    return this.#publish()
  }

  #publish(): Table<V> {
    if (this.#isPublished) return this
    if (this.#published && this.#shared === this.#root) return this.#published
    this.#tidy()
    const published = new Table<V>()
    published.#places = this.#places
    published.#root = this.#root
    published.#end = this.#end
    published.#size = this.#size
    published.#given = this.#given
    published.#isPublished = true
    this.#shared = this.#root
    Object.freeze(published)
    return (this.#published = published)
  }

  /** For `changedKeys`. */
  static changedBetween(before: Table<unknown>, now: Table<unknown>): readonly string[] {
    if (before.#places !== now.#places) return differing(before, now)
    const changed = new Set<string>()
    const end = Math.max(before.#end, now.#end)
    for (let place = 0; place < end; place++) {
      const at = place >> rootBits
      const [branch, other] = [before.#root[at], now.#root[at]]
      if (branch === other) place |= (1 << rootBits) - 1
      else if (branch?.[(place >> leafBits) & inBranch] === other?.[(place >> leafBits) & inBranch]) place |= inLeaf
      else if (before.#at(place) !== now.#at(place)) changed.add(now.#places.keys[place]!)
    }
    return [...changed]
  }

  #at(place: number): V | undefined {
    return this.#root[place >> rootBits]?.[(place >> leafBits) & inBranch]?.[place & inLeaf]
  }

  /** Where the key stands in this state; -1 where it does not. */
  #placeOf(key: string): number {
    const latest = this.#places.latest.get(key)
    if (latest === undefined) return -1
    return this.#at(latest) !== undefined ? latest : this.#formerPlace(key)
  }

  #formerPlace(key: string): number {
    return this.#places.former.get(key)?.findLast((place) => this.#at(place) !== undefined) ?? -1
  }

  /** The first place from this one on that holds something. */
  #next(from: number): number {
    let place = from
    while (place < this.#end) {
      const branch = this.#root[place >> rootBits]
      const leaf = branch?.[(place >> leafBits) & inBranch]
      if (!branch) place = (place | ((1 << rootBits) - 1)) + 1
      else if (!leaf) place = (place | inLeaf) + 1
      else if (leaf[place & inLeaf] === undefined) place++
      else return place
    }
    return place
  }

  /** The leaf of this place, ours to write to. */
  #ownLeaf(place: number): Leaf<V> {
    const branch = this.#ownBranch(place)
    const at = (place >> leafBits) & inBranch
    const leaf = branch[at]
    if (leaf && leaf !== this.#shared[place >> rootBits]?.[at]) return leaf
    return (branch[at] = (leaf ?? emptyLeaf).slice() as Leaf<V>)
  }

  #ownBranch(place: number): Branch<V> {
    if (this.#root === this.#shared) this.#root = this.#root.slice()
    const root = this.#root as (Branch<V> | undefined)[]
    const at = place >> rootBits
    while (root.length <= at) root.push(undefined)
    const branch = root[at]
    if (branch && branch !== this.#shared[at]) return branch
    return (root[at] = (branch ?? emptyBranch).slice() as Branch<V>)
  }

  #dropLeaf(place: number): void {
    const branch = this.#ownBranch(place)
    branch[(place >> leafBits) & inBranch] = undefined
    if (branch.every((leaf) => leaf === undefined)) (this.#root as (Branch<V> | undefined)[])[place >> rootBits] = undefined
  }

  /** Begins with new places where most of the old ones are empty, or are those of other histories: else they would be kept for ever. */
  #tidy(): void {
    this.#places.longest = Math.max(this.#places.longest, this.#given)
    if (this.#given <= 2 * this.#size + 1_024 && this.#places.keys.length <= 8 * this.#places.longest + 1_024) return
    const entries = [...this]
    this.#places = new Places()
    this.#root = this.#shared = nothing
    this.#end = this.#size = this.#given = 0
    this.#published = undefined
    for (const [key, value] of entries) this.set(key, value)
  }
}

/**
 * The keys whose values differ between two states of a table, or that only one of them has; a key
 * that was taken out and put in again may be among them. What the states share is passed over.
 */
export function changedKeys(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): readonly string[] {
  if (before === now) return nothing
  return before instanceof Table && now instanceof Table ? Table.changedBetween(before, now) : differing(before, now)
}

function differing(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter((key) => before.get(key) !== now.get(key))
}
