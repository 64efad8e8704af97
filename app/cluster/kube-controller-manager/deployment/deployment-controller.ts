/** What wakes a Deployment: its own changes, its ReplicaSets', and the end of its last pods. Stands for the event handlers of kubernetes/pkg/controller/deployment/deployment_controller.go. */
import type * as metav1 from '#apis/metav1'
import { matchesSelector } from '#apis/labels'
import type { Component } from '../../component.ts'
import type { Draft } from '../../draft.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { syncOrEnqueue } from '../retry.ts'
import { syncDeployment } from './sync-deployment.ts'

type Owned = { readonly metadata?: metav1.ObjectMeta }
const controllerName = (object: Owned | undefined, kind: string) => object?.metadata?.ownerReferences?.find((owner) => owner.controller && owner.kind === kind)?.name

export const deploymentController: Component = {
  name: 'deployment-controller',
  onWatchEvent: {
    deployments: (draft, { object, type }) => {
      if (type !== 'DELETED') enqueue(draft, keyOf(object.metadata!))
    },
    replicasets: (draft, { object, previous, type }) => {
      const { namespace, labels } = object.metadata!
      const names = new Set([controllerName(object, 'Deployment'), controllerName(previous, 'Deployment')])
      for (const name of names) if (name) enqueue(draft, `${namespace}/${name}`)
      if (type === 'DELETED' || controllerName(object, 'Deployment')) return
      for (const deployment of draft.api.list('deployments').values()) {
        if (deployment.metadata!.namespace === namespace && matchesSelector(deployment.spec?.selector, labels)) enqueue(draft, keyOf(deployment.metadata!))
      }
    },
    // Only Recreate waits for pods: it starts anew when the last of them is gone.
    pods: (draft, { object, type }) => {
      if (type !== 'DELETED') return
      const { namespace } = object.metadata!
      const replicaSet = draft.api.get('replicasets', `${namespace}/${controllerName(object, 'ReplicaSet')}`)
      const name = controllerName(replicaSet, 'Deployment')
      if (name && draft.api.get('deployments', `${namespace}/${name}`)?.spec?.strategy?.type === 'Recreate') enqueue(draft, `${namespace}/${name}`)
    },
  },
  onTimer: (draft, timer) => syncOrEnqueue(draft, timer, syncDeployment),
}

const enqueue = (draft: Draft, key: string) => draft.wake(key, draft.options.controllerSyncMs)
