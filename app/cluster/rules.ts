/**
 * What may be done in this cluster by whoever works in it, where not everything may: the limits of
 * a lesson. They belong to the cluster, so that a replay, a grader and the page keep to the same
 * ones; who only plays ahead on a copy lifts them. Fields that are locked are guarded as a
 * ValidatingAdmissionPolicy guards them in a real cluster.
 */
import type { KubeObject } from '#apis/decode-object'
import { forbidden, type Status } from '#apis/status'
import { equal } from './kube-apiserver/equal.ts'

/** What is not named is free. */
export interface Rules {
  /** Verbs of kubectl that may be used. */
  readonly kubectl?: readonly string[]
  /** What may befall machines and containers, by the names of the acts. */
  readonly machines?: readonly MachineAct[]
  readonly locked?: readonly LockedField[]
}

/** What a person can do to machines and containers. */
export const machineActNames = ['join', 'leave', 'fail', 'recover', 'fill', 'pressure', 'crash', 'evict', 'unready', 'ready', 'fail-liveness', 'fail-startup'] as const
export type MachineAct = (typeof machineActNames)[number]

/** A field that keeps its value. */
export interface LockedField {
  readonly kind: string
  readonly name: string
  /** As a lesson writes it: `spec.selector`. */
  readonly path: string
  readonly parts: readonly string[]
  /** What it may be beside what it is: the value in the manifest that the lesson gave, with defaults. */
  readonly given: unknown
}

/** Why this verb of kubectl may not be used; undefined where it may. */
export function verbRefusal({ kubectl }: Rules, verb: string): string | undefined {
  if (!kubectl || kubectl.includes(verb)) return undefined
  return `this lesson leaves out "kubectl ${verb}"; ${kubectl.length === 0 ? 'it needs no line of kubectl' : `it allows ${inWords(kubectl)}`}`
}

const machineWords: Readonly<Record<MachineAct, string>> = {
  join: 'adding nodes', leave: 'removing nodes', fail: 'cutting the power', recover: 'giving the power back', fill: 'filling nodes with other work',
  pressure: 'letting nodes run short', 'fail-liveness': 'letting liveness probes fail', 'fail-startup': 'letting startup probes fail',
  crash: 'letting containers crash', evict: 'letting the kubelet evict pods', unready: 'letting pods become unready', ready: 'letting pods become ready',
}

/** Why this act may not be done; undefined where it may. To remove a node is `kubectl delete node` as well. */
export function machineRefusal(rules: Rules, act: MachineAct): string | undefined {
  if (rules.machines && !rules.machines.includes(act)) return `this lesson leaves out ${machineWords[act]}; ${rules.machines.length === 0 ? 'machines stay as they are' : `it allows ${inWords(rules.machines.map((each) => machineWords[each]))}`}`
  return act === 'leave' ? verbRefusal(rules, 'delete') : undefined
}

const inWords = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`)

/** The answer to a write that would change a locked field; `stored` is the object as it was, undefined where it is new. */
export function lockedRefusal({ locked = [] }: Rules, qualified: string, object: KubeObject, stored: KubeObject | undefined): Status | undefined {
  const name = object.metadata?.name ?? ''
  const broken = locked.find(({ kind, name: of, parts, given }) => kind === object.kind && of === name && ![given, ...(stored ? [at(stored, parts)] : [])].some((allowed) => equal(allowed, at(object, parts))))
  return broken && forbidden(qualified, name, `ValidatingAdmissionPolicy 'lesson' with binding 'lesson' denied request: ${broken.path} is locked in this lesson`)
}

const at = (object: unknown, parts: readonly string[]): unknown =>
  parts.reduce<unknown>((value, part) => (typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : undefined), object)
