/** All that is known of a node beyond what the manifest can see: labels, room, conditions, other pods, events. */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { fromTimestamp } from '#cluster/timestamps'
import { printRequests, roomOn } from './capacity.ts'
import { podsByNode } from './pods-by-node.ts'
import { eventsAbout, type SceneEvent } from './events.ts'
import { toScenePod, type ScenePod } from './pod-picture.ts'
import type { PodRun } from '#cluster/kubelet/pod-run'
import type { Scene } from './scene.ts'

export interface SceneCondition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly sinceAtMs: number | undefined
}

export interface PodDetails extends ScenePod {
  readonly owner: string
  readonly node: string
  readonly image: string
  readonly requests: string
  readonly ip: string
  readonly qosClass: string
  readonly createdAtMs: number | undefined
  readonly conditions: readonly SceneCondition[]
  readonly events: readonly SceneEvent[]
}

export interface NodeDetails {
  readonly name: string
  readonly labels: readonly (readonly [key: string, value: string])[]
  readonly taints: readonly string[]
  readonly room: ReturnType<typeof roomOn>
  readonly conditions: readonly SceneCondition[]
  readonly kubelet: string
  /** The DaemonSet's own pods here, then all others. */
  readonly pods: readonly PodDetails[]
  readonly others: readonly PodDetails[]
  readonly events: readonly SceneEvent[]
}

/** The details of a node; undefined where it is gone. */
export function nodeDetails(cluster: Cluster, scene: Scene, name: string): NodeDetails | undefined {
  const node = cluster.objects.nodes.get(name)
  const picture = scene.nodes.get(name)
  if (!node || !picture) return undefined
  const all = podsByNode(cluster).get(name) ?? []
  const ready = picture.frame === 'ready'
  const details = all.map((pod) => podDetails(cluster, pod, picture.pods.find(({ name: own }) => own === pod.metadata!.name) ?? otherPod(cluster, pod, ready)))
  const own = new Set(picture.pods.map(({ key }) => key))
  return {
    name,
    labels: Object.entries(node.metadata?.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    taints: picture.taints.map(({ text }) => text),
    room: roomOn(node, all),
    conditions: conditionsOf(node.status?.conditions, cluster.options.epochMs),
    kubelet: node.status?.nodeInfo?.kubeletVersion ?? '',
    pods: details.filter(({ key }) => own.has(key)),
    others: details.filter(({ key }) => !own.has(key)),
    events: eventsAbout(cluster, [{ kind: 'Node', name }, ...details.map((pod) => ({ kind: 'Pod', name: pod.name }))]),
  }
}

const otherPod = (cluster: Cluster, pod: corev1.Pod, nodeIsReady: boolean): ScenePod => {
  const key = `${pod.metadata!.namespace}/${pod.metadata!.name}`
  return toScenePod(pod, cluster.memory['kubelet/pods']?.get(key) as PodRun | undefined, { nodeIsReady, older: false, revision: undefined, epochMs: cluster.options.epochMs })
}

function podDetails(cluster: Cluster, pod: corev1.Pod, picture: ScenePod): PodDetails {
  const owner = pod.metadata!.ownerReferences?.find(({ controller }) => controller)
  const created = fromTimestamp(pod.metadata!.creationTimestamp ?? '')
  return {
    ...picture,
    owner: owner ? `${owner.kind} ${owner.name}` : '',
    node: pod.spec?.nodeName ?? '',
    image: pod.spec?.containers?.map(({ image }) => image).join(', ') ?? '',
    requests: printRequests(pod),
    ip: pod.status?.podIP ?? '',
    qosClass: pod.status?.qosClass ?? '',
    createdAtMs: created === undefined ? undefined : created - cluster.options.epochMs,
    conditions: conditionsOf(pod.status?.conditions, cluster.options.epochMs),
    events: eventsAbout(cluster, [{ kind: 'Pod', name: pod.metadata!.name! }]),
  }
}

function conditionsOf(conditions: readonly (corev1.NodeCondition | corev1.PodCondition)[] | undefined, epochMs: number): readonly SceneCondition[] {
  return (conditions ?? []).map(({ type, status, reason = '', message = '', lastTransitionTime = '' }) => {
    const unixMs = fromTimestamp(lastTransitionTime)
    return { type: type!, status: status!, reason, message, sinceAtMs: unixMs === undefined ? undefined : unixMs - epochMs }
  })
}
