/**
 * One document on its way to the API server: kubectl's own checks, strict decoding, defaults,
 * validation. The same for the editor, a command line and the conformance sets.
 */
import type * as appsv1 from './appsv1.ts'
import { decode } from './decode.ts'
import { defaulted, type KubeObject } from './decode-object.ts'
import { invalidStatus, printInvalid } from './field-error.ts'
import { shortName, typeOfKind } from './fields.ts'
import { readManifest, type ReadManifest } from './manifest.ts'
import { badRequest, notFound, type Status } from './status.ts'
import { validateDaemonSet } from './validation/validate-daemonset.ts'
import { warningsOf } from './validation/warnings.ts'

/** What kubectl prints, from validation also the API server's answer, and where it stands. */
export interface Refused {
  readonly accepted: false
  readonly stderr: string
  readonly status?: Status
  readonly path?: string
}

/** Ready to be stored, or refused with what kubectl prints and, from validation, the API server's answer. */
export type Prepared =
  | { readonly accepted: true; readonly object: appsv1.DaemonSet | KubeObject; readonly warnings: readonly string[] }
  | Refused

/** Who asks: `create` or `apply`, of which file (`STDIN` for a pipe), in a cluster with which namespaces. */
export interface Asked {
  readonly verb: 'create' | 'apply'
  readonly source: string
  readonly namespaces: ReadonlySet<string>
  /** The DaemonSet of that namespace and name, if there is one. */
  readonly stored?: (namespace: string, name: string) => appsv1.DaemonSet | undefined
}

const refused = (stderr: string, path?: string, status?: Status): Refused => ({ accepted: false, stderr: `${stderr.replace(/\n$/, '')}\n`, ...(path !== undefined && { path }), ...(status && { status }) })
const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)])) : value

/** What is wrong with the text as such, in kubectl's words; undefined when there are documents to look at. */
export function unreadable(read: ReadManifest, { verb, source }: Asked): string | undefined {
  if (read.problem) return `error: error parsing ${source}: error converting YAML to JSON: yaml: ${read.problem.message}\n`
  if (read.documents.some(({ value }) => hasInfinity(value))) return `error: error parsing ${source}: error converting YAML to JSON: json: unsupported value: +Inf\n`
  return read.documents.length === 0 ? `error: no objects passed to ${verb}\n` : undefined
}

/** JSON has no word for infinity. */
const hasInfinity = (value: unknown): boolean => value === Infinity || (typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity))

/** Takes one document through all doors in the order in which a real client and server ask. */
export function prepareDocument(value: unknown, asked: Asked): Prepared {
  const { verb, source } = asked
  const client = clientRefusal(value, source)
  if (client) return client
  const raw = value as Record<string, unknown>
  const [apiVersion, kind] = [raw.apiVersion as string, raw.kind as string]
  const metadata = (raw.metadata ?? {}) as Record<string, unknown>
  const type = typeOfKind(apiVersion, kind)
  if (!type) {
    if (apiVersion === 'apps/v1' && kind === 'daemonset') {
      return refused(`Error from server (BadRequest): error when creating "${source}": daemonset in version "v1" cannot be handled as a DaemonSet: no kind "daemonset" is registered for version "apps/v1" in scheme "pkg/runtime/scheme.go:111"`, 'kind')
    }
    const [name, namespace] = [metadata.name, metadata.namespace].map((part) => (typeof part === 'string' ? part : ''))
    return refused(`error: resource mapping not found for name: "${name}" namespace: "${namespace}" from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`, 'kind')
  }
  const namespace = (metadata.namespace as string) || 'default'
  const prefix = `Error from server (BadRequest): error when ${verb === 'create' ? 'creating' : 'applying patch to'} "${source}": ${kind} in version "v1" cannot be handled as a ${kind}: `
  const { wrongType, wrongTypePath, unknown } = decode(raw, type)
  const cannot = `${kind} in version "v1" cannot be handled as a ${kind}: `
  if (wrongType) return refused(prefix + wrongType, wrongTypePath, badRequest(cannot + wrongType))
  if (unknown.length > 0) {
    const strict = `strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}`
    return refused(prefix + strict, unknown[0], badRequest(cannot + strict))
  }
  if (!asked.namespaces.has(namespace)) {
    return refused(`Error from server (NotFound): error when creating "${source}": namespaces "${namespace}" not found`, 'metadata.namespace', notFound('namespaces', namespace))
  }
  // What else is wrong with other kinds the API server says when they are applied.
  if (shortName(type) !== 'DaemonSet') return { accepted: true, object: defaulted(raw), warnings: [] }
  const object = defaulted(raw) as appsv1.DaemonSet
  const errors = validateDaemonSet(object, asked.stored?.(namespace, object.metadata?.name ?? ''))
  if (errors.length === 0) return { accepted: true, object, warnings: warningsOf('DaemonSet', object) }
  const status = invalidStatus('DaemonSet.apps', object.metadata?.name ?? '', errors)
  return refused(printInvalid(status), errors[0]!.field, status)
}

/** What kubectl refuses before it asks the server. */
export function clientRefusal(value: unknown, source: string): Refused | undefined {
  const invalidData = (what: string, path = '') => refused(`error: error validating "${source}": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalidData('invalid object to validate')
  const raw = value as Record<string, unknown>
  for (const field of ['apiVersion', 'kind']) {
    if (raw[field] === undefined || raw[field] === null) return invalidData(`${field} not set`)
    if (typeof raw[field] !== 'string') return invalidData(`${field} isn't string type`, field)
  }
  if (raw.kind === '') return refused(`error: unable to decode "${source}": Object 'Kind' is missing in '${JSON.stringify(sorted(raw))}'`, 'kind')
  const { metadata } = raw
  const go = (what: unknown) => (Array.isArray(what) ? 'array' : typeof what === 'object' ? 'object' : typeof what === 'boolean' ? 'bool' : typeof what)
  if (metadata === undefined || metadata === null) return undefined
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return refused(`error: unable to decode "${source}": json: cannot unmarshal ${go(metadata)} into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta`, 'metadata', badRequest(`cannot unmarshal ${go(metadata)} into metadata`))
  const { wrongType, wrongTypePath } = decode(metadata, 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')
  return wrongType ? refused(`error: unable to decode "${source}": ${wrongType.replace('ObjectMeta.', 'ObjectMeta.metadata.')}`, `metadata.${wrongTypePath}`, badRequest(wrongType)) : undefined
}

/** The items of a `v1` List, or the document itself. */
export function itemsOf(value: unknown): readonly unknown[] {
  const { apiVersion, kind, items } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown; items?: unknown }
  return apiVersion === 'v1' && kind === 'List' && Array.isArray(items) ? items : [value]
}

/** A whole file: its first refusal ends it, as with kubectl where every document is asked for in turn. */
export function prepareManifest(text: string, asked: Asked): Prepared[] {
  const read = readManifest(text)
  const unread = unreadable(read, asked)
  return unread === undefined ? read.documents.flatMap(({ value }) => itemsOf(value)).map((value) => prepareDocument(value, asked)) : [{ accepted: false, stderr: unread }]
}
