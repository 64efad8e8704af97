/**
 * How a cluster gets to a worker: whole the first time, then only what is another value than what the
 * worker has already. Published values never change, so that equal means identical.
 */
import { deepFreeze } from '#cluster/freeze'
import { emptyCluster, type Cluster } from '#cluster/cluster'
import type { Timer } from '#cluster/timers'

type Entries = readonly (readonly [key: string, value: unknown])[]

/** A piece of the way from one cluster to another, of plain data only. A cluster is there when its `rest` is. */
export type Piece =
  | { readonly in: 'objects' | 'memory'; readonly table: string; readonly set: Entries; readonly gone: readonly string[]; readonly order?: readonly string[] }
  | { readonly timers: readonly Timer[]; readonly over: readonly number[] }
  | { readonly rest: Omit<Cluster, 'objects' | 'memory' | 'timers' | 'options'> & Partial<Pick<Cluster, 'options'>> }

/** So many entries make a piece: some ms to copy. */
const mostEntries = 400

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
  let gone = 0
  for (const key of was.keys()) if (!is.has(key)) gone++
  for (const [key, value] of is) {
    if (was.get(key) === value && was.has(key)) continue
    set.push([key, value])
    if (set.length < mostEntries) continue
    yield { in: where, table, set, gone: [] }
    set = []
  }
  const away = gone === 0 ? [] : [...was.keys()].filter((key) => !is.has(key))
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
  for (let at = 0; at < timers.length; at += mostEntries * 4) yield { timers: timers.slice(at, at + mostEntries * 4), over: [] }
  if (over.length > 0) yield { timers: [], over }
}

/** The other side: puts the pieces together again. */
export class HeldCluster {
  readonly #tables = { objects: { ...emptyCluster(0).objects } as Record<string, ReadonlyMap<string, unknown>>, memory: {} as Record<string, ReadonlyMap<string, unknown>> }
  /** Tables that no published cluster has. */
  readonly #own = new Set<ReadonlyMap<string, unknown>>()
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
    const table = this.#writable(piece.in, piece.table)
    for (const key of piece.gone) table.delete(key)
    for (const [key, value] of piece.set) table.set(key, deepFreeze(value))
    for (const key of piece.order ?? []) {
      const value = table.get(key)
      table.delete(key)
      table.set(key, value)
    }
  }

  #writable(where: 'objects' | 'memory', name: string): Map<string, unknown> {
    const known = this.#tables[where][name]
    if (known && this.#own.has(known)) return known as Map<string, unknown>
    const table = new Map(known)
    this.#own.add(table)
    this.#tables[where][name] = table
    return table
  }

  #publish({ options = this.#cluster?.options, ...rest }: Extract<Piece, { rest: unknown }>['rest']): void {
    const { objects, memory } = this.#tables
    for (const [name, table] of Object.entries(memory)) if (table.size === 0) delete memory[name]
    this.#own.clear()
    this.#cluster = Object.freeze({
      ...rest, options: deepFreeze(options!),
      // Sent table by table, under the names they have there.
      objects: Object.freeze({ ...objects }) as unknown as Cluster['objects'],
      memory: Object.freeze({ ...memory }),
      timers: Object.freeze([...this.#timers.values()].sort((a, b) => a.dueAtMs - b.dueAtMs || a.sequence - b.sequence)),
    })
  }
}
