/**
 * One sentence for every change in the cluster: who did what to which object, with the values that
 * decided it. The door to the words of this folder; the story, the walk of reasons and the log of
 * steps all ask here.
 */
import type * as corev1 from '#apis/corev1'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { objectWords } from './tell-workload.ts'
import { nodeWords } from './tell-node.ts'
import { podWords } from './tell-pod.ts'
import { actorOf, type ToldStep, type Words } from './told-step.ts'

export type { ToldStep } from './told-step.ts'

/** Rules that speak of any object that somebody can own. */
const common = /^(claim|garbage-collection|namespace)\./

/** The change in words. */
export function tellStep(event: WatchEvent): ToldStep {
  const { resource, key, component, atMs, reason } = event
  const words = wordsOf(event)
  const actor = component === 'kubelet' ? actorOf(component, words.node) : actorOf(component)
  return {
    text: `${actor} ${words.text}`,
    actor, by: component, atMs, resource, key,
    field: words.field ?? '',
    manifestPath: daemonSetOf(event) === undefined ? undefined : words.manifestPath,
    daemonSet: daemonSetOf(event),
    node: words.node ?? (typeof reason?.['nodeName'] === 'string' ? reason['nodeName'] : undefined),
  }
}

function wordsOf(event: WatchEvent): Words {
  const rule = event.reason?.rule ?? ''
  if (common.test(rule) || rule === 'garbage-collection') return objectWords(event)
  if (event.resource === 'pods') return podWords(event as WatchEvent<'pods'>)
  if (event.resource === 'nodes') return nodeWords(event as WatchEvent<'nodes'>)
  return objectWords(event)
}

/** `namespace/name` of the DaemonSet that the step belongs to. */
function daemonSetOf({ resource, key, object, reason }: WatchEvent): string | undefined {
  if (resource === 'daemonsets') return key
  if (typeof reason?.['daemonSet'] === 'string') return reason['daemonSet']
  const owner = (object as corev1.Pod).metadata?.ownerReferences?.find(({ controller, kind }) => controller && kind === 'DaemonSet')
  return owner && `${object.metadata!.namespace}/${owner.name}`
}
