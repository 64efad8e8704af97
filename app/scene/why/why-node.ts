/** "Why is there no pod on this node", "why does it have one", and why the node itself is as it is. */
import type * as corev1 from '#apis/corev1'
import type { Event } from '#apis/event'
import { printTaint } from '#apis/taints'
import { facets } from '#cluster/journal/facets'
import { fieldOf } from '#cluster/kube-apiserver/watch'
import type { Gate } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import { gateField, gatePath, gateWords } from '../steps/closed-gate.ts'
import { listed } from '../steps/told-step.ts'
import { daemonMoment, silentSince, templateWay, type DaemonMoment } from './daemon-moment.ts'
import { clock, conditionOf, type Moment } from './moment.ts'
import type { Fact, Way, WhyAnswer } from './question.ts'
import { whyPod } from './why-pod.ts'

/** The answer for a node, and for a DaemonSet's pod on it where one is named. */
export function whyNode(moment: Moment, node: string, daemonSetKey: string | undefined): WhyAnswer | undefined {
  const object = moment.cluster.objects.nodes.get(node)
  if (!object) return whyGone(moment, node)
  const daemon = daemonSetKey === undefined ? undefined : daemonMoment(moment, daemonSetKey)
  const view = daemon?.views.get(node)
  if (!daemon || !view) return whyItself(moment, object)
  const gate = view.verdict.gates.find(({ passed }) => !passed)
  const pod = view.pods.at(-1)
  if (!pod) return gate ? whyNotEligible(daemon, object, gate) : whyNotYet(daemon, node)
  if (gate && view.verdict.shouldContinueRunning) return whyItStays(daemon, object, gate)
  return whyPod(moment, `${pod.metadata!.namespace}/${pod.metadata!.name}`)
}

function whyGone(moment: Moment, node: string): WhyAnswer | undefined {
  const gone = moment.latest('nodes', node, facets.cameOrWent)
  return gone && { title: ['Why is', node, 'gone?'], lead: `${node} is not in the cluster any more.`, facts: [], ways: [moment.wayFrom('How it went', gone.id)], daemonSet: undefined }
}

/** The two things that the closed gate compares: what the node has, and what the manifest wants. */
function gateFacts({ daemonSet }: DaemonMoment, node: corev1.Node, gate: Gate): readonly Fact[] {
  const name = node.metadata!.name!
  const spec = daemonSet.spec?.template?.spec ?? {}
  const has = gate.name === 'taints' ? `${name} has ${gate.untolerated.length === 1 ? 'the taint' : 'the taints'} ${gate.untolerated.map(printTaint).join(', ')}` : `${name}: ${gateWords(gate)}`
  const wants = gate.name === 'taints' ? tolerationWords(spec) : gate.name === 'nodeName' ? `The template names ${gate.wanted}` : gate.name === 'nodeSelector' ? `The template’s nodeSelector asks for ${Object.entries(spec.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`).join(', ')}` : 'The template’s required node affinity asks for other labels'
  return [
    { text: has, resource: 'nodes', key: name, field: gateField(gate) },
    { text: wants, manifestPath: gatePath(gate) },
  ]
}

function tolerationWords({ tolerations = [] }: corev1.PodSpec): string {
  if (tolerations.length === 0) return 'The template has no tolerations of its own'
  return `The template tolerates ${listed(tolerations.map(({ key, effect }) => `${key ?? 'every taint'}${effect ? `:${effect}` : ''}`))}`
}

/** Since when the gate is closed: by the node, or by the template. The later of the two closed it. */
function gateWays(daemon: DaemonMoment, node: corev1.Node, gate: Gate): readonly Way[] {
  const { moment, key } = daemon
  const name = node.metadata!.name!
  const byNode = moment.since(fieldOf('nodes', name, gateField(gate)))
  const ofNode = moment.wayFrom(gate.name === 'taints' ? `How ${name} came to its taint` : `How ${name} came to its labels`, (byNode ?? moment.since(fieldOf('nodes', name, '')))?.id)
  const ofTemplate = templateWay(daemon)
  const template = moment.since(fieldOf('daemonsets', key, 'spec.template'))
  return (template?.id ?? 0) > (byNode?.id ?? 0) && gate.name !== 'taints' ? [ofTemplate, ofNode] : [ofNode, ofTemplate]
}

function whyNotEligible(daemon: DaemonMoment, node: corev1.Node, gate: Gate): WhyAnswer {
  const name = node.metadata!.name!
  const others = daemon.views.get(name)!.verdict.gates.filter((each) => !each.passed && each !== gate)
  const more = others.length > 0 ? ` Even without that, ${listed(others.map(gateWords))}.` : ''
  const went = daemon.moment.latestOfPod(daemon.facts.uid, name, facets.cameOrWent)
  return {
    title: ['Why is there no pod on', name, '?'],
    lead: `The DaemonSet controller runs no pod of ${daemon.daemonSet.metadata!.name} here: ${gateWords(gate)}.${more}`,
    facts: gateFacts(daemon, node, gate),
    ways: [...gateWays(daemon, node, gate), ...(went?.type === 'DELETED' ? [daemon.moment.wayFrom('How the pod that was here went', went.id)] : [])],
    daemonSet: daemon.key,
  }
}

/** It should run one: a create that was refused, a wait after failures, or a sync that is still to come. */
function whyNotYet(daemon: DaemonMoment, node: string): WhyAnswer {
  const { moment, key, daemonSet, facts } = daemon
  const { name, uid } = daemonSet.metadata!
  const timer = moment.cluster.timers.find((each) => each.component === 'daemonset-controller' && each.key === key)
  const due = timer ? ` The controller looks again at ${clock(timer.dueAtMs)}.` : ''
  const refused = [...moment.cluster.objects.events.values()].findLast((event: Event) => event.reason === 'FailedCreate' && event.involvedObject.uid === uid)
  const silentMs = silentSince(moment, node)
  const went = moment.latestOfPod(facts.uid, node, facets.cameOrWent)
  const lead = refused
    ? `${name} should run a pod here, but the API server refused it: ${refused.message.replace(/^Error creating: /, '').replace(/\.$/, '')}.${due}`
    : `${name} should run a pod here, and its controller has not made it yet.${due}${silentMs === undefined ? '' : ` Nothing has been heard of the node since ${clock(silentMs)}.`}`
  const refusal = refused && moment.latest('events', `${refused.metadata.namespace}/${refused.metadata.name}`, ~0)
  return {
    title: ['Why is there no pod on', node, 'yet?'], lead,
    facts: [{ text: `${node} passes every gate of the controller`, resource: 'nodes', key: node }],
    ways: [...(refusal ? [moment.wayFrom('What was refused', refusal.id)] : []), ...(went?.type === 'DELETED' ? [moment.wayFrom('How the pod before went', went.id)] : []), templateWay(daemon)],
    daemonSet: key,
  }
}

function whyItStays(daemon: DaemonMoment, node: corev1.Node, gate: Gate): WhyAnswer {
  const name = node.metadata!.name!
  return {
    title: ['Why does', name, 'keep its pod?'],
    lead: `A new pod would not come here: ${gateWords(gate)}. But NoSchedule keeps pods out and sends none away, so the one that runs stays. It counts as misscheduled, and no longer for DESIRED, from the controller’s next sync on.`,
    facts: gateFacts(daemon, node, gate), ways: gateWays(daemon, node, gate), daemonSet: daemon.key,
  }
}

/** Ready, cordoned, tainted, short of something: each since its own act. */
function whyItself(moment: Moment, node: corev1.Node): WhyAnswer {
  const name = node.metadata!.name!
  const ready = conditionOf(node.status?.conditions, 'Ready')
  const short = (node.status?.conditions ?? []).filter(({ type, status }) => type !== 'Ready' && status === 'True')
  const silentMs = silentSince(moment, name)
  const facts: Fact[] = []
  const ways: Way[] = []
  const add = (text: string, field: string) => {
    facts.push({ text, resource: 'nodes', key: name, field })
    ways.push(moment.wayOf(text, fieldOf('nodes', name, field)))
  }
  if (node.spec?.unschedulable) add(`${name} is cordoned`, 'spec.unschedulable')
  for (const { type } of short) add(`${type} is True`, `status.conditions[${type}]`)
  for (const taint of node.spec?.taints ?? []) if (!node.spec?.unschedulable || taint.key !== 'node.kubernetes.io/unschedulable') add(`${name} has the taint ${printTaint(taint)}`, `spec.taints[${taint.key}:${taint.effect}]`)
  add(`Ready is ${ready?.status ?? 'not reported'}`, 'status.conditions[Ready]')
  const state = ready?.status === 'True' ? 'Ready' : 'NotReady'
  const heard = silentMs === undefined ? '' : ` Nothing has been heard of its kubelet since ${clock(silentMs)}.`
  return { title: ['Why is', name, `${state}${node.spec?.unschedulable ? ', cordoned' : ''}?`], lead: `${listed(facts.map(({ text }) => text))}.${heard}`, facts, ways, daemonSet: undefined }
}
