/** `kubectl describe` of what makes pods: DaemonSets, Deployments, ReplicaSets. Stands for describeDaemonSet and its like in kubectl/pkg/describe. */
import type * as appsv1 from '#apis/appsv1'
import { matchesSelector, printLabels } from '#apis/labels'
import type * as metav1 from '#apis/metav1'
import { equal } from '#cluster/kube-apiserver/equal'
import { bySeniority } from '#cluster/kube-controller-manager/deployment/own-replica-sets'
import { printLabelSelector } from '../../label-selector.ts'
import { withoutHash } from '../../revisions.ts'
import type { DescribeContext } from '../context.ts'
import { Description } from '../description.ts'
import { describeEvents } from '../parts/events.ts'
import { describePodTemplate } from '../parts/pod-template.ts'
import { controllerOf } from './pod.ts'
import { rfc1123 } from '../parts/rfc1123.ts'

export function describeDaemonSet({ metadata, spec, status }: appsv1.DaemonSet, context: DescribeContext): string {
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace!)
  text.line(0, 'Selector:', printLabelSelector(spec?.selector))
  text.line(0, 'Node-Selector:', printLabels(spec?.template?.spec?.nodeSelector))
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  text.line(0, `Desired Number of Nodes Scheduled: ${status?.desiredNumberScheduled ?? 0}`)
  text.line(0, `Current Number of Nodes Scheduled: ${status?.currentNumberScheduled ?? 0}`)
  text.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status?.updatedNumberScheduled ?? 0}`)
  text.line(0, `Number of Nodes Scheduled with Available Pods: ${status?.numberAvailable ?? 0}`)
  text.line(0, `Number of Nodes Misscheduled: ${status?.numberMisscheduled ?? 0}`)
  text.line(0, 'Pods Status:', podsStatus(metadata!, spec?.selector, context))
  describePodTemplate(text, spec?.template ?? {})
  describeEvents(text, context, about('DaemonSet', metadata!))
  return text.toString()
}

export function describeReplicaSet({ metadata, spec, status }: appsv1.ReplicaSet, context: DescribeContext): string {
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace!)
  text.line(0, 'Selector:', printLabelSelector(spec?.selector))
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  const owner = controllerOf(metadata)
  if (owner) text.line(0, 'Controlled By:', owner)
  text.line(0, 'Replicas:', `${status?.replicas ?? 0} current / ${spec?.replicas ?? 1} desired`)
  text.line(0, 'Pods Status:', podsStatus(metadata!, spec?.selector, context))
  describePodTemplate(text, spec?.template ?? {})
  describeConditions(text, status?.conditions ?? [])
  describeEvents(text, context, about('ReplicaSet', metadata!))
  return text.toString()
}

export function describeDeployment(deployment: appsv1.Deployment, context: DescribeContext): string {
  const { metadata, spec, status } = deployment
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace!)
  text.line(0, 'CreationTimestamp:', rfc1123(metadata!.creationTimestamp))
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  text.line(0, 'Selector:', printLabelSelector(spec?.selector))
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status ?? {}
  text.line(0, 'Replicas:', `${spec?.replicas ?? 1} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`)
  text.line(0, 'StrategyType:', spec?.strategy?.type ?? '')
  text.line(0, 'MinReadySeconds:', spec?.minReadySeconds ?? 0)
  const { rollingUpdate } = spec?.strategy ?? {}
  if (rollingUpdate) text.line(0, 'RollingUpdateStrategy:', `${rollingUpdate.maxUnavailable} max unavailable, ${rollingUpdate.maxSurge} max surge`)
  describePodTemplate(text, spec?.template ?? {})
  describeConditions(text, status?.conditions ?? [])
  describeReplicaSets(text, deployment, context)
  describeEvents(text, context, about('Deployment', metadata!))
  return text.toString()
}

function describeReplicaSets(text: Description, { metadata, spec }: appsv1.Deployment, { draft }: DescribeContext): void {
  const own = [...draft.api.list('replicasets').values()].filter(({ metadata: each }) => each?.ownerReferences?.some(({ controller, uid }) => controller && uid === metadata!.uid)).sort(bySeniority)
  if (own.length === 0) return
  const present = own.find((each) => equal(withoutHash(each), { ...spec?.template, metadata: { ...spec?.template?.metadata, labels: spec?.template?.metadata?.labels ?? {} } }))
  const print = (sets: readonly appsv1.ReplicaSet[]) => sets.map(({ metadata: each, spec: wanted, status }) => `${each!.name} (${status?.replicas ?? 0}/${wanted?.replicas ?? 1} replicas created)`).join(', ') || '<none>'
  text.line(0, 'OldReplicaSets:', print(own.filter((each) => each !== present)))
  text.line(0, 'NewReplicaSet:', print(present ? [present] : []))
}

function describeConditions(text: Description, conditions: readonly { readonly type?: string; readonly status?: string; readonly reason?: string }[]): void {
  if (conditions.length === 0) return
  text.line(0, 'Conditions:')
  text.line(1, 'Type', 'Status', 'Reason')
  text.line(1, '----', '------', '------')
  for (const { type, status, reason = '' } of conditions) text.line(1, `${type} `, status ?? '', reason)
}

const about = (kind: string, { name, namespace, uid }: metav1.ObjectMeta) => ({ kind, name: name!, namespace, uids: [uid!] })

/** How many of a controller's own pods are in which phase. */
function podsStatus({ uid, namespace }: metav1.ObjectMeta, selector: metav1.LabelSelector | undefined, { draft }: DescribeContext): string {
  const count: Record<string, number> = {}
  for (const { metadata, status } of draft.api.list('pods').values()) {
    if (metadata?.namespace !== namespace || !metadata?.ownerReferences?.some((owner) => owner.controller && owner.uid === uid) || !matchesSelector(selector, metadata.labels)) continue
    const phase = status?.phase ?? ''
    count[phase] = (count[phase] ?? 0) + 1
  }
  const { Running = 0, Pending = 0, Succeeded = 0, Failed = 0 } = count
  return `${Running} Running / ${Pending} Waiting / ${Succeeded} Succeeded / ${Failed} Failed`
}
