/** Making old ReplicaSets smaller without falling below what must be available. Stands for kubernetes/pkg/controller/deployment/rolling.go. */
import type * as appsv1 from '#apis/appsv1'
import type { Draft } from '../../draft.ts'
import type { OwnReplicaSets } from './own-replica-sets.ts'
import { askedFor, maxUnavailableOf, scaleReplicaSet, specReplicas } from './scale-replica-set.ts'

const availableOf = (replicaSet: appsv1.ReplicaSet | undefined) => replicaSet?.status?.availableReplicas ?? 0

/** The ReplicaSets after this step; undefined when nothing may go now. */
export function reconcileOldReplicaSets(draft: Draft, deployment: appsv1.Deployment, { current, old }: OwnReplicaSets): OwnReplicaSets | undefined {
  if (askedFor(old) === 0) return undefined
  const minAvailable = (deployment.spec?.replicas ?? 1) - maxUnavailableOf(deployment)
  const mayGo = askedFor([...old, current]) - minAvailable - (specReplicas(current) - availableOf(current))
  if (mayGo <= 0) return undefined
  const healthy = cleanupUnhealthy(draft, deployment, old, mayGo)
  let available = [...healthy, current].reduce((sum, each) => sum + availableOf(each), 0) - minAvailable
  const smaller = healthy.map((replicaSet) => {
    const down = Math.min(specReplicas(replicaSet), Math.max(0, available))
    available -= down
    return down === 0 ? replicaSet : scaleReplicaSet(draft, deployment, replicaSet, specReplicas(replicaSet) - down)
  })
  return smaller.every((each, index) => each === old[index]) ? undefined : { current, old: smaller }
}

/** Pods that are not available go first: they protect nobody. */
function cleanupUnhealthy(draft: Draft, deployment: appsv1.Deployment, old: readonly appsv1.ReplicaSet[], mayGo: number): readonly appsv1.ReplicaSet[] {
  return old.map((replicaSet) => {
    const down = Math.min(mayGo, specReplicas(replicaSet) - availableOf(replicaSet))
    if (down <= 0) return replicaSet
    mayGo -= down
    return scaleReplicaSet(draft, deployment, replicaSet, specReplicas(replicaSet) - down)
  })
}
