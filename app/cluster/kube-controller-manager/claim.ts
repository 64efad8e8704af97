/**
 * Whose objects are whose: orphans that match are adopted, own objects that no longer match are set free.
 * Stands for kubernetes/pkg/controller/controller_ref_manager.go.
 */
import type * as metav1 from '#apis/metav1'
import { matchesSelector } from '#apis/labels'
import { isStatus, type Status } from '#apis/status'
import type { Draft } from '../draft.ts'
import { controllerUidOf } from '../kube-apiserver/pod-index.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { fieldOf, type Ground, type ObjectByResource } from '../kube-apiserver/watch.ts'

type Claimed = 'pods' | 'replicasets' | 'controllerrevisions'

/** An object that owns others. */
export interface Owner {
  readonly kind: 'DaemonSet' | 'Deployment' | 'ReplicaSet'
  readonly metadata: metav1.ObjectMeta
  readonly selector: metav1.LabelSelector | undefined
}

/** The owner reference by which an object is somebody's own. */
export function controllerRef({ kind, metadata: { name, uid } }: Pick<Owner, 'kind' | 'metadata'>): metav1.OwnerReference {
  return { apiVersion: 'apps/v1', kind, name: name!, uid: uid!, controller: true, blockOwnerDeletion: true }
}

/** The owner's objects among the candidates (a list, since claiming changes what is stored), after adopting and releasing; an owner that is being deleted does neither. */
export function claim<R extends Claimed>(draft: Draft, resource: R, owner: Owner, candidates: readonly ObjectByResource[R][]): ObjectByResource[R][] {
  const { uid, namespace, deletionTimestamp } = owner.metadata
  const own: ObjectByResource[R][] = []
  for (const object of candidates) {
    const metadata = object.metadata!
    const controller = controllerUidOf(object)
    const matches = metadata.namespace === namespace && matchesSelector(owner.selector, metadata.labels)
    if (controller === uid) {
      if (matches) own.push(object)
      else if (!deletionTimestamp) release(draft, resource, object, uid!)
    } else if (controller === undefined && matches && !deletionTimestamp && !metadata.deletionTimestamp) {
      const adopted = adopt(draft, resource, owner, object)
      if (!isStatus(adopted)) own.push(adopted)
    }
  }
  return own
}

/** An orphan that matches: it came, its labels or its owner's selector changed, or it lost the owner it had. */
function claimGrounds(resource: Claimed, key: string, { kind, metadata }: Pick<Owner, 'kind' | 'metadata'>): readonly Ground[] {
  const owners = { DaemonSet: 'daemonsets', Deployment: 'deployments', ReplicaSet: 'replicasets' } as const
  return [fieldOf(resource, key, 'metadata.labels'), fieldOf(resource, key, 'metadata.ownerReferences'), fieldOf(owners[kind], keyOf(metadata), 'spec.selector')]
}

/** Makes an orphan the owner's own. */
export function adopt<R extends Claimed>(draft: Draft, resource: R, owner: Pick<Owner, 'kind' | 'metadata'>, object: ObjectByResource[R]): ObjectByResource[R] | Status {
  const ownerReferences = [...(object.metadata!.ownerReferences ?? []), controllerRef(owner)]
  return draft.api.update(resource, { ...object, metadata: { ...object.metadata, ownerReferences } }, { reason: { rule: 'claim.adopt', owner: `${owner.kind} ${owner.metadata.name}`, rests: claimGrounds(resource, keyOf(object.metadata!), owner) } })
}

/** Sets an object free: it stays as it is, without this owner. */
export function release<R extends Claimed>(draft: Draft, resource: R, object: ObjectByResource[R], uid: string): void {
  const { ownerReferences = [], ...metadata } = object.metadata!
  const others = ownerReferences.filter((owner) => owner.uid !== uid)
  const owner = ownerReferences.find((each) => each.uid === uid)
  draft.api.update(resource, { ...object, metadata: { ...metadata, ...(others.length > 0 && { ownerReferences: others }) } }, { reason: { rule: 'claim.release', owner: `${owner?.kind} ${owner?.name}`, rests: [fieldOf(resource, keyOf(metadata), 'metadata.labels')] } })
}
