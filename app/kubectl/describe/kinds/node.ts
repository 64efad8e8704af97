/** `kubectl describe node`. Stands for describeNode and describeNodeResource of kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import { canonicalQuantity } from '#apis/quantity'
import { seenRenewalMs } from '#cluster/kubelet/lease'
import { fromTimestamp, toTimestamp } from '#cluster/timestamps'
import { printAge } from '../../age.ts'
import type { DescribeContext } from '../context.ts'
import { Description } from '../description.ts'
import { describeEvents } from '../parts/events.ts'
import { amountOf, amountsOfPod, none, printAmount, printShare, sum } from '../parts/resources.ts'
import { rfc1123 } from '../parts/rfc1123.ts'
import { describeTaints } from '../parts/scheduling.ts'

export function describeNode(node: corev1.Node, context: DescribeContext): string {
  const { metadata, spec, status } = node
  const name = metadata!.name!
  const text = new Description()
  text.line(0, 'Name:', name)
  text.line(0, 'Roles:', rolesOf(node).join(',') || '<none>')
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  text.line(0, 'CreationTimestamp:', rfc1123(metadata!.creationTimestamp))
  describeTaints(text, spec?.taints)
  text.line(0, 'Unschedulable:', spec?.unschedulable ?? false)
  describeLease(text, node, context)
  describeConditions(text, status?.conditions ?? [])
  text.line(0, 'Addresses:')
  for (const { type, address } of status?.addresses ?? []) text.line(1, `${type}:`, address ?? '')
  for (const [title, amounts = {}] of [['Capacity:', status?.capacity], ['Allocatable:', status?.allocatable]] as const) {
    const names = Object.keys(amounts).sort()
    if (names.length > 0) text.line(0, title)
    for (const each of names) text.line(1, `${each}:`, canonicalQuantity(amounts[each]!))
  }
  describeSystem(text, node)
  describeUsage(text, node, context)
  describeEvents(text, context, { name, namespace: undefined, kind: 'Node', uids: [metadata!.uid!, name] })
  return text.toString()
}

const rolePrefix = 'node-role.kubernetes.io/'

/** Roles by label, in the order of their names. */
function rolesOf({ metadata }: corev1.Node): readonly string[] {
  const roles = Object.entries(metadata?.labels ?? {}).flatMap(([key, value]) => (key.startsWith(rolePrefix) ? [key.slice(rolePrefix.length)] : key === 'kubernetes.io/role' ? [value] : []))
  return [...new Set(roles.filter(Boolean))].sort()
}

/** A lease is there once the kubelet has run. */
function describeLease(text: Description, { metadata }: corev1.Node, { draft }: DescribeContext): void {
  const { epochMs } = draft.options
  const createdMs = fromTimestamp(metadata!.creationTimestamp!) ?? 0
  text.line(0, 'Lease:')
  text.line(1, 'HolderIdentity:', metadata!.name!)
  text.line(1, 'AcquireTime:', '<unset>')
  text.line(1, 'RenewTime:', rfc1123(toTimestamp(Math.max(createdMs, epochMs + seenRenewalMs(draft, metadata!.name!)))))
}

function describeConditions(text: Description, conditions: readonly corev1.NodeCondition[]): void {
  if (conditions.length === 0) return
  text.line(0, 'Conditions:')
  text.line(1, 'Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message')
  text.line(1, '----', '------', '-----------------', '------------------', '------', '-------')
  for (const { type, status, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' } of conditions) {
    text.line(1, `${type} `, `${status} `, `${rfc1123(lastHeartbeatTime)} `, `${rfc1123(lastTransitionTime)} `, `${reason} `, message)
  }
}

function describeSystem(text: Description, { spec, status }: corev1.Node): void {
  const info = status?.nodeInfo ?? {}
  text.line(0, 'System Info:')
  const rows = [
    ['Machine ID', info.machineID], ['System UUID', info.systemUUID], ['Boot ID', info.bootID], ['Kernel Version', info.kernelVersion], ['OS Image', info.osImage],
    ['Operating System', info.operatingSystem], ['Architecture', info.architecture], ['Container Runtime Version', info.containerRuntimeVersion], ['Kubelet Version', info.kubeletVersion],
  ] as const
  for (const [title, value] of rows) text.line(1, `${title}:`, value ?? '')
  if (spec?.podCIDR) text.line(0, 'PodCIDR:', spec.podCIDR)
  if (spec?.podCIDRs?.length) text.line(0, 'PodCIDRs:', spec.podCIDRs.join(','))
  if (spec?.providerID) text.line(0, 'ProviderID:', spec.providerID)
}

const standard = ['cpu', 'memory', 'ephemeral-storage', 'pods']

/** Pods that count, and what they ask for together. */
function describeUsage(text: Description, { metadata, status }: corev1.Node, { draft, nowUnixMs }: DescribeContext): void {
  const available = status?.allocatable ?? status?.capacity ?? {}
  const of = (name: string) => amountOf(available[name])
  const pods = [...draft.api.pods.onNode(metadata!.name!)].filter(([, pod]) => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed').sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pod]) => pod)
  text.line(0, 'Non-terminated Pods:', `(${pods.length} in total)`)
  text.line(1, 'Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age')
  text.line(1, '---------', '----', '', '------------', '----------', '---------------', '-------------', '---')
  const asked = pods.map((pod) => ({ pod, requests: amountsOfPod(pod, 'requests'), limits: amountsOfPod(pod, 'limits') }))
  for (const { pod, requests, limits } of asked) {
    const shares = ['cpu', 'memory'].flatMap((name) => [printShare(requests[name] ?? none, of(name)), printShare(limits[name] ?? none, of(name))])
    text.line(1, pod.metadata!.namespace!, pod.metadata!.name!, '', ...shares, printAge(pod.metadata!.creationTimestamp, nowUnixMs))
  }
  text.line(0, 'Allocated resources:')
  text.line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)')
  text.line(1, 'Resource', 'Requests', 'Limits')
  text.line(1, '--------', '--------', '------')
  const [requests, limits] = [sum(asked.map((each) => each.requests)), sum(asked.map((each) => each.limits))]
  const others = Object.keys(available).filter((name) => !standard.includes(name)).sort()
  const hugePages = others.filter((name) => name.startsWith('hugepages-'))
  for (const name of ['cpu', 'memory', 'ephemeral-storage', ...hugePages]) text.line(1, name, printShare(requests[name] ?? none, of(name)), printShare(limits[name] ?? none, of(name)))
  for (const name of others) if (!hugePages.includes(name)) text.line(1, name, printAmount(requests[name] ?? none), printAmount(limits[name] ?? none))
}
