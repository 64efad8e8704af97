/** The one sentence of a node: why it has the pod it has, or has none. Made from the controller's verdict. */
import type * as corev1 from '#apis/corev1'
import type { UnmetRequirement } from '#apis/node-affinity'
import { fromTimestamp } from '#cluster/timestamps'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import type { Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { SceneCapacity } from './capacity.ts'
import type { ScenePod } from './pod-picture.ts'

/** Where a node stands in the reason ledger. */
export type LedgerGroup = 'has-its-pod' | 'on-its-way' | 'needs-a-look' | 'not-eligible'

export interface NodeSentence {
  /** One or two words with a full stop: "Not eligible." */
  readonly verdict: string
  /** At most 60 characters. */
  readonly reason: string
  /** The verdict as a tile says it. */
  readonly word: string
  /** The sentence is about something that happened then: "Updated 6 s ago". */
  readonly agoAtMs?: number | undefined
  readonly group: LedgerGroup
  /** The line of the ledger that counts this node. */
  readonly line: string
}

/** All that a node's sentence rests on. */
export interface SentenceFacts {
  readonly node: corev1.Node
  readonly ready: boolean
  /** It was Ready once: a node that joins is not one that fell silent. */
  readonly wasReady: boolean
  readonly view: NodeView
  /** Its pods as they are seen, oldest first. */
  readonly pods: readonly ScenePod[]
  readonly podObjects: readonly corev1.Pod[]
  readonly onDelete: boolean
  readonly currentRevision: number | undefined
  /** "Both units of the budget are in use.", or undefined while a unit is free. */
  readonly budgetIsUsed: string | undefined
  /** What the node has too little of for its pod. */
  readonly capacity: SceneCapacity | undefined
}

const lifecycle = /^node\.kubernetes\.io\/(not-ready|unreachable)$/

/** The sentence for one node and one DaemonSet. */
export function nodeSentence(facts: SentenceFacts): NodeSentence {
  const { ready, view, pods } = facts
  const pod = pods[pods.length - 1]
  if (!ready) return silent(facts, pod)
  if (!view.verdict.shouldRun) return notEligible(facts, pod)
  if (!pod) return { verdict: 'Waits.', reason: 'The controller has not made its pod yet.', word: 'waits', group: 'on-its-way', line: 'No pod yet' }
  const sentence = withPod(facts, pod)
  const calm = sentence.group !== 'needs-a-look' && sentence.word !== 'waits'
  return facts.node.spec?.unschedulable && calm
    ? { ...sentence, verdict: closed(sentence.verdict), reason: 'A cordon does not keep daemon pods away.', agoAtMs: undefined }
    : sentence
}

const closed = (verdict: string): string => (verdict.endsWith('.') ? verdict : `${verdict}.`)

function silent({ view, wasReady }: SentenceFacts, pod: ScenePod | undefined): NodeSentence {
  if (pod?.state === 'unconfirmed-stop') {
    return { verdict: 'Out of reach.', reason: 'Nobody can confirm that its pod stopped.', word: 'NotReady', group: 'needs-a-look', line: 'Unreachable, pod cannot stop' }
  }
  if (pod && wasReady) return { verdict: 'Out of reach.', reason: 'Its pod is last known to run.', word: 'NotReady', group: 'needs-a-look', line: 'Unreachable, pod last known' }
  const others = view.verdict.gates.filter((gate) => !gate.passed && !(gate.name === 'taints' && gate.untolerated.every(({ key }) => lifecycle.test(key ?? ''))))
  if (others.length > 0) return { verdict: 'Not eligible.', reason: closedGate(view.verdict), word: 'no pod', group: 'not-eligible', line: ledgerLine(view.verdict) }
  if (!wasReady) return { verdict: 'Joins.', reason: 'It gets its pod when it is Ready.', word: 'joining', group: 'on-its-way', line: 'Node joins' }
  return { verdict: 'Not now.', reason: 'It gets its pod when it is Ready again.', word: 'NotReady', group: 'needs-a-look', line: 'NotReady, no pod' }
}

function notEligible({ view }: SentenceFacts, pod: ScenePod | undefined): NodeSentence {
  const { verdict } = view
  if (!pod) return { verdict: 'Not eligible.', reason: closedGate(verdict), word: 'no pod', group: 'not-eligible', line: ledgerLine(verdict) }
  if (verdict.shouldContinueRunning) {
    return { verdict: 'Stays.', reason: 'The taint is new; NoSchedule evicts nobody.', word: 'stays', group: 'needs-a-look', line: 'Stays although not eligible' }
  }
  const tainted = verdict.gates.find((gate) => !gate.passed)?.name === 'taints'
  const reason = tainted ? 'The taint is not tolerated and evicts.' : 'The template does not mean this node any more.'
  return { verdict: 'Leaves.', reason, word: 'leaves', group: 'on-its-way', line: 'Pod leaves' }
}

function withPod(facts: SentenceFacts, pod: ScenePod): NodeSentence {
  const rolled = (facts.currentRevision ?? 1) > 1
  const coming = rolled ? 'Being replaced.' : 'On its way.'
  const word = rolled ? 'replacing' : 'coming'
  const starts = { group: 'on-its-way', line: rolled ? `Revision ${facts.currentRevision} pulls or starts` : 'Pod pulls or starts' } as const
  const surging = facts.pods.length > 1 && facts.view.oldPods.length > 0 && facts.view.newPods.length > 0
  switch (pod.state) {
    case 'created':
      return { verdict: coming, reason: 'The scheduler has not bound the pod yet.', word, ...starts }
    case 'scheduled':
      return { verdict: coming, reason: 'The kubelet has the new pod.', word, ...starts }
    case 'pulling':
      return { verdict: surging ? 'Surges.' : coming, reason: surging ? 'The old pod stays until the new one is ready.' : 'The image is being pulled.', word: surging ? 'surging' : word, ...starts }
    case 'starting':
      return { verdict: surging ? 'Surges.' : coming, reason: surging ? 'The old pod stays until the new one is ready.' : 'The pod runs but is not ready yet.', word: 'not ready', ...starts }
    case 'stopping': {
      const line = pod.older ? `Revision ${pod.revision ?? '?'} stops` : 'Pod stops'
      const taken = pod.older && !wasAvailable(facts.podObjects.find(({ metadata }) => metadata?.name === pod.name))
      const reason = taken ? 'Taken at once: was not available.' : pod.older ? 'The old pod is stopping.' : 'Its pod was deleted and is stopping.'
      return { verdict: 'Being replaced.', reason, word: 'replacing', group: 'on-its-way', line }
    }
    case 'ready':
      return pod.older ? waits(facts, pod) : runs(facts, pod, rolled)
    default:
      return inTrouble(facts, pod)
  }
}

/** Was it Ready when it was told to stop? */
function wasAvailable(pod: corev1.Pod | undefined): boolean {
  const ready = pod?.status?.conditions?.find(({ type }) => type === 'Ready')
  const { deletionTimestamp = '', deletionGracePeriodSeconds = 0 } = pod?.metadata ?? {}
  const [changedUnixMs, goneUnixMs] = [fromTimestamp(ready?.lastTransitionTime ?? ''), fromTimestamp(deletionTimestamp)]
  if (ready?.status === 'True' || changedUnixMs === undefined || goneUnixMs === undefined) return ready?.status === 'True'
  return changedUnixMs >= goneUnixMs - deletionGracePeriodSeconds * 1_000
}

function runs({ podObjects, currentRevision }: SentenceFacts, pod: ScenePod, rolled: boolean): NodeSentence {
  const line = rolled ? `Revision ${currentRevision} runs` : 'Pod runs'
  const group = 'has-its-pod'
  const available = podObjects.length > 0
  return rolled && available
    ? { verdict: 'Updated', reason: '', agoAtMs: pod.sinceAtMs, word: 'updated', group, line }
    : { verdict: 'Runs.', reason: 'It has its pod.', word: 'runs', group, line }
}

function waits({ onDelete, budgetIsUsed }: SentenceFacts, pod: ScenePod): NodeSentence {
  const line = `Revision ${pod.revision ?? '?'} runs and waits`
  const reason = onDelete ? 'OnDelete: it waits for you to delete its pod.' : (budgetIsUsed ?? 'It is next.')
  return { verdict: 'Waits.', reason, word: 'waits', group: 'has-its-pod', line }
}

function inTrouble({ podObjects, view, capacity }: SentenceFacts, pod: ScenePod): NodeSentence {
  const object = podObjects.find(({ metadata }) => metadata?.name === pod.name)
  const group = 'needs-a-look'
  switch (pod.state) {
    case 'does-not-fit': {
      const ports = view.oldPods.length > 0 && refusal(object).includes('free ports')
      if (ports) return { verdict: 'Stuck.', reason: `Old and new pod want ${hostPort(object)}.`, word: 'stuck', group, line: 'Old and new pod want one port' }
      return { verdict: 'Pending.', reason: lacking(object, capacity), word: 'pending', group, line: 'Pod does not fit its node' }
    }
    case 'image-not-pulled': {
      const image = object?.spec?.containers?.[0]?.image ?? 'The image'
      return { verdict: 'Stuck.', reason: `${image.length > 40 ? 'The image' : image} cannot be pulled.`, word: 'stuck', group, line: 'Image cannot be pulled' }
    }
    case 'crash-loop': {
      const code = object?.status?.containerStatuses?.find(({ lastState }) => lastState?.terminated)?.lastState?.terminated?.exitCode ?? 1
      const restarts = pod.restarts === 1 ? '1 restart' : `${pod.restarts} restarts`
      return { verdict: 'Stuck.', reason: `The container exits with code ${code}, ${restarts}.`, word: 'stuck', group, line: 'Container keeps exiting' }
    }
    default:
      return { verdict: `${object?.status?.reason ?? 'Failed'}.`, reason: 'The controller deletes it and makes another.', word: 'failed', group, line: 'Pod failed' }
  }
}

const refusal = (pod: corev1.Pod | undefined): string => pod?.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message ?? ''

function hostPort(pod: corev1.Pod | undefined): string {
  const port = pod?.spec?.containers?.flatMap(({ ports }) => ports ?? []).find((each) => each.hostPort ?? (pod.spec?.hostNetwork && each.containerPort))
  return port ? `host port ${port.hostPort ?? port.containerPort}` : 'the same host port'
}

/** Why a pod does not fit, from the scheduler's own words. */
function lacking(pod: corev1.Pod | undefined, capacity: SceneCapacity | undefined): string {
  const words = refusal(pod)
  if (pod?.status?.nominatedNodeName) return 'Pods of less priority make room for it.'
  if (words.includes('Too many pods')) return 'The node has as many pods as it may.'
  if (words.includes('free ports')) return `${hostPort(pod).replace(/^the/, 'The').replace(/^host/, 'Host')} is taken.`
  if (words.includes('Insufficient') && capacity) return `It needs ${capacity.needs}, ${capacity.left} is left.`
  if (words.includes('affinity rules')) return 'Other pods keep it away, or are not near enough.'
  const resource = /Insufficient ([\w.\-/]+)/.exec(words)?.[1]
  return resource ? `The node has too little ${resource} left.` : 'The scheduler finds no room for it.'
}

/** Why a node is not eligible: what the first closed gate wants. */
export function closedGate({ gates }: Verdict): string {
  for (const gate of gates) {
    if (gate.passed) continue
    if (gate.name === 'nodeName') return `The template names ${gate.wanted}.`
    if (gate.name === 'nodeSelector') return unmetLabel(gate.unmet[0]!)
    if (gate.name === 'nodeAffinity') return gate.unmet.length === 1 && gate.unmet[0]!.length > 0 ? unmetLabel(gate.unmet[0]![0]!) : 'Its labels match no term of the node affinity.'
    return gate.untolerated.length === 1 ? 'Its taint is not tolerated.' : `${gate.untolerated.length} of its taints are not tolerated.`
  }
  return ''
}

function unmetLabel({ key, operator, values, found }: UnmetRequirement): string {
  switch (operator) {
    case 'In':
      return found === undefined ? `It has no label ${key}=${values.join('|')}.` : `Its label ${key} is ${found}, not ${values.join(' or ')}.`
    case 'NotIn':
    case 'DoesNotExist':
      return `It has the label ${key}${found ? `=${found}` : ''}.`
    case 'Exists':
      return `It has no label ${key}.`
    default:
      return `Its label ${key} is not ${operator === 'Gt' ? 'above' : 'below'} ${values[0]}.`
  }
}

function ledgerLine({ gates }: Verdict): string {
  for (const gate of gates) {
    if (gate.passed) continue
    if (gate.name === 'taints') return `Taint ${gate.untolerated[0]!.key}:${gate.untolerated[0]!.effect}`
    if (gate.name === 'nodeSelector') return `No label ${gate.unmet[0]!.key}=${gate.unmet[0]!.values[0]}`
    if (gate.name === 'nodeAffinity') return 'Node affinity differs'
    return 'Template names another node'
  }
  return 'Not eligible'
}
