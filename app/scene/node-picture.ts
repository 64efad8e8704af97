/** A node as it is seen for one DaemonSet: its frame, its pods, its sentence, and what the manifest can see of it. */
import type * as corev1 from '#apis/corev1'
import { toleratesTaint, printTaint } from '#apis/taints'
import type { Cluster } from '#cluster/cluster'
import { daemonPodTolerations } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import type { PodRun } from '#cluster/kubelet/pod-run'
import { fromTimestamp } from '#cluster/timestamps'
import { capacityFor, roomOn, type SceneCapacity, type SceneRoom } from './capacity.ts'
import type { DaemonSetFacts } from './daemonset-facts.ts'
import { isOlder, objectKey, revisionOf } from './daemonset-facts.ts'
import type { NodeSentence } from './node-sentence.ts'
import { nodeSentence } from './node-sentence.ts'
import type { ScenePod } from './pod-picture.ts'
import { toScenePod } from './pod-picture.ts'

export interface SceneTaint {
  readonly key: string
  readonly value: string
  readonly effect: string
  /** `key=value:Effect`. */
  readonly text: string
  readonly tolerated: boolean
}

export interface SceneNode {
  readonly name: string
  readonly zone: string
  /** What it is for: its roles, or `general`. */
  readonly pool: string
  /** `joining` until it was Ready once; `silent` is NotReady. */
  readonly frame: 'joining' | 'ready' | 'silent'
  readonly cordoned: boolean
  /** Its power is off, whether or not the control plane has noticed. */
  readonly powerless: boolean
  readonly eligible: boolean
  /** Where kubectl prints STATUS: "Ready, cordoned". */
  readonly status: string
  /** The status is out of the ordinary, and since when, in virtual ms. */
  readonly warns: boolean
  readonly statusSinceAtMs: number | undefined
  /** "control-plane · zone a". */
  readonly about: string
  /** Oldest first. */
  readonly pods: readonly ScenePod[]
  /** Undefined where there is no DaemonSet to speak of. */
  readonly sentence: NodeSentence | undefined
  /** Labels that the template names, and all that tell nodes apart, as `key=value`. */
  readonly namedLabels: readonly string[]
  readonly labels: readonly string[]
  readonly taints: readonly SceneTaint[]
  readonly capacity: SceneCapacity | undefined
  /** Pods on it that are not the DaemonSet's. */
  readonly others: number
  /** What is asked of it and what it has; empty in a cluster that is too large to say it of each node. */
  readonly room: readonly SceneRoom[]
  /** What the controller counts here. */
  readonly view: NodeView | undefined
}

/** What of a DaemonSet's affairs a node's sentence depends on. */
export interface NodeContext {
  readonly facts: DaemonSetFacts
  readonly onDelete: boolean
  readonly budgetIsUsed: string | undefined
}

const zoneLabel = 'topology.kubernetes.io/zone'
const rolePrefix = 'node-role.kubernetes.io/'

export const zoneOf = (node: corev1.Node): string => node.metadata?.labels?.[zoneLabel] ?? ''

/** The roles that kubectl prints, or `general`. */
export function poolOf(node: corev1.Node): string {
  const roles = Object.keys(node.metadata?.labels ?? {}).filter((label) => label.startsWith(rolePrefix) && label.length > rolePrefix.length)
  return roles.length > 0 ? roles.map((role) => role.slice(rolePrefix.length)).sort().join(', ') : 'general'
}

const readyCondition = (node: corev1.Node) => node.status?.conditions?.find(({ type }) => type === 'Ready')

/** The picture of a node. `view` and `pods` are the DaemonSet's; `all` are all pods on it. */
export function toSceneNode(cluster: Cluster, node: corev1.Node, view: NodeView | undefined, all: readonly corev1.Pod[], context: NodeContext | undefined): SceneNode {
  const name = node.metadata!.name!
  const condition = readyCondition(node)
  const ready = condition?.status === 'True'
  const wasReady = condition !== undefined
  const silentSince = cluster.memory['kubelet/silent']?.get(name) as number | undefined
  const pods = context && view ? view.pods.map((pod) => podPicture(cluster, pod, ready, context.facts)) : []
  const capacity = view && pods.some(({ state }) => state === 'does-not-fit') ? capacityFor(node, view.pods, all) : undefined
  const sentence = context && view
    ? nodeSentence({ node, ready, wasReady, view, pods, podObjects: view.pods, onDelete: context.onDelete, currentRevision: context.facts.revision, budgetIsUsed: context.budgetIsUsed, capacity })
    : undefined
  const pool = poolOf(node)
  const zone = zoneOf(node)
  const status = statusOf(cluster, node, silentSince)
  const tolerations = context ? daemonPodTolerations(context.facts.daemonSet.spec?.template?.spec ?? {}) : []
  return {
    name, zone, pool,
    frame: ready ? 'ready' : wasReady ? 'silent' : 'joining',
    cordoned: node.spec?.unschedulable ?? false,
    powerless: silentSince !== undefined,
    eligible: view?.verdict.shouldRun ?? true,
    ...status,
    about: [pool === 'general' ? '' : pool, zone && `zone ${zone}`].filter(Boolean).join(' · '),
    pods, sentence,
    namedLabels: context ? labelsNamed(context.facts, node) : [],
    labels: Object.entries(node.metadata?.labels ?? {}).filter(([key]) => !everyNodeHas.test(key)).map(([key, value]) => printLabel(key, value)),
    taints: (node.spec?.taints ?? []).map((taint) => ({
      key: taint.key!, value: taint.value ?? '', effect: taint.effect!, text: printTaint(taint),
      tolerated: tolerations.some((toleration) => toleratesTaint(toleration, taint)),
    })),
    capacity,
    others: all.length - pods.length,
    room: cluster.objects.nodes.size <= mostWithRoom ? roomOn(node, all) : [],
    view,
  }
}

/** Above so many nodes there is no room to say what each has left. */
const mostWithRoom = 12

function podPicture(cluster: Cluster, pod: corev1.Pod, nodeIsReady: boolean, facts: DaemonSetFacts): ScenePod {
  const run = cluster.memory['kubelet/pods']?.get(objectKey(pod)) as PodRun | undefined
  return toScenePod(pod, run, { nodeIsReady, older: isOlder(facts, pod), revision: revisionOf(facts, pod), epochMs: cluster.options.epochMs })
}

const everyNodeHas = /^(beta\.)?kubernetes\.io\/(os|arch|hostname)$/
const printLabel = (key: string, value: string): string => (value ? `${key}=${value}` : key)

function statusOf(cluster: Cluster, node: corev1.Node, silentSince: number | undefined): Pick<SceneNode, 'status' | 'warns' | 'statusSinceAtMs'> {
  const condition = readyCondition(node)
  const cordoned = node.spec?.unschedulable ? ', cordoned' : ''
  const pressure = node.status?.conditions?.find(({ type, status }) => type !== 'Ready' && status === 'True')
  if (!condition) return { status: 'Joining', warns: false, statusSinceAtMs: undefined }
  if (condition.status !== 'True') {
    const unixMs = fromTimestamp(condition.lastTransitionTime ?? '')
    return { status: `NotReady${cordoned}`, warns: true, statusSinceAtMs: unixMs === undefined ? undefined : unixMs - cluster.options.epochMs }
  }
  if (silentSince !== undefined) return { status: `Ready${cordoned}, no power`, warns: true, statusSinceAtMs: silentSince }
  if (pressure) return { status: `${pressure.type}${cordoned}`, warns: true, statusSinceAtMs: undefined }
  return { status: `Ready${cordoned}`, warns: false, statusSinceAtMs: undefined }
}

/** The node's labels that the template asks about. */
function labelsNamed({ daemonSet }: DaemonSetFacts, node: corev1.Node): readonly string[] {
  const spec = daemonSet.spec?.template?.spec
  const keys = new Set(Object.keys(spec?.nodeSelector ?? {}))
  for (const term of spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []) {
    for (const { key } of term.matchExpressions ?? []) if (key) keys.add(key)
  }
  const labels = node.metadata?.labels ?? {}
  return [...keys].filter((key) => labels[key] !== undefined).map((key) => printLabel(key, labels[key]!))
}
