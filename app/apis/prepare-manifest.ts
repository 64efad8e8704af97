/** What kubectl looks at in a document before it asks the server. The same for the editor, a command line and the conformance sets. */
import { decode } from './decode.ts'
import { badRequest, type Status } from './status.ts'

/** What kubectl prints; where the API server would refuse it too, also its answer; and where it stands. */
export interface Refused {
  readonly stderr: string
  readonly status?: Status
  readonly path?: string
}

const refused = (stderr: string, path?: string, status?: Status): Refused => ({ stderr: `${stderr.replace(/\n$/, '')}\n`, ...(path !== undefined && { path }), ...(status && { status }) })
const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)])) : value
const goKind = (what: unknown) => (Array.isArray(what) ? 'array' : typeof what === 'object' ? 'object' : typeof what === 'boolean' ? 'bool' : typeof what)

/** What kubectl refuses before it asks the server. With `--validate=false` (`validates` is false) it asks for less. */
export function clientRefusal(value: unknown, source: string, validates = true): Refused | undefined {
  const invalid = validates ? unvalidated(value, source) : undefined
  if (invalid) return invalid
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused(`error: unable to decode "${source}": json: cannot unmarshal ${goKind(value)} into Go value of type unstructured.detector`, '')
  }
  const { apiVersion = '', kind, metadata } = value as Record<string, unknown>
  if (typeof kind !== 'string' || kind === '') return refused(`error: unable to decode "${source}": Object 'Kind' is missing in '${JSON.stringify(sorted(value))}'`, 'kind')
  if (apiVersion !== null && typeof apiVersion !== 'string') return refused(`error: unable to decode "${source}": json: cannot unmarshal ${goKind(apiVersion)} into Go struct field metadataOnlyObject.apiVersion of type string`, 'apiVersion')
  if (metadata === undefined || metadata === null) return undefined
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return refused(`error: unable to decode "${source}": json: cannot unmarshal ${goKind(metadata)} into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta`, 'metadata', badRequest(`cannot unmarshal ${goKind(metadata)} into metadata`))
  const { wrongType, wrongTypePath } = decode(metadata, 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')
  return wrongType ? refused(`error: unable to decode "${source}": ${wrongType.replace('ObjectMeta.', 'ObjectMeta.metadata.')}`, `metadata.${wrongTypePath}`, badRequest(wrongType)) : undefined
}

/** An object has to name its version and its kind. */
function unvalidated(value: unknown, source: string): Refused | undefined {
  const invalidData = (what: string, path = '') => refused(`error: error validating "${source}": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalidData('invalid object to validate')
  const found = (['apiVersion', 'kind'] as const).flatMap((field) => {
    const part = (value as Record<string, unknown>)[field]
    if (part === undefined || part === null) return [{ field: '', words: `${field} not set` }]
    return typeof part === 'string' ? [] : [{ field, words: `${field} isn't string type` }]
  })
  const [first, ...more] = found
  if (!first) return undefined
  return more.length === 0 ? invalidData(first.words, first.field) : invalidData(`[${found.map(({ words }) => words).join(', ')}]`, found.find(({ field }) => field)?.field)
}

/** The items of a `v1` List, or the document itself. */
export function itemsOf(value: unknown): readonly unknown[] {
  const { apiVersion, kind, items } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown; items?: unknown }
  return apiVersion === 'v1' && kind === 'List' && Array.isArray(items) ? items : [value]
}
