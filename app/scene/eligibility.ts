/**
 * Which nodes a DaemonSet would mean, gate by gate, before it is applied: asked of the functions that
 * decide. Nodes that look the same to the template have one answer, found once.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { nodeShouldRunDaemonPod } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import { hostPortsConflict } from '#cluster/kube-scheduler/filters'
import { insufficientResources, usageOn } from '#cluster/kube-scheduler/node-resources'
import { printAmount } from './capacity.ts'
import { controllerGates } from './gates/controller-gates.ts'
import { podPath, type ExplainedGate } from './gates/gate.ts'
import { byName } from './node-groups.ts'
import { podsByNode } from './pods-by-node.ts'

/** A column; `path` is the field of the manifest that it is about. */
export interface EligibilityGate {
  readonly name: string
  readonly by: 'DaemonSet controller' | 'Scheduler'
  readonly path: string
}

export interface EligibilityCell {
  readonly state: 'open' | 'closed' | 'not-asked'
  /** What was compared with what. */
  readonly words: string
}

/** Nodes with the same answers, in the order of their names. */
export interface EligibilityRow {
  readonly nodes: readonly string[]
  readonly cells: readonly EligibilityCell[]
  /** Should it have a pod, and is there room for it as far as can be known? */
  readonly eligible: boolean
  readonly fits: boolean
}

export interface Eligibility {
  readonly gates: readonly EligibilityGate[]
  readonly rows: readonly EligibilityRow[]
  readonly nodes: number
  readonly eligible: number
  /** Eligible nodes on which the pod would wait for room. */
  readonly withoutRoom: number
  /** Why the others are not, counted by the gate that is closed. */
  readonly reasons: readonly { readonly gate: string; readonly nodes: number }[]
}

export const eligibilityGates: readonly EligibilityGate[] = [
  { name: 'Node name', by: 'DaemonSet controller', path: `${podPath}.nodeName` },
  { name: 'Node selector', by: 'DaemonSet controller', path: `${podPath}.nodeSelector` },
  { name: 'Node affinity', by: 'DaemonSet controller', path: `${podPath}.affinity` },
  { name: 'Taints', by: 'DaemonSet controller', path: `${podPath}.tolerations` },
  { name: 'Host ports', by: 'Scheduler', path: `${podPath}.containers[0].ports` },
  { name: 'Room', by: 'Scheduler', path: `${podPath}.containers[0].resources` },
]

/** Up to so many nodes each has a row of its own. */
const mostRows = 60

/** The table for a DaemonSet that need not be applied; where it is, its own pods are taken for gone. */
export function eligibilityOf({ objects }: Pick<Cluster, 'objects'>, daemonSet: appsv1.DaemonSet, pods: ReadonlyMap<string, readonly corev1.Pod[]>): Eligibility {
  const shapeOf = shapesFor(daemonSet)
  const asked = new Map<string, readonly EligibilityCell[]>()
  const pod: corev1.Pod = { metadata: { name: '' }, spec: daemonSet.spec?.template?.spec ?? {} }
  const rows = new Map<string, { nodes: string[]; cells: readonly EligibilityCell[] }>()
  for (const [name, node] of objects.nodes) {
    const shape = shapeOf(node)
    let controller = asked.get(shape)
    if (!controller) asked.set(shape, (controller = controllerCells(daemonSet, node)))
    const open = controller.every(({ state }) => state === 'open')
    const cells = [...controller, ...(open ? schedulerCells(pod, node, othersOn(pods.get(name), daemonSet)) : notAskedTwice)]
    const key = objects.nodes.size > mostRows ? cells.map(({ state, words }) => `${state} ${words}`).join('|') : name
    const row = rows.get(key)
    if (row) row.nodes.push(name)
    else rows.set(key, { nodes: [name], cells })
  }
  return summed([...rows.values()].map(({ nodes, cells }): EligibilityRow => {
    const eligible = cells.slice(0, 4).every(({ state }) => state === 'open')
    return { nodes: nodes.sort(byName), cells, eligible, fits: cells.every(({ state }) => state === 'open') }
  }), objects.nodes.size)
}

/** The table for a cluster as it is. */
export const eligibilityIn = (cluster: Cluster, daemonSet: appsv1.DaemonSet): Eligibility => eligibilityOf(cluster, daemonSet, podsByNode(cluster))

function summed(rows: readonly EligibilityRow[], nodes: number): Eligibility {
  const count = (which: (row: EligibilityRow) => boolean) => rows.reduce((sum, row) => sum + (which(row) ? row.nodes.length : 0), 0)
  const reasons = eligibilityGates.map(({ name }, at) => ({ gate: name, nodes: count(({ cells, eligible }) => !eligible && cells[at]!.state === 'closed') })).filter((reason) => reason.nodes > 0)
  const sorted = nodes > mostRows ? [...rows].sort((a, b) => b.nodes.length - a.nodes.length) : [...rows].sort((a, b) => byName(a.nodes[0]!, b.nodes[0]!))
  return { gates: eligibilityGates, rows: sorted, nodes, eligible: count(({ eligible }) => eligible), withoutRoom: count(({ eligible, fits }) => eligible && !fits), reasons }
}

const notAsked: EligibilityCell = Object.freeze({ state: 'not-asked', words: '' })
const notAskedTwice = [notAsked, notAsked]

/** What the template can see of a node, as a text: equal for nodes to which it has the same answers. */
function shapesFor({ spec }: appsv1.DaemonSet): (node: corev1.Node) => string {
  const pod = spec?.template?.spec
  const terms = pod?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const keys = [...new Set([...Object.keys(pod?.nodeSelector ?? {}), ...terms.flatMap(({ matchExpressions }) => (matchExpressions ?? []).map(({ key }) => key ?? ''))])]
  const byName = Boolean(pod?.nodeName) || terms.some(({ matchFields }) => (matchFields?.length ?? 0) > 0)
  return ({ metadata, spec: node }) => JSON.stringify([keys.map((key) => metadata?.labels?.[key] ?? null), node?.taints ?? [], byName ? metadata?.name : ''])
}

function controllerCells(daemonSet: appsv1.DaemonSet, node: corev1.Node): readonly EligibilityCell[] {
  const facts = { daemonSet, key: '', uid: '', hash: undefined, revision: undefined, revisions: new Map<string, number>() }
  return controllerGates(facts, node, nodeShouldRunDaemonPod(node, daemonSet), undefined).gates.map((gate): EligibilityCell =>
    gate.state === 'not-asked' ? notAsked : { state: gate.state === 'closed' ? 'closed' : 'open', words: cellWords(gate) })
}

/** An open gate in a few words; of a closed one what is asked and what the node has. */
function cellWords({ name, state, property, comparisons }: ExplainedGate): string {
  // Nothing asked, or nothing there: a table has no room for sentences.
  if (state !== 'closed') return property === undefined ? 'none' : name === 'Taints' ? `${property}: tolerated` : property
  if (name === 'Taints') return `${property}: not tolerated`
  return comparisons.filter(({ outcome }) => !['has it', 'holds', 'equal'].includes(outcome)).map(({ text, outcome }) => (outcome === 'not so' ? `asks ${text}: ${property}` : `asks ${text}: ${outcome}`)).join('; ')
}

const othersOn = (pods: readonly corev1.Pod[] = [], { metadata }: appsv1.DaemonSet): readonly corev1.Pod[] =>
  pods.filter((pod) => pod.spec?.nodeName && !(pod.metadata?.namespace === (metadata?.namespace ?? 'default') && pod.metadata?.ownerReferences?.some(({ kind, name, controller }) => controller && kind === 'DaemonSet' && name === metadata?.name)))

function schedulerCells(pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[]): readonly EligibilityCell[] {
  const ports = (pod.spec?.containers ?? []).flatMap((container) => container.ports ?? []).flatMap(({ hostPort, containerPort }) => hostPort ?? (pod.spec?.hostNetwork ? containerPort : undefined) ?? [])
  const holder = ports.length === 0 ? undefined : others.find((other) => hostPortsConflict(pod, other))
  const port: EligibilityCell = ports.length === 0 ? { state: 'open', words: 'none' } : { state: holder ? 'closed' : 'open', words: `${ports.join(', ')} ${holder ? 'taken' : 'free'}` }
  if (holder) return [port, notAsked]
  const lacking = insufficientResources(pod, node, usageOn(others))
  const room = lacking.map(({ resource, requested, used, capacity }) => (resource === 'pods' ? 'no pod more' : `asks ${printAmount(resource, requested)} ${resource}: ${printAmount(resource, Math.max(0, capacity - used))} left`)).join('; ')
  return [port, { state: lacking.length > 0 ? 'closed' : 'open', words: room || 'enough' }]
}
