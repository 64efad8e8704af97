/** The gates of the scheduler, asked of its own filters for the pod as it is. */
import type * as corev1 from '#apis/corev1'
import { printTaint, toleratesTaint } from '#apis/taints'
import type { Cluster } from '#cluster/cluster'
import { hostPortsConflict, refusalOf, type Refusal } from '#cluster/kube-scheduler/filters'
import { requestsOf } from '#cluster/kube-scheduler/node-resources'
import { printAmount, roomOn } from '../capacity.ts'
import { podPath, type Comparison, type ExplainedGate, type GateGroup } from './gate.ts'

/** In the order in which the scheduler asks; the last only where pods speak of other pods. */
const names = ['Taints', 'Node affinity', 'Host ports', 'CPU, memory, pod count', 'Other pods'] as const
const gateOf: Readonly<Record<Refusal['plugin'], number>> = {
  NodeUnschedulable: 0, TaintToleration: 0, NodeName: 1, NodeAffinity: 1, NodePorts: 2, NodeResourcesFit: 3, PodTopologySpread: 4, InterPodAffinity: 4,
}
const firstNumber = 5

/**
 * What the scheduler finds. `pod` is the one that is to be placed or has been; undefined where there is none.
 * @param all every pod on the node or aimed at it
 */
export function schedulerGates(cluster: Cluster, node: corev1.Node, pod: corev1.Pod | undefined, all: readonly corev1.Pod[], why: string): GateGroup {
  const others = all.filter((other) => other !== pod && other.spec?.nodeName)
  const refusal = pod && !pod.spec?.nodeName ? refusalOf(pod, node, others, surroundings(cluster)) : undefined
  const stop = refusal ? gateOf[refusal.plugin] : names.length
  const gates = names.flatMap((name, index): ExplainedGate[] => {
    const number = index < 4 ? firstNumber + index : undefined
    if (!pod) return number === undefined ? [] : [{ number, name, state: 'not-asked', words: '', property: undefined, comparisons: [] }]
    if (number === undefined && !speaksOfOthers(pod) && index !== stop) return []
    const looked = looks[index]!(pod, node, others)
    if (index > stop) return [{ number, name, state: 'not-asked', words: '', property: undefined, comparisons: [] }]
    return [{ number, name, state: index === stop ? 'closed' : 'open', ...looked, ...(index === stop && { words: refusal!.reasons.join(', '), comparisons: [...looked.comparisons, ...preemption(pod, refusal!)] }) }]
  })
  const words = !pod ? why : pod.spec?.nodeName ? 'has bound the pod' : refusal ? 'finds no room yet' : 'places the pod'
  return { by: 'Scheduler', words, gates }
}

type Looked = Pick<ExplainedGate, 'words' | 'property' | 'comparisons'>
type Look = (pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[]) => Looked

const looks: readonly Look[] = [taints, nodeAffinity, hostPorts, resources, otherPods]

function taints({ spec }: corev1.Pod, node: corev1.Node): Looked {
  const found = (node.spec?.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule')
  if (found.length === 0) return { words: 'the node has none', property: undefined, comparisons: [] }
  const open = found.filter((taint) => spec?.tolerations?.some((toleration) => toleratesTaint(toleration, taint)))
  const count = found.length === 1 ? '1 taint' : `${found.length} taints`
  return { words: open.length === found.length ? `${count}, tolerated by the pod` : `${count}, not tolerated by the pod`, property: found.map(printTaint).join(', '), comparisons: [] }
}

function nodeAffinity(_pod: corev1.Pod, node: corev1.Node): Looked {
  return { words: 'names this node and no other', property: `metadata.name=${node.metadata!.name}`, comparisons: [{ path: undefined, text: `metadata.name In ${node.metadata!.name}`, outcome: 'holds' }] }
}

function hostPorts(pod: corev1.Pod, _node: corev1.Node, others: readonly corev1.Pod[]): Looked {
  const wanted = (pod.spec?.containers ?? []).flatMap(({ ports }, container) => (ports ?? []).flatMap((port, index) => {
    const number = port.hostPort ?? (pod.spec?.hostNetwork ? port.containerPort : undefined)
    return number ? [{ number, path: `${podPath}.containers[${container}].ports[${index}]` }] : []
  }))
  if (wanted.length === 0) return { words: 'none wanted', property: undefined, comparisons: [] }
  const holder = others.find((other) => hostPortsConflict(pod, other))
  return {
    words: holder ? 'taken' : wanted.length === 1 ? `${wanted[0]!.number} is free` : 'all are free',
    property: holder && `held by ${holder.metadata!.name}`,
    comparisons: wanted.map(({ number, path }) => ({ path, text: `hostPort ${number}`, outcome: holder ? 'wanted by both' : 'free' })),
  }
}

function resources(pod: corev1.Pod, node: corev1.Node, others: readonly corev1.Pod[]): Looked {
  const room = new Map(roomOn(node, others).map((each) => [each.resource, each]))
  const asked = Object.entries(requestsOf(pod)).filter(([, milli]) => milli > 0)
  const property = ['cpu', 'memory', 'pods'].map((resource) => `${resource} ${room.get(resource)!.used} of ${room.get(resource)!.capacity}`).join(', ')
  if (asked.length === 0) return { words: 'the pod asks for nothing', property, comparisons: [] }
  return {
    words: 'there is room',
    property,
    comparisons: asked.map(([resource, milli]): Comparison => {
      const container = pod.spec!.containers!.findIndex((each) => each.resources?.requests?.[resource] ?? each.resources?.limits?.[resource])
      const field = pod.spec!.containers![Math.max(0, container)]!.resources?.requests?.[resource] !== undefined ? 'requests' : 'limits'
      const found = room.get(resource)
      return { path: `${podPath}.containers[${Math.max(0, container)}].resources.${field}.${resource}`, text: `${printAmount(resource, resource === 'cpu' ? milli : milli / 1_000)} ${resource}`, outcome: found ? `${found.left} left` : '' }
    }),
  }
}

function otherPods(pod: corev1.Pod): Looked {
  const path = `${podPath}.affinity`
  const near = pod.spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const apart = pod.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const of = (kind: string, terms: readonly corev1.PodAffinityTerm[], word: string): readonly Comparison[] => terms.map((term, index) => ({
    path: `${path}.${kind}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`,
    text: Object.entries(term.labelSelector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`).join(', ') || 'pods of a selector',
    outcome: `${word} per ${term.topologyKey}`,
  }))
  return { words: 'nothing keeps it away', property: undefined, comparisons: [...of('podAffinity', near, 'near it'), ...of('podAntiAffinity', apart, 'not near it')] }
}

const speaksOfOthers = ({ spec }: corev1.Pod): boolean => spec?.affinity?.podAffinity !== undefined || spec?.affinity?.podAntiAffinity !== undefined

/** What preemption could do. */
function preemption(pod: corev1.Pod, { preemptionMayHelp }: Refusal): readonly Comparison[] {
  const outcome = pod.status?.nominatedNodeName ? 'pods of less priority leave for it' : preemptionMayHelp ? 'no pod of less priority would do' : 'cannot help'
  return [{ path: undefined, text: 'preemption', outcome }]
}

/** The pods of the whole cluster, as the filters that look beyond a node ask for them. */
export function surroundings({ objects }: Cluster): NonNullable<Parameters<typeof refusalOf>[3]> {
  return {
    nodes: objects.nodes,
    namespaces: objects.namespaces,
    placed: () => [...objects.pods.values()].filter(({ spec }) => spec?.nodeName),
    antiAffine: new Map([...objects.pods].filter(([, { spec }]) => spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length)),
  }
}
