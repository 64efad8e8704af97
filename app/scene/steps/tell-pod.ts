/** Every step that a pod can go through, told with the values that decided. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import type { Reason, WatchEvent } from '#cluster/kube-apiserver/watch'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import type { Deletion } from '#cluster/kube-controller-manager/daemonset/manage'
import type { BudgetUse } from '#cluster/kube-controller-manager/daemonset/sync-reasons'
import type { Refusal } from '#cluster/kube-scheduler/filters'
import { changesOf, changeWords } from './changes.ts'
import { gatePath, gateWords } from './closed-gate.ts'
import { podStatusWords } from './pod-status.ts'
import { count, type Words } from './told-step.ts'

const strategy = 'spec.updateStrategy.rollingUpdate'
const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What was done, as it follows the name of who did it: "binds agent-x to node-3". `you` where a person did. */
export function podWords(event: WatchEvent<'pods'>): Words {
  const { object: pod, previous, reason, type } = event
  const node = targetNodeName(pod)
  const words = decided(event, node)
  if (words) return { node, ...words }
  const { name } = pod.metadata!
  if (reason?.rule === 'request' || reason?.rule === 'eviction') return { node, ...requested(event) }
  if (type === 'ADDED') return { node, text: `creates ${name}`, field: '' }
  if (type === 'DELETED') return { node, text: `removes ${name}`, field: '' }
  if (reason?.rule.startsWith('kubelet.')) return { node, ...podStatusWords(pod, previous, reason.rule) }
  return { node, text: `writes ${name}: ${changeWords(changesOf(event)) || 'its status'}`, field: 'status' }
}

function requested({ object: pod, previous, type, reason }: WatchEvent<'pods'>): Words {
  const { name, deletionTimestamp, deletionGracePeriodSeconds: grace } = pod.metadata!
  const on = pod.spec?.nodeName ? ` from ${pod.spec.nodeName}` : ''
  const verb = reason?.rule === 'eviction' ? 'evict' : 'delete'
  if (type === 'ADDED') return { text: `create pod ${name}`, field: '' }
  if (type === 'DELETED') return { text: `${verb} ${name}${on}`, field: '' }
  if (deletionTimestamp && !previous?.metadata?.deletionTimestamp) return { text: `${verb} ${name}${on}: it has ${grace ?? 30} s to end`, field: 'metadata.deletionTimestamp', manifestPath: 'spec.template.spec.terminationGracePeriodSeconds' }
  const changes = changesOf({ object: pod, previous, resource: 'pods' })
  return { text: `${changeWords(changes) || 'write the status'} of pod ${name}`, field: changes[0]?.field ?? 'status' }
}

/** Steps that a rule decided, by its rule. */
function decided({ object: pod, reason, type, subresource }: WatchEvent<'pods'>, node: string | undefined): Words | undefined {
  const { name } = pod.metadata!
  switch (reason?.rule) {
    case 'manage.create':
      return { text: `creates ${name} for ${node}: it should run a pod and has none`, field: '', manifestPath: 'spec.template' }
    case 'rollingUpdate.create':
      return { text: `creates ${name} beside the old pod on ${node}: ${used(reason['budget'] as BudgetUse, 'maxSurge')}`, field: '', manifestPath: `${strategy}.maxSurge` }
    case 'manage.delete':
    case 'rollingUpdate.delete':
      return { ...deleted(name!, node, reason), field: 'metadata.deletionTimestamp' }
    case 'schedule':
      return { text: `binds ${name} to ${node}${reason['aimed'] ? ', the one node that it is made for' : ', the best of those that can take it'}`, field: 'spec.nodeName' }
    case 'unschedulable':
      return { text: `finds no node for ${name}: ${pod.status?.conditions?.find(({ type: each }) => each === 'PodScheduled')?.message?.replace(/\.? preemption:.*$/s, '') ?? 'none fits'}`, field: 'status.conditions[PodScheduled]', manifestPath: refusedBy(reason) }
    case 'preempt':
      return { text: `${subresource === 'status' ? 'marks' : 'deletes'} ${name} on ${node} to make room for ${nameIn(reason['by'])}, whose priority ${String(reason['priority'])} is higher`, field: subresource === 'status' ? 'status.conditions[DisruptionTarget]' : 'metadata.deletionTimestamp' }
    case 'taint-eviction':
      return evicted(name!, node, reason, subresource === 'status')
    case 'node-lifecycle.mark-pod-not-ready':
      return { text: `counts ${name} as not ready: nothing is heard of ${node} any more`, field: 'status.conditions[Ready]' }
    case 'history.relabel':
      return { text: `gives ${name} the hash of the revision that is kept, since two had the same template`, field: 'metadata.labels[controller-revision-hash]' }
    case 'pod-gc':
      return { text: `${type === 'DELETED' ? `removes ${name}` : `gives ${name} up`}: its node ${node} is ${reason['outOfService'] ? 'out of service' : 'gone for good'}`, field: type === 'DELETED' ? '' : 'status.phase' }
    case 'kubelet.removed':
      return { text: `has stopped ${name} and takes it out of the API`, field: '' }
    case 'kubelet.admission':
      return { text: `rejects ${name}: ${asText(reason['message'])}`, field: 'status.phase', manifestPath: 'spec.template.spec.containers[0].resources' }
    case 'kubelet.evict':
      return { text: `evicts ${name}: the node is low on ${asText(reason['shortage'])}`, field: 'status.phase' }
    case 'replicaset.create':
      return { text: `creates ${name}: ${count(Number(reason['replicas'] ?? 1), 'pod')} ${reason['replicas'] === 1 ? 'is' : 'are'} asked for`, field: '' }
    case 'replicaset.delete':
      return { text: `deletes ${name}: only ${count(Number(reason['replicas'] ?? 1), 'pod')} ${reason['replicas'] === 1 ? 'is' : 'are'} asked for`, field: 'metadata.deletionTimestamp' }
  }
  return undefined
}

/** What of the template the scheduler could not meet. */
function refusedBy(reason: Reason): string {
  const plugins = new Set((reason['refusals'] as readonly (readonly [string, Refusal])[] | undefined)?.map(([, { plugin }]) => plugin))
  const pod = 'spec.template.spec'
  if (plugins.has('NodeResourcesFit')) return `${pod}.containers[0].resources.requests`
  if (plugins.has('NodePorts')) return `${pod}.containers[0].ports`
  if (plugins.has('TaintToleration') || plugins.has('NodeUnschedulable')) return `${pod}.tolerations`
  return plugins.has('PodTopologySpread') ? `${pod}.topologySpreadConstraints` : `${pod}.affinity`
}

const nameIn = (key: unknown): string => asText(key).slice(asText(key).indexOf('/') + 1)

/** "this takes the 2nd of 2 units of maxUnavailable". */
function used({ maxUnavailable, maxSurge, held }: BudgetUse, field: 'maxUnavailable' | 'maxSurge'): string {
  const all = field === 'maxSurge' ? maxSurge : maxUnavailable
  return `${field} allows ${all.toLocaleString('en')} at a time, ${held.toLocaleString('en')} now in use`
}

function deleted(name: string, node: string | undefined, reason: Reason): Words {
  const gate = reason['gate'] as Deletion['gate']
  switch (reason['why'] as Deletion['why']) {
    case 'not eligible':
      return { text: `takes ${name} away from ${node}${gate ? `: ${gateWords(gate)}` : ''}`, manifestPath: gate ? gatePath(gate) : 'spec.template.spec' }
    case 'no such node':
      return { text: `deletes ${name}: there is no node ${node} to run it` }
    case 'failed':
      return { text: `deletes ${name}, which failed on ${node}, so that another can come` }
    case 'succeeded':
      return { text: `deletes ${name}, which has ended on ${node}, so that another can come` }
    case 'one too many':
      return { text: `deletes ${name}: ${node} has another pod already` }
    case 'not available':
      return { text: `deletes the old pod ${name} on ${node} at once: it is not available, so nothing is lost`, manifestPath: 'spec.template' }
    case 'replaced':
      return { text: `deletes the old pod ${name} on ${node}: its successor is available`, manifestPath: `${strategy}.maxSurge` }
    case 'being updated':
      return { text: `deletes the old pod ${name} on ${node} to update it: ${used(reason['budget'] as BudgetUse, 'maxUnavailable')}`, manifestPath: `${strategy}.maxUnavailable` }
  }
}

function evicted(name: string, node: string | undefined, reason: Reason, marks: boolean): Words {
  const taint = printTaint(reason['taint'] as corev1.Taint)
  const seconds = Number(reason['toleratedSeconds'])
  const why = seconds > 0 ? `it tolerated ${taint} for ${seconds.toLocaleString('en')} s, and they are over` : `it does not tolerate ${taint}`
  return { text: `${marks ? 'marks' : 'deletes'} ${name} on ${node}: ${why}`, field: marks ? 'status.conditions[DisruptionTarget]' : 'metadata.deletionTimestamp', manifestPath: 'spec.template.spec.tolerations' }
}
