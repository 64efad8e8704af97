/**
 * Which old pods go now, and where a second pod is started beside an old one.
 * Stands for rollingUpdate and updatedDesiredNodeCounts, kubernetes/pkg/controller/daemon/update.go.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { scaledRoundedUp } from '#apis/intstr'
import type { NodeView } from './node-views.ts'

/** One node that uses up a unit of the budget, and why. */
export interface BudgetHolder {
  readonly nodeName: string
  readonly why: 'replacing' | 'not available' | 'duplicate' | 'surging' | 'being updated'
}

/** What a rolling update does in one step. */
export interface RolloutStep {
  /** The budget in nodes, percentages resolved. */
  readonly maxUnavailable: number
  readonly maxSurge: number
  /** Nodes that use the budget after this step, in the order in which they were met. */
  readonly holders: readonly BudgetHolder[]
  readonly podsToDelete: readonly corev1.Pod[]
  /** Nodes that get a new pod beside the old one. */
  readonly nodesNeedingPods: readonly string[]
  /** Old pods taken although the budget is used up: they were not available anyway. */
  readonly takenAtOnce: readonly string[]
  /** A node that no longer exists while an old pod is bound to it: a surge can do nothing until that pod is collected. */
  readonly missingNode?: string
}

/** The step for the nodes as they are; `missing` are those that pods are bound to and that are gone. `nowUnixMs` decides what `minReadySeconds` has proven. */
export function rollingUpdate(daemonSet: appsv1.DaemonSet, existing: readonly NodeView[], nowUnixMs: number, missing: readonly NodeView[] = []): RolloutStep {
  const views = missing.length > 0 ? [...existing, ...missing] : existing
  let desired = 0
  for (const view of views) if (view.verdict.shouldRun) desired++
  const strategy = daemonSet.spec?.updateStrategy?.rollingUpdate
  const maxSurge = scaledRoundedUp(strategy?.maxSurge ?? 0, desired)
  let maxUnavailable = scaledRoundedUp(strategy?.maxUnavailable ?? 1, desired)
  if (maxSurge === 0 && maxUnavailable === 0 && desired > 0) maxUnavailable = 1
  if (maxSurge === 0) return replace(views, maxUnavailable, nowUnixMs)
  const stuck = missing.find((view) => view.oldPods.length === 1 && view.newPods.length === 0)
  if (stuck) return { maxUnavailable: 0, maxSurge, holders: [], podsToDelete: [], nodesNeedingPods: [], takenAtOnce: [], missingNode: stuck.name }
  return surge(views, maxSurge, desired, nowUnixMs)
}

const isOk = (view: NodeView) => view.oldPods.length <= 1 && view.newPods.length <= 1
const isPast = (atUnixMs: number | undefined, nowUnixMs: number) => atUnixMs !== undefined && atUnixMs <= nowUnixMs

/** Old pods go first, new ones come when they are gone: at most `maxUnavailable` nodes at a time. */
function replace(views: readonly NodeView[], maxUnavailable: number, nowUnixMs: number): RolloutStep {
  const holders: BudgetHolder[] = []
  const podsToDelete: corev1.Pod[] = []
  const candidates: NodeView[] = []
  const takenAtOnce: string[] = []
  for (const view of views) {
    if (view.pods.length === 0 && !view.verdict.shouldRun) continue
    const old = view.oldPods[0]
    const fresh = view.newPods[0]
    let why: BudgetHolder['why'] | undefined
    if (!isOk(view) || (old && fresh)) why = 'duplicate'
    else if (fresh) why = isPast(view.newAvailableAtUnixMs, nowUnixMs) ? undefined : 'not available'
    else if (!old) why = 'replacing'
    else if (isPast(view.oldAvailableAtUnixMs, nowUnixMs)) candidates.push(view)
    else {
      why = 'not available'
      takenAtOnce.push(view.name)
      podsToDelete.push(old)
    }
    if (why) holders.push({ nodeName: view.name, why })
  }
  for (const view of candidates.slice(0, Math.max(0, maxUnavailable - holders.length))) {
    podsToDelete.push(view.oldPods[0]!)
    holders.push({ nodeName: view.name, why: 'being updated' })
  }
  return { maxUnavailable, maxSurge: 0, holders, podsToDelete, nodesNeedingPods: [], takenAtOnce }
}

/** New pods come beside the old ones, at most `maxSurge` nodes at a time; an old pod goes when its successor is available. */
function surge(views: readonly NodeView[], maxSurge: number, desired: number, nowUnixMs: number): RolloutStep {
  const holders: BudgetHolder[] = []
  const podsToDelete: corev1.Pod[] = []
  const whenOthersSuffice: corev1.Pod[] = []
  const atOnce: string[] = []
  const candidates: string[] = []
  let numAvailable = 0
  for (const view of views) {
    if (view.pods.length === 0) continue
    const old = view.oldPods[0]
    const fresh = view.newPods[0]
    const [oldIsAvailable, freshIsAvailable] = [isPast(view.oldAvailableAtUnixMs, nowUnixMs), isPast(view.newAvailableAtUnixMs, nowUnixMs)]
    if (!isOk(view)) {
      holders.push({ nodeName: view.name, why: 'duplicate' })
      continue
    }
    if (old ? oldIsAvailable : freshIsAvailable) numAvailable++
    if (!old) continue
    if (fresh) {
      if (freshIsAvailable) podsToDelete.push(old)
      else holders.push({ nodeName: view.name, why: 'surging' })
    } else if (!oldIsAvailable) {
      if (view.verdict.shouldRun) atOnce.push(view.name)
      else podsToDelete.push(old)
    } else if (view.verdict.shouldRun) candidates.push(view.name)
    else whenOthersSuffice.push(old)
  }
  podsToDelete.push(...whenOthersSuffice.slice(0, Math.max(0, numAvailable - desired)))
  const chosen = candidates.slice(0, Math.max(0, maxSurge - holders.length))
  for (const nodeName of chosen) holders.push({ nodeName, why: 'surging' })
  return { maxUnavailable: 0, maxSurge, holders, podsToDelete, nodesNeedingPods: [...atOnce, ...chosen], takenAtOnce: atOnce }
}
