/** Looks on while time passes and notes what happens to each pod, in a recording's words. */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { aimedAt, type GeneratedNames } from './generated-names.ts'
import { isReady } from './recorded-state.ts'
import type { Bounds } from './recording.ts'

interface Seen {
  /** As the trace names it. */
  readonly owner: string
  readonly node: string
  ready: boolean
}

export class PodTrace {
  private lines: string[] = []
  private readonly live = new Map<string, Seen>()
  private most: Record<string, { mostPodsOnANode: number; mostNodesWithoutReadyPod: number }> = {}

  constructor(private readonly names: GeneratedNames) {}

  /** Takes note of one change. */
  note({ resource, type, object, previous }: WatchEvent): void {
    if (resource !== 'pods') return
    const [pod, before] = [object as corev1.Pod, previous as corev1.Pod | undefined]
    const name = this.names.podName(pod)
    const said = type === 'DELETED' ? ['gone'] : this.changes(pod, type === 'ADDED' ? undefined : before)
    if (type === 'DELETED' && !before?.metadata?.deletionTimestamp) said.unshift('terminating')
    for (const what of said) this.lines.push(`${name} ${what}`)
    const controller = pod.metadata?.ownerReferences?.find((owner) => owner.controller)
    if (!controller) return
    if (type === 'DELETED') this.live.delete(pod.metadata!.uid!)
    else this.live.set(pod.metadata!.uid!, { owner: controller.name!, node: aimedAt(pod) ?? '', ready: isReady(pod) && !pod.metadata!.deletionTimestamp })
    this.count()
  }

  /** What was noted since the last call, and the bounds of the owners whose pods were seen. */
  take(cluster: Cluster): { readonly trace?: readonly string[]; readonly bounds?: Bounds } {
    this.names.learnHashes(cluster)
    const [lines, most] = [this.lines, this.most]
    this.lines = []
    this.most = {}
    const bounds = Object.fromEntries(Object.entries(most).map(([owner, bound]) => [this.names.replaceIn(owner), bound]))
    return { ...(lines.length > 0 && { trace: lines }), ...(Object.keys(bounds).length > 0 && { bounds }) }
  }

  private changes(pod: corev1.Pod, before: corev1.Pod | undefined): string[] {
    const said: string[] = []
    if (!before) said.push('created')
    const node = pod.spec?.nodeName
    if (node && node !== before?.spec?.nodeName) said.push(`bound to ${node}`)
    const phase = pod.status?.phase
    if (phase && phase !== 'Pending' && phase !== before?.status?.phase) said.push(phase)
    const [ready, wasReady] = [isReady(pod), before ? isReady(before) : false]
    if (ready !== wasReady) said.push(ready ? 'ready' : 'not ready')
    if (pod.metadata?.deletionTimestamp && !before?.metadata?.deletionTimestamp) said.push('terminating')
    return said
  }

  private count(): void {
    const owners = new Map<string, Map<string, Seen[]>>()
    for (const seen of this.live.values()) {
      const nodes = owners.get(seen.owner) ?? new Map<string, Seen[]>()
      owners.set(seen.owner, nodes.set(seen.node, [...(nodes.get(seen.node) ?? []), seen]))
    }
    for (const [owner, nodes] of owners) {
      const bound = (this.most[owner] ??= { mostPodsOnANode: 0, mostNodesWithoutReadyPod: 0 })
      const pods = [...nodes.values()]
      bound.mostPodsOnANode = Math.max(bound.mostPodsOnANode, ...pods.map(({ length }) => length))
      bound.mostNodesWithoutReadyPod = Math.max(bound.mostNodesWithoutReadyPod, pods.filter((each) => !each.some(({ ready }) => ready)).length)
    }
  }
}
