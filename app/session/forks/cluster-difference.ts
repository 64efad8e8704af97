/**
 * How a cluster gets to a worker: whole the first time, then only what is another value than what the
 * worker has already. Published values never change, so that equal means identical.
 */
import { deepFreeze } from '#cluster/freeze'
import { emptyCluster, type Cluster } from '#cluster/cluster'
import { changedKeys, Table } from '#cluster/table'
import type { Timer } from '#cluster/timers'

type Entries = readonly (readonly [key: string, value: unknown])[]

/** A piece of the way from one cluster to another, of plain data only. A cluster is there when its `rest` is. */
export type Piece =
  | { readonly in: 'objects' | 'memory'; readonly table: string; readonly set: Entries; readonly gone: readonly string[]; readonly order?: readonly string[] }
  | { readonly timers: readonly Timer[]; readonly over: readonly number[] }
  | { readonly rest: Omit<Cluster, 'objects' | 'memory' | 'timers' | 'options'> & Partial<Pick<Cluster, 'options'>> }

/** So many entries make a piece: about a ms to copy. */
const mostEntries = 100

/** What leads from a cluster that the other side has (undefined: none) to this one, in pieces that may be sent one after another. */
export function* pieces(held: Cluster | undefined, cluster: Cluster): Generator<Piece> {
  for (const where of ['objects', 'memory'] as const) {
    const [was, is] = [tablesOf(held?.[where]), tablesOf(cluster[where])]
    for (const table of new Set([...Object.keys(was), ...Object.keys(is)])) yield* tablePieces(where, table, was[table] ?? none, is[table] ?? none)
  }
  yield* timerPieces(held?.timers ?? [], cluster.timers)
  const { objects: _, memory: __, timers: ___, options, ...rest } = cluster
  yield { rest: { ...rest, ...(options !== held?.options && { options }) } }
}

type Tables = Readonly<Record<string, ReadonlyMap<string, unknown>>>
const none: ReadonlyMap<string, unknown> = new Map()
const tablesOf = (tables: Cluster['objects'] | Cluster['memory'] | undefined): Tables => (tables ?? {}) as Tables

function* tablePieces(where: 'objects' | 'memory', table: string, was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): Generator<Piece> {
  if (was === is) return
  let set: [string, unknown][] = []
  const changed = changedKeys(was, is)
  for (const key of changed) {
    const value = is.get(key)
    if (value === undefined || was.get(key) === value) continue
    set.push([key, value])
    if (set.length < mostEntries) continue
    yield { in: where, table, set, gone: [] }
    set = []
  }
  const away = changed.filter((key) => !is.has(key))
  const order = keepsOrder(was, is) ? undefined : [...is.keys()]
  if (set.length > 0 || away.length > 0 || order) yield { in: where, table, set, gone: away, ...(order && { order }) }
}

/** Do the entries that stay come first, in the order they had? Else what is set anew stands in another place than it was. */
function keepsOrder(was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): boolean {
  const keys = is.keys()
  for (const key of was.keys()) if (is.has(key) && keys.next().value !== key) return false
  return true
}

function* timerPieces(was: readonly Timer[], is: readonly Timer[]): Generator<Piece> {
  if (was === is) return
  const [before, now] = [new Set(was), new Set(is)]
  const timers = is.filter((timer) => !before.has(timer))
  const over = was.filter((timer) => !now.has(timer)).map(({ sequence }) => sequence)
  for (let at = 0; at < timers.length; at += mostEntries * 8) yield { timers: timers.slice(at, at + mostEntries * 8), over: [] }
  if (over.length > 0) yield { timers: [], over }
}

/** The other side: puts the pieces together again. */
export class HeldCluster {
  readonly #tables = { objects: {} as Record<string, Table<unknown>>, memory: {} as Record<string, Table<unknown>> }
  readonly #timers = new Map<number, Timer>()
  #cluster: Cluster | undefined

  /** The cluster as of the last `rest`. */
  get cluster(): Cluster {
    if (!this.#cluster) throw new Error('no cluster has come yet')
    return this.#cluster
  }

  take(piece: Piece): void {
    if ('rest' in piece) return this.#publish(piece.rest)
    if ('timers' in piece) {
      for (const sequence of piece.over) this.#timers.delete(sequence)
      for (const timer of piece.timers) this.#timers.set(timer.sequence, deepFreeze(timer))
      return
    }
    const table = (this.#tables[piece.in][piece.table] ??= new Table())
    for (const key of piece.gone) table.delete(key)
    for (const [key, value] of piece.set) table.set(key, deepFreeze(value))
    for (const key of piece.order ?? []) {
      const value = table.get(key)!
      table.delete(key)
      table.set(key, value)
    }
  }

  #publish({ options = this.#cluster?.options, ...rest }: Extract<Piece, { rest: unknown }>['rest']): void {
    const published = (tables: Record<string, Table<unknown>>) => Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.publish()]))
    const { objects, memory } = this.#tables
    for (const [name, table] of Object.entries(memory)) if (table.size === 0) delete memory[name]
    this.#cluster = Object.freeze({
      ...rest, options: deepFreeze(options!),
      // Sent table by table, under the names they have there.
      objects: Object.freeze({ ...emptyCluster(0).objects, ...published(objects) }) as Cluster['objects'],
      memory: Object.freeze(published(memory)),
      timers: Object.freeze([...this.#timers.values()].sort((a, b) => a.dueAtMs - b.dueAtMs || a.sequence - b.sequence)),
    })
  }
}
