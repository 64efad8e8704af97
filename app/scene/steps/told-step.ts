/** One step of the cluster in words, and what the words rest on. */
import type { ComponentName } from '#cluster/component-name'
import type { Resource, WatchEvent } from '#cluster/kube-apiserver/watch'
import { kindOf } from '#cluster/kube-apiserver/kinds'

export interface ToldStep {
  /** A whole sentence without its full stop. */
  readonly text: string
  /** Who acted: "The scheduler", "You", "The kubelet of node-3". */
  readonly actor: string
  readonly by: ComponentName
  readonly atMs: number
  readonly resource: Resource
  readonly key: string
  /** What was written, in the object; '' where it came or went. */
  readonly field: string
  /** What it rests on in the manifest of a DaemonSet, `spec.template.spec.tolerations`; undefined where it rests on none. */
  readonly manifestPath: string | undefined
  /** `namespace/name` of that DaemonSet. */
  readonly daemonSet: string | undefined
  /** The node that it is about. */
  readonly node: string | undefined
}

/** The part of a told step that differs from rule to rule. */
export interface Words {
  readonly text: string
  readonly field?: string
  readonly manifestPath?: string
  readonly node?: string
}

const actors: Readonly<Record<ComponentName, string>> = {
  'kube-apiserver': 'The API server',
  'daemonset-controller': 'The DaemonSet controller',
  'deployment-controller': 'The Deployment controller',
  'replicaset-controller': 'The ReplicaSet controller',
  'node-controller': 'The node controller',
  'taint-eviction-controller': 'Taint eviction',
  'garbage-collector': 'The garbage collector',
  'pod-garbage-collector': 'Pod garbage collection',
  'namespace-controller': 'The namespace controller',
  'resourcequota-controller': 'The quota controller',
  'disruption-controller': 'The disruption controller',
  'default-scheduler': 'The scheduler',
  kubelet: 'The kubelet',
  kubectl: 'You',
  fault: 'The machine',
}

/** Who acts, as a sentence begins. */
export const actorOf = (component: ComponentName, node?: string): string =>
  component === 'kubelet' && node !== undefined ? `The kubelet of ${node}` : actors[component]

/** `DaemonSet agent`, `node node-3`: an object as a sentence names it. */
export function nameOf({ resource, key }: Pick<WatchEvent, 'resource' | 'key'>): string {
  const name = key.slice(key.indexOf('/') + 1)
  if (resource === 'nodes' || resource === 'pods') return name
  return `${kindOf[resource].kind} ${name}`
}

/** "1 pod", "2 pods". */
export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`

/** "a", "a and b", "a, b and c". */
export const listed = (parts: readonly string[]): string => (parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`)
