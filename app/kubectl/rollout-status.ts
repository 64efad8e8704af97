/** How far a rollout is, in kubectl's words. Stands for kubectl/pkg/polymorphichelpers/rollout_status.go. */
import type * as appsv1 from '#apis/appsv1'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { groupKind, type ApiResource } from './resource-names.ts'

/** What is printed, and whether that is the end; or why there is nothing to be told. */
export type RolloutStatus = { readonly text: string; readonly done: boolean } | { readonly problem: string }

/** The status of a DaemonSet or Deployment; other kinds have none. A Deployment is asked whether it still runs `revision`, unless that is 0. */
export function rolloutStatus(type: ApiResource, object: KubeObject, revision = 0): RolloutStatus {
  const { kind } = type
  if (kind === 'DaemonSet') return ofDaemonSet(object)
  if (kind === 'Deployment') return ofDeployment(object, revision)
  return { problem: `no status viewer has been implemented for ${groupKind(type)}` }
}

function ofDaemonSet({ metadata, spec, status }: appsv1.DaemonSet): RolloutStatus {
  if (spec?.updateStrategy?.type !== 'RollingUpdate') return { problem: 'rollout status is only available for RollingUpdate strategy type' }
  if (metadata!.generation! > (status?.observedGeneration ?? 0)) return { text: 'Waiting for daemon set spec update to be observed...\n', done: false }
  const desired = status?.desiredNumberScheduled ?? 0
  const [updated, available] = [status?.updatedNumberScheduled ?? 0, status?.numberAvailable ?? 0]
  const waiting = (text: string): RolloutStatus => ({ text: `Waiting for daemon set ${JSON.stringify(metadata!.name)} rollout to finish: ${text}\n`, done: false })
  if (updated < desired) return waiting(`${updated} out of ${desired} new pods have been updated...`)
  if (available < desired) return waiting(`${available} of ${desired} updated pods are available...`)
  return { text: `daemon set ${JSON.stringify(metadata!.name)} successfully rolled out\n`, done: true }
}

function ofDeployment({ metadata, spec, status }: appsv1.Deployment, revision: number): RolloutStatus {
  const running = Number(metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0)
  if (revision > 0 && revision !== running) return { problem: `desired revision (${revision}) is different from the running revision (${running})` }
  if (metadata!.generation! > (status?.observedGeneration ?? 0)) return { text: 'Waiting for deployment spec update to be observed...\n', done: false }
  const name = JSON.stringify(metadata!.name)
  if (status?.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded')) return { problem: `deployment ${name} exceeded its progress deadline` }
  const [replicas, updated, available] = [status?.replicas ?? 0, status?.updatedReplicas ?? 0, status?.availableReplicas ?? 0]
  const waiting = (text: string): RolloutStatus => ({ text: `Waiting for deployment ${name} rollout to finish: ${text}\n`, done: false })
  if (updated < (spec?.replicas ?? 1)) return waiting(`${updated} out of ${spec?.replicas ?? 1} new replicas have been updated...`)
  if (replicas > updated) return waiting(`${replicas - updated} old replicas are pending termination...`)
  if (available < updated) return waiting(`${available} of ${updated} updated replicas are available...`)
  return { text: `deployment ${name} successfully rolled out\n`, done: true }
}
