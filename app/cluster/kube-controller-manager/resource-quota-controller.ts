/** Keeps the status of ResourceQuotas: what is allowed and what is used. Stands for kubernetes/pkg/controller/resourcequota. */
import type { Component } from '../component.ts'
import type { Draft } from '../draft.ts'
import { equal } from '../kube-apiserver/equal.ts'
import { keyOf } from '../kube-apiserver/object-key.ts'
import { usedOf } from '../kube-apiserver/resource-quota.ts'
import type { WatchEvent } from '../kube-apiserver/watch.ts'

/** What comes, goes or ends in a namespace changes what its quotas have left. */
const onCounted = (draft: Draft, { object, previous, type }: WatchEvent): void => {
  if (draft.api.list('resourcequotas').size === 0) return
  const phase = (each: object | undefined) => (each as { status?: { phase?: string } } | undefined)?.status?.phase
  if (type === 'MODIFIED' && phase(object) === phase(previous)) return
  for (const [key, quota] of draft.api.list('resourcequotas')) if (quota.metadata!.namespace === object.metadata!.namespace) draft.wake(key, draft.options.controllerSyncMs)
}

export const resourceQuotaController: Component = {
  name: 'resourcequota-controller',
  onWatchEvent: {
    resourcequotas: (draft, event) => {
      if (event.type !== 'DELETED') draft.wake(keyOf(event.object.metadata!), draft.options.controllerSyncMs)
      onCounted(draft, event)
    },
    pods: onCounted,
    services: onCounted,
    configmaps: onCounted,
    daemonsets: onCounted,
    deployments: onCounted,
    replicasets: onCounted,
  },
  onTimer: (draft, { key }) => {
    const quota = draft.api.get('resourcequotas', key)
    if (!quota) return
    const status = { hard: quota.spec?.hard ?? {}, used: usedOf(draft.api, quota) }
    if (!equal(status, quota.status)) draft.api.updateStatus('resourcequotas', { ...quota, status }, { reason: { rule: 'quota.status' } })
  },
}
