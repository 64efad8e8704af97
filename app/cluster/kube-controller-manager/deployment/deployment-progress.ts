/** What a Deployment tells of its rollout: counters, the Progressing condition and its deadline. Stands for kubernetes/pkg/controller/deployment/progress.go. */
import type * as appsv1 from '#apis/appsv1'
import type { Draft } from '../../draft.ts'
import { equal } from '../../kube-apiserver/equal.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { fromTimestamp } from '../../timestamps.ts'
import { deploymentStatus, isComplete, withDeploymentCondition } from './deployment-status.ts'
import type { OwnReplicaSets } from './own-replica-sets.ts'

const progressing = ({ status }: appsv1.Deployment) => status?.conditions?.find(({ type }) => type === 'Progressing')
/** upstream's "no deadline" is the largest int32. */
const hasDeadline = ({ spec }: appsv1.Deployment) => spec?.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== 2_147_483_647
const timedOut = 'ProgressDeadlineExceeded'
const complete = 'NewReplicaSetAvailable'

function write(draft: Draft, deployment: appsv1.Deployment, status: appsv1.DeploymentStatus): void {
  if (!equal(status, deployment.status)) draft.api.updateStatus('deployments', { ...deployment, status }, { reason: { rule: 'status' } })
}

const stored = (draft: Draft, { metadata }: appsv1.Deployment) => draft.api.get('deployments', keyOf(metadata!))!

/** The stored status with this Progressing condition. */
export function setProgressing(draft: Draft, deployment: appsv1.Deployment, status: string, reason: string, message: string): void {
  const now = stored(draft, deployment)
  write(draft, now, { ...now.status, conditions: withDeploymentCondition(now.status?.conditions, { type: 'Progressing', status, reason, message }, draft.api.now()) })
}

/** A pause stops the deadline's clock. */
export function syncPausedConditions(draft: Draft, deployment: appsv1.Deployment): void {
  const reason = progressing(deployment)?.reason
  if (!hasDeadline(deployment) || reason === timedOut) return
  if (deployment.spec?.paused && reason !== 'DeploymentPaused') setProgressing(draft, deployment, 'Unknown', 'DeploymentPaused', 'Deployment is paused')
  else if (!deployment.spec?.paused && reason === 'DeploymentPaused') setProgressing(draft, deployment, 'Unknown', 'DeploymentResumed', 'Deployment is resumed')
}

/** Counters alone. */
export function updateStatus(draft: Draft, deployment: appsv1.Deployment, sets: OwnReplicaSets): void {
  const now = stored(draft, deployment)
  write(draft, now, deploymentStatus(now, sets, draft.api.now()))
}

/** Counters, and how the rollout goes. */
export function updateProgress(draft: Draft, given: appsv1.Deployment, sets: OwnReplicaSets): void {
  const deployment = stored(draft, given)
  const now = draft.api.now()
  const status = deploymentStatus(deployment, sets, now)
  let conditions = (status.conditions ?? []).filter(({ type }) => type !== 'ReplicaFailure')
  const failure = [sets.current, ...sets.old].flatMap((each) => each?.status?.conditions ?? []).find(({ type }) => type === 'ReplicaFailure')
  if (failure) conditions = [...withDeploymentCondition(conditions, { ...failure }, now)]
  if (!hasDeadline(deployment)) conditions = conditions.filter(({ type }) => type !== 'Progressing')
  else {
    const condition = progressCondition(draft, deployment, status, sets)
    if (condition) conditions = [...withProgress(conditions, condition, now)]
    wakeAtDeadline(draft, deployment, { ...status, conditions })
  }
  write(draft, deployment, { ...status, conditions })
}

/** While the reason stays the same the transition time stays too, but every step of progress is an update. */
function withProgress(conditions: readonly appsv1.DeploymentCondition[], condition: appsv1.DeploymentCondition, now: string): readonly appsv1.DeploymentCondition[] {
  const known = conditions.find(({ type }) => type === 'Progressing')
  const others = conditions.filter((each) => each !== known)
  return [...others, { ...condition, lastUpdateTime: now, lastTransitionTime: known?.status === condition.status ? known?.lastTransitionTime : now }]
}

function progressCondition(draft: Draft, deployment: appsv1.Deployment, status: appsv1.DeploymentStatus, { current }: OwnReplicaSets): appsv1.DeploymentCondition | undefined {
  const known = progressing(deployment)
  const isDone = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && known?.reason === complete
  if (isDone) return undefined
  const what = current ? `ReplicaSet "${current.metadata!.name}"` : `Deployment "${deployment.metadata!.name}"`
  if (isComplete(deployment, status)) return { type: 'Progressing', status: 'True', reason: complete, message: `${what} has successfully progressed.` }
  if (hasProgressed(deployment.status ?? {}, status)) return { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: `${what} is progressing.` }
  if (known?.reason !== timedOut && deadlineMs(draft, deployment, known) <= 0) return { type: 'Progressing', status: 'False', reason: timedOut, message: `${what} has timed out progressing.` }
  return undefined
}

function hasProgressed(before: appsv1.DeploymentStatus, after: appsv1.DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: appsv1.DeploymentStatus) => replicas - updatedReplicas
  const grew = (counter: 'updatedReplicas' | 'readyReplicas' | 'availableReplicas') => (after[counter] ?? 0) > (before[counter] ?? 0)
  return grew('updatedReplicas') || old(after) < old(before) || grew('readyReplicas') || grew('availableReplicas')
}

/** Virtual ms until the deadline passes; never for one that is complete or paused. */
function deadlineMs(draft: Draft, { spec }: appsv1.Deployment, condition: appsv1.DeploymentCondition | undefined): number {
  const from = condition && condition.reason !== complete && condition.reason !== 'DeploymentPaused' ? fromTimestamp(condition.lastUpdateTime ?? '') : undefined
  return from === undefined ? Infinity : from + spec!.progressDeadlineSeconds! * 1000 - draft.options.epochMs - draft.nowMs
}

function wakeAtDeadline(draft: Draft, deployment: appsv1.Deployment, status: appsv1.DeploymentStatus): void {
  const condition = status.conditions?.find(({ type }) => type === 'Progressing')
  if (isComplete(deployment, status) || condition?.reason === timedOut) return
  const inMs = deadlineMs(draft, deployment, condition)
  if (inMs > 0 && inMs < Infinity) draft.wake(keyOf(deployment.metadata!), inMs)
}
