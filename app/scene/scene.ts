/**
 * What the picture and its text twin say about a cluster: plain data, made from the cluster alone.
 * What has not changed since the last scene is the very same value, so that a painter can tell.
 */
import type * as appsv1 from '#apis/appsv1'
import type { Cluster } from '#cluster/cluster'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import type { DaemonSetFacts } from './daemonset-facts.ts'
import { daemonSetFacts, objectKey } from './daemonset-facts.ts'
import type { ZoneOfNodes } from './node-groups.ts'
import { byName, groupNodes } from './node-groups.ts'
import type { SceneNode } from './node-picture.ts'
import { nodePictures } from './node-pictures.ts'
import type { Budget } from './rollout.ts'

/** The counters in kubectl's words and order. */
export const figureNames = ['DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE'] as const
export type FigureName = (typeof figureNames)[number]

/** The DaemonSet that is shown. */
export interface SceneDaemonSet {
  readonly key: string
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly figures: Readonly<Record<FigureName, number>>
  readonly misscheduled: number
  /** Number of today's revision and of the latest one before it that pods still carry. */
  readonly revision: number | undefined
  readonly olderRevision: number | undefined
  /** Nodes that should have a pod, and those of them whose pods are all of today's revision. */
  readonly eligible: number
  readonly updated: number
  /** An update is under way: only then the budget is asked. */
  readonly rolling: boolean
  readonly onDelete: boolean
  readonly budget: Budget | undefined
  readonly deleting: boolean
}

/** What "2 of 4" counts: who has a pod at all as long as there is one revision, who is updated later. */
export const progressWords = ({ revision, olderRevision, eligible }: SceneDaemonSet): string =>
  `eligible ${eligible === 1 ? 'node' : 'nodes'} ${(revision ?? 1) > 1 || olderRevision !== undefined ? 'updated' : eligible === 1 ? 'has its pod' : 'have their pod'}`

/** Any object that can be chosen or looked at. */
export interface SceneObject {
  readonly key: string
  readonly kind: 'DaemonSet' | 'Deployment'
  readonly name: string
  readonly namespace: string
  /** "4 of 6 ready". */
  readonly words: string
}

export interface Scene {
  readonly nowMs: number
  readonly daemonSet: SceneDaemonSet | undefined
  /** By name, in the order of the groups. */
  readonly nodes: ReadonlyMap<string, SceneNode>
  readonly zones: readonly ZoneOfNodes[]
  readonly objects: readonly SceneObject[]
}

/**
 * The picture of one DaemonSet, or of bare nodes where there is none.
 * @param shown key of the DaemonSet that is wanted; the first by name where it is gone
 * @param before the scene of an earlier moment of the same cluster
 */
export function toScene(cluster: Cluster, shown?: string, before?: Scene): Scene {
  const { daemonsets } = cluster.objects
  const daemonSet = (shown === undefined ? undefined : daemonsets.get(shown)) ?? firstByName(daemonsets)
  const facts = daemonSet && daemonSetFacts(cluster, daemonSet)
  const zones = groupNodes(cluster.objects.nodes)
  const { views, nodes, budget } = nodePictures(cluster, facts, zones, before)
  return {
    nowMs: cluster.nowMs,
    daemonSet: keepIfEqual(before?.daemonSet, facts && views && toSceneDaemonSet(facts, views, budget)),
    nodes,
    zones,
    objects: keepIfEqual(before?.objects, objectsOf(cluster)),
  }
}

const firstByName = (daemonSets: ReadonlyMap<string, appsv1.DaemonSet>): appsv1.DaemonSet | undefined => {
  const [first] = [...daemonSets.keys()].sort()
  return first === undefined ? undefined : daemonSets.get(first)
}

function toSceneDaemonSet(facts: DaemonSetFacts, views: ReadonlyMap<string, NodeView>, budget: Budget | undefined): SceneDaemonSet {
  const { metadata, status, spec } = facts.daemonSet
  let [eligible, updated] = [0, 0]
  let olderRevision: number | undefined
  for (const { verdict, pods, oldPods, newPods } of views.values()) {
    if (!verdict.shouldRun) continue
    eligible++
    if (newPods.length > 0 && oldPods.length === 0 && newPods.length === pods.length) updated++
    for (const pod of oldPods) {
      const revision = facts.revisions.get(pod.metadata!.labels?.['controller-revision-hash'] ?? '')
      if (revision !== undefined && (olderRevision === undefined || revision > olderRevision)) olderRevision = revision
    }
  }
  return {
    key: facts.key,
    name: metadata!.name!,
    namespace: metadata!.namespace!,
    uid: facts.uid,
    figures: {
      DESIRED: status?.desiredNumberScheduled ?? 0,
      CURRENT: status?.currentNumberScheduled ?? 0,
      READY: status?.numberReady ?? 0,
      'UP-TO-DATE': status?.updatedNumberScheduled ?? 0,
      AVAILABLE: status?.numberAvailable ?? 0,
    },
    misscheduled: status?.numberMisscheduled ?? 0,
    revision: facts.revision,
    olderRevision,
    eligible,
    updated,
    rolling: olderRevision !== undefined || (updated < eligible && (facts.revision ?? 1) > 1),
    onDelete: spec?.updateStrategy?.type === 'OnDelete',
    budget,
    deleting: metadata?.deletionTimestamp !== undefined,
  }
}

function objectsOf({ objects }: Cluster): readonly SceneObject[] {
  const daemonSets = [...objects.daemonsets.values()].map((each): SceneObject => ({
    ...named(each), kind: 'DaemonSet', words: `${each.status?.numberReady ?? 0} of ${each.status?.desiredNumberScheduled ?? 0} ready`,
  }))
  const deployments = [...objects.deployments.values()].map((each): SceneObject => ({
    ...named(each), kind: 'Deployment', words: `${each.status?.readyReplicas ?? 0} of ${each.spec?.replicas ?? 1} ready`,
  }))
  return [...daemonSets, ...deployments].sort((a, b) => byName(a.key, b.key))
}

const named = (object: appsv1.DaemonSet | appsv1.Deployment) => ({ key: objectKey(object), name: object.metadata!.name!, namespace: object.metadata!.namespace! })

/** The old value where the new one says the same. */
function keepIfEqual<T>(before: T | undefined, now: T): T {
  return before !== undefined && print(before) === print(now) ? before : now
}
const print = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => (part instanceof Set ? [...part] : part)) ?? ''

/** The nodes that a figure counts, by the controller's own rules. */
export function nodesCounted({ nodes }: Scene, figure: FigureName | 'MISSCHEDULED', nowUnixMs: number): ReadonlySet<string> {
  const counted = new Set<string>()
  for (const [name, { view }] of nodes) if (view && counts(view, figure, nowUnixMs)) counted.add(name)
  return counted
}

function counts(view: NodeView, figure: FigureName | 'MISSCHEDULED', nowUnixMs: number): boolean {
  if (figure === 'MISSCHEDULED') return !view.verdict.shouldRun && view.pods.length > 0
  if (!view.verdict.shouldRun) return false
  switch (figure) {
    case 'DESIRED':
      return true
    case 'CURRENT':
      return view.pods.length > 0
    case 'READY':
      return view.oldestIsReady
    case 'UP-TO-DATE':
      return view.oldestIsUpToDate
    case 'AVAILABLE':
      return view.oldestIsReady && view.oldestAvailableAtUnixMs !== undefined && view.oldestAvailableAtUnixMs <= nowUnixMs
  }
}
