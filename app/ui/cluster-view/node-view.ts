/** What the picture of one node says, in words and states; made from the scene, drawn by the cards, tiles and lines. */
import type { PodLook } from '../pod-glyph/pod-drawing.ts'
import type { ProgressSpan } from '../simulated-clock.ts'

export interface PodView {
  /** The same object as long as the pod lives. */
  readonly key: string
  readonly name: string
  readonly look: PodLook
  readonly revision: number | undefined
  /** As kubectl says it. */
  readonly status: string
  readonly restarts: number
  readonly span: ProgressSpan | undefined
}

export interface TaintView {
  readonly key: string
  readonly value: string
  readonly effect: string
  readonly text: string
  readonly tolerated: boolean
}

export interface CapacityView {
  readonly resource: string
  readonly used: number
  readonly asked: number
  readonly words: string
}

export interface NodeView {
  readonly name: string
  readonly zone: string
  readonly pool: string
  /** `joining` until it is Ready for the first time; `silent` is NotReady. */
  readonly frame: 'joining' | 'ready' | 'silent'
  readonly cordoned: boolean
  readonly eligible: boolean
  readonly status: string
  /** The status is out of the ordinary. */
  readonly warns: boolean
  readonly about: string
  readonly pods: readonly PodView[]
  /** Said in the slot when there is no pod. */
  readonly emptyWord: string
  readonly verdict: string
  readonly reason: string
  /** The verdict in one word, for a tile. */
  readonly word: string
  readonly labels: readonly string[]
  readonly taints: readonly TaintView[]
  readonly capacity: CapacityView | undefined
}
