/** Objects whose owner is gone go too, before it or without it as the deletion asked. Stands for kubernetes/pkg/controller/garbagecollector. */
import type * as metav1 from '#apis/metav1'
import type { Component } from '../component.ts'
import type { Draft } from '../draft.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { fieldOf, type Resource, type WatchEvent } from '../kube-apiserver/watch.ts'

const owners = ['daemonsets', 'deployments', 'replicasets'] as const
const dependents = ['pods', 'controllerrevisions', 'replicasets'] as const

const onOwner = (draft: Draft, { object, type, resource }: WatchEvent): void => {
  if (type === 'DELETED') draft.wake(`gone/${object.metadata!.uid}`, draft.options.controllerSyncMs)
  else if (object.metadata!.deletionTimestamp) draft.wake(`deleting/${resource}/${keyOf(object.metadata!)}`, draft.options.controllerSyncMs)
}

export const garbageCollector: Component = {
  name: 'garbage-collector',
  onWatchEvent: {
    daemonsets: onOwner,
    deployments: onOwner,
    replicasets: (draft, event) => {
      onOwner(draft, event)
      onDependent(draft, event)
    },
    pods: (draft, event) => onDependent(draft, event),
    controllerrevisions: (draft, event) => onDependent(draft, event),
  },
  onTimer: (draft, { key }) => {
    const [what, ...rest] = key.split('/')
    if (what === 'gone') {
      const left = [...dependentsOf(draft, rest[0]!)]
      for (const [resource, dependentKey] of left) collect(draft, resource, dependentKey)
    } else if (what === 'born') collect(draft, rest[0] as (typeof dependents)[number], rest.slice(1).join('/'))
    else finishDeletion(draft, rest[0] as (typeof owners)[number], rest.slice(1).join('/'))
  },
}

/** Is the owner that is meant still there? One of a kind that is not simulated is left in peace. */
function isThere(draft: Draft, { kind, name, uid }: metav1.OwnerReference, namespace: string | undefined): boolean {
  const resource = owners.find((each) => each === `${kind!.toLowerCase()}s`)
  return !resource || draft.api.get(resource, `${namespace}/${name}`)?.metadata?.uid === uid
}

/** Takes away an object whose owners are all gone; one that has others loses only what it was told of those that are. */
function collect(draft: Draft, resource: Resource, key: string): void {
  const metadata = draft.api.get(resource, key)?.metadata
  const gone = metadata?.ownerReferences?.filter((owner) => !isThere(draft, owner, metadata.namespace)) ?? []
  if (gone.length === 0) return
  if (gone.length < metadata!.ownerReferences!.length) for (const { uid } of gone) disown(draft, resource, key, uid!)
  else draft.api.delete(resource, key, { reason: { rule: 'garbage-collection', owner: ownerWords(metadata!, gone[0]!.uid!) } })
}

/** A new object may name an owner that is not there; a dependent that goes may be the last one that a foreground deletion waits for. */
function onDependent(draft: Draft, { object, type, resource: own, key }: WatchEvent): void {
  if (type === 'ADDED' && object.metadata!.ownerReferences?.some((owner) => !isThere(draft, owner, object.metadata!.namespace))) draft.wake(`born/${own}/${key}`, draft.options.controllerSyncMs)
  if (type !== 'DELETED') return
  for (const owner of object.metadata!.ownerReferences ?? []) {
    const resource = owners.find((each) => each === `${owner.kind!.toLowerCase()}s`)
    if (resource && draft.api.get(resource, `${object.metadata!.namespace}/${owner.name}`)?.metadata?.deletionTimestamp) {
      draft.wake(`deleting/${resource}/${object.metadata!.namespace}/${owner.name}`, draft.options.controllerSyncMs)
    }
  }
}

/** `DaemonSet agent`, as a dependent names its owner. */
const ownerWords = ({ ownerReferences }: metav1.ObjectMeta, uid: string): string => {
  const owner = ownerReferences?.find((each) => each.uid === uid)
  return `${owner?.kind} ${owner?.name}`
}

function* dependentsOf(draft: Draft, uid: string): Iterable<readonly [Resource, string, metav1.ObjectMeta]> {
  for (const resource of dependents) {
    const found = resource === 'pods' ? draft.api.pods.controlledBy(uid) : draft.api.list(resource)
    for (const [key, object] of found) {
      if (object.metadata!.ownerReferences?.some((owner) => owner.uid === uid)) yield [resource, key, object.metadata!]
    }
  }
}

function finishDeletion(draft: Draft, resource: (typeof owners)[number], key: string): void {
  const owner = draft.api.get(resource, key)
  const finalizers = owner?.metadata?.finalizers ?? []
  if (!owner?.metadata?.deletionTimestamp) return
  const { uid } = owner.metadata
  if (finalizers.includes('orphan')) {
    for (const [dependent, dependentKey] of dependentsOf(draft, uid!)) disown(draft, dependent, dependentKey, uid!)
    return dropFinalizer(draft, resource, key, 'orphan')
  }
  if (!finalizers.includes('foregroundDeletion')) return
  let blocked = false
  for (const [dependent, dependentKey, metadata] of dependentsOf(draft, uid!)) {
    blocked = true
    if (!metadata.deletionTimestamp) draft.api.delete(dependent, dependentKey, { propagationPolicy: dependent === 'replicasets' ? 'Foreground' : 'Background', reason: { rule: 'garbage-collection.foreground', owner: ownerWords(metadata, uid!), rests: [fieldOf(resource, key, 'metadata.deletionTimestamp')] } })
  }
  if (!blocked) dropFinalizer(draft, resource, key, 'foregroundDeletion')
  else if (![...dependentsOf(draft, uid!)].length) draft.wake(`deleting/${resource}/${key}`, draft.options.controllerSyncMs)
}

function disown(draft: Draft, resource: Resource, key: string, uid: string): void {
  const object = draft.api.get(resource, key)!
  const { ownerReferences, ...metadata } = object.metadata!
  const others = ownerReferences!.filter((owner) => owner.uid !== uid)
  draft.api.update(resource, { ...object, metadata: { ...metadata, ...(others.length > 0 && { ownerReferences: others }) } }, { reason: { rule: 'garbage-collection.orphan', owner: ownerWords(object.metadata!, uid) } })
}

function dropFinalizer(draft: Draft, resource: (typeof owners)[number], key: string, finalizer: string): void {
  const owner = draft.api.get(resource, key)!
  const finalizers = owner.metadata!.finalizers!.filter((each) => each !== finalizer)
  draft.api.update(resource, { ...owner, metadata: { ...owner.metadata, finalizers } }, { reason: { rule: 'garbage-collection.finalize', finalizer } })
}
