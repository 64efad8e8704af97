/** What the page and its worker say to each other. */
import type { Piece } from './cluster-difference.ts'
import type { Outcome } from './job.ts'

export type ToWorker =
  /** On the way to the cluster that the next job is about. */
  | { readonly piece: Piece }
  | { readonly id: number; readonly job: string; readonly input: unknown }
  | { readonly cancel: number }

export type FromWorker =
  /** It runs and listens. */
  | { readonly ready: true }
  | { readonly id: number; readonly share: number }
  | { readonly id: number; readonly outcome: Outcome<unknown> }

/** What both ends have of a worker, a port of a channel or a worker's own scope. */
export interface Line<Out, In> {
  postMessage(message: Out): void
  addEventListener(type: 'message', listener: (event: { readonly data: In }) => void): void
}
