/** What a person wants to know of what happens: the kinds of the story, and what of a change its sentence needs. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import type { ComponentName } from '#cluster/component-name'
import { equal } from '#cluster/kube-apiserver/equal'
import { kindOf } from '#cluster/kube-apiserver/kinds'
import type { Reason, RefusedRequest, Resource, WatchEvent } from '#cluster/kube-apiserver/watch'
import { hashLabel, isReady, targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import type { Deletion } from '#cluster/kube-controller-manager/daemonset/manage'
import type { Refusal } from '#cluster/kube-scheduler/filters'
import { changesOf, changeWords } from '../steps/changes.ts'
import { gateWords } from '../steps/closed-gate.ts'

/** Every kind, in the order in which their numbers were given. */
export const happeningKinds = [
  'pod-created', 'pod-bound', 'pod-pulls', 'pod-started', 'pod-ready', 'pod-unready', 'pod-stops', 'pod-gone', 'pod-crashed', 'pod-pull-failed', 'pod-failed', 'pod-unschedulable', 'pod-owned',
  'node-joined', 'node-ready', 'node-not-ready', 'node-left', 'node-changed',
  'daemonset-changed', 'daemonset-settled', 'revision-kept', 'object-changed', 'refused',
] as const
export type HappeningKind = (typeof happeningKinds)[number]

/** One step of the story. Its words are made where they are shown (`tell`). */
export interface Happening {
  readonly kind: HappeningKind
  readonly atMs: number
  /** Of the watch event; of a refused request that of the change before it. */
  readonly id: number
  /** Whoever wrote it to the API server, or wanted to. */
  readonly by: ComponentName
  /** The node it is about, if any. */
  readonly node: string | undefined
  readonly resource: Resource
  /** Of the object, `namespace/name`. */
  readonly key: string
  /** What it has in common with others of its kind: an image, a taint, a rule; '' for nothing. */
  readonly detail: string
  /** Of a pod's template, as its label says; '' for none. */
  readonly hash: string
}

/** As much of a message as a sentence bears. */
const longestMessage = 240

/** Tells of a request that was refused; that a component comes too late, or finds a thing gone, is daily business. */
export function refusalTold({ component, verb, subresource, status: { code, message }, resource, key, afterId, atMs }: RefusedRequest): Happening | undefined {
  if (component !== 'kubectl' && (code === 404 || code === 409)) return undefined
  // Names that the server would have drawn at random are no part of what is said.
  const words = `${subresource === 'eviction' ? 'evict' : verb} ${refusedObject(verb, resource, key, component)}: ${(message ?? '').replace(/^\S+ "[^"]*" is forbidden: /, '')}`
  return { kind: 'refused', atMs, id: afterId, by: component, node: resource === 'nodes' ? key : undefined, resource, key, detail: words.length > longestMessage ? `${words.slice(0, longestMessage)}…` : words, hash: '' }
}

function refusedObject(verb: RefusedRequest['verb'], resource: Resource, key: string, component: ComponentName): string {
  const { kind } = kindOf[resource]
  return verb === 'create' && component !== 'kubectl' ? `a ${kind}` : `${kind} ${key.slice(key.indexOf('/') + 1)}`
}

/** What of a change is told; undefined where nobody would want to know it. */
type Told = Pick<Happening, 'kind' | 'detail'>

/** Tells of a change, where it is one that a person would want to know. */
export function happeningOf(event: WatchEvent): Happening | undefined {
  const told = toldOf(event)
  if (!told) return undefined
  const { atMs, id, component, resource, key, object } = event
  const node = resource === 'pods' ? targetNodeName(object as corev1.Pod) : resource === 'nodes' ? key : undefined
  const hash = resource === 'pods' || resource === 'controllerrevisions' ? (object.metadata?.labels?.[hashLabel] ?? '') : ''
  return { ...told, atMs, id, by: component, node, resource, key, hash }
}

function toldOf(event: WatchEvent): Told | undefined {
  switch (event.resource) {
    case 'pods':
      return ofPod(event as WatchEvent<'pods'>)
    case 'nodes':
      return ofNode(event as WatchEvent<'nodes'>)
    case 'daemonsets':
      return event.subresource === 'status' ? ofCounters(event as WatchEvent<'daemonsets'>) : ofDaemonSet(event as WatchEvent<'daemonsets'>)
    case 'controllerrevisions':
      return ofRevision(event as WatchEvent<'controllerrevisions'>)
    case 'events':
      return undefined
    default:
      return ofOther(event)
  }
}

const tell = (kind: HappeningKind, detail = ''): Told => ({ kind, detail })

function ofPod(event: WatchEvent<'pods'>): Told | undefined {
  const { type, object, previous, subresource, reason } = event
  if (type === 'ADDED') return tell('pod-created', reason?.rule === 'rollingUpdate.create' ? 'beside the old one' : '')
  // What runs nowhere goes at once, with no time to stop.
  if (type === 'DELETED') return object.metadata!.deletionTimestamp ? tell('pod-gone') : tell('pod-stops', whyStopped(reason))
  if (!previous) return undefined
  if (subresource === 'binding') return tell('pod-bound')
  if (!previous.metadata!.deletionTimestamp && object.metadata!.deletionTimestamp) return tell('pod-stops', whyStopped(reason))
  if (object.status?.phase === 'Failed' && previous.status?.phase !== 'Failed') return tell('pod-failed', reason?.rule === 'kubelet.evict' ? `evicted, low on ${String(reason['shortage'])}` : (object.status.reason ?? 'its containers ended'))
  const owned = ownership[reason?.rule ?? '']
  if (owned) return tell('pod-owned', owned(String(reason!['owner'])))
  if (isReady(object) !== isReady(previous)) return isReady(object) ? tell('pod-ready') : tell('pod-unready', reason?.rule === 'node-lifecycle.mark-pod-not-ready' ? 'silent' : '')
  return ofStage(object, previous, reason)
}

/** Rules by which a pod gets another owner, or loses its own: `$` is the pod. */
const ownership: Readonly<Record<string, (owner: string) => string>> = {
  'claim.adopt': (owner) => `adopts $ for ${owner}`,
  'claim.release': (owner) => `lets $ go from ${owner}, whose selector does not match any more`,
  'garbage-collection.orphan': (owner) => `frees $ of ${owner}, whose deletion leaves behind what it owned`,
}

function ofStage(pod: corev1.Pod, previous: corev1.Pod, reason: Reason | undefined): Told | undefined {
  const image = pod.spec?.containers?.[0]?.image ?? 'its image'
  switch (reason?.rule) {
    case 'kubelet.pulling':
      return tell('pod-pulls', image)
    case 'kubelet.running':
      return previous.status?.phase === 'Running' && !wasWaiting(previous) ? undefined : tell('pod-started')
    case 'kubelet.crashed':
      return tell('pod-crashed', exitCode(pod))
    case 'kubelet.pull-failed':
      return tell('pod-pull-failed', image)
    case 'unschedulable':
      return tell('pod-unschedulable', unmet(pod, reason))
  }
  return undefined
}

const wasWaiting = (pod: corev1.Pod): boolean => pod.status?.containerStatuses?.some(({ state }) => state?.waiting) ?? false
const exitCode = (pod: corev1.Pod): string => String(pod.status?.containerStatuses?.map(({ lastState, state }) => (state?.terminated ?? lastState?.terminated)?.exitCode).find((code) => code !== undefined) ?? '')

/** What the node that is meant lacks, or the nodes together. */
function unmet(pod: corev1.Pod, reason: Reason): string {
  const refusals = (reason['refusals'] as readonly (readonly [string, Refusal])[] | undefined) ?? []
  const aimed = targetNodeName(pod)
  const meant = refusals.filter(([node, { plugin }]) => (aimed === undefined ? plugin !== 'NodeAffinity' : node === aimed))
  return [...new Set(meant.flatMap(([, { reasons }]) => reasons))].join(', ')
}

/** Rules of deletions that a sentence speaks of, and what it says of one and of several pods. */
export const whyDeleted: Readonly<Record<Exclude<Deletion['why'], 'not eligible'>, readonly [one: string, many: string]>> = {
  'no such node': ['there is no such node', 'there are no such nodes'],
  failed: ['it failed, and another can come', 'they failed, and others can come'],
  succeeded: ['it has ended, and another can come', 'they have ended, and others can come'],
  'one too many': ['the node has another one', 'their nodes have others'],
  'not available': ['it is old and was not available, so nothing is lost', 'they are old and were not available, so nothing is lost'],
  replaced: ['it is old, and its successor is available', 'they are old, and their successors are available'],
  'being updated': ['it is old, and the budget allows to update it', 'they are old, and the budget allowed to update them'],
}

/** Why a pod is to go: a key of `whyDeleted`, or words. */
function whyStopped(reason: Reason | undefined): string {
  switch (reason?.rule) {
    case 'manage.delete':
    case 'rollingUpdate.delete': {
      const gate = reason['gate'] as Deletion['gate']
      return reason['why'] === 'not eligible' ? (gate ? gateWords(gate) : 'it is not to run there') : String(reason['why'])
    }
    case 'taint-eviction': {
      const taint = printTaint(reason['taint'] as corev1.Taint)
      const seconds = Number(reason['toleratedSeconds'])
      return seconds > 0 ? `the ${seconds.toLocaleString('en')} s for which ${taint} is tolerated are over` : `${taint} is not tolerated`
    }
    case 'preempt':
      return `${String(reason['by']).replace(/^.*\//, '')} has a higher priority and needs the room`
    case 'garbage-collection':
    case 'garbage-collection.foreground':
      return `its owner ${String(reason['owner'])} ${reason.rule === 'garbage-collection' ? 'is gone' : 'is to go after it'}`
    case 'namespace.delete':
      return `the namespace ${String(reason['namespace'])} is going`
    case 'pod-gc':
      return 'the node is gone for good'
    case 'eviction':
      return 'evict'
  }
  return ''
}

const readyOf = (node: corev1.Node | undefined) => node?.status?.conditions?.find(({ type }) => type === 'Ready')?.status

function ofNode(event: WatchEvent<'nodes'>): Told | undefined {
  const { type, object, previous, reason } = event
  if (type === 'ADDED') return tell('node-joined')
  if (type === 'DELETED') return tell('node-left')
  const [before, now] = [readyOf(previous), readyOf(object)]
  if (before !== now) return now === 'True' ? tell('node-ready') : before === 'True' ? tell('node-not-ready', String(reason?.['graceSeconds'] ?? '')) : undefined
  if (!previous || (equal(object.spec, previous.spec) && equal(object.metadata?.labels, previous.metadata?.labels))) return undefined
  return tell('node-changed', changeWords(changesOf(event).filter(({ field }) => field.startsWith('spec.') || field.startsWith('metadata.labels'))))
}

function ofDaemonSet(event: WatchEvent<'daemonsets'>): Told | undefined {
  const { type, object, previous, component } = event
  if (type === 'ADDED') return tell('daemonset-changed', 'stores')
  if (type === 'DELETED') return tell('daemonset-changed', 'gone')
  if (object.metadata?.deletionTimestamp && !previous?.metadata?.deletionTimestamp) return tell('daemonset-changed', object.metadata.finalizers?.includes('orphan') ? 'going alone' : 'going')
  return component === 'kubectl' ? tell('daemonset-changed', changeWords(changesOf(event)) || 'writes it anew') : undefined
}

/** Every node that should run a pod has one of the current template that is available. */
function ofCounters({ object: { status: now }, previous }: WatchEvent<'daemonsets'>): Told | undefined {
  const settled = (status: typeof now) => (status?.desiredNumberScheduled ?? 0) > 0 && status!.updatedNumberScheduled === status!.desiredNumberScheduled && status!.numberAvailable === status!.desiredNumberScheduled
  return settled(now) && !settled(previous?.status) ? tell('daemonset-settled', String(now!.desiredNumberScheduled)) : undefined
}

function ofRevision({ reason, object, type }: WatchEvent<'controllerrevisions'>): Told | undefined {
  if (type === 'DELETED' || (reason?.rule !== 'history.create' && reason?.rule !== 'history.renumber')) return undefined
  return tell('revision-kept', `${reason.rule === 'history.create' ? '' : 'again '}${object.revision}`)
}

/** By controllers only that they come, go and are scaled. */
function ofOther({ resource, type, component, object, previous, subresource, reason }: WatchEvent): Told | undefined {
  const byYou = component === 'kubectl' && reason?.rule !== 'eviction'
  const ofController = resource === 'replicasets' || resource === 'namespaces'
  if (subresource !== undefined || (!byYou && !ofController)) return undefined
  const { kind } = kindOf[resource]
  if (type !== 'MODIFIED') return tell('object-changed', `${type === 'ADDED' ? 'creates' : 'deletes'} ${kind}`)
  if (object.metadata?.deletionTimestamp && !previous?.metadata?.deletionTimestamp) return tell('object-changed', `deletes ${kind}`)
  return byYou || !equal((object as { spec?: unknown }).spec, (previous as { spec?: unknown }).spec) ? tell('object-changed', `changes ${kind}`) : undefined
}
