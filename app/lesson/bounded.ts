/** A bound on what a lesson may set going: a stranger's must not hold up the page with a million pods. */
import type { Observer } from '#cluster/advance'
import { limits } from './format/limits.ts'

/** Thrown out of the middle of `advance` and of acts: the cluster stays as it was before. */
export class TooMuchHappens extends Error {
  constructor(most: number) {
    super(`more than ${most.toLocaleString('en')} objects are changed`)
  }
}

/** The observer, counting: throws `TooMuchHappens` at the first change over the limit. */
export function bounded(observer: Observer = {}, most: number = limits.changes): Observer {
  let changes = 0
  const count = (): void => {
    if (++changes > most) throw new TooMuchHappens(most)
  }
  return bothHear({ onWatchEvent: count }, observer)
}

/** One observer in front of another; only the second may stop time. */
export const bothHear = (first: Observer, second: Observer): Observer => ({
  ...second,
  onWatchEvent: (event) => {
    first.onWatchEvent?.(event)
    second.onWatchEvent?.(event)
  },
})

/** What `play` gives, or `otherwise` where too much happens; what goes wrong in other ways goes on. */
export function unlessTooMuch<T>(play: () => T, otherwise: (words: string) => T): T {
  try {
    return play()
  } catch (error) {
    if (error instanceof TooMuchHappens) return otherwise(error.message)
    throw error
  }
}
