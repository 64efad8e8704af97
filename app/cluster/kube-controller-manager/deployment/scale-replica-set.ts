/** How large a Deployment's ReplicaSets may be, and making them so. Stands for kubernetes/pkg/controller/deployment/{sync.go,util/deployment_util.go}. */
import type * as appsv1 from '#apis/appsv1'
import { scaledRoundedDown, scaledRoundedUp } from '#apis/intstr'
import { isStatus } from '#apis/status'
import type { Draft } from '../../draft.ts'
import { recordEvent } from '../../record-event.ts'
import { desiredAnnotation, maxAnnotation, type OwnReplicaSets } from './own-replica-sets.ts'

export const specReplicas = (replicaSet: appsv1.ReplicaSet | undefined) => (replicaSet ? (replicaSet.spec?.replicas ?? 1) : 0)
export const isRolling = ({ spec }: appsv1.Deployment) => spec?.strategy?.type !== 'Recreate'
/** The sum of what these ReplicaSets ask for. */
export const askedFor = (sets: readonly (appsv1.ReplicaSet | undefined)[]) => sets.reduce((sum, each) => sum + specReplicas(each), 0)

/** The budget in pods: surge rounds up, unavailable rounds down, and both are never 0. */
export function fenceposts({ spec }: appsv1.Deployment): { readonly maxSurge: number; readonly maxUnavailable: number } {
  const replicas = spec?.replicas ?? 1
  const { maxSurge, maxUnavailable } = spec?.strategy?.rollingUpdate ?? {}
  const surge = scaledRoundedUp(maxSurge ?? 0, replicas)
  const unavailable = scaledRoundedDown(maxUnavailable ?? 0, replicas)
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

/** Pods over the wanted number that may exist meanwhile. */
export const maxSurgeOf = (deployment: appsv1.Deployment) => (isRolling(deployment) ? fenceposts(deployment).maxSurge : 0)

/** Pods that may be missing meanwhile. */
export function maxUnavailableOf(deployment: appsv1.Deployment): number {
  const replicas = deployment.spec?.replicas ?? 1
  return isRolling(deployment) && replicas > 0 ? Math.min(fenceposts(deployment).maxUnavailable, replicas) : 0
}

/** How large the new ReplicaSet may be now: as large as all of them together leave room for. */
export function newReplicasOfNew(deployment: appsv1.Deployment, { current, old }: OwnReplicaSets): number {
  const wanted = deployment.spec?.replicas ?? 1
  const has = specReplicas(current)
  if (!isRolling(deployment) || has > wanted) return wanted
  const room = wanted + maxSurgeOf(deployment) - askedFor([...old, current])
  return room <= 0 ? has : has + Math.min(room, wanted - has)
}

/** Gives a ReplicaSet its size and says so; its annotations follow the Deployment even where the size stays. */
export function scaleReplicaSet(draft: Draft, deployment: appsv1.Deployment, replicaSet: appsv1.ReplicaSet, replicas: number): appsv1.ReplicaSet {
  const wanted = deployment.spec?.replicas ?? 1
  const annotations = { ...replicaSet.metadata?.annotations, [desiredAnnotation]: String(wanted), [maxAnnotation]: String(wanted + maxSurgeOf(deployment)) }
  const before = specReplicas(replicaSet)
  const scaled = draft.api.update('replicasets', { ...replicaSet, metadata: { ...replicaSet.metadata, annotations }, spec: { ...replicaSet.spec, replicas } }, { reason: { rule: 'deployment.scale', from: before, to: replicas } })
  if (isStatus(scaled)) return replicaSet
  if (before !== replicas) {
    const message = `Scaled ${before < replicas ? 'up' : 'down'} replica set ${replicaSet.metadata!.name} from ${before} to ${replicas}`
    recordEvent(draft, 'deployments', deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message })
  }
  return scaled
}
