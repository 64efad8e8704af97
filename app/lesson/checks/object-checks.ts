/** What objects say, whether they are there, how far their rollout is, and whether they are still the same. */
import type * as appsv1 from '#apis/appsv1'
import { milliValue } from '#apis/quantity'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { apiResource } from '#kubectl/resource-names'
import { rolloutStatus } from '#kubectl/rollout-status'
import { findDaemonSet, findObject, nodeOf, objectName, podsOf, type ClusterView } from '../cluster-view.ts'
import { fieldAt } from '../field-at.ts'
import type { NodesMeant, PlainCheck } from '../format/check-fields.ts'
import { budgetHolders } from '../scope.ts'
import { list, notYet, passed, type Outcome } from './outcome.ts'

type ObjectCheck = Extract<PlainCheck, { object: unknown }>['object']
type Kept = Extract<PlainCheck, { kept: unknown }>['kept']

/** Equal as JSON, whatever the order of keys. */
export const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)])) : value
}
const print = (value: unknown): string => (value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value))

/** A field of the live object. */
export function objectSays(view: ClusterView, check: ObjectCheck): Outcome {
  const { name, path } = check
  const object = findObject(view, name)
  const look = [{ kind: 'object', ref: name } as const]
  if (!object) return check.exists === false ? passed : notYet(`no ${name}`, `${name} with ${path}`, look)
  const found = fieldAt(object, path)
  const [holds, wanted] = compare(check, found)
  return holds ? passed : notYet(`${path} is ${print(found)}`, wanted, look)
}

function compare(check: ObjectCheck, found: unknown): readonly [boolean, string] {
  if (check.equals !== undefined) return [isEqual(found, check.equals), print(check.equals)]
  if (check.in) return [check.in.some((each) => isEqual(found, each)), `one of ${list(check.in.map(print))}`]
  if (check.atLeast !== undefined) return [Number(found ?? 0) >= check.atLeast, `at least ${check.atLeast}`]
  if (check.atMost !== undefined) return [Number(found ?? 0) <= check.atMost, `at most ${check.atMost}`]
  if (check.quantity !== undefined) return [milliValue(found as string) === milliValue(check.quantity), check.quantity]
  if (check.contains !== undefined) return [Array.isArray(found) ? found.some((each) => isEqual(each, check.contains)) : typeof found === 'string' && found.includes(print(check.contains)), `something with ${print(check.contains)}`]
  return [(found !== undefined) === (check.exists ?? true), check.exists === false ? 'nothing there' : 'something there']
}

/** There is no such object. */
export const isGone = (view: ClusterView, ref: string): Outcome => (findObject(view, ref) ? notYet(`${ref} is there`, `no ${ref}`, [{ kind: 'object', ref }]) : passed)

/** As `kubectl rollout status` sees it: never by the counters alone, which are still the old ones right after a change. */
export function isRolledOut(view: ClusterView, ref: string): Outcome {
  const [object, named] = [findObject(view, ref), objectName(ref)]
  if (!object || !named) return notYet(`no ${ref}`, `${ref}, rolled out`, [{ kind: 'manifest', path: 'metadata.name' }])
  const status = rolloutStatus(apiResource(named.resource), object as KubeObject)
  if ('problem' in status) return notYet(status.problem, `${ref}, rolled out`, [{ kind: 'object', ref }])
  if (status.done) return passed
  const daemonSet = findDaemonSet(view, ref)
  const holders = daemonSet ? budgetHolders(view, daemonSet) : []
  const used = holders.length > 0 ? ` The budget is used by ${list(holders)}.` : ''
  return notYet(`${status.text.trim()}${used}`, `${ref} successfully rolled out`, holders.map((name) => ({ kind: 'node', name })))
}

/** Uids by reference, as they were when the task began. Pods with their node and what they belong to. */
export interface Baseline {
  readonly atMs: number
  /** By `resource/key`. */
  readonly uids: Readonly<Record<string, string>>
  /** Pods of each object that a check wants to be kept, by its reference. */
  readonly pods: Readonly<Record<string, readonly { readonly uid: string; readonly node: string | undefined; readonly name: string }[]>>
}

/** The same objects as when the task began. */
export function isKept(view: ClusterView, { what, nodes, atLeast }: Kept, baseline: Baseline): Outcome {
  if (!what.startsWith('pods of ')) {
    const [before, now] = [baseline.uids[keyIn(what)], findObject(view, what)?.metadata?.uid]
    if (before === undefined) return notYet(`${what} was not there`, `${what} from the beginning`)
    return before === now ? passed : notYet(now === undefined ? `${what} was deleted` : `${what} was deleted and made anew`, 'the same object as at the beginning', [{ kind: 'object', ref: what }])
  }
  const of = what.slice('pods of '.length)
  const before = (baseline.pods[of] ?? []).filter(({ node }) => !nodes || isAmong(view, node, nodes))
  // A pod that is about to end is no more kept than one that has gone; one whose owner has gone is.
  const live = new Set([...view.list('pods').values()].filter(({ metadata }) => metadata!.deletionTimestamp === undefined).map(({ metadata }) => metadata!.uid))
  const lost = before.filter(({ uid }) => !live.has(uid))
  const wanted = atLeast ?? before.length
  if (before.length > 0 && before.length - lost.length >= wanted) return passed
  return notYet(before.length === 0 ? 'there were no pods' : `the pods of ${list(lost.map(({ node, name }) => node ?? name))} are gone`, `${atLeast === undefined ? 'all' : `at least ${atLeast}`} of the ${before.length} pods that were there`, lost.flatMap(({ node }) => (node === undefined ? [] : [{ kind: 'node', name: node } as const])))
}

const isAmong = (view: ClusterView, node: string | undefined, nodes: NodesMeant): boolean => {
  if (node === undefined) return false
  if ('names' in nodes) return nodes.names.includes(node)
  const labels = view.list('nodes').get(node)?.metadata?.labels ?? {}
  return Object.entries(nodes.labels).every(([key, value]) => labels[key] === value)
}

/** `daemonsets/default/logs`. */
export const keyIn = (ref: string): string => {
  const named = objectName(ref)
  return named ? `${named.resource}/${named.key}` : ref
}

/** What must be remembered of this moment, so that it can be told later whether it was kept. `podsOfRefs`: whose pods. */
export function baselineOf(view: ClusterView, podsOfRefs: readonly string[]): Baseline {
  const uids: Record<string, string> = {}
  for (const resource of ['daemonsets', 'deployments', 'nodes', 'pods', 'priorityclasses', 'services'] as const) {
    for (const [key, object] of view.list(resource)) uids[`${resource}/${key}`] = (object as appsv1.DaemonSet).metadata!.uid!
  }
  const pods = Object.fromEntries(podsOfRefs.map((ref) => [ref, podsOf(view, ref).filter(({ metadata }) => metadata!.deletionTimestamp === undefined).map((pod) => ({ uid: pod.metadata!.uid!, node: nodeOf(pod), name: pod.metadata!.name! }))]))
  return { atMs: view.nowMs, uids, pods }
}
