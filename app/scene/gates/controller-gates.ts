/** The gates of the DaemonSet controller: its own verdict, with the lines of the template that it compares. */
import type * as corev1 from '#apis/corev1'
import { printTaint, toleratesTaint } from '#apis/taints'
import { daemonPodTolerations, type Gate, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { DaemonSetFacts } from '../daemonset-facts.ts'
import { podPath, type Comparison, type ExplainedGate, type GateGroup, type GateState } from './gate.ts'

/** The controller's own gates, and the budget of an update behind them. */
export function controllerGates(facts: DaemonSetFacts, node: corev1.Node, verdict: Verdict, budget: ExplainedGate | undefined): GateGroup {
  let closed = false
  const gates = verdict.gates.map((gate, index): ExplainedGate => {
    const state: GateState = closed ? 'not-asked' : gate.passed ? 'open' : 'closed'
    if (!gate.passed) closed = true
    return { number: index + 1, name: gateNames[gate.name], state, ...compare(facts, node, gate) }
  })
  return { by: 'DaemonSet controller', words: 'should this node run a pod?', gates: budget ? [...gates, closed ? { ...budget, state: 'not-asked', words: '', comparisons: [], property: undefined } : budget] : gates }
}

const gateNames: Readonly<Record<Gate['name'], string>> = { nodeName: 'Node name', nodeSelector: 'Node selector', nodeAffinity: 'Node affinity', taints: 'Taints' }

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

/** What the pod tolerates, held against the taints of the node. */
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
      // An open gate needs no more than what opens it.
      ...own.map((toleration, index): Comparison => ({ path: `${podPath}.tolerations[${index}]`, text: printToleration(toleration), outcome: meets(toleration, first!) })).filter(({ outcome }) => !gate.passed || outcome === tolerates),
      covering
        ? { path: undefined, text: printToleration(covering), outcome: tolerates }
        : { path: undefined, text: `${automatic.length} × node.kubernetes.io/…`, outcome: 'other keys' },
    ].filter(({ path, outcome }) => !gate.passed || path !== undefined || outcome === tolerates),
  }
}

const tolerates = 'tolerates it'

/** `gpu:NoSchedule`, `gpu=yes:NoSchedule`, `every taint`. */
function printToleration({ key, operator, value, effect }: corev1.Toleration): string {
  if (!key) return effect ? `every taint:${effect}` : 'every taint'
  return `${key}${operator === 'Exists' || !value ? '' : `=${value}`}${effect ? `:${effect}` : ''}`
}

function meets(toleration: corev1.Toleration, taint: corev1.Taint): string {
  if (toleratesTaint(toleration, taint)) return tolerates
  if (toleration.key && toleration.key !== taint.key) return 'other key'
  if (toleration.effect && toleration.effect !== taint.effect) return 'other effect'
  return 'other value'
}
