/** What the picture and its text twin say about a cluster: plain data, made from the cluster alone. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import type { Cluster } from '#cluster/cluster'
import { isReady, isTerminating, isUpToDate, targetNodeName, templateGenerationOf } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { nodeShouldRunDaemonPod, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { PodRun } from '#cluster/kubelet/pod-run'

/** How far a pod has come, or what is wrong with it. */
export type PodState = 'created' | 'scheduled' | 'pulling' | 'starting' | 'ready' | 'stopping' | 'crash-loop' | 'image-not-pulled' | 'failed' | 'does-not-fit' | 'last-known' | 'unconfirmed-stop'

export interface ScenePod {
  readonly key: string
  readonly name: string
  readonly state: PodState
  /** Older than the template that the DaemonSet has now. */
  readonly older: boolean
  readonly revision: number | undefined
  /** The word that kubectl prints under STATUS. */
  readonly status: string
  /** The stretch of virtual time that its stage takes, where it is known. */
  readonly span: { readonly fromAtMs: number; readonly untilAtMs: number } | undefined
}

export interface SceneNode {
  readonly name: string
  readonly ready: boolean
  readonly cordoned: boolean
  readonly eligible: boolean
  /** `key=value:Effect`. */
  readonly taints: readonly string[]
  readonly pods: readonly ScenePod[]
  /** One word for what the node's part is. */
  readonly verdict: string
  /** The rest of its sentence. */
  readonly sentence: string
}

/** The counters in kubectl's words. */
export interface Figures {
  readonly DESIRED: number
  readonly CURRENT: number
  readonly READY: number
  readonly 'UP-TO-DATE': number
  readonly AVAILABLE: number
}

export interface Scene {
  readonly nowMs: number
  readonly daemonSet: { readonly name: string; readonly misscheduled: number; readonly figures: Figures } | undefined
  readonly nodes: readonly SceneNode[]
}

/** The picture of the first DaemonSet by name, or of bare nodes. */
export function toScene(cluster: Cluster): Scene {
  const { daemonsets, nodes, pods } = cluster.objects
  const [daemonSet] = [...daemonsets.values()].sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1))
  const byNode = new Map<string, corev1.Pod[]>()
  for (const pod of pods.values()) {
    const target = targetNodeName(pod)
    if (target && pod.metadata!.ownerReferences?.some(({ uid }) => uid === daemonSet?.metadata!.uid)) byNode.set(target, [...(byNode.get(target) ?? []), pod])
  }
  const revisions = new Map([...cluster.objects.controllerrevisions.values()].map((each) => [each.metadata!.labels?.['controller-revision-hash'], each.revision]))
  return {
    nowMs: cluster.nowMs,
    daemonSet: daemonSet && { name: daemonSet.metadata!.name!, misscheduled: daemonSet.status?.numberMisscheduled ?? 0, figures: figuresOf(daemonSet) },
    nodes: [...nodes.values()].map((node) => toSceneNode(cluster, node, daemonSet, byNode.get(node.metadata!.name!) ?? [], revisions)),
  }
}

function figuresOf({ status }: appsv1.DaemonSet): Figures {
  return {
    DESIRED: status?.desiredNumberScheduled ?? 0,
    CURRENT: status?.currentNumberScheduled ?? 0,
    READY: status?.numberReady ?? 0,
    'UP-TO-DATE': status?.updatedNumberScheduled ?? 0,
    AVAILABLE: status?.numberAvailable ?? 0,
  }
}

function toSceneNode(cluster: Cluster, node: corev1.Node, daemonSet: appsv1.DaemonSet | undefined, pods: readonly corev1.Pod[], revisions: ReadonlyMap<string | undefined, number | undefined>): SceneNode {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True'
  const verdict = daemonSet && nodeShouldRunDaemonPod(node, daemonSet)
  const shown = pods.map((pod) => toScenePod(cluster, pod, ready, daemonSet!, revisions))
  const [word, sentence] = sentenceOf(node, ready, verdict, shown)
  return {
    name: node.metadata!.name!,
    ready,
    cordoned: node.spec?.unschedulable ?? false,
    eligible: verdict?.shouldRun ?? true,
    taints: (node.spec?.taints ?? []).map(printTaint),
    pods: shown,
    verdict: word,
    sentence,
  }
}

function toScenePod(cluster: Cluster, pod: corev1.Pod, nodeIsReady: boolean, daemonSet: appsv1.DaemonSet, revisions: ReadonlyMap<string | undefined, number | undefined>): ScenePod {
  const key = `${pod.metadata!.namespace}/${pod.metadata!.name}`
  const run = cluster.memory['kubelet/pods']?.get(key) as PodRun | undefined
  const hash = pod.metadata!.labels?.['controller-revision-hash']
  const current = [...revisions].sort((a, b) => b[1]! - a[1]!)[0]?.[0]
  const [state, status] = stateOf(pod, run, nodeIsReady)
  return {
    key,
    name: pod.metadata!.name!,
    state,
    status,
    older: !isUpToDate(pod, current ?? '', templateGenerationOf(daemonSet)),
    revision: revisions.get(hash),
    span: run?.untilMs === undefined ? undefined : { fromAtMs: run.sinceMs, untilAtMs: run.untilMs },
  }
}

function stateOf(pod: corev1.Pod, run: PodRun | undefined, nodeIsReady: boolean): [PodState, string] {
  if (isTerminating(pod)) return [nodeIsReady ? 'stopping' : 'unconfirmed-stop', 'Terminating']
  if (pod.status?.phase === 'Failed') return ['failed', pod.status.reason ?? 'Failed']
  if (!pod.spec?.nodeName) {
    const tried = pod.status?.conditions?.some(({ type, status }) => type === 'PodScheduled' && status === 'False')
    return [tried ? 'does-not-fit' : 'created', 'Pending']
  }
  if (!nodeIsReady && run?.stage === 'running') return ['last-known', 'Running']
  switch (run?.stage) {
    case 'pulling':
      return ['pulling', 'ContainerCreating']
    case 'pull-failed':
      return ['image-not-pulled', 'ImagePullBackOff']
    case 'crashed':
      return ['crash-loop', 'CrashLoopBackOff']
    case 'running':
      return [isReady(pod) ? 'ready' : 'starting', 'Running']
    default:
      return ['scheduled', run ? 'ContainerCreating' : 'Pending']
  }
}

/** The verdict word and its reason, from the controller's own decision. */
function sentenceOf(node: corev1.Node, ready: boolean, verdict: Verdict | undefined, pods: readonly ScenePod[]): [string, string] {
  if (!verdict) return ['', ready ? 'Apply a DaemonSet to see pods.' : 'The node is joining.']
  const [pod] = pods
  if (!ready) return pod ? ['Out of reach.', 'Its pod is last known to run.'] : ['Not now.', 'It gets its pod when it is Ready again.']
  if (!verdict.shouldRun) {
    if (pod && verdict.shouldContinueRunning) return ['Stays.', 'The taint is new; NoSchedule evicts nobody.']
    if (pod) return ['Leaves.', 'The node no longer fits the template.']
    return ['Not eligible.', closedGate(verdict)]
  }
  if (!pod) return ['Waits.', 'The controller has not made its pod yet.']
  switch (pod.state) {
    case 'ready':
      return pod.older ? ['Waits.', 'Its pod has an older template.'] : ['Runs.', node.spec?.unschedulable ? 'A cordon does not keep daemon pods away.' : 'It has its pod.']
    case 'does-not-fit':
      return ['Pending.', 'The node has too little room left.']
    case 'image-not-pulled':
      return ['Stuck.', 'The image cannot be pulled.']
    case 'crash-loop':
      return ['Stuck.', 'The container keeps exiting.']
    case 'stopping':
      return ['Being replaced.', 'Its pod is stopping.']
    default:
      return ['On its way.', 'Its pod is starting.']
  }
}

function closedGate({ gates }: Verdict): string {
  for (const gate of gates) {
    if (gate.passed) continue
    if (gate.name === 'nodeName') return 'The template names another node.'
    if (gate.name === 'nodeSelector') return `It has no label ${gate.unmet[0]!.key}=${gate.unmet[0]!.values[0]}.`
    if (gate.name === 'nodeAffinity') return 'Its labels do not match the node affinity.'
    return gate.untolerated.length === 1 ? 'Its taint is not tolerated.' : `${gate.untolerated.length} of its taints are not tolerated.`
  }
  return ''
}
