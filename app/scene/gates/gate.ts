/** What is asked of a node before a pod runs on it, and how it is told. */

/** `closed` is where the path ends; gates behind it are not asked. `now` is where it stands at the moment. */
export type GateState = 'open' | 'closed' | 'now' | 'not-asked'

/** A thing from the manifest beside the node's property, and how they meet. */
export interface Comparison {
  /** Path in the manifest, `spec.template.spec.tolerations[0]`; undefined for what the controller adds by itself. */
  readonly path: string | undefined
  readonly text: string
  readonly outcome: string
}

export interface ExplainedGate {
  /** Undefined for what is asked only sometimes: the budget during an update, other pods where the template speaks of them. */
  readonly number: number | undefined
  readonly name: string
  readonly state: GateState
  readonly words: string
  /** The node's own property that is compared, verbatim. */
  readonly property: string | undefined
  readonly comparisons: readonly Comparison[]
}

export interface GateGroup {
  readonly by: 'DaemonSet controller' | 'Scheduler' | 'Kubelet'
  readonly words: string
  readonly gates: readonly ExplainedGate[]
}

/** Where pods' specs stand in a DaemonSet's manifest. */
export const podPath = 'spec.template.spec'
