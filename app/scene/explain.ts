/**
 * Why a node has its pod, or none: every gate in the order in which it is asked, with the two
 * things that it compares. Asked of the functions that decide, never guessed from the outcome.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { nodeShouldRunDaemonPod, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { daemonSetFacts, ownPods } from './daemonset-facts.ts'
import { podsByNode } from './pods-by-node.ts'
import { budgetGate } from './gates/budget-gate.ts'
import { controllerGates } from './gates/controller-gates.ts'
import type { GateGroup } from './gates/gate.ts'
import { kubeletGates } from './gates/kubelet-gates.ts'
import { schedulerGates } from './gates/scheduler-gates.ts'
import { closedGate } from './node-sentence.ts'
import { budgetOf, controllerView, controllerViews } from './rollout.ts'
import type { Remedy } from './remedies.ts'
import { remediesFor } from './remedies.ts'

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
  const pod = view.pods[view.pods.length - 1]
  const budget = view.oldPods.length > 0 || (facts.revision ?? 1) > 1
    ? budgetGate(view, daemonSet.spec?.updateStrategy?.type === 'OnDelete' ? undefined : budgetOf(cluster, facts, controllerViews(cluster, facts)))
    : undefined
  // Behind a closed gate nobody asks any more: a pod that runs has come past it earlier.
  const asked = verdict.shouldRun && budget?.state !== 'closed' ? pod : undefined
  const why = !verdict.shouldRun ? (pod ? 'not asked: no new pod would come this far' : 'not asked: there is no pod to place') : budget?.state === 'closed' ? 'not asked: the old pod stays for now' : 'not asked yet'
  return {
    node: nodeName,
    title: titleFor(pod, budget?.state === 'closed'),
    lead: budget?.state === 'closed' && verdict.shouldRun ? waitsLead(budget.words) : leadFor(verdict, pod, node),
    groups: [controllerGates(facts, node, verdict, budget), schedulerGates(cluster, node, asked, all, why), kubeletGates(asked)],
    ...verdicts(verdict, view),
    remedies: remediesFor(cluster, facts, node, verdict),
  }
}

/** What the title asks: the node's name stands between the two. */
function titleFor(pod: corev1.Pod | undefined, waits: boolean): readonly [string, string] {
  if (!pod) return ['Why', 'has no pod']
  if (pod.metadata!.deletionTimestamp) return ['Why', 'loses its pod']
  if (!pod.spec?.nodeName) return ['Why the pod of', 'is pending']
  if (pod.status?.phase === 'Failed') return ['Why the pod of', 'failed']
  const stuck = pod.status?.containerStatuses?.some(({ state }) => /BackOff|^Err/.test(state?.waiting?.reason ?? ''))
  return stuck ? ['Why the pod of', 'does not run'] : ['Why', waits ? 'waits with its old pod' : 'has a pod']
}

const waitsLead = (words: string): string => (words.startsWith('waits') ? 'OnDelete: the node gets a pod of the new template when you delete the old one.' : `An update may take only so many pods away at a time, and ${words}.`)

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
  const waiting = pod.status?.containerStatuses?.find(({ state }) => state?.waiting)?.state?.waiting?.reason ?? ''
  if (waiting === 'CrashLoopBackOff') return 'The pod is here, but its container exits again and again; the kubelet waits longer before each new start.'
  if (/^Err|BackOff/.test(waiting)) return 'The pod is here, but its image cannot be pulled; the kubelet tries again and again.'
  return node.spec?.unschedulable
    ? 'Every gate is open. That the node is cordoned does not count: daemon pods tolerate it.'
    : 'Every gate is open, so the controller keeps exactly one pod here.'
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
