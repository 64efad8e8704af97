/** What is simulated, to be looked up: the table of `apis/what-is-simulated.ts` by kind and field, and what of a manifest nothing follows from. */
import { fieldsOf, shortName, typeOfKind, type Field } from '#apis/fields'
import { printWhatIsSimulated, treatmentWords, whatIsElsewhere, whatIsSimulated } from '#apis/what-is-simulated'

/** Some fields of one type that fare alike. */
export interface SimulatedRow {
  readonly fields: readonly string[]
  readonly how: string
  readonly note: string
}

/** One type with the rows that were asked for. */
export interface SimulatedType {
  readonly type: string
  readonly rows: readonly SimulatedRow[]
}

/** What was found; everything where nothing was asked for. */
export interface SimulatedFound {
  readonly types: readonly SimulatedType[]
  /** What holds for the cluster as a whole. */
  readonly elsewhere: readonly string[]
}

const all: readonly SimulatedType[] = whatIsSimulated.map(({ type, fields }) => ({
  type: shortName(type), rows: fields.map(({ fields: names, how, note }) => ({ fields: names, how: treatmentWords[how], note })),
}))

/** Looks for a kind, a field or a word: `PodSpec`, `spec.hostNetwork`, `quota`. A kind that fits is shown whole. */
export function findSimulated(query: string): SimulatedFound {
  const wanted = query.trim().toLowerCase().split(/[\s.]+/).filter((word) => word !== '' && word !== 'spec')
  if (wanted.length === 0) return { types: all, elsewhere: whatIsElsewhere }
  const last = wanted.at(-1)!
  const types = all.flatMap(({ type, rows }) => {
    if (type.toLowerCase().includes(last)) return [{ type, rows }]
    const fitting = rows.flatMap((row) => {
      const fields = row.fields.filter((field) => field.toLowerCase().includes(last))
      return fields.length > 0 ? [{ ...row, fields }] : row.note.toLowerCase().includes(last) ? [row] : []
    })
    return fitting.length > 0 ? [{ type, rows: fitting }] : []
  })
  return { types, elsewhere: whatIsElsewhere.filter((line) => line.toLowerCase().includes(last)) }
}

/** All of it as a page in Markdown. */
export const simulatedPage = printWhatIsSimulated

const treatmentOf = new Map(whatIsSimulated.map(({ type, fields }) => [type, new Map(fields.flatMap(({ fields: names, how, note }) => names.map((name) => [name, { how, note }] as const)))]))
/** Fields of every object, and ports, of which nobody expects more. */
const plain = new Set(['apiVersion', 'kind', 'metadata', 'status', 'containerPort', 'name'])

/** Fields of an object that are accepted and from which nothing follows, by name, with what the table says of them. */
export function acceptedFields(value: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const { apiVersion, kind } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown }
  const type = typeof apiVersion === 'string' && typeof kind === 'string' ? typeOfKind(apiVersion, kind) : undefined
  if (type) collect(value, type, found)
  return found
}

function collect(value: unknown, type: string, found: Map<string, string>): void {
  const fields = fieldsOf(type)
  if (!fields || typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [key, part] of Object.entries(value)) {
    const field = fields[key]
    if (!field) continue
    const treatment = treatmentOf.get(type)?.get(key)
    if (treatment?.how === 'accepted' && !plain.has(key)) found.set(key, treatment.note)
    else collectField(part, field, found)
  }
}

function collectField(part: unknown, field: Field, found: Map<string, string>): void {
  if (field.type === 'array' && Array.isArray(part)) for (const item of part) collectField(item, field.items!, found)
  else if (field.type === 'object' && field.values && typeof part === 'object' && part !== null) for (const item of Object.values(part)) collectField(item, field.values, found)
  else collect(part, field.type, found)
}
