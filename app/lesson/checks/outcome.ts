/** What comes of asking a check: it passed, or what was found, what was expected, and where to look. */
import type { Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { Target } from '../format/prose.ts'

/** A place to look at: something in the picture, or a moment to go to, in virtual ms. */
export type Look = Target | { readonly kind: 'moment'; readonly atMs: number }

/** What is not as it should be on one node, with the reasons of those who decide: data, made to words where it is shown. */
export interface NodeFinding {
  readonly node: string
  readonly what: 'no pod' | 'not ready' | 'no room' | 'two pods' | 'old template' | 'a pod' | 'no such node'
  /** The DaemonSet controller's gates for this node. */
  readonly verdict?: Verdict
  /** Why the pod waits: what the scheduler said of it, or the reason of its container. */
  readonly waits?: string
}

export interface Passed {
  readonly passed: true
}

export interface NotYet {
  readonly passed: false
  readonly found: string
  readonly expected: string
  readonly look: readonly Look[]
  readonly nodes?: readonly NodeFinding[]
}

export type Outcome = Passed | NotYet

export const passed: Passed = Object.freeze({ passed: true })

export const notYet = (found: string, expected: string, look: readonly Look[] = [], nodes?: readonly NodeFinding[]): NotYet => ({ passed: false, found, expected, look, ...(nodes && { nodes }) })

/** `a, b and c`. */
export const list = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`)
