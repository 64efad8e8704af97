/**
 * `kubectl apply -f`: every document through kubectl's and the API server's doors, and then all of
 * them into the cluster, or none.
 */
import { prepareManifest } from '#apis/prepare-manifest'
import { isStatus } from '#apis/status'
import type { Observer } from '#cluster/advance'
import { perform } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import type { Answer } from './answer.ts'
import { refusal, refused as refusedWith, said } from './answer.ts'

/** All documents or none: the first refusal is the answer, in kubectl's words. */
export function apply(cluster: Cluster, text: string, observer: Observer = {}): [Cluster, Answer] {
  const { daemonsets, namespaces } = cluster.objects
  const prepared = prepareManifest(text, {
    verb: 'apply',
    source: 'manifest.yaml',
    namespaces: new Set(namespaces.keys()),
    stored: (namespace, name) => daemonsets.get(`${namespace}/${name}`),
  })
  const refused = prepared.find((each) => !each.accepted)
  if (refused && !refused.accepted) return [cluster, refusedWith(refused.stderr.trimEnd())]
  return perform(cluster, 'kubectl', (draft) => {
    const lines: string[] = []
    for (const each of prepared) {
      if (!each.accepted) continue
      lines.push(...each.warnings.map((warning) => `Warning: ${warning}`))
      const { metadata } = each.object
      const stored = draft.api.get('daemonsets', `${metadata!.namespace}/${metadata!.name}`)
      const answer = stored ? draft.api.update('daemonsets', { ...each.object, metadata: { ...stored.metadata, ...metadata, annotations: { ...stored.metadata!.annotations, ...metadata!.annotations } } }) : draft.api.create('daemonsets', each.object)
      if (isStatus(answer)) return refusal(answer)
      lines.push(`daemonset.apps/${metadata!.name} ${stored ? (answer === stored ? 'unchanged' : 'configured') : 'created'}`)
    }
    return said(lines.join('\n'))
  }, observer)
}
