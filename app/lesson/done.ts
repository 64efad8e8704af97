/** An act that was done, as checks and the grader look at it. */
export interface Done {
  /** Virtual ms at which it began. */
  readonly atMs: number
  /** `kubectl delete node node-3`, `apply`, `join`. */
  readonly words: string
  readonly stdout: string
  readonly stderr: string
  /** Did it end with an error? */
  readonly refused: boolean
}
