/**
 * Generated names, made the same on every run: `agent@node-1#2` is the second pod of DaemonSet
 * agent aimed at node-1, `replicaset-pod#1` the first of any other controlled pod; `hash1` the
 * first hash met.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'

/** The node a daemon pod is aimed at, bound or not. */
export function aimedAt(pod: corev1.Pod): string | undefined {
  const terms = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const field = terms.flatMap(({ matchFields }) => matchFields ?? []).find(({ key }) => key === 'metadata.name')
  return field?.values?.[0] ?? pod.spec?.nodeName
}

const controllerOf = (pod: corev1.Pod) => pod.metadata?.ownerReferences?.find(({ controller }) => controller)
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Learns names as pods appear and hashes as states are looked at. */
export class GeneratedNames {
  /** By pod uid. */
  private readonly pods = new Map<string, { readonly own: string; readonly given: string }>()
  private readonly hashes = new Map<string, string>()
  private readonly counts = new Map<string, number>()

  /** The name that a pod goes by; learns pods it has not met. */
  podName(pod: corev1.Pod): string {
    const { uid, name } = pod.metadata!
    const known = this.pods.get(uid!)
    if (known) return known.given
    const owner = controllerOf(pod)
    // A pod that was given its name keeps it, also when it is adopted.
    if (!owner || !pod.metadata!.generateName) return name!
    const stem = owner.kind === 'DaemonSet' ? `${owner.name}@${aimedAt(pod) ?? ''}` : 'replicaset-pod'
    const count = (this.counts.get(stem) ?? 0) + 1
    this.counts.set(stem, count)
    this.pods.set(uid!, { own: name!, given: `${stem}#${count}` })
    return `${stem}#${count}`
  }

  /** `hash1` for a hash; itself where it is none. */
  hashName(hash: string): string {
    return this.hashes.get(hash) ?? hash
  }

  /** Meets the hashes of a state: controller revisions by number, then replica sets by age. */
  learnHashes({ objects }: Cluster): void {
    const revisions = [...objects.controllerrevisions.values()].sort((a, b) => a.revision! - b.revision! || (a.metadata!.name! < b.metadata!.name! ? -1 : 1))
    const replicaSets = [...objects.replicasets.values()].sort((a, b) => (a.metadata!.creationTimestamp! < b.metadata!.creationTimestamp! ? -1 : 1))
    const met = [...revisions.map(({ metadata }) => metadata?.labels?.['controller-revision-hash']), ...replicaSets.map(({ metadata }) => metadata?.labels?.['pod-template-hash'])]
    for (const hash of met) if (hash && !this.hashes.has(hash)) this.hashes.set(hash, `hash${this.hashes.size + 1}`)
  }

  /** A text with all generated names replaced, in angle brackets. */
  replaceIn(text: string): string {
    const named = [...this.pods.values()].map(({ own, given }) => [own, given] as const)
    const all = new Map([...named, ...this.hashes])
    if (all.size === 0) return text
    const longestFirst = [...all.keys()].sort((a, b) => b.length - a.length).map(escape)
    return text.replace(new RegExp(longestFirst.join('|'), 'g'), (found) => `<${all.get(found)}>`)
  }
}
