/**
 * One pass over one DaemonSet: what should be, what is, and the writes that bring the two together.
 * Start reading here. Stands for syncDaemonSet, kubernetes/pkg/controller/daemon/daemon_controller.go.
 * Left out: expectations. Watch events arrive within the instant of a write, so no sync ever runs
 * with its predecessor's pods unseen; the rule that a sync either manages or rolls is kept.
 */
import type * as appsv1 from '#apis/appsv1'
import { selectsEverything } from '#apis/labels'
import { isNamespaceTerminating, isStatus } from '#apis/status'
import type { Draft } from '../../draft.ts'
import { equal } from '../../kube-apiserver/equal.ts'
import { recordEvent } from '../../record-event.ts'
import { enqueueAfter, forgetRetries, retryLater } from '../retry.ts'
import { slowStart } from '../slow-start.ts'
import { claimPods } from './claim-pods.ts'
import { daemonPodMaker, targetNodeName } from './daemon-pod.ts'
import { daemonSetStatus } from './daemonset-status.ts'
import { podsShouldBeOnNodes, type Changes, type Deletion } from './manage.ts'
import { missingNodeViews, nodeViews } from './node-views.ts'
import { cleanupHistory, constructHistory } from './revision-history.ts'
import { rollingUpdate, type RolloutStep } from './rolling-update.ts'
import { SyncReasons } from './sync-reasons.ts'

/** Pods created, and pods deleted, in one sync at most: BurstReplicas. */
const burstReplicas = 250

/** Brings the DaemonSet of this key (`namespace/name`) one step further. */
export function syncDaemonSet(draft: Draft, key: string): void {
  const daemonSet = draft.api.get('daemonsets', key)
  if (!daemonSet) return
  if (selectsEverything(daemonSet.spec?.selector)) {
    const message = 'This daemon set is selecting all pods. A non-empty selector is required.'
    recordEvent(draft, 'daemonsets', daemonSet, { type: 'Warning', reason: 'SelectingAll', message })
    return
  }
  if (daemonSet.metadata?.deletionTimestamp) return
  const history = constructHistory(draft, daemonSet)
  if (!history) return retryLater(draft, key)
  claimPods(draft, daemonSet)
  const nodes = nodeViews(draft, daemonSet, history.hash)
  const changes = podsShouldBeOnNodes(draft, daemonSet, nodes, history.hash)
  let failed = !carryOut(draft, daemonSet, history.hash, changes, 'manage')
  const managed = changes.nodesNeedingPods.length + changes.podsToDelete.length > 0
  if (!failed && !managed && daemonSet.spec?.updateStrategy?.type === 'RollingUpdate') {
    const step = rollingUpdate(daemonSet, nodes.views, draft.options.epochMs + draft.nowMs, missingNodeViews(draft, daemonSet, history.hash))
    failed = step.missingNode !== undefined || !carryOut(draft, daemonSet, history.hash, { nodesNeedingPods: [...step.nodesNeedingPods], podsToDelete: deletionsOf(step) }, 'rollingUpdate', step)
  }
  if (!failed) cleanupHistory(draft, daemonSet, history.old)
  updateStatus(draft, key, history.hash)
  if (failed) retryLater(draft, key)
  else forgetRetries(draft, key)
}

/** Old pods go to be replaced, after their successor came (surge), or because they were of no use anyway. */
function deletionsOf({ podsToDelete, takenAtOnce, maxSurge }: RolloutStep): Deletion[] {
  const ofNoUse = new Set(takenAtOnce)
  return podsToDelete.map((pod) => ({ pod, why: ofNoUse.has(targetNodeName(pod)!) ? 'not available' : maxSurge > 0 ? 'replaced' : 'being updated' }))
}

/** Creates with a slow start, then deletes. False when something was refused. */
function carryOut(draft: Draft, daemonSet: appsv1.DaemonSet, hash: string, changes: Changes, rule: 'manage' | 'rollingUpdate', step?: RolloutStep): boolean {
  const reasons = new SyncReasons(daemonSet, hash, rule, step)
  const makePod = daemonPodMaker(daemonSet, hash)
  const creations = changes.nodesNeedingPods.slice(0, burstReplicas)
  const fine = slowStart(creations.length, (index) => {
    const nodeName = creations[index]!
    const pod = draft.api.create('pods', makePod(nodeName), { reason: reasons.create(nodeName) })
    // All that may still come is refused alike, and what there is goes soon: no word of it, and no second try.
    if (isStatus(pod) && isNamespaceTerminating(pod)) return true
    if (isStatus(pod)) recordEvent(draft, 'daemonsets', daemonSet, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${pod.message}` })
    else recordEvent(draft, 'daemonsets', daemonSet, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.metadata!.name}` })
    return !isStatus(pod)
  })
  for (const deletion of changes.podsToDelete.slice(0, burstReplicas)) {
    const { namespace, name, uid } = deletion.pod.metadata!
    const deleted = draft.api.delete('pods', `${namespace}/${name}`, { uid: uid!, reason: reasons.delete(deletion) })
    if (!isStatus(deleted)) recordEvent(draft, 'daemonsets', daemonSet, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` })
  }
  return fine
}

function updateStatus(draft: Draft, key: string, hash: string): void {
  const daemonSet = draft.api.get('daemonsets', key)
  if (!daemonSet) return
  const { views } = nodeViews(draft, daemonSet, hash)
  const status = daemonSetStatus(daemonSet, views, draft.options.epochMs + draft.nowMs)
  if (!equal(status, daemonSet.status)) draft.api.updateStatus('daemonsets', { ...daemonSet, status }, { reason: { rule: 'status', daemonSet: key } })
  const minReadySeconds = daemonSet.spec?.minReadySeconds ?? 0
  if (minReadySeconds > 0 && status.numberReady !== (status.numberAvailable ?? 0)) enqueueAfter(draft, key, minReadySeconds * 1000)
}
