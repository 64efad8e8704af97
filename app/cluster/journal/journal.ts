/**
 * What happened, as compact as can be: per change some thirty bytes in columns of numbers, and no
 * object kept alive. It answers which changes are to be looked at; what they changed is found by
 * playing (`timeline/past.ts`).
 */
import type * as corev1 from '#apis/corev1'
import type { Cause } from '../cause.ts'
import type { ComponentName } from '../component-name.ts'
import { targetNodeName } from '../kube-controller-manager/daemonset/daemon-pod.ts'
import { controllerUidOf } from '../kube-apiserver/pod-index.ts'
import type { Resource, WatchEvent } from '../kube-apiserver/watch.ts'
import { facetsOf } from './facets.ts'

/** One change, without its objects. */
export interface Entry {
  /** Of the watch event. */
  readonly id: number
  readonly atMs: number
  readonly cause: Cause
  readonly component: ComponentName
  readonly resource: Resource
  readonly key: string
  readonly type: WatchEvent['type']
  readonly subresource: WatchEvent['subresource']
  readonly rule: string | undefined
  /** Bits of `facets`. */
  readonly facets: number
  /** The node that a pod runs on or is aimed at. */
  readonly node: string | undefined
  /** Uid of a pod's controller. */
  readonly owner: string | undefined
}

/** Texts by number and back; each is kept once. */
export class Words {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  number(text: string): number {
    let found = this.#numbers.get(text)
    if (found === undefined) {
      this.#numbers.set(text, (found = this.#texts.length))
      this.#texts.push(text)
    }
    return found
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text)
  }

  text(number: number): string {
    return this.#texts[number]!
  }
}

const types = ['ADDED', 'MODIFIED', 'DELETED'] as const
const subresources = [undefined, 'status', 'binding', 'eviction'] as const
/** Numbers per change: id, time, cause, what, key, facets, place of the change of the same object before, node, owner. */
const width = 9
const firstRoom = 64

/** The changes of one stretch of time, in order. */
export class JournalPart {
  #columns = new Int32Array(width * firstRoom)
  #size = 0
  readonly #keys = new Words()
  readonly #words = new Words()
  /** Place of the last change by number of its key. */
  readonly #last: number[] = []

  get size(): number {
    return this.#size
  }

  note(event: WatchEvent): void {
    if ((this.#size + 1) * width > this.#columns.length) {
      const larger = new Int32Array(this.#columns.length * 2)
      larger.set(this.#columns)
      this.#columns = larger
    }
    const { id, atMs, cause, component, resource, key, type, subresource, reason } = event
    const place = this.#size++
    const words = this.#words
    const keyNumber = this.#keys.number(`${resource}:${key}`)
    const pod = resource === 'pods' ? (event.object as corev1.Pod) : undefined
    const [node, owner] = [pod && targetNodeName(pod), pod && controllerUidOf(pod)]
    const what = types.indexOf(type) | (subresources.indexOf(subresource) << 2) | (words.number(component) << 4) | (words.number(reason?.rule ?? '') << 16)
    this.#columns.set([id, atMs, cause ?? 0, what, keyNumber, facetsOf(event), this.#last[keyNumber] ?? -1, node === undefined ? -1 : words.number(node), owner === undefined ? -1 : words.number(owner)], place * width)
    this.#last[keyNumber] = place
  }

  at(place: number): Entry {
    const [id, atMs, cause, what, key, facetBits, , node, owner] = this.#columns.subarray(place * width, (place + 1) * width) as unknown as readonly [number, number, number, number, number, number, number, number, number]
    const name = this.#keys.text(key)
    const colon = name.indexOf(':')
    return {
      id, atMs, cause: cause === 0 ? undefined : cause, facets: facetBits,
      type: types[what & 3]!, subresource: subresources[(what >> 2) & 3],
      component: this.#words.text((what >> 4) & 0xfff) as ComponentName, rule: this.#words.text(what >>> 16) || undefined,
      resource: name.slice(0, colon) as Resource, key: name.slice(colon + 1),
      node: node < 0 ? undefined : this.#words.text(node), owner: owner < 0 ? undefined : this.#words.text(owner),
    }
  }

  /** How many changes have an id below this. */
  countBelow(id: number): number {
    return this.#countWhere(0, id)
  }

  /** How many changes were made up to this time, in virtual ms. */
  countUpTo(atMs: number): number {
    return this.#countWhere(1, atMs + 1)
  }

  #countWhere(column: 0 | 1, bound: number): number {
    let [low, high] = [0, this.#size]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#columns[middle * width + column]! < bound) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Changes of one object that touched any of these parts, the latest first, among the first `count`. */
  *backOf(resource: Resource, key: string, bits: number, count: number): Iterable<Entry> {
    const number = this.#keys.find(`${resource}:${key}`)
    if (number === undefined) return
    for (let place = this.#last[number] ?? -1; place >= 0; place = this.#columns[place * width + 6]!) {
      if (place < count && (this.#columns[place * width + 5]! & bits) !== 0) yield this.at(place)
    }
  }

  /** Changes that touched any of these parts, the latest first, among the first `count`. */
  *back(bits: number, count: number): Iterable<Entry> {
    for (let place = count - 1; place >= 0; place--) if ((this.#columns[place * width + 5]! & bits) !== 0) yield this.at(place)
  }
}

/** A line's changes: stretches one after another, each as far as the line goes along it. */
export class Journal {
  readonly #parts: readonly { readonly part: JournalPart; readonly count: number }[]

  /** `untilMs` of a part is where the line leaves it, in virtual ms, included. */
  constructor(parts: readonly { readonly part: JournalPart; readonly untilMs: number }[]) {
    this.#parts = parts.map(({ part, untilMs }) => ({ part, count: part.countUpTo(untilMs) }))
  }

  get size(): number {
    return this.#parts.reduce((sum, { count }) => sum + count, 0)
  }

  /** All changes in order, from the one at this place (0: the first). */
  *entries(from = 0): Iterable<Entry> {
    let skip = from
    for (const { part, count } of this.#parts) {
      for (let place = Math.min(skip, count); place < count; place++) yield part.at(place)
      skip = Math.max(0, skip - count)
    }
  }

  /** The change at this place (0: the first). */
  entry(place: number): Entry | undefined {
    let skip = place
    for (const { part, count } of this.#parts) {
      if (skip < count) return part.at(skip)
      skip -= count
    }
    return undefined
  }

  /** The change with this id. */
  find(id: number): Entry | undefined {
    for (const { part, count } of this.#parts) {
      const place = part.countBelow(id)
      if (place < count) {
        const entry = part.at(place)
        if (entry.id === id) return entry
      }
    }
    return undefined
  }

  /** The changes of one instant (virtual ms), in order. */
  *at(atMs: number): Iterable<Entry> {
    for (const { part, count } of this.#parts) {
      const end = Math.min(count, part.countUpTo(atMs))
      for (let place = part.countUpTo(atMs - 1); place < end; place++) yield part.at(place)
    }
  }

  /** Changes of one object with an id below `beforeId` that touched any of these parts, the latest first. */
  *backOf(resource: Resource, key: string, bits: number, beforeId = Infinity): Iterable<Entry> {
    for (const { part, count } of this.#parts.toReversed()) yield* part.backOf(resource, key, bits, Math.min(count, part.countBelow(beforeId)))
  }

  /** Changes with an id below `beforeId` that touched any of these parts, the latest first. */
  *back(bits: number, beforeId = Infinity): Iterable<Entry> {
    for (const { part, count } of this.#parts.toReversed()) yield* part.back(bits, Math.min(count, part.countBelow(beforeId)))
  }
}

/** A journal of one uncut stretch. */
export const journalOf = (part: JournalPart): Journal => new Journal([{ part, untilMs: Infinity }])

