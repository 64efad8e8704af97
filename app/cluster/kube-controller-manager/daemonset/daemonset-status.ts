/** A DaemonSet's counters. Stands for updateDaemonSetStatus, kubernetes/pkg/controller/daemon/daemon_controller.go. */
import type * as appsv1 from '#apis/appsv1'
import type { NodeView } from './node-views.ts'

/** The status for the nodes as they are. */
export function daemonSetStatus(daemonSet: appsv1.DaemonSet, views: readonly NodeView[], nowUnixMs: number): appsv1.DaemonSetStatus {
  let [desired, current, ready, available, updated, misscheduled] = [0, 0, 0, 0, 0, 0]
  for (const view of views) {
    const scheduled = view.pods.length > 0
    if (!view.verdict.shouldRun) {
      if (scheduled) misscheduled++
      continue
    }
    desired++
    if (!scheduled) continue
    current++
    // Only the oldest pod of a node counts, so UP-TO-DATE lags while surging.
    if (view.oldestIsUpToDate) updated++
    if (!view.oldestIsReady) continue
    ready++
    if (view.oldestAvailableAtUnixMs! <= nowUnixMs) available++
  }
  const unavailable = desired - available
  return {
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    observedGeneration: daemonSet.metadata!.generation!,
    ...(updated > 0 && { updatedNumberScheduled: updated }),
    ...(available > 0 && { numberAvailable: available }),
    ...(unavailable > 0 && { numberUnavailable: unavailable }),
    ...(daemonSet.status?.collisionCount !== undefined && { collisionCount: daemonSet.status.collisionCount }),
  }
}
