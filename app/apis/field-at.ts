/** Fields of an API kind by their path, with what may stand there: for `kubectl explain`, completion and hover. */
import { eventType, eventTypes } from './event-fields.ts'
import { fieldsOf, requiredOf, shortName, typeOfKind, type Field } from './fields.ts'

/** `spec.template.spec.containers[0].image`, or its parts where a key of a map has dots. Positions in lists may be left out. */
export type FieldPath = string | readonly (string | number)[]

/** One field where it stands. */
export interface FieldAt {
  readonly name: string
  /** Short name of the type it is a field of: `DaemonSetSpec`. The kind itself for the root. */
  readonly owner: string
  /** As the API server publishes it: type, items, enum, default, patch strategy. */
  readonly field: Field
  /** Must it be there? */
  readonly required: boolean
  /** Full name of the type whose fields stand below it, items and values of maps included; undefined for scalars. */
  readonly typeName?: string
  /** The fields below it, by name, in alphabetical order; undefined for scalars and maps of scalars. */
  readonly fields?: Readonly<Record<string, Field>>
  /** Names of those fields that must be there. */
  readonly requiredFields: readonly string[]
}

/** The parts of a path, without positions in lists. */
export function segmentsOf(path: FieldPath): readonly string[] {
  const parts = typeof path === 'string' ? path.replace(/\[\d*\]/g, '').split('.') : path
  return parts.map(String).filter((part) => part !== '' && !/^\d+$/.test(part))
}

/** The field of a kind at a path; the kind itself at an empty one. Undefined where there is none. Keys of maps are not checked. */
export function fieldAt(apiVersion: string, kind: string, path: FieldPath = ''): FieldAt | undefined {
  const type = typeOfKind(apiVersion, kind) ?? (apiVersion === 'v1' && kind === 'Event' ? eventType : undefined)
  if (type === undefined) return undefined
  let at = below({ name: kind, owner: kind, field: { type }, required: true })
  for (const name of segmentsOf(path)) {
    const { field } = at
    if (field.type === 'object' && field.values) {
      at = below({ name, owner: at.owner, field: field.values, required: false })
      continue
    }
    const next = at.fields?.[name]
    if (next === undefined) return undefined
    at = below({ name, owner: shortName(at.typeName!), field: next, required: at.requiredFields.includes(name) })
  }
  return at
}

function below(at: Pick<FieldAt, 'name' | 'owner' | 'field' | 'required'>): FieldAt {
  let inner = at.field
  while (inner.items ?? inner.values) inner = (inner.items ?? inner.values)!
  const { fields = fieldsOf(inner.type), required = requiredOf(inner.type) } = eventTypes[inner.type] ?? {}
  return fields ? { ...at, typeName: inner.type, fields, requiredFields: required } : { ...at, requiredFields: [] }
}
