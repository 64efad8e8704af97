/** Why a pod is as it is: pending, old, crashing, stopping, gone, or simply there. */
import type * as corev1 from '#apis/corev1'
import { facets } from '#cluster/journal/facets'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import { fieldOf } from '#cluster/kube-apiserver/watch'
import { isReady, targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { isOlder } from '../daemonset-facts.ts'
import { tellStep } from '../steps/tell-step.ts'
import { listed } from '../steps/told-step.ts'
import { budgetFact } from './why-rollout.ts'
import { daemonMoment, holderFact, holdersOf, holderWay, notAvailable, silentSince, templateWay, type DaemonMoment } from './daemon-moment.ts'
import { clock, type Moment } from './moment.ts'
import type { Fact, Way, WhyAnswer } from './question.ts'
import { whyPending } from './why-pending.ts'

/** The answer for a pod that is or was there. */
export function whyPod(moment: Moment, key: string): WhyAnswer | undefined {
  const pod = moment.cluster.objects.pods.get(key)
  if (!pod) return whyGone(moment, key)
  const daemon = daemonOf(moment, pod)
  const answer = whyState(moment, pod, key, daemon)
  return { ...answer, ways: [...answer.ways, cameWay(moment, key)].filter(isFirst), daemonSet: daemon?.key }
}

type Part = Omit<WhyAnswer, 'daemonSet'>

/** The DaemonSet that a pod belongs to. */
function daemonOf(moment: Moment, pod: corev1.Pod): DaemonMoment | undefined {
  const owner = pod.metadata?.ownerReferences?.find(({ controller, kind }) => controller && kind === 'DaemonSet')
  return owner && daemonMoment(moment, `${pod.metadata!.namespace}/${owner.name}`)
}

const cameWay = (moment: Moment, key: string): Way => moment.wayFrom('How the pod came', moment.latest('pods', key, facets.cameOrWent, ({ type }) => type === 'ADDED')?.id)

/** Two ways that begin with the same step are one. */
const isFirst = (way: Way, at: number, ways: readonly Way[]): boolean => ways.findIndex(({ from }) => from === way.from) === at

function whyState(moment: Moment, pod: corev1.Pod, key: string, daemon: DaemonMoment | undefined): Part {
  if (pod.metadata!.deletionTimestamp) return whyTerminating(moment, pod, key)
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return whyEnded(moment, pod, key)
  if (!pod.spec?.nodeName) return whyPending(moment, pod, key)
  const waiting = waitingOf(pod)
  if (waiting && !/ContainerCreating|PodInitializing/.test(waiting.reason)) return whyStuck(moment, pod, key, waiting)
  if (daemon && isOlder(daemon.facts, pod)) return whyOld(daemon, pod, key)
  if (!isReady(pod)) return whyNotReady(moment, pod, key, daemon)
  return whyThere(moment, pod, key, daemon)
}

function waitingOf(pod: corev1.Pod): { readonly at: number; readonly reason: string; readonly message: string } | undefined {
  const statuses = pod.status?.containerStatuses ?? []
  const status = statuses.find(({ state }) => state?.waiting)
  if (!status) return undefined
  const { reason = '', message = '' } = status.state!.waiting!
  return { at: Math.max(0, pod.spec?.containers?.findIndex(({ name }) => name === status.name) ?? 0), reason, message }
}

const onNode = (pod: corev1.Pod): string => (targetNodeName(pod) ? ` on ${targetNodeName(pod)}` : '')

/** Whoever marked it, and whether anybody can stop it. */
function whyTerminating(moment: Moment, pod: corev1.Pod, key: string): Part {
  const { name, deletionGracePeriodSeconds: grace } = pod.metadata!
  const marked = moment.since(fieldOf('pods', key, 'metadata.deletionTimestamp'))
  const node = pod.spec?.nodeName
  const silentMs = silentSince(moment, node)
  const ends = silentMs === undefined ? `Its containers have at most ${grace ?? 30} s to end; then its kubelet takes it out of the API.` : `But nothing has been heard of ${node} since ${clock(silentMs)}: nobody can confirm that it has stopped, so it stays in the API.`
  return {
    title: ['Why is', name!, 'Terminating?'],
    lead: `${marked ? `${tellStep(marked).text}. ` : ''}${ends}`,
    facts: [{ text: `${name} has been marked for deletion`, resource: 'pods', key, field: 'metadata.deletionTimestamp' }],
    ways: [moment.wayFrom('How it came to be deleted', marked?.id), ...(silentMs === undefined ? [] : [moment.wayOf(`Why nothing is heard of ${node}`, fieldOf('nodes', node!, 'status.conditions[Ready]'))])],
  }
}

function whyEnded(moment: Moment, pod: corev1.Pod, key: string): Part {
  const { reason, message, phase } = pod.status!
  const said = [reason, message?.trim().replace(/\.$/, '')].filter(Boolean).join(': ')
  return {
    title: ['Why did', pod.metadata!.name!, phase === 'Failed' ? 'fail?' : 'end?'],
    lead: `${said || 'Its containers have ended'}. The pod stays until its controller, or somebody, deletes it.`,
    facts: [{ text: `status.phase is ${phase}`, resource: 'pods', key, field: 'status.phase' }],
    ways: [moment.wayOf(phase === 'Failed' ? 'How it failed' : 'How it ended', fieldOf('pods', key, 'status.phase'))],
  }
}

function whyStuck(moment: Moment, pod: corev1.Pod, key: string, { at, reason, message }: NonNullable<ReturnType<typeof waitingOf>>): Part {
  const { name, image } = pod.spec!.containers![at]!
  const crashes = reason === 'CrashLoopBackOff'
  const status = pod.status?.containerStatuses?.find((each) => each.name === name)
  const code = status?.lastState?.terminated?.exitCode
  const lead = crashes
    ? `Container ${name} exits${code === undefined ? '' : ` with code ${code}`} again and again, ${status?.restartCount ?? 0} restarts so far; its kubelet waits longer before each new start.`
    : `Container ${name} has no image: ${image} cannot be pulled. Its kubelet tries again, later each time.`
  const event = moment.latest('pods', key, facets.status)
  return {
    title: ['Why does', pod.metadata!.name!, 'not run?'], lead,
    facts: [
      { text: `Container ${name} waits: ${reason}${message ? `, ${message}` : ''}`, resource: 'pods', key, field: `status.containerStatuses[${name}]` },
      { text: `Its image is ${image}`, manifestPath: `spec.template.spec.containers[${at}].image` },
    ],
    ways: [moment.wayFrom(crashes ? 'How it came to crash' : 'How it came to wait', event?.id)],
  }
}

/** An old pod stays until the budget has room for its node. */
function whyOld(daemon: DaemonMoment, pod: corev1.Pod, key: string): Part {
  const { moment, daemonSet } = daemon
  const title = ['Why is', pod.metadata!.name!, 'still old?'] as const
  const since = templateWay(daemon, 'Since when it is old')
  const old: Fact = { text: `${pod.metadata!.name} was made from an older template`, resource: 'pods', key, field: 'metadata.labels[controller-revision-hash]', manifestPath: 'spec.template' }
  const used = holdersOf(daemon)
  if (!used) {
    const fact: Fact = { text: 'updateStrategy.type is OnDelete', resource: 'daemonsets', key: daemon.key, field: 'spec.updateStrategy.type', manifestPath: 'spec.updateStrategy.type' }
    return { title, lead: 'The strategy is OnDelete: its node gets a pod of today’s template when you delete this one.', facts: [old, fact], ways: [since, moment.wayOf('How it came to OnDelete', fieldOf('daemonsets', daemon.key, 'spec.updateStrategy'))] }
  }
  const { budget, holders } = used
  const node = targetNodeName(pod)
  const others = holders.filter(({ nodeName }) => nodeName !== node)
  const held = others.slice(0, 3)
  const lead = budget.left > 0
    ? `An update may take ${budget.units} at a time, and ${budget.left} ${budget.left === 1 ? 'is' : 'are'} free: ${daemonSet.metadata!.name}’s controller comes to it at its next sync.`
    : `An update may take ${budget.units} at a time, and ${held.length === 0 ? 'its own node holds it' : `${listed(held.map(({ nodeName }) => nodeName))}${others.length > held.length ? ` and ${others.length - held.length} more` : ''} ${others.length === 1 ? 'holds' : 'hold'} ${budget.units === 1 ? 'it' : 'them'}`}.`
  return { title, lead, facts: [old, budgetFact(daemon, budget.field, budget.written), ...held.map((holder) => holderFact(daemon, holder))], ways: [since, ...held.slice(0, 2).map((holder) => holderWay(daemon, holder))] }
}

function whyNotReady(moment: Moment, pod: corev1.Pod, key: string, daemon: DaemonMoment | undefined): Part {
  const { name } = pod.metadata!
  const silentMs = silentSince(moment, pod.spec?.nodeName)
  const probed = pod.spec?.containers?.findIndex(({ readinessProbe }) => readinessProbe) ?? -1
  const words = daemon ? notAvailable(moment, daemon.daemonSet, pod) : `${name} is not ready yet`
  const event = moment.latest('pods', key, facets.ready | facets.status)
  return {
    title: ['Why is', name!, 'not ready?'],
    lead: `${words}.${probed >= 0 && silentMs === undefined ? ' It is ready when its readiness probe is answered.' : ''}`,
    facts: [{ text: `Ready is ${pod.status?.conditions?.find(({ type }) => type === 'Ready')?.status ?? 'not reported yet'}`, resource: 'pods', key, field: 'status.conditions[Ready]', ...(probed >= 0 && { manifestPath: `spec.template.spec.containers[${probed}].readinessProbe` }) }],
    ways: [moment.wayFrom('How it came to that', event?.id), ...(silentMs === undefined ? [] : [moment.wayOf(`Why nothing is heard of ${pod.spec!.nodeName}`, fieldOf('nodes', pod.spec!.nodeName!, 'status.conditions[Ready]'))])],
  }
}

function whyThere(moment: Moment, pod: corev1.Pod, key: string, daemon: DaemonMoment | undefined): Part {
  const ready = moment.since(fieldOf('pods', key, 'status.conditions[Ready]'))
  const lead = daemon
    ? `${targetNodeName(pod)} passes every gate of ${daemon.daemonSet.metadata!.name}’s controller, so it keeps exactly one pod there; this one is ready${ready ? ` since ${clock(ready.atMs)}` : ''}.`
    : `It runs${onNode(pod)} and is ready${ready ? ` since ${clock(ready.atMs)}` : ''}.`
  return { title: ['Why is', pod.metadata!.name!, 'here?'], lead, facts: [], ways: [moment.wayFrom('How it came to be ready', ready?.id)] }
}

/** "Why did this pod die?" */
function whyGone(moment: Moment, key: string): WhyAnswer | undefined {
  const gone = moment.latest('pods', key, facets.cameOrWent, ({ type }) => type === 'DELETED')
  if (!gone) return undefined
  const pod = gone.object as corev1.Pod
  const marked = moment.latest('pods', key, facets.deletion)
  const { name } = pod.metadata!
  const decided = tellStep(marked ?? gone)
  const owner = pod.metadata!.ownerReferences?.find(({ controller, kind }) => controller && kind === 'DaemonSet')
  return {
    title: ['Why did', name!, 'die?'],
    lead: `${decided.text}${marked ? ` (${clock(marked.atMs)}); it was gone at ${clock(gone.atMs)}` : ''}.`,
    facts: [],
    ways: [moment.wayFrom('How it came to that', gone.id), cameWay(moment, key)].filter(({ from }) => from !== undefined),
    daemonSet: owner && controllerUidOf(pod) ? `${pod.metadata!.namespace}/${owner.name}` : undefined,
  }
}
