/** The structure of every type that a manifest may hold, as the API server publishes it. */
import structure from './fields.json' with { type: 'json' }

/** One field of a type. `type` is a scalar (`string`, `integer`, `boolean`), `array`, `object` (a map) or the full name of a type. */
export interface Field {
  readonly type: string
  readonly format?: string
  readonly items?: Field
  readonly values?: Field
  readonly enum?: readonly string[]
  /** What the API server fills in, where that is always the same. */
  readonly default?: unknown
  /** How a strategic merge patch treats it: `merge`, `merge,retainKeys`; absent: it is replaced. */
  readonly 'patch-strategy'?: string
  /** The field by which the items of a merged list are told apart. */
  readonly 'patch-merge-key'?: string
}

/** A type: the fields of an object, or how a scalar is written. */
export interface Type {
  readonly type?: string
  readonly format?: string
  /** Fields that must be there; Go writes them even when they are empty. */
  readonly required?: readonly string[]
  readonly fields?: Readonly<Record<string, Field>>
}

const types = structure as unknown as Readonly<Record<string, Type>>

/** The fields of a type by its full name; undefined when it is no object. */
export const fieldsOf = (type: string): Readonly<Record<string, Field>> | undefined => types[type]?.fields

/** Names of the fields of a type that must be there. */
export const requiredOf = (type: string): readonly string[] => types[type]?.required ?? []

/** Is the field of this type (full name) written even when it is empty? */
export const isRequired = (type: string, field: string): boolean => requiredOf(type).includes(field)

/** `DaemonSet` of `io.k8s.api.apps.v1.DaemonSet`. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1)

const prefixes: Readonly<Record<string, string>> = { v1: 'io.k8s.api.core.v1', 'apps/v1': 'io.k8s.api.apps.v1', 'policy/v1': 'io.k8s.api.policy.v1', 'scheduling.k8s.io/v1': 'io.k8s.api.scheduling.v1' }
const kinds: Readonly<Record<string, readonly string[]>> = {
  v1: ['ConfigMap', 'Namespace', 'Node', 'Pod', 'ResourceQuota', 'Service'],
  'apps/v1': ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet'],
  'policy/v1': ['PodDisruptionBudget'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
}

/** The full name of the type that a manifest's apiVersion and kind mean; undefined when there is none. */
export const typeOfKind = (apiVersion: string, kind: string): string | undefined =>
  kinds[apiVersion]?.includes(kind) ? `${prefixes[apiVersion]}.${kind}` : undefined

/** The apiVersion of a kind: `apps/v1` of `DaemonSet`; undefined when there is none of that name. */
export const apiVersionOfKind = (kind: string): string | undefined => Object.keys(kinds).find((apiVersion) => kinds[apiVersion]!.includes(kind))
