/** What wakes a ReplicaSet: its own changes and its pods'. Stands for the event handlers of kubernetes/pkg/controller/replicaset/replica_set.go. */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type { Component } from '../../component.ts'
import type { Draft } from '../../draft.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import type { WatchEvent } from '../../kube-apiserver/watch.ts'
import { syncOrEnqueue } from '../retry.ts'
import { syncReplicaSet } from './sync-replicaset.ts'

export const replicaSetController: Component = {
  name: 'replicaset-controller',
  onWatchEvent: {
    replicasets: (draft, { object, type }) => {
      if (type !== 'DELETED') draft.wake(keyOf(object.metadata!), draft.options.controllerSyncMs)
    },
    pods: onPod,
  },
  onTimer: (draft, timer) => syncOrEnqueue(draft, timer, syncReplicaSet),
}

const ownerName = (pod: corev1.Pod | undefined) => pod?.metadata?.ownerReferences?.find(({ controller, kind }) => controller && kind === 'ReplicaSet')?.name

function onPod(draft: Draft, { object, previous, type }: WatchEvent<'pods'>): void {
  const { namespace, labels } = object.metadata!
  const [owner, before] = [ownerName(object), ownerName(previous)]
  if (owner) draft.wake(`${namespace}/${owner}`, draft.options.controllerSyncMs)
  if (before && before !== owner) draft.wake(`${namespace}/${before}`, draft.options.controllerSyncMs)
  if (type === 'DELETED' || object.metadata!.ownerReferences?.some(({ controller }) => controller)) return
  for (const replicaSet of draft.api.list('replicasets').values()) {
    if (replicaSet.metadata!.namespace === namespace && matchesSelector(replicaSet.spec?.selector, labels)) draft.wake(keyOf(replicaSet.metadata!), draft.options.controllerSyncMs)
  }
}
