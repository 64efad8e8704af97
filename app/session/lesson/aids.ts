/** What was taken of hints and solutions in a session. They are no acts: undo does not take them back, and looking into the past they may be taken all the same. */
import { localQuickShelf } from '../quick-shelf.ts'
import { parsed } from '../quick-draft.ts'

/** One step of a task's hint ladder. */
export interface Aid {
  readonly task: string
  /** Place of the hint among the task's; -1: the solution. */
  readonly hint: number
  /** Virtual ms at which it was taken. */
  readonly atMs: number
}

export const solutionAid = -1

const nameOf = (session: string): string => `hints.${session}`

/** What was taken in a session, in order. */
export function keptAids(session: string): readonly Aid[] {
  const kept = parsed(localQuickShelf.read(nameOf(session)))
  return Array.isArray(kept) ? kept.filter(isAid) : []
}

function isAid(value: unknown): value is Aid {
  const aid = value as Partial<Aid> | null
  return typeof aid?.task === 'string' && Number.isSafeInteger(aid.hint) && Number.isSafeInteger(aid.atMs)
}

export const keepAids = (session: string, aids: readonly Aid[]): void => void localQuickShelf.write(nameOf(session), JSON.stringify(aids))
