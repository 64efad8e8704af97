/**
 * Why a node has its pod, or none: every gate in the order in which it is asked, with the two
 * things that it compares. Asked of the functions that decide, never guessed from the outcome.
 */
import type * as corev1 from '#apis/corev1'
import { printTaint, toleratesTaint } from '#apis/taints'
import type { Cluster } from '#cluster/cluster'
import { nodeShouldRunDaemonPod, daemonPodTolerations, type Gate, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { refusalOf, type Refusal } from '#cluster/kube-scheduler/filters'
import { printRequests } from './capacity.ts'
import type { DaemonSetFacts } from './daemonset-facts.ts'
import { daemonSetFacts, ownPods } from './daemonset-facts.ts'
import { podsByNode } from './pods-by-node.ts'
import { closedGate } from './node-sentence.ts'
import { controllerView } from './rollout.ts'
import type { Remedy } from './remedies.ts'
import { remediesFor } from './remedies.ts'

/** `closed` is where the path ends; gates behind it are not asked. `now` is where it stands at the moment. */
export type GateState = 'open' | 'closed' | 'now' | 'not-asked'

/** A thing from the manifest beside the node's property, and how they meet. */
export interface Comparison {
  /** Path in the manifest, `spec.template.spec.tolerations[0]`; undefined for what the controller adds by itself. */
  readonly path: string | undefined
  readonly text: string
  readonly outcome: string
}

export interface ExplainedGate {
  /** Undefined for the budget, which is asked only during an update. */
  readonly number: number | undefined
  readonly name: string
  readonly state: GateState
  readonly words: string
  /** The node's own property that is compared, verbatim. */
  readonly property: string | undefined
  readonly comparisons: readonly Comparison[]
}

export interface GateGroup {
  readonly by: 'DaemonSet controller' | 'Scheduler' | 'Kubelet'
  readonly words: string
  readonly gates: readonly ExplainedGate[]
}

export interface YesNo {
  readonly yes: boolean
  readonly because: string
}

export interface Explanation {
  readonly node: string
  /** "Why cp-1 has no pod": the node's name stands between the two. */
  readonly title: readonly [string, string]
  readonly lead: string
  readonly groups: readonly GateGroup[]
  readonly mayStart: YesNo
  readonly mayStay: YesNo
  readonly remedies: readonly Remedy[]
}

/** The explanation for a node and the DaemonSet of this key; undefined where one of them is gone. */
export function explain(cluster: Cluster, daemonSetKey: string, nodeName: string): Explanation | undefined {
  const daemonSet = cluster.objects.daemonsets.get(daemonSetKey)
  const node = cluster.objects.nodes.get(nodeName)
  if (!daemonSet || !node) return undefined
  const facts = daemonSetFacts(cluster, daemonSet)
  const all = podsByNode(cluster).get(nodeName) ?? []
  const view = controllerView(facts, node, ownPods(facts, all))
  const verdict = nodeShouldRunDaemonPod(node, daemonSet)
  const controller = controllerGates(facts, node, verdict)
  const pod = view.pods[view.pods.length - 1]
  return {
    node: nodeName,
    title: ['Why', pod ? 'has a pod' : 'has no pod'],
    lead: leadFor(verdict, pod, node),
    groups: [controller, schedulerGates(node, pod, all, verdict), kubeletGates(pod)],
    ...verdicts(verdict, view),
    remedies: remediesFor(cluster, facts, node, verdict),
  }
}

function leadFor(verdict: Verdict, pod: corev1.Pod | undefined, node: corev1.Node): string {
  if (!verdict.shouldRun && !pod) {
    const gate = verdict.gates.find(({ passed }) => !passed)!
    if (gate.name === 'taints') {
      const many = gate.untolerated.length > 1
      return `It has ${many ? `${gate.untolerated.length} taints` : 'a taint'} that the pod template does not tolerate, so the controller never asks for a pod here.`
    }
    return `${closedGate(verdict)} So the controller never asks for a pod here.`
  }
  if (!verdict.shouldRun) {
    return verdict.shouldContinueRunning
      ? 'A pod would not start here any more, but the one that runs may stay: NoSchedule keeps pods out and sends none away.'
      : 'The pod may not stay here: the controller takes it away.'
  }
  if (!pod) return 'Every gate of the controller is open: it will ask for a pod at its next sync.'
  if (!pod.spec?.nodeName) return 'The controller wants a pod here and has made it; the scheduler has not found room for it yet.'
  return node.spec?.unschedulable
    ? 'Every gate is open. That the node is cordoned does not count: daemon pods tolerate it.'
    : 'Every gate is open, so the controller keeps exactly one pod here.'
}

function controllerGates(facts: DaemonSetFacts, node: corev1.Node, verdict: Verdict): GateGroup {
  let closed = false
  const gates = verdict.gates.map((gate, index): ExplainedGate => {
    const state: GateState = closed ? 'not-asked' : gate.passed ? 'open' : 'closed'
    if (!gate.passed) closed = true
    return { number: index + 1, name: gateNames[gate.name], state, ...compare(facts, node, gate) }
  })
  return { by: 'DaemonSet controller', words: 'should this node run a pod?', gates }
}

const gateNames: Readonly<Record<Gate['name'], string>> = { nodeName: 'Node name', nodeSelector: 'Node selector', nodeAffinity: 'Node affinity', taints: 'Taints' }
const podPath = 'spec.template.spec'

function compare({ daemonSet }: DaemonSetFacts, node: corev1.Node, gate: Gate): Pick<ExplainedGate, 'words' | 'property' | 'comparisons'> {
  const spec = daemonSet.spec?.template?.spec ?? {}
  const labels = node.metadata?.labels ?? {}
  switch (gate.name) {
    case 'nodeName':
      if (gate.wanted === undefined) return { words: 'the template names none', property: undefined, comparisons: [] }
      return { words: gate.passed ? 'the template names this node' : 'the template names another node', property: node.metadata!.name, comparisons: [{ path: `${podPath}.nodeName`, text: gate.wanted, outcome: gate.passed ? 'equal' : 'other name' }] }
    case 'nodeSelector': {
      const wanted = Object.entries(spec.nodeSelector ?? {})
      if (wanted.length === 0) return { words: 'none, so every node matches', property: undefined, comparisons: [] }
      return {
        words: gate.passed ? (wanted.length === 1 ? '1 label, the node has it' : `${wanted.length} labels, the node has them`) : `${gate.unmet.length} of ${wanted.length} labels missing or other`,
        property: wanted.map(([key]) => (labels[key] === undefined ? `no label ${key}` : `${key}=${labels[key]}`)).join(', '),
        comparisons: wanted.map(([key, value]) => ({ path: `${podPath}.nodeSelector.${key}`, text: `${key}=${value}`, outcome: labels[key] === value ? 'has it' : labels[key] === undefined ? 'no such label' : `is ${labels[key]}` })),
      }
    }
    case 'nodeAffinity':
      return compareAffinity(spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution, labels, gate)
    case 'taints':
      return compareTaints(spec, node, gate)
  }
}

function compareAffinity(required: corev1.NodeSelector | undefined, labels: Readonly<Record<string, string>>, gate: Extract<Gate, { name: 'nodeAffinity' }>): Pick<ExplainedGate, 'words' | 'property' | 'comparisons'> {
  if (!required) return { words: 'none required', property: undefined, comparisons: [] }
  const path = `${podPath}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`
  const terms = required.nodeSelectorTerms ?? []
  const keys = new Set(terms.flatMap(({ matchExpressions }) => matchExpressions?.map(({ key }) => key!) ?? []))
  const comparisons = terms.flatMap((term, at) => (term.matchExpressions ?? []).map((each, place): Comparison => {
    const unmet = gate.unmet[at]?.some(({ key, operator }) => key === each.key && operator === each.operator) ?? false
    return { path: `${path}[${at}].matchExpressions[${place}]`, text: `${each.key} ${each.operator}${each.values ? ` ${each.values.join(', ')}` : ''}`, outcome: unmet ? 'not so' : 'holds' }
  }))
  return {
    words: gate.passed ? 'a term matches' : terms.length === 1 ? 'the term does not match' : `none of ${terms.length} terms matches`,
    property: [...keys].map((key) => (labels[key] === undefined ? `no label ${key}` : `${key}=${labels[key]}`)).join(', ') || undefined,
    comparisons,
  }
}

function compareTaints(spec: corev1.PodSpec, node: corev1.Node, gate: Extract<Gate, { name: 'taints' }>): Pick<ExplainedGate, 'words' | 'property' | 'comparisons'> {
  const taints = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute')
  if (taints.length === 0) return { words: 'the node has none', property: undefined, comparisons: [] }
  const count = taints.length === 1 ? '1 taint' : `${taints.length} taints`
  const [first] = gate.untolerated.length > 0 ? gate.untolerated : taints
  const own = spec.tolerations ?? []
  const automatic = daemonPodTolerations(spec).slice(own.length)
  const covering = automatic.find((toleration) => toleratesTaint(toleration, first!))
  return {
    words: gate.passed ? `${count}, tolerated` : gate.untolerated.length === taints.length ? `${count}, not tolerated` : `${count}, ${gate.untolerated.length} not tolerated`,
    property: printTaint(first!),
    comparisons: [
      ...own.map((toleration, index): Comparison => ({ path: `${podPath}.tolerations[${index}]`, text: printToleration(toleration), outcome: meets(toleration, first!) })),
      covering
        ? { path: undefined, text: printToleration(covering), outcome: 'tolerates it' }
        : { path: undefined, text: `${automatic.length} × node.kubernetes.io/…`, outcome: 'other keys' },
    ],
  }
}

/** `gpu:NoSchedule`, `gpu=yes:NoSchedule`, `every taint`. */
function printToleration({ key, operator, value, effect }: corev1.Toleration): string {
  if (!key) return effect ? `every taint:${effect}` : 'every taint'
  return `${key}${operator === 'Exists' || !value ? '' : `=${value}`}${effect ? `:${effect}` : ''}`
}

function meets(toleration: corev1.Toleration, taint: corev1.Taint): string {
  if (toleratesTaint(toleration, taint)) return 'tolerates it'
  if (toleration.key && toleration.key !== taint.key) return 'other key'
  if (toleration.effect && toleration.effect !== taint.effect) return 'other effect'
  return 'other value'
}

const schedulerNames = ['Taints', 'Node affinity', 'Host ports', 'CPU, memory, pod count'] as const
const pluginGate: Readonly<Record<Refusal['plugin'], number>> = { NodeUnschedulable: 0, TaintToleration: 0, NodeName: 1, NodeAffinity: 1, NodePorts: 2, NodeResourcesFit: 3, PodTopologySpread: 4, InterPodAffinity: 4 }

function schedulerGates(node: corev1.Node, pod: corev1.Pod | undefined, all: readonly corev1.Pod[], verdict: Verdict): GateGroup {
  const asked = pod !== undefined
  const refusal = pod && !pod.spec?.nodeName ? refusalOf(pod, node, all.filter((other) => other !== pod && other.spec?.nodeName)) : undefined
  const stop = refusal ? pluginGate[refusal.plugin] : schedulerNames.length
  const gates = schedulerNames.map((name, index): ExplainedGate => ({
    number: 5 + index,
    name,
    state: !asked ? 'not-asked' : index < stop ? 'open' : index === stop ? 'closed' : 'not-asked',
    words: asked && refusal && index === stop ? refusal.reasons.join(', ') : '',
    property: undefined,
    comparisons: asked && refusal && index === stop && index === 3 ? [{ path: `${podPath}.containers[0].resources`, text: printRequests(pod!), outcome: refusal.preemptionMayHelp ? 'fits if others leave' : 'more than the node has' }] : [],
  }))
  const words = !asked ? (verdict.shouldRun ? 'not asked yet' : 'not asked: there is no pod to place') : pod.spec?.nodeName ? 'has bound the pod' : refusal ? 'finds no room yet' : 'places the pod'
  return { by: 'Scheduler', words, gates }
}

function kubeletGates(pod: corev1.Pod | undefined): GateGroup {
  const names = ['Admission', 'Image', 'Start', 'Readiness probe']
  if (!pod?.spec?.nodeName) return { by: 'Kubelet', words: 'not asked', gates: names.map((name, index) => ({ number: 9 + index, name, state: 'not-asked', words: '', property: undefined, comparisons: [] })) }
  const [at, closed, words] = kubeletStage(pod)
  const gates = names.map((name, index): ExplainedGate => ({
    number: 9 + index, name,
    state: index < at ? 'open' : index > at ? 'not-asked' : closed ? 'closed' : 'now',
    words: index === at ? words : '',
    property: undefined, comparisons: [],
  }))
  return { by: 'Kubelet', words: at >= names.length ? 'runs the pod' : 'is at it', gates }
}

/** How many of the kubelet's gates are behind the pod, whether the next is shut, and why. */
function kubeletStage(pod: corev1.Pod): [passed: number, closed: boolean, words: string] {
  const status = pod.status?.containerStatuses?.[0]
  const waiting = status?.state?.waiting
  if (pod.status?.phase === 'Failed') return [0, true, pod.status.message ?? pod.status.reason ?? '']
  if (waiting?.reason === 'ImagePullBackOff' || waiting?.reason === 'ErrImagePull') return [1, true, waiting.message ?? waiting.reason]
  if (waiting?.reason === 'CrashLoopBackOff') return [2, true, waiting.message ?? waiting.reason]
  if (!status || waiting) return [1, false, pod.spec?.containers?.[0]?.image ?? '']
  if (!status.ready) return [3, false, pod.spec?.containers?.some(({ readinessProbe }) => readinessProbe) ? 'has not answered yet' : 'not ready']
  return [4, false, '']
}

function verdicts(verdict: Verdict, { pods }: NodeView): Pick<Explanation, 'mayStart' | 'mayStay'> {
  const number = verdict.gates.findIndex(({ passed }) => !passed) + 1
  const onlyNoSchedule = !verdict.shouldRun && verdict.shouldContinueRunning
  return {
    mayStart: { yes: verdict.shouldRun, because: verdict.shouldRun ? 'every gate of the controller is open' : `gate ${number} is closed` },
    mayStay: {
      yes: verdict.shouldContinueRunning,
      because: onlyNoSchedule ? 'NoSchedule never evicts' : verdict.shouldContinueRunning ? (pods.length > 0 ? 'nothing sends it away' : 'nothing would send it away') : `gate ${number} is closed to it, too`,
    },
  }
}
