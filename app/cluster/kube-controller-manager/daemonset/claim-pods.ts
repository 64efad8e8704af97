/**
 * Whose pods are whose: orphans that match are adopted, own pods that no longer match are set free.
 * Stands for PodControllerRefManager.ClaimPods, kubernetes/pkg/controller/controller_ref_manager.go.
 */
import type * as appsv1 from '#apis/appsv1'
import { matchesSelector } from '#apis/labels'
import type { Draft } from '../../draft.ts'
import { adopt, release } from '../claim.ts'
import { isTerminating } from '../pod-availability.ts'

/** Own pods to look at again: all in a fresh draft, afterwards those whose labels or owners changed. */
interface Unclaimed {
  all: boolean
  readonly keys: Set<string>
}
const unclaimedOf = (draft: Draft, uid: string): Unclaimed => draft.cache(`daemonset/unclaimed/${uid}`, () => ({ all: true, keys: new Set<string>() }))

/** Notes that an own pod's labels changed. */
export function markUnclaimed(draft: Draft, uid: string, podKey: string): void {
  unclaimedOf(draft, uid).keys.add(podKey)
}

/** Adopts and releases. The caller has made sure that the DaemonSet is not being deleted. */
export function claimPods(draft: Draft, daemonSet: appsv1.DaemonSet): void {
  const { uid, namespace } = daemonSet.metadata!
  const unclaimed = unclaimedOf(draft, uid!)
  const own = draft.api.pods.controlledBy(uid!)
  const suspects = unclaimed.all ? [...own.values()] : [...unclaimed.keys].map((key) => own.get(key)).filter((pod) => pod !== undefined)
  for (const pod of suspects) if (!matchesSelector(daemonSet.spec!.selector, pod.metadata!.labels)) release(draft, 'pods', pod, uid!)
  unclaimed.all = false
  unclaimed.keys.clear()
  for (const pod of draft.api.pods.orphans().values()) {
    if (pod.metadata!.namespace !== namespace || isTerminating(pod) || !matchesSelector(daemonSet.spec!.selector, pod.metadata!.labels)) continue
    adopt(draft, 'pods', { kind: 'DaemonSet', metadata: daemonSet.metadata! }, pod)
  }
}
