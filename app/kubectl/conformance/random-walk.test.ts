/**
 * Walks like the recorded ones must end where a real cluster would: what that is, is reckoned here
 * from the objects alone, without asking the code that brought them there.
 */
import { expect, test } from 'vitest'
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { advance } from '#cluster/advance'
import { played, walked } from './random-walk.fixture.ts'

const automatic = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoSchedule' }))
const forEver = ['not-ready', 'unreachable'].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute' }))

/** The effects of a node's taints that keep this template away. */
function repelled({ spec }: corev1.Node, own: readonly corev1.Toleration[]): readonly string[] {
  const tolerations: readonly corev1.Toleration[] = [...own, ...automatic, ...forEver]
  const isTolerated = (taint: corev1.Taint) => tolerations.some(({ key, operator, value, effect }) => (!key || key === taint.key) && (!effect || effect === taint.effect) && (operator === 'Exists' || (value ?? '') === (taint.value ?? '')))
  return (spec?.taints ?? []).filter((taint) => taint.effect !== 'PreferNoSchedule' && !isTolerated(taint)).map(({ effect }) => effect!)
}

function isMatched({ metadata }: corev1.Node, { nodeSelector, affinity }: corev1.PodSpec): boolean {
  const labels = metadata!.labels ?? {}
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const isMet = ({ key, operator, values = [] }: corev1.NodeSelectorRequirement) => {
    const value = labels[key!]
    if (operator === 'Exists') return value !== undefined
    if (operator === 'DoesNotExist') return value === undefined
    return operator === 'In' ? value !== undefined && values.includes(value) : value === undefined || !values.includes(value)
  }
  return Object.entries(nodeSelector ?? {}).every(([key, value]) => labels[key] === value) && (!terms || terms.some(({ matchExpressions = [] }) => matchExpressions.every(isMet)))
}

const aimOf = ({ spec }: corev1.Pod) => spec!.nodeName ?? spec!.affinity!.nodeAffinity!.requiredDuringSchedulingIgnoredDuringExecution!.nodeSelectorTerms![0]!.matchFields![0]!.values![0]!
const isReady = ({ status }: corev1.Pod) => status?.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') ?? false
const shareOf = (value: number | string | undefined, of: number) => (typeof value === 'string' ? Math.ceil((Number.parseInt(value, 10) * of) / 100) : (value ?? 0))

/** What is not as it would be in a real cluster at rest, in words. */
function oddities(cluster: Cluster, daemonSet: appsv1.DaemonSet): readonly string[] {
  const { uid, name, generation, annotations } = daemonSet.metadata!
  const { template, updateStrategy } = daemonSet.spec!
  const odd: string[] = []
  const pods = [...cluster.objects.pods.values()].filter(({ metadata }) => metadata!.ownerReferences?.some((owner) => owner.uid === uid))
  const revisions = [...cluster.objects.controllerrevisions.values()].filter(({ metadata }) => metadata!.ownerReferences?.some((owner) => owner.uid === uid)).sort((a, b) => a.revision! - b.revision!)
  const hash = revisions.at(-1)?.metadata!.labels!['controller-revision-hash']
  const isNew = ({ metadata }: corev1.Pod) => metadata!.labels!['controller-revision-hash'] === hash || metadata!.labels!['pod-template-generation'] === annotations!['deprecated.daemonset.template.generation']
  if (new Set(revisions.map(({ revision }) => revision)).size !== revisions.length) odd.push(`${name}: two revisions of one number`)
  if (JSON.stringify((revisions.at(-1)?.data as { spec?: { template?: { spec?: unknown } } } | undefined)?.spec?.template?.spec) !== JSON.stringify(template!.spec)) odd.push(`${name}: the last revision is not of the template`)
  if (revisions.length > (daemonSet.spec!.revisionHistoryLimit ?? 10) + 1) odd.push(`${name}: ${revisions.length} revisions`)
  const surges = updateStrategy?.type === 'RollingUpdate' && shareOf(updateStrategy.rollingUpdate?.maxSurge, 1) > 0
  let [desired, current, ready, updated, misscheduled, old, unavailable] = [0, 0, 0, 0, 0, 0, 0]
  for (const node of cluster.objects.nodes.values()) {
    const nodeName = node.metadata!.name!
    const here = pods.filter((pod) => aimOf(pod) === nodeName).sort((a, b) => Number(Boolean(b.spec!.nodeName)) - Number(Boolean(a.spec!.nodeName)) || (a.metadata!.creationTimestamp! < b.metadata!.creationTimestamp! ? -1 : a.metadata!.creationTimestamp! > b.metadata!.creationTimestamp! ? 1 : a.metadata!.name! < b.metadata!.name! ? -1 : 1))
    const effects = repelled(node, template!.spec!.tolerations ?? [])
    const isWanted = isMatched(node, template!.spec!)
    if (!isWanted || effects.includes('NoExecute')) {
      if (here.length > 0) odd.push(`${name}: a pod on ${nodeName}, which may have none`)
      continue
    }
    const [first] = here
    if (here.length > 2 || (here.length === 2 && (!surges || here.filter(isNew).length !== 1 || isReady(here.find(isNew)!) || !isReady(here.find((pod) => !isNew(pod))!)))) odd.push(`${name}: ${here.length} pods on ${nodeName}`)
    // A pod that waits where none is wanted any more uses up the budget of a rollout all the same.
    if (first && !here.some(isReady)) unavailable++
    if (effects.length > 0) {
      if (first) misscheduled++
      continue
    }
    desired++
    if (!first) {
      odd.push(`${name}: no pod on ${nodeName}`)
      continue
    }
    current++
    if (isReady(first)) ready++
    if (isNew(first)) updated++
    if (here.some((pod) => !isNew(pod))) old++
  }
  if (pods.some(({ status }) => status?.phase === 'Failed')) odd.push(`${name}: a failed pod`)
  if (pods.some((pod) => !cluster.objects.nodes.has(aimOf(pod)))) odd.push(`${name}: a pod of a node that is gone`)
  if (updateStrategy?.type === 'RollingUpdate' && old > 0 && !surges && unavailable < Math.max(1, shareOf(updateStrategy.rollingUpdate?.maxUnavailable, desired))) odd.push(`${name}: ${old} old pods while only ${unavailable} are unavailable`)
  const { status } = daemonSet
  const counted = { desiredNumberScheduled: desired, currentNumberScheduled: current, numberReady: ready, updatedNumberScheduled: updated, numberMisscheduled: misscheduled, numberAvailable: ready, numberUnavailable: desired - ready, observedGeneration: generation }
  for (const [field, value] of Object.entries(counted)) if ((status?.[field as keyof typeof status] ?? 0) !== value) odd.push(`${name}: ${field} is ${String(status?.[field as keyof typeof status])}, want ${value}`)
  return odd
}

/** Everything has power again, and each DaemonSet is looked at once more. */
function atRest(cluster: Cluster): Cluster {
  const mended = played(cluster, { recover: [...cluster.objects.nodes.keys()] }, 60_000)
  const names = [...mended.objects.daemonsets.values()].filter(({ metadata }) => !metadata!.deletionTimestamp).map(({ metadata }) => metadata!.name!)
  return names.reduce((before, name) => played(before, { kubectl: `label ds ${name} looked=again --overwrite` }, 20_000), mended)
}

test('six hundred walks end where a real cluster would', () => {
  for (let seed = 1; seed <= 600; seed++) {
    const { cluster, steps } = walked(seed)
    const end = atRest(cluster)
    const odd = [...end.objects.daemonsets.values()].flatMap((daemonSet) => oddities(end, daemonSet))
    for (const { metadata } of end.objects.pods.values()) if (metadata!.deletionTimestamp) odd.push(`${metadata!.name} is still going`)
    const ways = new Set([...end.objects.daemonsets.values()].map(({ metadata }) => metadata!.uid))
    for (const { metadata } of [...end.objects.pods.values(), ...end.objects.controllerrevisions.values()]) for (const owner of metadata!.ownerReferences ?? []) if (!ways.has(owner.uid!)) odd.push(`${metadata!.name} belongs to somebody who is gone`)
    let changes = 0
    // A pod that waits for ever is tried again every five minutes, and told of in new words where nodes have gone since.
    advance(end, end.nowMs + 600_000, { onWatchEvent: ({ resource, reason }) => void (resource !== 'events' && reason?.rule !== 'unschedulable' && changes++) })
    if (changes > 0) odd.push(`${changes} changes at rest`)
    expect({ seed, odd, steps: odd.length > 0 ? steps : undefined }).toEqual({ seed, odd: [], steps: undefined })
  }
}, 300_000)
