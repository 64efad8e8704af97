/** What a description is made from beside the object itself. */
import type { Draft } from '#cluster/draft'

export interface DescribeContext {
  readonly draft: Draft
  /** The time in ms since 1970. */
  readonly nowUnixMs: number
  /** Are events shown? By default only for a single object. */
  readonly showEvents: boolean
}
