/** A Deployment that is scaled, or paused, in the midst of a rollout: every ReplicaSet gets its share. Stands for scale, kubernetes/pkg/controller/deployment/sync.go. */
import type * as appsv1 from '#apis/appsv1'
import type { Draft } from '../../draft.ts'
import { desiredAnnotation, maxAnnotation, type OwnReplicaSets } from './own-replica-sets.ts'
import { askedFor, isRolling, maxSurgeOf, scaleReplicaSet, specReplicas } from './scale-replica-set.ts'

/** The ReplicaSets after the step. */
export function proportionalScale(draft: Draft, deployment: appsv1.Deployment, { current, old }: OwnReplicaSets): OwnReplicaSets {
  const wanted = deployment.spec?.replicas ?? 1
  const scaled = new Map<string, appsv1.ReplicaSet>()
  const scale = (replicaSet: appsv1.ReplicaSet, replicas: number) => scaled.set(replicaSet.metadata!.uid!, scaleReplicaSet(draft, deployment, replicaSet, replicas))
  const active = [...old, current].filter((each): each is appsv1.ReplicaSet => specReplicas(each) > 0)
  const only = active.length > 1 ? undefined : (active[0] ?? current ?? old.at(-1))
  if (only) {
    if (specReplicas(only) !== wanted) scale(only, wanted)
  } else if (current && isSaturated(deployment, current)) {
    for (const each of old) if (specReplicas(each) > 0) scale(each, 0)
  } else if (isRolling(deployment)) {
    for (const [replicaSet, replicas] of shares(deployment, active)) scale(replicaSet, replicas)
  }
  const after = (each: appsv1.ReplicaSet) => scaled.get(each.metadata!.uid!) ?? each
  return { current: current && after(current), old: old.map(after) }
}

function isSaturated(deployment: appsv1.Deployment, { metadata, spec, status }: appsv1.ReplicaSet): boolean {
  const wanted = deployment.spec?.replicas ?? 1
  return spec?.replicas === wanted && Number(metadata?.annotations?.[desiredAnnotation]) === wanted && status?.availableReplicas === wanted
}

/** What is to be added or taken away is spread by size; what rounding leaves goes to the largest. */
function shares(deployment: appsv1.Deployment, active: readonly appsv1.ReplicaSet[]): readonly (readonly [appsv1.ReplicaSet, number])[] {
  const wanted = deployment.spec?.replicas ?? 1
  const allowed = wanted > 0 ? wanted + maxSurgeOf(deployment) : 0
  const toAdd = allowed - askedFor(active)
  const age = ({ metadata }: appsv1.ReplicaSet) => metadata!.creationTimestamp!
  // Where sizes are equal, growing favours newer ones and shrinking older ones.
  const ranked = [...active].sort((a, b) => specReplicas(b) - specReplicas(a) || (toAdd > 0 ? 1 : -1) * (age(a) < age(b) ? 1 : age(a) > age(b) ? -1 : 0))
  let added = 0
  const sized = ranked.map((replicaSet) => {
    const fraction = toAdd === 0 ? 0 : proportion(deployment, replicaSet, toAdd, added)
    added += fraction
    return [replicaSet, specReplicas(replicaSet) + fraction] as const
  })
  return sized.map(([replicaSet, replicas], index) => [replicaSet, Math.max(0, index === 0 ? replicas + toAdd - added : replicas)])
}

function proportion(deployment: appsv1.Deployment, replicaSet: appsv1.ReplicaSet, toAdd: number, added: number): number {
  const wanted = deployment.spec?.replicas ?? 1
  const has = specReplicas(replicaSet)
  const before = Number(replicaSet.metadata?.annotations?.[maxAnnotation]) || (deployment.status?.replicas ?? 0)
  const fraction = wanted === 0 ? -has : before === 0 ? 0 : Math.round((has * (wanted + maxSurgeOf(deployment))) / before) - has
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added)
}
