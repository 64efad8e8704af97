/** What may stand at a place of the manifest, given the cluster it is meant for. */
import { completionsAt, type Completion } from '#apis/editing/completion'
import type { Cluster } from '#cluster/cluster'
import { knownValues } from './known-values.ts'

export type { Candidate, Completion } from '#apis/editing/completion'

/** Keys, items and values for an offset of the text. */
export const manifestCompletions = (text: string, offset: number, cluster: Cluster): Completion => completionsAt(text, offset, knownValues(cluster))
