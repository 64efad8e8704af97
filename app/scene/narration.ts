/** What happened, told as it happens: one sentence for each step, and one for many of the same kind. */
import type * as corev1 from '#apis/corev1'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { ComponentName } from '#cluster/component-name'
import { isReady, targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'

/** What can happen, in the words with which many of them are counted: "3 pods became ready". */
const counted = {
  'pod-created': 'created',
  'pod-bound': 'bound to their nodes',
  'pod-pulls': 'pull their image',
  'pod-started': 'started',
  'pod-ready': 'became ready',
  'pod-unready': 'are not ready any more',
  'pod-stops': 'are stopping',
  'pod-gone': 'are gone',
  'pod-crashed': 'crashed',
  'pod-pull-failed': 'cannot pull their image',
  'pod-failed': 'failed',
  'pod-unschedulable': 'do not fit their nodes',
  'node-joined': 'joined',
  'node-ready': 'are Ready',
  'node-not-ready': 'are NotReady',
  'node-left': 'left',
  'daemonset-changed': 'changed',
} as const
export type HappeningKind = keyof typeof counted

/** One step of the cluster. */
export interface Happening {
  readonly kind: HappeningKind
  readonly atMs: number
  /** A whole sentence without its full stop. */
  readonly text: string
  /** The node it is about, if any. */
  readonly node: string | undefined
  /** Whoever wrote it to the API server. */
  readonly by: ComponentName
  /** How many of this kind it stands for; 1 where nothing is said. */
  readonly count?: number
}

/** Tells of a change, where it is one that a person would want to know. */
export function narrate(event: WatchEvent): Happening | undefined {
  if (event.resource === 'pods') return narratePod(event as WatchEvent<'pods'>)
  if (event.resource === 'nodes') return narrateNode(event as WatchEvent<'nodes'>)
  if (event.resource === 'daemonsets' && event.subresource === undefined) return narrateDaemonSet(event as WatchEvent<'daemonsets'>)
  return undefined
}

const actors: Readonly<Record<string, string>> = {
  'daemonset-controller': 'The DaemonSet controller',
  'deployment-controller': 'The Deployment controller',
  'replicaset-controller': 'The ReplicaSet controller',
  'default-scheduler': 'The scheduler',
  'taint-eviction-controller': 'Taint eviction',
  'garbage-collector': 'The garbage collector',
  'pod-garbage-collector': 'Pod garbage collection',
  'node-controller': 'The node controller',
  kubectl: 'You',
}

function narratePod({ type, object, previous, subresource, component, reason, atMs }: WatchEvent<'pods'>): Happening | undefined {
  const node = targetNodeName(object)
  const { name } = object.metadata!
  const on = node ? ` on ${node}` : ''
  const tell = (kind: HappeningKind, text: string): Happening => ({ kind, atMs, text, node, by: component })
  const who = actors[component] ?? 'The cluster'
  if (type === 'ADDED') return tell('pod-created', `${who} creates${component === 'kubectl' ? '' : ' a pod'}${node ? ` for ${node}` : ` ${name}`}`)
  if (type === 'DELETED') return tell('pod-gone', `${name} is gone${node ? ` from ${node}` : ''}`)
  if (!previous) return undefined
  if (subresource === 'binding') return tell('pod-bound', `${who} binds ${name} to ${object.spec!.nodeName}`)
  if (!previous.metadata!.deletionTimestamp && object.metadata!.deletionTimestamp) {
    return tell('pod-stops', component === 'kubectl' ? `You delete ${name}${on}` : `${who} takes the pod away${node ? ` from ${node}` : ''}`)
  }
  if (isReady(object) !== isReady(previous)) {
    return isReady(object) ? tell('pod-ready', `${name}${on} is ready`) : tell('pod-unready', `${name}${on} is not ready any more`)
  }
  return narrateStage(object, previous, reason?.rule, tell, on)
}

function narrateStage(pod: corev1.Pod, previous: corev1.Pod, rule: string | undefined, tell: (kind: HappeningKind, text: string) => Happening, on: string): Happening | undefined {
  const image = pod.spec?.containers?.[0]?.image ?? 'its image'
  if (pod.status?.phase === 'Failed' && previous.status?.phase !== 'Failed') return tell('pod-failed', `${pod.metadata!.name}${on} failed: ${pod.status.reason ?? 'its containers ended'}`)
  switch (rule) {
    case 'kubelet.pulling':
      return tell('pod-pulls', `kubelet${on} pulls ${image}`)
    case 'kubelet.running':
      return previous.status?.phase === 'Running' && !wasWaiting(previous) ? undefined : tell('pod-started', `kubelet${on} starts ${pod.metadata!.name}`)
    case 'kubelet.crashed':
      return tell('pod-crashed', `${pod.metadata!.name}${on} crashed; its kubelet waits before it starts it again`)
    case 'kubelet.pull-failed':
      return tell('pod-pull-failed', `kubelet${on} cannot pull ${image}`)
    case 'unschedulable':
      return tell('pod-unschedulable', `The scheduler finds no room for ${pod.metadata!.name}`)
  }
  return undefined
}

const wasWaiting = (pod: corev1.Pod): boolean => pod.status?.containerStatuses?.some(({ state }) => state?.waiting) ?? false
const readiness = (node: corev1.Node | undefined) => node?.status?.conditions?.find(({ type }) => type === 'Ready')?.status

function narrateNode({ type, object, previous, atMs, component }: WatchEvent<'nodes'>): Happening | undefined {
  const node = object.metadata!.name!
  const tell = (kind: HappeningKind, text: string): Happening => ({ kind, atMs, text, node, by: component })
  if (type === 'ADDED') return tell('node-joined', `${node} joins`)
  if (type === 'DELETED') return tell('node-left', `${node} has left`)
  const [before, now] = [readiness(previous), readiness(object)]
  if (before === now) return undefined
  if (now === 'True') return tell('node-ready', `${node} is Ready`)
  return before === 'True' ? tell('node-not-ready', `${node} is NotReady: its kubelet has not been heard of`) : undefined
}

function narrateDaemonSet({ type, object, atMs, component }: WatchEvent<'daemonsets'>): Happening | undefined {
  if (component !== 'kubectl' && type !== 'DELETED') return undefined
  const { name } = object.metadata!
  const text = type === 'ADDED' ? `The API server stores DaemonSet ${name}` : type === 'DELETED' ? `DaemonSet ${name} is gone` : `The API server takes the change of ${name}`
  return { kind: 'daemonset-changed', atMs, text, node: undefined, by: component }
}

/** One sentence for all of them: the step itself, or how many of each kind. */
export function gather(happenings: readonly Happening[]): string {
  const byKind = new Map<HappeningKind, Happening[]>()
  for (const each of happenings) byKind.set(each.kind, [...(byKind.get(each.kind) ?? []), each])
  const parts = [...byKind].map(([kind, each]) => {
    const count = each.reduce((sum, happening) => sum + (happening.count ?? 1), 0)
    if (count === 1) return each[0]!.text
    const what = kind.startsWith('pod') ? 'pods' : kind.startsWith('node') ? 'nodes' : 'DaemonSets'
    return `${count.toLocaleString('en')} ${what} ${counted[kind]}`
  })
  // What came last is what is so now.
  return parts.slice(-3).join(', ')
}
