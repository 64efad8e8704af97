/**
 * The cluster's only source of chance: a 32-bit generator whose state is one integer kept in the
 * cluster, so that the same seed and acts give the same names and the same order.
 */

/** What Kubernetes draws generated names from: no vowels and no digits that read like them. */
const suffixAlphabet = 'bcdfghjklmnpqrstvwxz2456789'

/** A generator over one integer of state (mulberry32). */
export class Random {
  /** The whole state, an unsigned 32-bit integer. */
  state: number

  constructor(state: number) {
    this.state = state >>> 0
  }

  /** The next unsigned 32-bit integer. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = this.state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  /** An integer from 0 up to, not including, `below`. */
  integer(below: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * below)
  }

  /** The five characters that the API server puts after a `generateName`. */
  nameSuffix(): string {
    let suffix = ''
    for (let i = 0; i < 5; i++) suffix += suffixAlphabet[this.integer(suffixAlphabet.length)]
    return suffix
  }

  /** A version 4 UUID, as API objects carry. */
  uid(): string {
    const word = () => this.next().toString(16).padStart(8, '0')
    const [a, b, c, d] = [word(), word(), word(), word()]
    const variant = '89ab'[parseInt(c[0]!, 16) & 3]
    // Joined, not concatenated: a text in one piece takes a fifth of the memory of one glued together.
    return [a, b.slice(0, 4), `4${b.slice(5)}`, `${variant}${c.slice(1, 4)}`, `${c.slice(4)}${d}`].join('-')
  }
}

/** FNV-1a, 32 bit, over the UTF-16 units of a text: a stable rank or hash for it. */
export function fnv32a(text: string, basis = 2166136261): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 16777619)
  }
  return hash >>> 0
}

/** Writes text in the alphabet of generated names, as Kubernetes does with the hashes it puts in names. */
export function safeEncode(text: string): string {
  let encoded = ''
  for (let i = 0; i < text.length; i++) encoded += suffixAlphabet[text.charCodeAt(i) % suffixAlphabet.length]
  return encoded
}
