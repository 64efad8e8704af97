/** A short name for a content: the same for the same, in every browser and on every machine. No protection against somebody who wants two of the same. */

/** 16 hexadecimal digits of a text. */
export function contentHash(text: string): string {
  let [low, high] = [0x811c9dc5, 0x01000193]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13)
  }
  return [low, high].map((half) => (mixed(half) >>> 0).toString(16).padStart(8, '0')).join('')
}

const mixed = (half: number): number => {
  const once = Math.imul(half ^ (half >>> 16), 0x7feb352d)
  return Math.imul(once ^ (once >>> 15), 0x846ca68b) ^ (once >>> 16)
}
