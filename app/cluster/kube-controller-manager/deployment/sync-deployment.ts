/** One pass over one Deployment. Start reading here. Stands for syncDeployment, kubernetes/pkg/controller/deployment/{deployment_controller,sync,recreate}.go. */
import type * as appsv1 from '#apis/appsv1'
import { selectsEverything } from '#apis/labels'
import type { Draft } from '../../draft.ts'
import { recordEvent } from '../../record-event.ts'
import { claim } from '../claim.ts'
import { isFinished } from '../pod-availability.ts'
import { forgetRetries, retryLater } from '../retry.ts'
import { cleanupDeployment } from './cleanup-deployment.ts'
import { isComplete } from './deployment-status.ts'
import { syncPausedConditions, updateProgress, updateStatus } from './deployment-progress.ts'
import { newReplicaSetOf } from './new-replica-set.ts'
import { bySeniority, desiredAnnotation, type OwnReplicaSets } from './own-replica-sets.ts'
import { proportionalScale } from './proportional-scale.ts'
import { reconcileOldReplicaSets } from './rolling-update.ts'
import { newReplicasOfNew, scaleReplicaSet, specReplicas } from './scale-replica-set.ts'

/** Brings the Deployment of this key (`namespace/name`) one step further. */
export function syncDeployment(draft: Draft, key: string): void {
  const deployment = draft.api.get('deployments', key)
  if (!deployment) return
  if (selectsEverything(deployment.spec?.selector)) {
    const message = 'This deployment is selecting all pods. A non-empty selector is required.'
    recordEvent(draft, 'deployments', deployment, { type: 'Warning', reason: 'SelectingAll', message })
    return
  }
  const claimed = claim(draft, 'replicasets', { kind: 'Deployment', metadata: deployment.metadata!, selector: deployment.spec?.selector }, [...draft.api.list('replicasets').values()]).sort(bySeniority)
  if (deployment.metadata?.deletionTimestamp) {
    const sets = newReplicaSetOf(draft, deployment, claimed, false)
    if (sets) updateStatus(draft, deployment, sets)
    return
  }
  syncPausedConditions(draft, deployment)
  const done = step(draft, draft.api.get('deployments', key)!, claimed)
  if (done) forgetRetries(draft, key)
  else retryLater(draft, key)
}

/** False when the API server refused something: the sync must be tried again. */
function step(draft: Draft, deployment: appsv1.Deployment, claimed: readonly appsv1.ReplicaSet[]): boolean {
  const { paused, replicas, strategy } = deployment.spec!
  const isScaling = claimed.some((each) => specReplicas(each) > 0 && each.metadata?.annotations?.[desiredAnnotation] !== undefined && Number(each.metadata.annotations[desiredAnnotation]) !== replicas)
  if (paused || isScaling) {
    const sets = newReplicaSetOf(draft, deployment, claimed, false)
    if (!sets) return false
    const scaled = proportionalScale(draft, deployment, sets)
    if (paused) cleanupDeployment(draft, deployment, scaled.old)
    updateStatus(draft, deployment, scaled)
    return true
  }
  return strategy?.type === 'Recreate' ? recreate(draft, deployment, claimed) : rollingUpdate(draft, deployment, claimed)
}

/** New pods and old ones side by side, within the budget. */
function rollingUpdate(draft: Draft, deployment: appsv1.Deployment, claimed: readonly appsv1.ReplicaSet[]): boolean {
  const sets = newReplicaSetOf(draft, deployment, claimed, true)
  if (!sets) return false
  const after = reconcileNew(draft, deployment, sets) ?? reconcileOldReplicaSets(draft, deployment, sets)
  if (!after && isComplete(deployment, deployment.status ?? {})) cleanupDeployment(draft, deployment, sets.old)
  updateProgress(draft, deployment, after ?? sets)
  return true
}

/** All old pods go before the first new one comes. */
function recreate(draft: Draft, deployment: appsv1.Deployment, claimed: readonly appsv1.ReplicaSet[]): boolean {
  let sets = newReplicaSetOf(draft, deployment, claimed, false)
  if (!sets) return false
  const active = sets.old.filter((each) => specReplicas(each) > 0)
  if (active.length > 0) {
    const old = sets.old.map((each) => (specReplicas(each) > 0 ? scaleReplicaSet(draft, deployment, each, 0) : each))
    updateProgress(draft, deployment, { ...sets, old })
    return true
  }
  const stillRun = sets.old.some((each) => [...draft.api.pods.controlledBy(each.metadata!.uid!).values()].some((pod) => !isFinished(pod)))
  if (!stillRun) {
    sets = newReplicaSetOf(draft, deployment, claimed, true)
    if (!sets) return false
    sets = reconcileNew(draft, deployment, sets) ?? sets
    if (isComplete(deployment, deployment.status ?? {})) cleanupDeployment(draft, deployment, sets.old)
  }
  updateProgress(draft, deployment, sets)
  return true
}

/** The new ReplicaSet at the size that it may have now; undefined when it has it already. */
function reconcileNew(draft: Draft, deployment: appsv1.Deployment, sets: OwnReplicaSets): OwnReplicaSets | undefined {
  const wanted = newReplicasOfNew(deployment, sets)
  if (!sets.current || specReplicas(sets.current) === wanted) return undefined
  return { ...sets, current: scaleReplicaSet(draft, deployment, sets.current, wanted) }
}
