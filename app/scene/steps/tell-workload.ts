/** Steps of DaemonSets, Deployments, ReplicaSets, and of all that is neither pod nor node. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Event } from '#apis/event'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { changesOf, changeWords } from './changes.ts'
import { count, listed, nameOf, type Words } from './told-step.ts'

/** Counters as kubectl heads their columns, else as their fields are called. */
const columns: Readonly<Record<string, string>> = {
  desiredNumberScheduled: 'DESIRED', currentNumberScheduled: 'CURRENT', numberReady: 'READY', updatedNumberScheduled: 'UP-TO-DATE', numberAvailable: 'AVAILABLE', numberMisscheduled: 'MISSCHEDULED',
}

/** What was done, as it follows the name of who did it. */
export function objectWords(event: WatchEvent): Words {
  const { resource, type, reason, object } = event
  const name = nameOf(event)
  if (resource === 'events') return eventWords(event as WatchEvent<'events'>)
  const yours = event.component === 'kubectl' || event.component === 'kube-apiserver'
  const byRule = ruled(event, name)
  if (byRule) return byRule
  if (type === 'DELETED') return { text: `${yours ? 'delete' : 'removes'} ${name}`, field: '' }
  if (type === 'ADDED') return { text: `${yours ? 'create' : 'creates'} ${name}`, field: '', ...(resource === 'daemonsets' && { manifestPath: 'metadata.name' }) }
  if (object.metadata?.deletionTimestamp && !event.previous?.metadata?.deletionTimestamp) return { text: `${yours ? 'delete' : 'deletes'} ${name}${waitsFor(object.metadata.finalizers)}`, field: 'metadata.deletionTimestamp' }
  if (event.subresource === 'status') return { text: `writes the status of ${name}: ${statusWords(event) || reason?.rule || 'anew'}`, field: 'status' }
  const changes = changesOf(event)
  const generation = (object as { metadata?: { generation?: number } }).metadata?.generation
  const next = generation !== undefined && generation !== event.previous?.metadata?.generation ? `: generation ${generation}` : ''
  return { text: changes.length > 0 ? `${changeWords(changes)} in ${name}${next}` : `write ${name} anew${next}`, field: changes[0]?.field ?? 'metadata', ...(resource === 'daemonsets' && changes[0] && { manifestPath: changes[0].field }) }
}

const waitsFor = (finalizers: readonly string[] | undefined): string =>
  finalizers?.includes('foregroundDeletion') ? ': what it owns goes first' : finalizers?.includes('orphan') ? ': what it owns stays' : ''

function ruled(event: WatchEvent, name: string): Words | undefined {
  const { reason, resource, type } = event
  switch (reason?.rule) {
    case 'status':
      return { text: `counts for ${name}: ${statusWords(event) || 'nothing new'}`, field: statusField(event) }
    case 'history.create':
      return { text: `keeps the template as ${name}, revision ${String(reason['revision'])}`, field: '', manifestPath: 'spec.template' }
    case 'history.renumber':
      return { text: `gives ${name}, whose template is back, the revision ${String(reason['revision'])}`, field: 'revision', manifestPath: 'spec.template' }
    case 'history.duplicate':
      return { text: `deletes ${name}: another revision has the same template`, field: '' }
    case 'history.collision':
      return { text: `finds the name of the new revision taken and counts a collision in ${name}`, field: 'status.collisionCount' }
    case 'history.cleanup':
      return { text: `forgets ${name}, revision ${String(reason['revision'])}: ${count(Number(reason['limit']), 'old revision')} may be kept`, field: '', manifestPath: 'spec.revisionHistoryLimit' }
    case 'claim.adopt':
      return { text: `adopts ${name} for ${String(reason['owner'])}: its labels match the selector, and nobody owned it`, field: 'metadata.ownerReferences', manifestPath: 'spec.selector' }
    case 'claim.release':
      return { text: `lets ${name} go from ${String(reason['owner'])}: its labels do not match the selector any more`, field: 'metadata.ownerReferences', manifestPath: 'spec.selector' }
    case 'garbage-collection':
      return { text: `deletes ${name}: its owner ${String(reason['owner'])} is gone`, field: type === 'DELETED' ? '' : 'metadata.deletionTimestamp' }
    case 'garbage-collection.foreground':
      return { text: `deletes ${name}: its owner ${String(reason['owner'])} is to go after it`, field: type === 'DELETED' ? '' : 'metadata.deletionTimestamp' }
    case 'garbage-collection.orphan':
      return { text: `frees ${name} of its owner ${String(reason['owner'])}, whose deletion left it behind`, field: 'metadata.ownerReferences' }
    case 'garbage-collection.finalize':
      return { text: `lets ${name} go: ${reason['finalizer'] === 'orphan' ? 'what it owned is free' : 'nothing that it owned is left'}`, field: type === 'DELETED' ? '' : 'metadata.finalizers' }
    case 'namespace.certificate':
      return { text: `puts ${name} into the namespace ${String(reason['namespace'])}, as into every one`, field: '' }
    case 'namespace.delete':
      return { text: `deletes ${name}: its namespace ${String(reason['namespace'])} is going`, field: type === 'DELETED' ? '' : 'metadata.deletionTimestamp' }
    case 'namespace.finalize':
      return { text: `lets ${name} go: nothing is left in it`, field: '' }
    case 'quota.status':
      return { text: `counts what ${name} has left: ${quotaWords(event as WatchEvent<'resourcequotas'>)}`, field: 'status.used' }
    case 'disruption.status':
      return { text: `reckons that ${count(Number(reason['allowed'] ?? 0), 'pod')} of ${name} may be evicted now`, field: 'status.disruptionsAllowed' }
    case 'eviction':
      return resource === 'poddisruptionbudgets' ? { text: `spend one eviction of ${name}`, field: 'status.disruptionsAllowed' } : undefined
  }
  return deploymentRule(event, name)
}

function deploymentRule({ reason, object }: WatchEvent, name: string): Words | undefined {
  switch (reason?.rule) {
    case 'deployment.create':
      return { text: `creates ${name} for the template, revision ${String(reason['revision'])}, with ${count((object as appsv1.ReplicaSet).spec?.replicas ?? 0, 'pod')}`, field: '' }
    case 'deployment.scale':
      return { text: reason['from'] === reason['to'] ? `notes the Deployment’s size on ${name}` : `scales ${name} from ${String(reason['from'])} to ${String(reason['to'])}`, field: reason['from'] === reason['to'] ? 'metadata.annotations' : 'spec.replicas' }
    case 'deployment.renumber':
      return { text: `notes on ${name} that it is revision ${String(reason['revision'])}`, field: 'metadata.annotations' }
    case 'deployment.revision':
      return { text: `notes on ${name} that its template is revision ${String(reason['revision'])}`, field: 'metadata.annotations' }
    case 'deployment.cleanup':
      return { text: `forgets ${name}: it is empty, and older than the history reaches`, field: '' }
    case 'deployment.collision':
      return { text: `finds the name of the new ReplicaSet taken and counts a collision in ${name}`, field: 'status.collisionCount' }
  }
  return undefined
}

type Counters = Readonly<Record<string, unknown>> & { readonly conditions?: readonly corev1.PodCondition[] }
const statusOf = (object: object | undefined): Counters => (object as { status?: Counters } | undefined)?.status ?? {}

/** Counters that are different, `READY 2 → 3`, then conditions. */
function statusWords({ object, previous }: WatchEvent): string {
  const [after, before] = [statusOf(object), statusOf(previous)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => typeof (after[name] ?? before[name]) === 'number' && (after[name] ?? 0) !== (before[name] ?? 0))
  const shown = names.filter((name) => name !== 'observedGeneration' && name !== 'numberUnavailable')
  const counters = (shown.length > 0 ? shown : names).map((name) => `${columns[name] ?? name} ${Number(before[name] ?? 0)} → ${Number(after[name] ?? 0)}`)
  const conditions = (after.conditions ?? []).filter(({ type, status, reason }) => !before.conditions?.some((each) => each.type === type && each.status === status && each.reason === reason)).map(({ type, status, reason }) => `${type} ${status}${reason ? ` (${reason})` : ''}`)
  return listed([...counters, ...conditions])
}

function statusField({ object, previous }: WatchEvent): string {
  const [after, before] = [statusOf(object), statusOf(previous)]
  const name = Object.keys(columns).find((each) => after[each] !== before[each])
  return name ? `status.${name}` : 'status'
}

function quotaWords({ object }: WatchEvent<'resourcequotas'>): string {
  const { hard = {}, used = {} } = (object.status ?? {}) as { hard?: Record<string, string>; used?: Record<string, string> }
  return listed(Object.keys(hard).map((name) => `${used[name] ?? '0'} of ${hard[name]} ${name}`)) || 'nothing is limited'
}

function eventWords({ object, previous, type }: WatchEvent<'events'>): Words {
  const { reason, message, involvedObject, count: times } = object as Event
  if (type === 'DELETED') return { text: `removes the event ${reason} of ${involvedObject.kind} ${involvedObject.name}`, field: '' }
  const again = previous ? `, now ${count(times, 'time')}` : ''
  return { text: `tells of ${involvedObject.kind} ${involvedObject.name}: ${reason} (“${message.trim().replace(/\.$/, '')}”)${again}`, field: 'message', ...(involvedObject.kind === 'Node' && { node: involvedObject.name }) }
}
