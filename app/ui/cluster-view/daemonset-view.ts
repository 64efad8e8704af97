/** What stands above the nodes: the chosen DaemonSet, its figures, its rollout and its budget. */
import type { PodLook } from '../pod-glyph/pod-drawing.ts'
import type { ProgressSpan } from '../simulated-clock.ts'

export interface FigureView {
  /** kubectl's own column word. */
  readonly name: string
  readonly count: number
  readonly meaning: string
  readonly nodes: ReadonlySet<string>
}

/** One eligible node in the list of the rollout. */
export interface RolloutMark {
  readonly node: string
  readonly look: PodLook
  readonly span: ProgressSpan | undefined
}

export interface RolloutView {
  /** "Rollout, revision 1 to 2". */
  readonly title: string
  readonly marks: readonly RolloutMark[]
  readonly updated: number
  readonly eligible: number
}

/** A unit of the budget and the node that holds it. */
export interface WellView {
  readonly node: string
  readonly look: PodLook
  readonly why: string
}

export interface BudgetView {
  /** "maxUnavailable: 5%". */
  readonly field: string
  /** "is 236 nodes", for a percentage. */
  readonly result: string | undefined
  readonly units: number
  readonly taken: readonly WellView[]
  /** How often each reason holds a unit, for bars. */
  readonly counts: readonly { readonly why: string; readonly count: number }[]
  /** Unavailable beyond the budget. */
  readonly over: number
  readonly left: number
}

export interface DaemonSetView {
  readonly key: string
  readonly name: string
  readonly namespace: string
  readonly figures: readonly FigureView[]
  readonly misscheduled: FigureView | undefined
  readonly rollout: RolloutView | undefined
  /** Undefined with OnDelete, and then `onDelete` says so. */
  readonly budget: BudgetView | undefined
  readonly onDelete: boolean
  /** "No node is eligible. 6 nodes, 2 reasons." */
  readonly note: string | undefined
}
