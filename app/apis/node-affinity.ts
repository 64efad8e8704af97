/** nodeSelector and required node affinity: does a node fit? Stands for component-helpers/scheduling/corev1/nodeaffinity. */
import type * as corev1 from './corev1.ts'

/** One thing that a pod asks of its node's labels or fields and that the node does not have. */
export interface UnmetRequirement {
  readonly source: 'nodeSelector' | 'matchExpressions' | 'matchFields'
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
  /** What the node has; undefined: nothing. */
  readonly found: string | undefined
}

const none: readonly never[] = Object.freeze([])

/** The entries of `nodeSelector` that the node's labels do not equal. */
export function unmetNodeSelector(nodeSelector: corev1.PodSpec['nodeSelector'], node: corev1.Node): readonly UnmetRequirement[] {
  if (!nodeSelector) return none
  const labels = node.metadata?.labels ?? {}
  return Object.entries(nodeSelector)
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => ({ source: 'nodeSelector', key, operator: 'In', values: [value], found: labels[key] }))
}

/**
 * What keeps the node from matching: for each term of the required affinity the requirements it
 * fails. Empty when some term matches or nothing is required. A term without requirements matches nothing.
 */
export function unmetNodeAffinity(required: corev1.NodeSelector | undefined, node: corev1.Node): readonly (readonly UnmetRequirement[])[] {
  if (!required) return none
  const terms = (required.nodeSelectorTerms ?? []).filter((term) => term.matchExpressions?.length || term.matchFields?.length)
  const unmet = terms.map((term) => unmetOfTerm(term, node))
  if (terms.length === 0) return [[]]
  return unmet.some((requirements) => requirements.length === 0) ? [] : unmet
}

function unmetOfTerm(term: corev1.NodeSelectorTerm, node: corev1.Node): UnmetRequirement[] {
  const labels = node.metadata?.labels ?? {}
  const unmet: UnmetRequirement[] = []
  for (const requirement of term.matchExpressions ?? []) {
    const found = labels[requirement.key!]
    if (!meets(requirement, found)) unmet.push({ source: 'matchExpressions', ...plain(requirement), found })
  }
  for (const requirement of term.matchFields ?? []) {
    const found = requirement.key === 'metadata.name' ? node.metadata?.name : undefined
    if (!meets(requirement, found)) unmet.push({ source: 'matchFields', ...plain(requirement), found })
  }
  return unmet
}

const plain = ({ key, operator, values }: corev1.NodeSelectorRequirement) => ({ key: key!, operator: operator!, values: values ?? [] })

function meets({ operator, values = [] }: corev1.NodeSelectorRequirement, found: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return found !== undefined && values.includes(found)
    case 'NotIn':
      return found === undefined || !values.includes(found)
    case 'Exists':
      return found !== undefined
    case 'DoesNotExist':
      return found === undefined
    case 'Gt':
      return isInteger(found) && isInteger(values[0]) && Number(found) > Number(values[0])
    case 'Lt':
      return isInteger(found) && isInteger(values[0]) && Number(found) < Number(values[0])
    default:
      return false
  }
}

const isInteger = (text: string | undefined) => text !== undefined && /^[+-]?\d+$/.test(text)
