/** A Deployment's counters. Stands for calculateStatus, kubernetes/pkg/controller/deployment/sync.go, and its util's DeploymentComplete. */
import type * as appsv1 from '#apis/appsv1'
import { withCondition } from '../../kube-apiserver/conditions.ts'
import type { OwnReplicaSets } from './own-replica-sets.ts'
import { askedFor, maxUnavailableOf } from './scale-replica-set.ts'

type Counter = 'replicas' | 'readyReplicas' | 'availableReplicas' | 'terminatingReplicas'

/** The status for the ReplicaSets as they are; conditions other than Available stay. */
export function deploymentStatus(deployment: appsv1.Deployment, { current, old }: OwnReplicaSets, now: string): appsv1.DeploymentStatus {
  const all = [...old, ...(current ? [current] : [])]
  const sum = (counter: Counter) => all.reduce((total, { status }) => total + (status?.[counter] ?? 0), 0)
  const available = sum('availableReplicas')
  const [replicas, ready, updated, unavailable] = [sum('replicas'), sum('readyReplicas'), current?.status?.replicas ?? 0, Math.max(0, askedFor(all) - available)]
  const enough = available >= (deployment.spec?.replicas ?? 1) - maxUnavailableOf(deployment)
  const availability = enough
    ? { status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
    : { status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' }
  return {
    observedGeneration: deployment.metadata!.generation!,
    ...(replicas > 0 && { replicas }),
    ...(updated > 0 && { updatedReplicas: updated }),
    ...(ready > 0 && { readyReplicas: ready }),
    ...(available > 0 && { availableReplicas: available }),
    ...(unavailable > 0 && { unavailableReplicas: unavailable }),
    terminatingReplicas: sum('terminatingReplicas'),
    ...(deployment.status?.collisionCount !== undefined && { collisionCount: deployment.status.collisionCount }),
    conditions: withDeploymentCondition(deployment.status?.conditions, { type: 'Available', ...availability }, now),
  }
}

/** The list with this condition; one that says the same stays untouched. */
export function withDeploymentCondition(conditions: readonly appsv1.DeploymentCondition[] | undefined, condition: appsv1.DeploymentCondition, now: string): readonly appsv1.DeploymentCondition[] {
  const known = conditions?.find(({ type }) => type === condition.type)
  if (conditions && known?.status === condition.status && known?.reason === condition.reason) return conditions
  return withCondition(conditions, { ...condition, lastUpdateTime: now, lastTransitionTime: now })
}

/** Every pod is new and available, and no old one is left. */
export function isComplete({ metadata, spec }: appsv1.Deployment, status: appsv1.DeploymentStatus): boolean {
  const wanted = spec?.replicas ?? 1
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status
  return updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted && observedGeneration >= (metadata?.generation ?? 0)
}
