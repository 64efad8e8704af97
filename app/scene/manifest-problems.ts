/** What is wrong with a manifest before it is sent: the API server's own words, each on its line. */
import { limits, locate, readManifest, type Span } from '#apis/manifest'
import { prepareDocument, prepareManifest, unreadable, type Asked, type Prepared, type Refused } from '#apis/prepare-manifest'
import type { Cluster } from '#cluster/cluster'

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

/** Everything that would be refused if the text were applied now, in the order of the text; empty when it would be taken. */
export function manifestProblems(text: string, cluster: Pick<Cluster, 'objects'>): readonly ManifestProblem[] {
  const { daemonsets, namespaces } = cluster.objects
  const asked: Asked = { verb: 'apply', source: 'manifest.yaml', namespaces: new Set(namespaces.keys()), stored: (namespace, name) => daemonsets.get(`${namespace}/${name}`) }
  const read = readManifest(text)
  const problemAt = problemsIn(text)
  const unread = unreadable(read, asked)
  if (unread !== undefined) return [problemAt(read.problem?.at ?? { start: 0, end: 0 }, { message: withoutPrefix(unread), path: '', document: 0 })]
  return read.documents.flatMap((document, index) => {
    // A list is taken apart by the same door that apply uses.
    const answers: readonly Prepared[] = isList(document.value) ? prepareManifest(text, asked) : [prepareDocument(document.value, asked)]
    return answers.flatMap((answer) => (answer.accepted ? [] : causesOf(answer)))
      .map(({ message, path }) => problemAt(locate(document, path), { message, path, document: index }))
  }).sort((a, b) => a.start - b.start)
}

interface Cause {
  readonly message: string
  readonly path: string
}

/** Every cause for itself: those of validation, and each unknown field of a strict decoding. */
function causesOf({ stderr, path = '', status }: Refused): readonly Cause[] {
  const causes = status?.details?.causes ?? []
  if (causes.length > 0) return causes.map(({ field = '', message }) => ({ message: field ? `${field}: ${message}` : message, path: field }))
  const message = withoutPrefix(stderr)
  const unknown = [...message.matchAll(/unknown field "([^"]*)"/g)]
  if (unknown.length === 0) return [{ message, path }]
  const before = message.slice(0, unknown[0]!.index)
  return unknown.map(([words, field]) => ({ message: before + words, path: field! }))
}

const isList = (value: unknown): boolean => typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'List'

/** kubectl's preamble says where a file was; the place in the text says it better. */
function withoutPrefix(stderr: string): string {
  return stderr.trimEnd().replace(/^error: error parsing manifest\.yaml: /, '').replace(/^Error from server \(\w+\): error when [a-z ]+ "manifest\.yaml": /, '')
    .replace(/^error: error validating "manifest\.yaml": error validating data: /, '').replace(/; if you choose to ignore these errors, turn validation off with --validate=false$/, '')
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
