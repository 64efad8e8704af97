/** What the cluster has that a manifest can name: labels and taints of its nodes, images, classes, namespaces. */
import type { KnownValues } from '#apis/editing/value-candidates'
import type { Cluster } from '#cluster/cluster'
import { exampleImages, imageWords } from './image-words.ts'

/** Taints and labels of a machine that a person rarely means. */
const ownOfNode = /^kubernetes\.io\/hostname$/

/** Gathers them; one pass over the nodes. */
export function knownValues({ objects, options: { images } }: Pick<Cluster, 'objects' | 'options'>): KnownValues {
  const nodeLabels = new Map<string, Map<string, number>>()
  const taints = new Map<string, { key: string; value: string; effect: string; nodes: number }>()
  for (const { metadata, spec } of objects.nodes.values()) {
    for (const [key, value] of Object.entries(metadata?.labels ?? {})) {
      if (ownOfNode.test(key)) continue
      const values = nodeLabels.get(key) ?? new Map<string, number>()
      nodeLabels.set(key, values.set(value, (values.get(value) ?? 0) + 1))
    }
    for (const { key = '', value = '', effect = '' } of spec?.taints ?? []) {
      const id = `${key}=${value}:${effect}`
      const known = taints.get(id) ?? { key, value, effect, nodes: 0 }
      taints.set(id, { ...known, nodes: known.nodes + 1 })
    }
  }
  return {
    nodeLabels: new Map([...nodeLabels].sort(([a], [b]) => (a < b ? -1 : 1))), taints: [...taints.values()],
    images: exampleImages(images).map((reference) => ({ reference, words: imageWords(images, reference) })),
    priorityClasses: [...objects.priorityclasses.keys()], namespaces: [...objects.namespaces.keys()], nodes: [...objects.nodes.keys()],
  }
}
