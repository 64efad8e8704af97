/** What comes back from an act. */
import type { Status } from '#apis/status'

/** What kubectl would print, and whether the act was refused. */
export interface Answer {
  readonly text: string
  readonly refused: boolean
  /** A refusal that has changed something all the same: a drain cordons first. */
  readonly changed?: boolean
  /** The act only looked: the cluster, files and shells are as they were, but for what was printed. */
  readonly looked?: boolean
}

export const said = (text: string): Answer => ({ text, refused: false })

/** Refused before or beside the API server, in these words. */
export const refused = (text: string): Answer => ({ text, refused: true })

/** Refused by the API server. */
export const refusal = (status: Status): Answer => ({ text: `Error from server (${status.reason}): ${status.message}`, refused: true })
