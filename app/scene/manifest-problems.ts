/** What is wrong with a manifest before it is sent: the API server's own words, each on its line. */
import { decode } from '#apis/decode'
import { typeOfKind } from '#apis/fields'
import { limits, locate, readManifest, type ManifestDocument, type Span } from '#apis/manifest'
import { itemsOf } from '#apis/prepare-manifest'
import { isStatus, type Status } from '#apis/status'
import type { Cluster } from '#cluster/cluster'
import { openDraft, type Draft } from '#cluster/draft'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import { changeApplied, createApplied } from '#kubectl/apply-object'
import { meantBy, type NotMeant } from '#kubectl/manifest-files'

/** Characters that a manifest may have. */
export const mostCharacters = limits.characters

export interface ManifestProblem {
  /** In UTF-16 units from the beginning of the text. */
  readonly start: number
  readonly end: number
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  /** Verbatim, as the API server or kubectl says it. */
  readonly message: string
  /** The field as the message names it (`spec.template.spec.containers[0].image`); empty where it is about the whole. */
  readonly path: string
  /** Which document of the file, counted from 0 among those that are not empty. */
  readonly document: number
}

const source = 'manifest.yaml'

/**
 * Everything that would be refused if the text were applied now, in the order of the text; empty
 * when it would be taken. Documents are applied one after another to a copy of the cluster, so that
 * one may need what another brings.
 */
export function manifestProblems(text: string, cluster: Cluster): readonly ManifestProblem[] {
  const read = readManifest(text)
  const problemAt = problemsIn(text)
  const draft = openDraft(cluster)
  draft.actor = { component: 'kubectl', cause: undefined }
  const problems = read.documents.flatMap((document, index) => itemsOf(document.value).flatMap((value, item) => {
    const prefix = value === document.value ? '' : `items[${item}]`
    return causesOf(draft, value).map(({ message, path }) => problemAt(placeOf(document, prefix, path), { message, path, document: index }))
  }))
  if (read.problem) problems.push(problemAt(read.problem.at, { message: read.problem.says, path: '', document: read.documents.length }))
  if (!read.problem && read.documents.length === 0) problems.push(problemAt({ start: 0, end: 0 }, { message: 'error: no objects passed to apply', path: '', document: 0 }))
  return problems.sort((a, b) => a.start - b.start)
}

const placeOf = (document: ManifestDocument, prefix: string, path: string): Span => locate(document, prefix === '' ? path : path === '' || path.startsWith('[') ? `${prefix}${path}` : `${prefix}.${path}`)

interface Cause {
  readonly message: string
  readonly path: string
}

/** Applies one object; every cause of a refusal for itself. */
function causesOf(draft: Draft, value: unknown): readonly Cause[] {
  const meant = meantBy({ namespace: 'default', namespaceGiven: false }, value, source)
  if ('refusal' in meant) return [causeOf(meant.refusal)]
  const { type, namespace, name } = meant
  const decoded = decode(value, typeOfKind(type.apiVersion, type.kind)!)
  const cannot = `${type.kind} in version "${type.apiVersion.split('/').at(-1)}" cannot be handled as a ${type.kind}: `
  if (decoded.wrongType) return [{ message: cannot + decoded.wrongType, path: decoded.wrongTypePath ?? '' }]
  if (decoded.unknown.length > 0) return decoded.unknown.map((path) => ({ message: `${cannot}strict decoding error: unknown field "${path}"`, path }))
  const generated = meant.object.metadata?.generateName
  if (name === '' && generated) return [{ message: `error: from ${generated}: cannot use generate name with apply`, path: 'metadata.generateName' }]
  const options = { dryRun: false, serverSide: false, fieldValidation: 'Strict', warn: () => {} } as const
  const current = name === '' ? undefined : handleRequest(draft, { verb: 'get', resource: type.resource, namespace, name })
  const applied = current === undefined || isStatus(current) ? createApplied(draft, meant, options) : changeApplied(draft, meant, current, options)
  return 'refusal' in applied ? causesOfStatus(applied.refusal) : []
}

function causesOfStatus({ details, message, reason }: Status): readonly Cause[] {
  const causes = details?.causes ?? []
  if (causes.length > 0) return causes.map(({ field = '', message: words }) => ({ message: field ? `${field}: ${words}` : words, path: field }))
  return [{ message, path: reason === 'NotFound' && details?.kind === 'namespaces' ? 'metadata.namespace' : '' }]
}

/** kubectl's preamble says where a file was; the place in the text says it better. */
function causeOf(refusal: NotMeant['refusal']): Cause {
  if ('words' in refusal) return { message: `error: ${refusal.words}`, path: refusal.path }
  const message = refusal.stderr.trimEnd().replace(/^error: error validating "manifest\.yaml": error validating data: /, '').replace(/; if you choose to ignore these errors, turn validation off with --validate=false$/, '')
  return { message, path: refusal.path ?? '' }
}

/** Puts problems at their places in a text of which there may be thousands. */
function problemsIn(text: string) {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return ({ start, end }: Span, about: Pick<ManifestProblem, 'message' | 'path' | 'document'>): ManifestProblem => {
    let [line, behind] = [0, lineStarts.length]
    while (behind - line > 1) {
      const middle = (line + behind) >> 1
      if (lineStarts[middle]! <= start) line = middle
      else behind = middle
    }
    return { start, end: Math.max(end, start), line: line + 1, column: start - lineStarts[line]! + 1, ...about }
  }
}
