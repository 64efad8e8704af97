/**
 * From plain values to API objects, strictly: the first value of a wrong type is refused in the
 * words of Go's JSON decoder, then every unknown field. Stands for the API server's decoding with
 * fieldValidation=Strict.
 */
import { fieldsOf, shortName, type Field } from './fields.ts'

/** What decoding found wrong: at most one wrong type, or else all unknown fields. Empty when all is well. */
export interface DecodingErrors {
  /** Without the sentence around it: `json: cannot unmarshal …` or `quantities must match …`. */
  readonly wrongType: string | undefined
  /** Where the wrong type stands: the path as in causes, with indices. */
  readonly wrongTypePath: string | undefined
  /** Paths with indices, in the order of the sorted keys. */
  readonly unknown: readonly string[]
}

/** Go structs that stand inside others without a field of their own, and which fields they hold. */
const embedded: Readonly<Record<string, { readonly name: string; readonly except?: readonly string[]; readonly only?: readonly string[] }>> = {
  Probe: { name: 'ProbeHandler', only: ['exec', 'grpc', 'httpGet', 'tcpSocket'] },
  Volume: { name: 'VolumeSource', except: ['name'] },
  ...Object.fromEntries(
    ['ConfigMapKeySelector', 'SecretKeySelector', 'ConfigMapEnvSource', 'SecretEnvSource', 'ConfigMapVolumeSource', 'ConfigMapProjection', 'SecretProjection'].map((type) => [type, { name: 'LocalObjectReference', only: ['name'] }]),
  ),
}
/** String types that have a name in Go, by struct and field. */
const namedStrings: Readonly<Record<string, string>> = {
  'Container.imagePullPolicy': 'PullPolicy', 'Container.terminationMessagePolicy': 'TerminationMessagePolicy', 'ContainerPort.protocol': 'Protocol',
  'Taint.effect': 'TaintEffect', 'Toleration.effect': 'TaintEffect', 'Toleration.operator': 'TolerationOperator',
  'NodeSelectorRequirement.operator': 'NodeSelectorOperator', 'LabelSelectorRequirement.operator': 'LabelSelectorOperator',
  'HostPathVolumeSource.type': 'HostPathType', 'DaemonSetUpdateStrategy.type': 'DaemonSetUpdateStrategyType', 'DeploymentStrategy.type': 'DeploymentStrategyType',
  'PodSpec.dnsPolicy': 'DNSPolicy', 'PodSpec.restartPolicy': 'RestartPolicy', 'PodSpec.preemptionPolicy': 'PreemptionPolicy', 'HTTPGetAction.scheme': 'URIScheme',
  'VolumeMount.mountPropagation': 'MountPropagationMode', 'EmptyDirVolumeSource.medium': 'StorageMedium', 'Capabilities.add': 'Capability', 'Capabilities.drop': 'Capability',
  'TopologySpreadConstraint.whenUnsatisfiable': 'UnsatisfiableConstraintAction', 'SeccompProfile.type': 'SeccompProfileType', 'ServiceSpec.type': 'ServiceType', 'Container.restartPolicy': 'ContainerRestartPolicy',
}
/** Maps that have a name in Go. */
const namedMaps: Readonly<Record<string, string>> = { limits: 'v1.ResourceList', requests: 'v1.ResourceList', hard: 'v1.ResourceList', allocatable: 'v1.ResourceList', capacity: 'v1.ResourceList' }
const anything = new Set(['FieldsV1', 'RawExtension'])
const quantity = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/

/** Where in the type and in the document the decoder stands. */
interface Place {
  readonly struct: string
  /** Go's path: without indices, with embedded structs. */
  readonly goPath: string
  readonly path: string
  readonly field: string
}

/** Decodes a whole document of this type (full name). */
export function decode(value: unknown, type: string): DecodingErrors {
  const decoder = new Decoder()
  decoder.struct(value, type, '', '')
  return { wrongType: decoder.wrongType, wrongTypePath: decoder.wrongTypePath, unknown: decoder.unknown }
}

/** What decoding makes of nulls: an absent field, an empty item or map value, the quantity 0; of unknown fields nothing is left. No value may be of a wrong type. */
export function withoutNulls(value: unknown, type: string): unknown {
  const fields = fieldsOf(type) ?? {}
  const entries = Object.entries(value as Record<string, unknown>).filter(([key, part]) => part !== null && part !== undefined && fields[key] !== undefined)
  return Object.fromEntries(entries.map(([key, part]) => [key, partWithoutNulls(part, fields[key]!)]))
}

function partWithoutNulls(part: unknown, field: Field): unknown {
  if (part === null) return field.type === 'string' ? '' : shortName(field.type) === 'Quantity' ? '0' : fieldsOf(field.type) ? {} : 0
  if (field.type === 'array') return (part as unknown[]).map((item) => partWithoutNulls(item, field.items!))
  if (field.type === 'object' && field.values) return Object.fromEntries(Object.entries(part as object).map(([key, each]) => [key, partWithoutNulls(each, field.values!)]))
  return fieldsOf(field.type) ? withoutNulls(part, field.type) : part
}

class Decoder {
  wrongType: string | undefined
  wrongTypePath: string | undefined
  readonly unknown: string[] = []
  /** Types that decode themselves end everything at once; others let the decoder go on and report their first error. */
  private ended = false

  struct(value: unknown, type: string, goPath: string, path: string): void {
    const fields = fieldsOf(type)!
    const name = shortName(type)
    const inside = embedded[name]
    for (const [key, part] of Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const at = path ? `${path}.${key}` : key
      const field = fields[key]
      if (!field) {
        this.unknown.push(at)
        continue
      }
      const isInside = inside && (inside.only ? inside.only.includes(key) : !inside.except!.includes(key))
      const go = [goPath, isInside ? inside.name : '', key].filter(Boolean).join('.')
      this.value(part, field, { struct: name, goPath: go, path: at, field: key })
    }
  }

  private value(value: unknown, field: Field, place: Place): void {
    if (value === null || value === undefined) return
    if (field.type === 'array') return this.list(value, field.items!, place)
    if (field.type === 'object') return this.map(value, field.values, place)
    const short = shortName(field.type)
    if (short === 'Quantity') return this.quantity(value, place)
    if (short === 'IntOrString') return this.expect(typeof value === 'string' || fitsInteger(value, 'int32'), value, 'int32', place, true)
    if (short === 'Time' || short === 'MicroTime') return this.expect(typeof value === 'string', value, 'string', place)
    if (anything.has(short)) return
    if (field.type === 'string') return this.expect(typeof value === 'string', value, goString(place), place)
    if (field.type === 'boolean') return this.expect(typeof value === 'boolean', value, 'bool', place)
    if (field.type === 'integer') return this.expect(fitsInteger(value, field.format), value, field.format ?? 'int64', place)
    if (!fieldsOf(field.type)) return
    if (typeof value !== 'object' || Array.isArray(value)) return this.expect(false, value, `v1.${short}`, place)
    this.struct(value, field.type, place.goPath, place.path)
  }

  private list(value: unknown, items: Field, place: Place): void {
    if (!Array.isArray(value)) return this.expect(false, value, `[]${goType(items, place)}`, place)
    value.forEach((item, index) => this.value(item, items, { ...place, path: `${place.path}[${index}]` }))
  }

  private map(value: unknown, values: Field | undefined, place: Place): void {
    const name = namedMaps[place.field] ?? (values && shortName(values.type) === 'Quantity' ? 'v1.ResourceList' : 'map[string]string')
    if (typeof value !== 'object' || Array.isArray(value)) return this.expect(false, value, name, place)
    if (!values) return
    for (const [key, part] of Object.entries(value!).sort(([a], [b]) => (a < b ? -1 : 1))) this.value(part, values, { ...place, path: `${place.path}[${key}]` })
  }

  private quantity(value: unknown, place: Place): void {
    if ((typeof value === 'string' || typeof value === 'number') && quantity.test(String(value))) return
    this.refuse("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'", place, true)
  }

  private expect(fits: boolean, value: unknown, wanted: string, place: Place, ends = false): void {
    if (!fits) this.refuse(`json: cannot unmarshal ${found(value, wanted)} into Go struct field ${place.struct}.${place.goPath} of type ${wanted}`, place, ends)
  }

  private refuse(message: string, place: Place, ends = false): void {
    if (this.ended || (this.wrongType !== undefined && !ends)) return
    this.ended = ends
    this.wrongType = message
    this.wrongTypePath = place.path
  }
}

const goString = ({ struct, field }: Place) => {
  const named = namedStrings[`${struct}.${field}`]
  return named ? `v1.${named}` : 'string'
}

function goType(field: Field, place: Place): string {
  if (field.type === 'string') return goString(place)
  if (field.type === 'integer') return field.format ?? 'int64'
  return fieldsOf(field.type) ? `v1.${shortName(field.type)}` : 'string'
}

function fitsInteger(value: unknown, format: string | undefined): boolean {
  const limit = format === 'int32' ? 2 ** 31 : 2 ** 63
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit
}

/** What the decoder says it met; a number that does not fit is shown. */
function found(value: unknown, wanted: string): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'object') return 'object'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return wanted.startsWith('int') ? `number ${value}` : 'number'
  return 'string'
}
