/** Where pods are and where none are. Eligible is what the DaemonSet controller calls so, gate by gate. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import { printTaint } from '#apis/taints'
import { nodeShouldRunDaemonPod, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import { isReady, isTerminating } from '#cluster/kube-controller-manager/pod-availability'
import { eligibleNodes, findDaemonSet, isOfNewestTemplate, nodeOf, podsOf, type ClusterView } from '../cluster-view.ts'
import type { NodesMeant, PlainCheck } from '../format/check-fields.ts'
import { list, notYet, passed, type NodeFinding, type Outcome } from './outcome.ts'

type PodOnEvery = Extract<PlainCheck, { podOnEvery: unknown }>['podOnEvery']
type NoPodOn = Extract<PlainCheck, { noPodOn: unknown }>['noPodOn']

/** Names of the nodes that are meant; names that no node has are kept, to be told. */
function nodesMeant(view: ClusterView, nodes: NodesMeant): readonly string[] {
  if ('names' in nodes) return nodes.names
  return [...view.list('nodes').values()].filter((node) => matchesSelector({ matchLabels: nodes.labels }, node.metadata?.labels)).map((node) => node.metadata!.name!)
}

/** Each node has exactly one pod, which is ready and not about to end. */
export function podOnEvery(view: ClusterView, { of, nodes, upToDate }: PodOnEvery): Outcome {
  const daemonSet = findDaemonSet(view, of)
  const isDaemonSet = /^(ds|daemonsets?)\//.test(of)
  if (isDaemonSet && !daemonSet) return notYet(`no ${of}`, `${of}, with a pod on every node`, [{ kind: 'manifest', path: 'kind' }])
  const wanted = nodes ? nodesMeant(view, nodes) : daemonSet ? eligibleNodes(view, daemonSet) : [...view.list('nodes').keys()]
  if (wanted.length === 0) {
    const all = [...view.list('nodes').keys()]
    return notYet(`0 eligible of ${all.length} nodes`, 'a ready pod on each eligible node, and at least one of those', all.slice(0, 1).map((name) => ({ kind: 'node', name })), daemonSet ? all.map((node) => ({ node, what: 'no pod', verdict: verdictOf(view, node, daemonSet) })) : [])
  }
  const pods = podsOf(view, of)
  const findings = wanted.flatMap((node) => findingOn(view, node, pods.filter((pod) => nodeOf(pod) === node), daemonSet, upToDate ?? false))
  if (findings.length === 0) return passed
  return notYet(findings.map(told).join('; '), `one ready pod${upToDate ? ' of the newest template' : ''} on ${list(wanted)}`, findings.map(({ node }) => ({ kind: 'node', name: node })), findings)
}

/** The nodes have no such pod, not even one that is ending. */
export function noPodOn(view: ClusterView, { of, nodes }: NoPodOn): Outcome {
  const wanted = new Set(nodesMeant(view, nodes))
  const daemonSet = findDaemonSet(view, of)
  const there = new Set(podsOf(view, of).map(nodeOf).filter((node) => node !== undefined && wanted.has(node)) as string[])
  if (there.size === 0) return passed
  const findings = [...there].map((node): NodeFinding => ({ node, what: 'a pod', ...(daemonSet && { verdict: verdictOf(view, node, daemonSet) }) }))
  return notYet(`a pod on ${list([...there])}`, `none on ${list([...wanted])}`, findings.map(({ node }) => ({ kind: 'node', name: node })), findings)
}

const verdictOf = (view: ClusterView, name: string, daemonSet: appsv1.DaemonSet): Verdict | undefined => {
  const node = view.list('nodes').get(name)
  return node && nodeShouldRunDaemonPod(node, daemonSet)
}

function findingOn(view: ClusterView, node: string, pods: readonly corev1.Pod[], daemonSet: appsv1.DaemonSet | undefined, upToDate: boolean): readonly NodeFinding[] {
  const verdict = daemonSet && verdictOf(view, node, daemonSet)
  const finding = (what: NodeFinding['what'], waits?: string): readonly NodeFinding[] => [{ node, what, ...(verdict && { verdict }), ...(waits !== undefined && { waits }) }]
  if (!view.list('nodes').has(node)) return finding('no such node')
  const live = pods.filter((pod) => !isTerminating(pod))
  const [pod] = live
  if (!pod) return finding('no pod')
  if (live.length > 1) return finding('two pods')
  if (!pod.spec?.nodeName) return finding('no room', pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message)
  if (!isReady(pod)) return finding('not ready', [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])].map(({ state }) => state?.waiting?.reason).find((reason) => reason !== undefined))
  return upToDate && daemonSet && !isOfNewestTemplate(view, daemonSet, pod) ? finding('old template') : []
}

/** A finding in words, with the first gate that is closed. */
export function told({ node, what, verdict, waits }: NodeFinding): string {
  const closed = verdict?.gates.find((gate) => !gate.passed)
  const why = waits ?? (what === 'no pod' && closed ? closedGate(closed) : undefined)
  const found = what === 'no pod' ? 'has no pod' : what === 'a pod' ? 'has a pod' : what === 'two pods' ? 'has two pods' : what === 'no such node' ? 'is not in the cluster' : what === 'no room' ? 'has a pod that waits for it' : what === 'not ready' ? 'has a pod that is not ready' : 'has a pod of an old template'
  return `${node} ${found}${why ? ` (${why})` : ''}`
}

function closedGate(gate: Verdict['gates'][number]): string {
  switch (gate.name) {
    case 'nodeName':
      return `the template names another node, ${gate.wanted ?? ''}`
    case 'nodeSelector':
      return 'it lacks labels of the node selector'
    case 'nodeAffinity':
      return 'it does not match the required node affinity'
    case 'taints':
      return `the template does not tolerate ${list(gate.untolerated.map(printTaint))}`
  }
}
