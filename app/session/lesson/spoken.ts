/** What a lesson speaks of, as the cluster has it. */
import type { Cluster } from '#cluster/cluster'
import type { Target } from '#lesson/format/prose'

export type Spoken = Target

/** The nodes that are meant; undefined where it is about none. */
export function nodesOf(spoken: Spoken, { objects }: Cluster): ReadonlySet<string> | undefined {
  if (spoken.kind === 'node') return new Set([spoken.name])
  if (spoken.kind === 'pod') return new Set([spoken.node])
  if (spoken.kind !== 'object') return undefined
  const [kind = '', name = ''] = spoken.ref.split('/')
  if (/^(no|node|nodes)$/.test(kind)) return new Set([name])
  const pods = [...objects.pods.values()].filter(({ metadata }) => metadata?.name === name || metadata?.ownerReferences?.some((owner) => owner.name === name))
  return new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []))
}
