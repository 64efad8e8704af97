/** The draft and the playhead, which change all the time and are written down at once. */
import type { QuickShelf } from './quick-shelf.ts'

/** Under which name the moment of a session lies. */
export const momentOf = (id: string): string => `moment.${id}`

/** What changes between two acts. */
export interface Moment {
  readonly draft: string
  /** Where the playhead stands, in virtual ms. */
  readonly atMs: number
  /** How far the current line was played; counts only for the same line with the same number of acts. */
  readonly untilMs: number
  readonly line: number
  readonly acts: number
}

/** What a text says as JSON; undefined where it says nothing. */
export function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}

/** The draft of a session as it was last typed, at once. */
export const quickDraft = (quick: QuickShelf, id: string): string | undefined => readMoment(quick, id)?.draft

/** The moment of a session; undefined where there is none that makes sense. */
export function readMoment(quick: QuickShelf, id: string): Moment | undefined {
  const moment = parsed(quick.read(momentOf(id))) as Partial<Moment> | null | undefined
  const whole = [moment?.atMs, moment?.untilMs, moment?.line, moment?.acts].every((each) => Number.isSafeInteger(each))
  return typeof moment?.draft === 'string' && whole ? (moment as Moment) : undefined
}
