/** What can be asked, and how an answer is made up. */
import type { Cause } from '#cluster/cause'
import type { Resource } from '#cluster/kube-apiserver/watch'
import type { Link } from './chain.ts'

/** The counters of a DaemonSet, as kubectl heads their columns, and the one that it hides. */
export type CounterName = 'DESIRED' | 'CURRENT' | 'READY' | 'UP-TO-DATE' | 'AVAILABLE' | 'MISSCHEDULED'

/** "Why?", asked of something that is shown. Plain data; keys are `namespace/name`. */
export type Question =
  | { readonly about: 'pod'; readonly key: string }
  /** With a DaemonSet it is about its pod there, without one about the node itself. */
  | { readonly about: 'node'; readonly node: string; readonly daemonSet?: string }
  | { readonly about: 'event'; readonly key: string }
  | { readonly about: 'counter'; readonly daemonSet: string; readonly counter: CounterName }
  | { readonly about: 'rollout'; readonly daemonSet: string }
  /** A change of the past, by its id. */
  | { readonly about: 'step'; readonly id: number }

/** Something that is so now, on which the answer rests. */
export interface Fact {
  /** A sentence without its full stop. */
  readonly text: string
  readonly resource?: Resource
  readonly key?: string
  /** What of the object. */
  readonly field?: string
  /** Where the DaemonSet's manifest says so. */
  readonly manifestPath?: string
}

/** One way back, from what the answer rests on to the act that it came from. */
export interface Way {
  /** What the way leads back from: "node-2 has the taint". */
  readonly heading: string
  /** Where it begins. */
  readonly from: Cause
  /** The latest first; the last is an act, or the start. Found when they are asked for first: in a large cluster that takes a while. */
  readonly links: readonly Link[]
}

export interface WhyAnswer {
  /** The question in words; the name of what is asked about stands between the two. */
  readonly title: readonly [before: string, name: string, after: string]
  /** The decision, in one or two sentences. */
  readonly lead: string
  readonly facts: readonly Fact[]
  readonly ways: readonly Way[]
  /** Key of the DaemonSet in whose manifest the paths stand. */
  readonly daemonSet: string | undefined
}
