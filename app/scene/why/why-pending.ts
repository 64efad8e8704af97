/** "Why is it Pending?" Asked of the scheduler's own filters, for the node that a daemon pod is made for. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import { fieldOf, type WatchEvent } from '#cluster/kube-apiserver/watch'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { hostPortsConflict, refusalOf, type Refusal } from '#cluster/kube-scheduler/filters'
import { insufficientResources, requestsOf, usageOn } from '#cluster/kube-scheduler/node-resources'
import { printAmount } from '../capacity.ts'
import { surroundings } from '../gates/scheduler-gates.ts'
import { listed } from '../steps/told-step.ts'
import { conditionOf, type Moment } from './moment.ts'
import type { Fact, Way, WhyAnswer } from './question.ts'

/** Of the pods on a node, as many are told of, and as many looked at for who came last. */
const mostNamed = 3
const mostLookedAt = 40

type Part = Omit<WhyAnswer, 'daemonSet'>

/** The answer for a pod without a node. */
export function whyPending(moment: Moment, pod: corev1.Pod, key: string): Part {
  const title = ['Why is', pod.metadata!.name!, 'Pending?'] as const
  if (pod.spec?.schedulingGates?.length) return { title, lead: `The scheduler does not look at it yet: it has the scheduling ${pod.spec.schedulingGates.length === 1 ? 'gate' : 'gates'} ${listed(pod.spec.schedulingGates.map(({ name }) => name!))}.`, facts: [], ways: [] }
  const target = targetNodeName(pod)
  const node = target === undefined ? undefined : moment.cluster.objects.nodes.get(target)
  const told = conditionOf(pod.status?.conditions, 'PodScheduled')
  if (!node) {
    const message = told?.message?.replace(/\.? preemption:.*$/s, '')
    return { title, lead: message ? `The scheduler found no node for it: ${message}.` : 'The scheduler has not looked at it yet.', facts: [], ways: told ? [moment.wayOf('The scheduler’s last try', fieldOf('pods', key, 'status.conditions[PodScheduled]'))] : [] }
  }
  const others = [...moment.cluster.objects.pods.values()].filter(({ spec }) => spec?.nodeName === target)
  const refusal = refusalOf(pod, node, others, surroundings(moment.cluster))
  if (!refusal) return { title, lead: told ? `${target} has room for it now: the scheduler tries again when its wait is over.` : `${target} has room for it: the scheduler binds it at once.`, facts: [], ways: [] }
  const { words, facts, ways } = refused(moment, pod, node, others, refusal)
  const nominated = pod.status?.nominatedNodeName ? ` Pods of lower priority are leaving ${pod.status.nominatedNodeName} for it.` : refusal.preemptionMayHelp ? ' No pod of lower priority could make the room.' : ''
  return { title, lead: `It is made for ${target} alone, and ${words}.${nominated}`, facts, ways }
}

interface Refused {
  readonly words: string
  readonly facts: readonly Fact[]
  readonly ways: readonly Way[]
}

function refused(moment: Moment, pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[], { plugin, reasons }: Refusal): Refused {
  const name = node.metadata!.name!
  switch (plugin) {
    case 'NodeResourcesFit':
      return noRoom(moment, pod, node, others)
    case 'NodePorts': {
      const holder = others.find((other) => hostPortsConflict(pod, other))!
      const holderKey = `${holder.metadata!.namespace}/${holder.metadata!.name}`
      return {
        words: `${holder.metadata!.name} holds its host port there`,
        facts: [{ text: `${holder.metadata!.name} has the port on ${name}`, resource: 'pods', key: holderKey, field: 'spec.containers' }, { text: 'The template asks for a host port', manifestPath: 'spec.template.spec.containers[0].ports' }],
        ways: [moment.wayOf(`How ${holder.metadata!.name} came to ${name}`, fieldOf('pods', holderKey, 'spec.nodeName'))],
      }
    }
    case 'TaintToleration': {
      const taint = node.spec?.taints?.find(({ effect }) => effect !== 'PreferNoSchedule')
      const field = `spec.taints[${taint?.key}:${taint?.effect}]`
      return { words: `the pod does not tolerate ${taint ? printTaint(taint) : 'its taints'}`, facts: [{ text: `${name} has the taint ${taint ? printTaint(taint) : ''}`, resource: 'nodes', key: name, field, manifestPath: 'spec.template.spec.tolerations' }], ways: [moment.wayOf(`How ${name} came to its taint`, fieldOf('nodes', name, field))] }
    }
    case 'NodeUnschedulable':
      return { words: `${name} is cordoned`, facts: [{ text: `${name} is cordoned`, resource: 'nodes', key: name, field: 'spec.unschedulable' }], ways: [moment.wayOf(`How ${name} came to be cordoned`, fieldOf('nodes', name, 'spec.unschedulable'))] }
    default:
      return { words: `the scheduler refuses it: ${reasons.join(', ')}`, facts: [{ text: reasons.join(', '), resource: 'nodes', key: name, field: 'metadata.labels', manifestPath: 'spec.template.spec.affinity' }], ways: [] }
  }
}

/** Too little of something: how much, who has it, and who came last. */
function noRoom(moment: Moment, pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[]): Refused {
  const name = node.metadata!.name!
  const lacking = insufficientResources(pod, node, usageOn(others))
  const amount = (resource: string, value: number) => (resource === 'pods' ? String(value) : printAmount(resource, value))
  const parts = lacking.map(({ resource, requested, used, capacity }) => (resource === 'pods' ? `it has ${used} pods of ${capacity}` : `it asks for ${amount(resource, requested)} ${resource}, and ${amount(resource, Math.max(0, capacity - used))} of ${amount(resource, capacity)} is left`))
  const first = lacking[0]!.resource
  const takes = (other: corev1.Pod) => requestsOf(other)[first] ?? 0
  const takers = others.filter((other) => first === 'pods' || takes(other) > 0).sort((a, b) => takes(b) - takes(a))
  const keyOf = ({ metadata }: corev1.Pod) => `${metadata!.namespace}/${metadata!.name}`
  let last: { readonly pod: corev1.Pod; readonly event: WatchEvent } | undefined
  for (const other of takers.slice(0, mostLookedAt)) {
    const event = moment.since(fieldOf('pods', keyOf(other), 'spec.nodeName'))
    if (event && (!last || event.id > last.event.id)) last = { pod: other, event }
  }
  const facts: Fact[] = [
    { text: `The template asks for ${lacking.map(({ resource, requested }) => `${amount(resource, requested)} ${resource}`).join(' and ')}`, manifestPath: `spec.template.spec.containers[0].resources.requests.${first}` },
    { text: `${name} has ${lacking.map(({ resource, capacity }) => `${amount(resource, capacity)} ${resource}`).join(' and ')} in all`, resource: 'nodes', key: name, field: 'status.allocatable' },
    ...takers.slice(0, mostNamed).map((other): Fact => ({ text: `${other.metadata!.name} has ${first === 'pods' ? 'a place' : `${amount(first, takes(other) / (first === 'cpu' ? 1 : 1_000))} ${first}`}`, resource: 'pods', key: keyOf(other), field: 'spec.containers' })),
  ]
  return { words: `${name} has no room: ${listed(parts)}`, facts, ways: last ? [moment.wayFrom(`How ${last.pod.metadata!.name}, the last to come, got there`, last.event.id)] : [] }
}
