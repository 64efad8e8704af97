/**
 * Explanations of fields by kind and path: what `kubectl explain` prints and the editor shows. About
 * 60 KB of text that nothing needs at first: import it lazily.
 */
import { fieldAt, segmentsOf, type FieldPath } from '../field-at.ts'
import { apiVersionOfKind, shortName } from '../fields.ts'
import { containerExplanations } from './container.ts'
import { daemonSetExplanations } from './daemonset.ts'
import type { Explanations } from './explanations.ts'
import { furtherExplanations } from './further.ts'
import { metadataExplanations } from './metadata.ts'
import { namespaceExplanations } from './namespace.ts'
import { nodeExplanations } from './node.ts'
import { podExplanations } from './pod.ts'
import { schedulingExplanations } from './scheduling.ts'
import { volumeExplanations } from './volumes.ts'
import { workloadExplanations } from './workloads.ts'

/** All explanations; keys are said in `Explanations`. */
export const explanations: Explanations = {
  ...metadataExplanations, ...daemonSetExplanations, ...podExplanations, ...containerExplanations, ...schedulingExplanations,
  ...volumeExplanations, ...nodeExplanations, ...namespaceExplanations, ...workloadExplanations, ...furtherExplanations,
}

/**
 * What a field of a kind is for: `explanationOf('DaemonSet', 'spec.updateStrategy.type')`. An empty path
 * means the kind itself. Undefined where there is no such field or nothing is said of it.
 */
export function explanationOf(kind: string, path: FieldPath = ''): string | undefined {
  const segments = segmentsOf(path)
  if (segments.length === 0) return explanations[kind]
  const own = explanations[`${kind}:${segments.join('.')}`]
  if (own !== undefined) return own
  const found = fieldAt(apiVersionOfKind(kind) ?? 'v1', kind, path)
  return found && explanationOfField(found.owner, found.name, found.typeName)
}

/** What the field `name` of a type is for, by the short names of the type and of what the field holds. */
export function explanationOfField(owner: string, name: string, typeName?: string): string | undefined {
  const general = name === 'apiVersion' || name === 'kind' || name === 'metadata' ? explanations[name] : undefined
  return explanations[`${owner}.${name}`] ?? sameAs(owner, name) ?? general ?? (typeName === undefined ? undefined : explanations[shortName(typeName)])
}

/** Containers for debugging have the same fields as others, and so have conditions of all kinds. */
function sameAs(owner: string, name: string): string | undefined {
  if (owner === 'EphemeralContainer') return explanations[`Container.${name}`]
  return owner.endsWith('Condition') ? explanations[`Condition.${name}`] : undefined
}
