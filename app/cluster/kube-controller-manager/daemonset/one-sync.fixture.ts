/** One sync of one DaemonSet on a cluster laid out by hand, and what it did: for tables of facts. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import { emptyCluster } from '../../cluster.ts'
import { newDaemonSet } from '../../cluster.fixture.ts'
import { Draft } from '../../draft.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import type { WatchEvent } from '../../kube-apiserver/watch.ts'
import { toTimestamp } from '../../timestamps.ts'
import { controllerRef } from '../claim.ts'
import { computeHash } from '../template-hash.ts'
import { hashLabel } from './daemon-pod.ts'
import { daemonSetController } from './daemonset-controller.ts'
import { syncDaemonSet } from './sync-daemonset.ts'

export interface NodeLayout {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly corev1.Taint[]
  readonly unschedulable?: boolean
  readonly allocatable?: Readonly<Record<string, string>>
  readonly conditions?: readonly corev1.NodeCondition[]
}

export interface PodLayout {
  /** Its node; `aimedAt` instead: not scheduled yet. */
  readonly node?: string
  readonly aimedAt?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly phase?: string
  /** Seconds since when it has been ready; absent: it is not. */
  readonly readyForSeconds?: number
  readonly terminating?: boolean
  /** Of the template as it was before. */
  readonly old?: boolean
  /** Owned by nobody, or by something else. */
  readonly owner?: 'none' | 'other'
  readonly spec?: Partial<corev1.PodSpec>
}

/** Pods created and deleted, and what was told beside these. */
export interface Done {
  readonly created: number
  readonly deleted: number
  readonly told: readonly string[]
  readonly status: appsv1.DaemonSetStatus
}

const nowMs = 3_600_000

/** A draft with the DaemonSet, the nodes and the pods, an hour into the cluster's life. */
export function layout({ daemonSet = newDaemonSet(), nodes = [], pods = [] }: { daemonSet?: appsv1.DaemonSet; nodes?: readonly NodeLayout[]; pods?: readonly PodLayout[] }): Draft {
  const draft = new Draft(emptyCluster(1))
  draft.nowMs = nowMs
  draft.api.create('namespaces', { metadata: { name: 'default' } })
  for (const { name, labels, taints, unschedulable, allocatable = {}, conditions } of nodes) {
    draft.api.create('nodes', { metadata: { name, ...(labels && { labels }) }, status: { allocatable, ...(conditions && { conditions }) } })
    draft.api.update('nodes', { ...draft.api.get('nodes', name)!, spec: { ...(taints && { taints }), ...(unschedulable && { unschedulable }) } })
  }
  const owner = draft.api.create('daemonsets', daemonSet)
  if (isStatus(owner)) throw new Error(owner.message)
  pods.forEach((pod, index) => addPod(draft, owner, pod, index))
  draft.undelivered.length = 0
  return draft
}

function addPod(draft: Draft, daemonSet: appsv1.DaemonSet, pod: PodLayout, index: number): void {
  const { node, aimedAt, labels, phase = 'Running', readyForSeconds, terminating, old, owner, spec } = pod
  // Two seconds between one and the next, so that they have an order of age.
  draft.nowMs = nowMs - 600_000 + index * 2_000
  const aimed = aimedAt ? { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [aimedAt] }] }] } } } } : {}
  const ownerReferences = owner === 'none' ? undefined : [owner === 'other' ? { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'x', uid: 'x', controller: true } : controllerRef({ kind: 'DaemonSet', metadata: daemonSet.metadata! })]
  const made = draft.api.create('pods', {
    metadata: { name: `pod-${index}`, namespace: 'default', labels: labels ?? { app: 'agent', ...(old ? { 'pod-template-generation': '0' } : { 'pod-template-generation': '1', [hashLabel]: computeHash(daemonSet.spec!.template, undefined) }) }, ...(ownerReferences && { ownerReferences }) },
    spec: { containers: [{ name: 'a', image: 'a' }], ...(node && { nodeName: node }), ...aimed, ...spec },
    status: { phase },
  })
  if (isStatus(made)) throw new Error(made.message)
  const since = toTimestamp(draft.options.epochMs + nowMs - (readyForSeconds ?? 0) * 1000)
  const conditions = [{ type: 'Ready', status: readyForSeconds === undefined ? 'False' : 'True', lastTransitionTime: since }]
  draft.api.updateStatus('pods', { ...made, status: { phase, conditions } })
  draft.nowMs = nowMs
  if (terminating) draft.api.delete('pods', keyOf(made.metadata!))
}

/** Runs one sync and tells what it did; what it wrote stays in the draft. */
export function oneSync(draft: Draft): Done {
  draft.undelivered.length = 0
  draft.actor = { component: 'daemonset-controller', cause: undefined }
  const deletedBefore = [...draft.api.list('pods').values()].filter((pod) => pod.metadata!.deletionTimestamp).length
  const sizeBefore = draft.api.list('pods').size
  syncDaemonSet(draft, 'default/agent')
  const events = draft.undelivered.splice(0)
  // What it wrote it hears of afterwards, as in a running cluster.
  for (const event of events) (daemonSetController.onWatchEvent![event.resource] as ((draft: Draft, event: WatchEvent) => void) | undefined)?.(draft, event)
  const created = events.filter(({ resource, type }) => resource === 'pods' && type === 'ADDED').length
  const removed = sizeBefore + created - draft.api.list('pods').size
  const marked = [...draft.api.list('pods').values()].filter((pod) => pod.metadata!.deletionTimestamp).length - deletedBefore
  const told = events.filter(({ resource, type }) => resource === 'events' && type === 'ADDED').map(({ object }) => (object as unknown as { reason: string }).reason).filter((reason) => !reason.startsWith('Successful'))
  return { created, deleted: removed + marked, told, status: draft.api.get('daemonsets', 'default/agent')?.status ?? {} }
}
