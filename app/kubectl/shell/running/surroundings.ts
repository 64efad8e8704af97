/** What a job finds around it while it runs. One shell's view of the desk and the cluster, written to as it goes. */
import type { Observer } from '#cluster/advance'
import type { Cause } from '#cluster/cause'
import type { Draft } from '#cluster/draft'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { CommandInput } from '../../process.ts'
import type { Files, Settings } from '../desk.ts'

/** Who looks on, and what the shells are given from outside. */
export interface Outside extends Observer {
  /** The act to which what is entered belongs; what a line does later belongs to it, too. */
  readonly cause?: Cause
  /** What `kubectl explain` says; see CommandInput. */
  readonly explanationOf?: CommandInput['explanationOf']
}

/** What all shells share. */
export interface Shared {
  files: Files
  /** Of kubectl's context; empty: default. */
  namespace: string
  /** Changes in the cluster of late, in order. */
  events: WatchEvent[]
}

export interface Surroundings {
  readonly shared: Shared
  readonly explanationOf?: CommandInput['explanationOf']
  /** Virtual ms. */
  readonly nowMs: number
  /** Ms since 1970 on the cluster's clock. */
  readonly unixMs: number
  settings: Settings
  closed: boolean
  /** Lines entered and not yet read, null for Ctrl-D. */
  readonly typed: (string | null)[]
  /** Works on the cluster; undefined where that has to wait until time stands still. */
  onCluster<T>(writes: boolean, use: (draft: Draft) => T): T | undefined
}
