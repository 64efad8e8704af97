/** One pass over one ReplicaSet: as many pods as it asks for, and its counters. Stands for syncReplicaSet and manageReplicas, kubernetes/pkg/controller/replicaset/replica_set.go. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { isNamespaceTerminating, isStatus } from '#apis/status'
import type { Draft } from '../../draft.ts'
import { recordEvent } from '../../record-event.ts'
import { claim, controllerRef } from '../claim.ts'
import { isFinished, isTerminating } from '../pod-availability.ts'
import { forgetRetries, retryLater } from '../retry.ts'
import { slowStart } from '../slow-start.ts'
import { rankForDeletion } from './pods-to-delete.ts'
import { updateReplicaSetStatus, type ReplicaFailure } from './replicaset-status.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { fieldOf, type Ground } from '../../kube-apiserver/watch.ts'

/** Pods created, or deleted, in one sync at most: BurstReplicas. */
const burstReplicas = 500

/** Brings the ReplicaSet of this key (`namespace/name`) one step further. */
export function syncReplicaSet(draft: Draft, key: string): void {
  const replicaSet = draft.api.get('replicasets', key)
  if (!replicaSet) return
  const owner = { kind: 'ReplicaSet', metadata: replicaSet.metadata!, selector: replicaSet.spec?.selector } as const
  const { api } = draft
  const claimed = claim(draft, 'pods', owner, [...api.pods.controlledBy(replicaSet.metadata!.uid!).values(), ...api.pods.orphans().values()])
  const active = claimed.filter((pod) => !isFinished(pod) && !isTerminating(pod))
  const problem = replicaSet.metadata?.deletionTimestamp ? undefined : manage(draft, replicaSet, active)
  updateReplicaSetStatus(draft, replicaSet, claimed, problem)
  if (problem) retryLater(draft, key)
  else forgetRetries(draft, key)
}

const replicas = ({ metadata }: appsv1.ReplicaSet): Ground => fieldOf('replicasets', keyOf(metadata!), 'spec.replicas')

function manage(draft: Draft, replicaSet: appsv1.ReplicaSet, active: readonly corev1.Pod[]): ReplicaFailure | undefined {
  const missing = (replicaSet.spec?.replicas ?? 1) - active.length
  if (missing > 0) return createPods(draft, replicaSet, Math.min(missing, burstReplicas))
  if (missing < 0) for (const pod of rankForDeletion(draft, replicaSet, active).slice(0, Math.min(-missing, burstReplicas))) deletePod(draft, replicaSet, pod)
  return undefined
}

function createPods(draft: Draft, replicaSet: appsv1.ReplicaSet, count: number): ReplicaFailure | undefined {
  let failure: ReplicaFailure | undefined
  const { name, namespace } = replicaSet.metadata!
  const { metadata, spec } = replicaSet.spec!.template!
  const shared = {
    generateName: `${name}-`,
    namespace: namespace!,
    ...(metadata?.labels && { labels: metadata.labels }),
    ...(metadata?.annotations && { annotations: metadata.annotations }),
    ...(metadata?.finalizers && { finalizers: metadata.finalizers }),
    ownerReferences: [controllerRef({ kind: 'ReplicaSet', metadata: replicaSet.metadata! })],
  }
  slowStart(count, () => {
    const pod = draft.api.create('pods', { metadata: shared, spec: spec!, status: { phase: 'Pending' } }, { reason: { rule: 'replicaset.create', replicas: replicaSet.spec?.replicas, rests: [replicas(replicaSet), { what: 'gone', owner: replicaSet.metadata!.uid! }] } })
    if (!isStatus(pod)) {
      recordEvent(draft, 'replicasets', replicaSet, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.metadata!.name}` })
      return true
    }
    if (isNamespaceTerminating(pod)) return true
    failure = { reason: 'FailedCreate', message: pod.message! }
    recordEvent(draft, 'replicasets', replicaSet, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${pod.message}` })
    return false
  })
  return failure
}

function deletePod(draft: Draft, replicaSet: appsv1.ReplicaSet, { metadata }: corev1.Pod): void {
  const { namespace, name, uid } = metadata!
  const deleted = draft.api.delete('pods', `${namespace}/${name}`, { uid: uid!, reason: { rule: 'replicaset.delete', replicas: replicaSet.spec?.replicas, rests: [replicas(replicaSet), fieldOf('pods', `${namespace}/${name}`, 'metadata.ownerReferences')] } })
  if (!isStatus(deleted)) recordEvent(draft, 'replicasets', replicaSet, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` })
}
