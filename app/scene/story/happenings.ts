/** What happened, as compact as the journal: columns of numbers, from which a happening is made when somebody looks at it. */
import type { ComponentName } from '#cluster/component-name'
import { Words } from '#cluster/journal/journal'
import type { Resource } from '#cluster/kube-apiserver/watch'
import { happeningKinds, type Happening, type HappeningKind } from './happening.ts'

/** Numbers per happening: id, time, kind, component, node, resource and key, detail, hash, origin. */
const width = 9
const firstRoom = 64
const kindNumbers = new Map(happeningKinds.map((kind, at) => [kind, at]))
const [idColumn, timeColumn, kindColumn, byColumn, nodeColumn, objectColumn, detailColumn, hashColumn, originColumn] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

/** The happenings of one stretch of time, in order. */
export class HappeningPart {
  #columns = new Int32Array(width * firstRoom)
  #size = 0
  readonly #words = new Words()

  get size(): number {
    return this.#size
  }

  /** `origin` is where it came from, as `Origins` answers it. */
  note({ id, atMs, kind, by, node, resource, key, detail, hash }: Happening, origin: number): void {
    if ((this.#size + 1) * width > this.#columns.length) {
      const larger = new Int32Array(this.#columns.length * 2)
      larger.set(this.#columns)
      this.#columns = larger
    }
    const words = this.#words
    const place = this.#size++
    this.#columns.set([id, atMs, kindNumbers.get(kind)!, words.number(by), node === undefined ? -1 : words.number(node), words.number(`${resource}:${key}`), words.number(detail), words.number(hash), origin], place * width)
  }

  at(place: number): Happening {
    const word = (column: number) => this.#words.text(this.#number(place, column))
    const node = this.#number(place, nodeColumn)
    const object = word(objectColumn)
    const colon = object.indexOf(':')
    return {
      id: this.#number(place, idColumn), atMs: this.atMs(place), kind: this.kind(place), by: this.by(place), node: node < 0 ? undefined : this.#words.text(node),
      resource: object.slice(0, colon) as Resource, key: object.slice(colon + 1), detail: word(detailColumn), hash: word(hashColumn),
    }
  }

  atMs(place: number): number {
    return this.#number(place, timeColumn)
  }

  kind(place: number): HappeningKind {
    return happeningKinds[this.#number(place, kindColumn)]!
  }

  by(place: number): ComponentName {
    return this.#words.text(this.#number(place, byColumn)) as ComponentName
  }

  origin(place: number): number {
    return this.#number(place, originColumn)
  }

  #number(place: number, column: number): number {
    return this.#columns[place * width + column]!
  }

  /** How many happened up to this time, in virtual ms. */
  countUpTo(atMs: number): number {
    let [low, high] = [0, this.#size]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.atMs(middle) <= atMs) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** One stretch, and how far the line goes along it. */
export interface CountedPart {
  readonly part: HappeningPart
  readonly count: number
}

/** The happenings of a line: stretches one after another. A value: what a stretch gets later is not in it. */
export class Happenings {
  readonly parts: readonly CountedPart[]
  readonly size: number

  /** `untilMs` of a part is where the line leaves it, in virtual ms, included. */
  constructor(parts: readonly { readonly part: HappeningPart; readonly untilMs: number }[] = []) {
    this.parts = parts.map(({ part, untilMs }) => ({ part, count: part.countUpTo(untilMs) }))
    this.size = this.parts.reduce((sum, { count }) => sum + count, 0)
  }

  at(place: number): Happening | undefined {
    let skip = place
    for (const { part, count } of this.parts) {
      if (skip < count) return skip < 0 ? undefined : part.at(skip)
      skip -= count
    }
    return undefined
  }

  /** Place of the first that happened after `atMs` (virtual ms). */
  firstAfter(atMs: number): number {
    let before = 0
    for (const { part, count } of this.parts) {
      const upTo = Math.min(count, part.countUpTo(atMs))
      before += upTo
      if (upTo < count) break
    }
    return before
  }

  slice(from: number, to: number): readonly Happening[] {
    const found: Happening[] = []
    let begin = 0
    for (const { part, count } of this.parts) {
      for (let place = Math.max(0, from - begin); place < Math.min(count, to - begin); place++) found.push(part.at(place))
      begin += count
    }
    return found
  }

  /** The first of a kind. */
  firstOf(kind: HappeningKind): Happening | undefined {
    for (const { part, count } of this.parts) for (let place = 0; place < count; place++) if (part.kind(place) === kind) return part.at(place)
    return undefined
  }
}
