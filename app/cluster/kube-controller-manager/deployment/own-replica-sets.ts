/** What a Deployment owns, and the marks that it leaves on it. */
import type * as appsv1 from '#apis/appsv1'

/** A Deployment's ReplicaSets: that of its template, if there is one, and the others, oldest first. */
export interface OwnReplicaSets {
  readonly current: appsv1.ReplicaSet | undefined
  readonly old: readonly appsv1.ReplicaSet[]
}

const prefix = 'deployment.kubernetes.io/'
export const revisionAnnotation = `${prefix}revision`
export const historyAnnotation = `${prefix}revision-history`
export const desiredAnnotation = `${prefix}desired-replicas`
export const maxAnnotation = `${prefix}max-replicas`
/** 0 where there is none. */
export const revisionOf = ({ metadata }: appsv1.ReplicaSet) => Number(metadata?.annotations?.[revisionAnnotation]) || 0

/** Oldest first. */
export function bySeniority({ metadata: a }: appsv1.ReplicaSet, { metadata: b }: appsv1.ReplicaSet): number {
  if (a!.creationTimestamp !== b!.creationTimestamp) return a!.creationTimestamp! < b!.creationTimestamp! ? -1 : 1
  return a!.name! < b!.name! ? -1 : 1
}
