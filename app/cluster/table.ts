/**
 * A keyed table that copies itself on the first write after it was published, so that every
 * published state stays as it was and untouched tables are shared between states.
 */

const refuse = (): never => {
  throw new TypeError('a published cluster is read-only')
}

/** Makes the mutating methods of a map throw; its values are frozen by whoever wrote them. */
function freezeMap<V>(map: Map<string, V>): ReadonlyMap<string, V> {
  for (const method of ['set', 'delete', 'clear'] as const) Object.defineProperty(map, method, { value: refuse })
  return Object.freeze(map)
}

/** A mutable view of a published map. Iteration is in insertion order. */
export class Table<V> {
  private own: Map<string, V> | undefined

  constructor(private shared: ReadonlyMap<string, V> = new Map()) {}

  /** What it holds now. Valid until the next write. */
  get entries(): ReadonlyMap<string, V> {
    return this.own ?? this.shared
  }

  get size(): number {
    return this.entries.size
  }

  get(key: string): V | undefined {
    return this.entries.get(key)
  }

  has(key: string): boolean {
    return this.entries.has(key)
  }

  set(key: string, value: V): void {
    this.own ??= new Map(this.shared)
    this.own.set(key, value)
  }

  delete(key: string): boolean {
    if (!this.entries.has(key)) return false
    this.own ??= new Map(this.shared)
    return this.own.delete(key)
  }

  values(): IterableIterator<V> {
    return this.entries.values()
  }

  keys(): IterableIterator<string> {
    return this.entries.keys()
  }

  /** The read-only map of now; the same one as last time where nothing was written. */
  publish(): ReadonlyMap<string, V> {
    if (this.own) {
      this.shared = freezeMap(this.own)
      this.own = undefined
    }
    return this.shared
  }
}
