/** `kubectl describe pod`. Stands for describePod of kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import type * as metav1 from '#apis/metav1'
import { printAge } from '../../age.ts'
import { describeContainers, describeResources } from '../parts/containers.ts'
import type { DescribeContext } from '../context.ts'
import { Description } from '../description.ts'
import { describeEvents } from '../parts/events.ts'
import { describeSchedulingGroup } from '../parts/pod-template.ts'
import { qosOf } from '../parts/qos.ts'
import { rfc1123 } from '../parts/rfc1123.ts'
import { describeTolerations, describeTopologySpread } from '../parts/scheduling.ts'
import { describeVolumes } from '../parts/volumes.ts'

export function describePod(pod: corev1.Pod, context: DescribeContext): string {
  const { metadata, spec, status } = pod
  const text = new Description()
  describeWho(text, pod)
  describePhase(text, pod, context.nowUnixMs)
  const seccomp = spec?.securityContext?.seccompProfile
  if (seccomp) text.line(0, 'SeccompProfile:', seccomp.type ?? '')
  if (seccomp?.type === 'Localhost') text.line(0, 'LocalhostProfile:', seccomp.localhostProfile ?? '')
  text.line(0, 'IP:', status?.podIP ?? '')
  if (!status?.podIPs?.length) text.line(0, 'IPs:', '<none>')
  else text.line(0, 'IPs:')
  for (const { ip } of status?.podIPs ?? []) text.line(1, 'IP:', ip ?? '')
  const owner = controllerOf(metadata)
  if (owner) text.line(0, 'Controlled By:', owner)
  if (status?.nominatedNodeName) text.line(0, 'NominatedNodeName:', status.nominatedNodeName)
  if (spec?.resources) {
    text.line(0, 'Resources:')
    describeResources(text, 1, spec.resources)
  }
  if (spec?.initContainers?.length) describeContainers(text, 'Init Containers', spec.initContainers, { pod, statuses: status?.initContainerStatuses })
  describeContainers(text, 'Containers', spec?.containers ?? [], { pod, statuses: status?.containerStatuses })
  if (spec?.ephemeralContainers?.length) describeContainers(text, 'Ephemeral Containers', spec.ephemeralContainers, { pod, statuses: status?.ephemeralContainerStatuses })
  describeConditions(text, pod)
  describeVolumes(text, spec?.volumes)
  text.line(0, 'QoS Class:', qosOf(pod))
  text.labels('Node-Selectors', spec?.nodeSelector)
  describeTolerations(text, '', spec?.tolerations)
  describeTopologySpread(text, '', spec?.topologySpreadConstraints)
  describeSchedulingGroup(text, 0, spec)
  describeEvents(text, context, { name: metadata!.name!, namespace: metadata!.namespace, uids: [metadata!.uid!] })
  return text.toString()
}

function describeWho(text: Description, { metadata, spec, status }: corev1.Pod): void {
  text.line(0, 'Name:', metadata?.name ?? '')
  text.line(0, 'Namespace:', metadata?.namespace ?? '')
  if (spec?.priority !== undefined) text.line(0, 'Priority:', spec.priority)
  if (spec?.priorityClassName) text.line(0, 'Priority Class Name:', spec.priorityClassName)
  if (spec?.runtimeClassName) text.line(0, 'Runtime Class Name:', spec.runtimeClassName)
  if (spec?.serviceAccountName) text.line(0, 'Service Account:', spec.serviceAccountName)
  text.line(0, 'Node:', spec?.nodeName ? `${spec.nodeName}/${status?.hostIP ?? ''}` : '<none>')
  if (status?.startTime) text.line(0, 'Start Time:', rfc1123(status.startTime))
  text.labels('Labels', metadata?.labels)
  text.annotations('Annotations', metadata?.annotations)
}

/** A pod that is to go says since when its time is up; while it has time left, that is no duration yet (`<invalid>`). */
function describePhase(text: Description, { metadata, status }: corev1.Pod, nowUnixMs: number): void {
  const { phase = '', reason, message } = status ?? {}
  if (metadata?.deletionTimestamp && phase !== 'Failed' && phase !== 'Succeeded') {
    text.line(0, 'Status:', `Terminating (lasts ${printAge(metadata.deletionTimestamp, nowUnixMs)})`)
    text.line(0, 'Termination Grace Period:', `${metadata.deletionGracePeriodSeconds ?? 0}s`)
  } else text.line(0, 'Status:', phase)
  if (reason) text.line(0, 'Reason:', reason)
  if (message) text.line(0, 'Message:', message)
}

/** `DaemonSet/agent`, the controller that an object belongs to; undefined without one. */
export function controllerOf(metadata: metav1.ObjectMeta | undefined): string | undefined {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller)
  return owner && `${owner.kind}/${owner.name}`
}

function describeConditions(text: Description, { spec, status }: corev1.Pod): void {
  const conditions = status?.conditions ?? []
  const table = (title: string, rows: readonly (readonly [string | undefined, string | undefined])[]) => {
    if (rows.length === 0) return
    text.line(0, title)
    text.line(1, 'Type', 'Status')
    for (const [type, value] of rows) text.line(1, `${type} `, `${value} `)
  }
  table('Readiness Gates:', (spec?.readinessGates ?? []).map(({ conditionType }) => [conditionType, conditions.find(({ type }) => type === conditionType)?.status ?? '<none>']))
  table('Conditions:', conditions.map(({ type, status: value }) => [type, value]))
}
