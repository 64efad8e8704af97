/** Old ReplicaSets beyond `revisionHistoryLimit` go once they are empty. Stands for cleanupDeployment, kubernetes/pkg/controller/deployment/sync.go. */
import type * as appsv1 from '#apis/appsv1'
import type { Draft } from '../../draft.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { revisionOf } from './own-replica-sets.ts'

/** Deletes the oldest revisions. */
export function cleanupDeployment(draft: Draft, { spec }: appsv1.Deployment, old: readonly appsv1.ReplicaSet[]): void {
  const alive = old.filter(({ metadata }) => !metadata?.deletionTimestamp)
  const surplus = alive.length - (spec?.revisionHistoryLimit ?? 10)
  if (surplus <= 0) return
  for (const { metadata, spec: { replicas } = {}, status } of [...alive].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus)) {
    const isEmpty = (status?.replicas ?? 0) === 0 && replicas === 0 && (metadata?.generation ?? 0) <= (status?.observedGeneration ?? 0)
    if (isEmpty) draft.api.delete('replicasets', keyOf(metadata!), { reason: { rule: 'deployment.cleanup' } })
  }
}
