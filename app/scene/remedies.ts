/** What would change a node's lot, each with its outcome, found out by asking the controller's own function about a changed copy. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import type { Cluster } from '#cluster/cluster'
import { nodeShouldRunDaemonPod, type Verdict } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { DaemonSetFacts } from './daemonset-facts.ts'

export interface Remedy {
  readonly title: string
  readonly outcome: string
  /** The kubectl line that does it; undefined for a change of the manifest, or for waiting. */
  readonly command: string | undefined
}

/** Ways to open the gate that is closed; none where all are open. */
export function remediesFor(cluster: Cluster, facts: DaemonSetFacts, node: corev1.Node, verdict: Verdict): readonly Remedy[] {
  const gate = verdict.gates.find(({ passed }) => !passed)
  if (!gate) return []
  const name = node.metadata!.name!
  switch (gate.name) {
    case 'taints': {
      const own = gate.untolerated.filter(({ key }) => !key?.startsWith('node.kubernetes.io/'))
      if (own.length === 0) return [{ title: 'Wait until the node is Ready', outcome: 'The taint comes from its condition and goes with it.', command: undefined }]
      const tolerations = [...(facts.daemonSet.spec?.template?.spec?.tolerations ?? []), ...own.map(({ key, effect }) => ({ key, operator: 'Exists', effect }))]
      const untainted = { ...node, spec: { ...node.spec, taints: (node.spec?.taints ?? []).filter((taint) => !own.includes(taint)) } }
      return [
        { title: own.length === 1 ? 'Tolerate the taint' : 'Tolerate the taints', outcome: inManifest(cluster, facts, withPodSpec(facts.daemonSet, { tolerations })), command: undefined },
        {
          title: own.length === 1 ? 'Remove the taint' : 'Remove the taints',
          outcome: onNode(cluster, facts, untainted),
          command: `kubectl taint nodes ${name} ${own.map((taint) => `${printTaint({ ...taint, value: '' })}-`).join(' ')}`,
        },
      ]
    }
    case 'nodeSelector': {
      const wanted = Object.fromEntries(gate.unmet.map(({ key, values }) => [key, values[0]!]))
      const labelled = { ...node, metadata: { ...node.metadata, labels: { ...node.metadata?.labels, ...wanted } } }
      const rest = Object.fromEntries(Object.entries(facts.daemonSet.spec?.template?.spec?.nodeSelector ?? {}).filter(([key]) => !(key in wanted)))
      return [
        { title: 'Label the node', outcome: onNode(cluster, facts, labelled), command: `kubectl label nodes ${name} ${Object.entries(wanted).map(([key, value]) => `${key}=${value}`).join(' ')} --overwrite` },
        { title: 'Ask for fewer labels', outcome: inManifest(cluster, facts, withPodSpec(facts.daemonSet, { nodeSelector: rest })), command: undefined },
      ]
    }
    case 'nodeAffinity': {
      const first = gate.unmet[0]?.find(({ operator }) => operator === 'In')
      const { nodeAffinity: _, ...affinity } = facts.daemonSet.spec?.template?.spec?.affinity ?? {}
      const drop: Remedy = { title: 'Require no affinity', outcome: inManifest(cluster, facts, withPodSpec(facts.daemonSet, { affinity })), command: undefined }
      if (!first || gate.unmet[0]!.length > 1) return [drop]
      const labelled = { ...node, metadata: { ...node.metadata, labels: { ...node.metadata?.labels, [first.key]: first.values[0]! } } }
      return [{ title: 'Label the node', outcome: onNode(cluster, facts, labelled), command: `kubectl label nodes ${name} ${first.key}=${first.values[0]} --overwrite` }, drop]
    }
    case 'nodeName':
      return [{ title: 'Name no node', outcome: inManifest(cluster, facts, withPodSpec(facts.daemonSet, { nodeName: '' })), command: undefined }]
  }
}

function withPodSpec(daemonSet: appsv1.DaemonSet, change: corev1.PodSpec): appsv1.DaemonSet {
  const spec = { ...daemonSet.spec?.template?.spec, ...change }
  return { ...daemonSet, spec: { ...daemonSet.spec!, template: { ...daemonSet.spec?.template, spec } } }
}

/** How many nodes should have a pod, with this template and this node in place of its like. */
function desired(cluster: Cluster, daemonSet: appsv1.DaemonSet, changed?: corev1.Node): number {
  let count = 0
  for (const [name, node] of cluster.objects.nodes) if (nodeShouldRunDaemonPod(changed?.metadata?.name === name ? changed : node, daemonSet).shouldRun) count++
  return count
}

function onNode(cluster: Cluster, { daemonSet, revision }: DaemonSetFacts, changed: corev1.Node): string {
  const [before, after] = [desired(cluster, daemonSet), desired(cluster, daemonSet, changed)]
  if (before === after) return 'Another gate would still be closed.'
  return `DESIRED ${before} → ${after}. A pod of revision ${revision ?? 1} starts at once.`
}

function inManifest(cluster: Cluster, { daemonSet, revision }: DaemonSetFacts, changed: appsv1.DaemonSet): string {
  const [before, after] = [desired(cluster, daemonSet), desired(cluster, changed)]
  const rolls = daemonSet.spec?.updateStrategy?.type === 'OnDelete' ? 'running pods keep the old one until you delete them.' : 'every eligible node rolls again.'
  return `DESIRED ${before} → ${after}. New template, so revision ${(revision ?? 0) + 1}: ${rolls}`
}
