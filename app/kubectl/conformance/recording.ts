/** A recording of a real control plane, and a replay of it on ours: the same format. See README.md of the recordings. */
import type { FaultAct, KubectlAct } from '../cluster-act.ts'

/** What is done in one step. */
export type RecordedAct = FaultAct | KubectlAct

/** The state of the cluster as a recording tells it, with generated names replaced. */
export interface RecordedState {
  readonly nodes: readonly unknown[]
  readonly daemonSets: readonly unknown[]
  readonly pods: readonly unknown[]
  readonly controllerRevisions: readonly unknown[]
  readonly replicaSets: readonly unknown[]
  readonly deployments: readonly unknown[]
  /** Those that are new or changed since the step before. */
  readonly events: readonly unknown[]
}

/** Per owner: the most pods a node ever had at once, and the most nodes that had pods but no ready one. */
export type Bounds = Readonly<Record<string, { readonly mostPodsOnANode: number; readonly mostNodesWithoutReadyPod: number }>>

/** What a step starts from; the rest of a recorded step is what came of it. */
export interface GivenStep {
  readonly do: RecordedAct
  /** Virtual ms that the step takes, the act included. */
  readonly elapsedMs: number
  /** Nodes in the order in which the controller is to touch them where that is its own choice. */
  readonly pick?: readonly string[]
}

export interface ReplayedStep extends GivenStep {
  /** `exit` is null where the command still ran when the step ended. */
  readonly kubectl?: { readonly exit: number | null; readonly stdout: string; readonly stderr: string }
  readonly trace?: readonly string[]
  readonly bounds?: Bounds
  readonly then?: RecordedState
}

/** A recording as the real control plane left it; `compare.mjs` knows what is in its steps. */
export interface Recording {
  readonly name: string
  readonly steps: readonly (ReplayedStep & { readonly unsettled?: boolean; readonly free?: readonly string[] })[]
}

export interface Given {
  readonly name: string
  readonly steps: readonly GivenStep[]
}

export interface Replay {
  readonly name: string
  readonly steps: readonly ReplayedStep[]
}
