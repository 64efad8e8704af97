/** What is wrong with a manifest before it is sent: the API server's own words, each on its line. */
import { locate, readManifest, limits } from '#apis/manifest'
import { prepareDocument, prepareManifest, unreadable, type Asked, type Prepared } from '#apis/prepare-manifest'
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
}

/** Everything that would be refused if the text were applied now; empty when it would be taken. */
export function manifestProblems(text: string, cluster: Pick<Cluster, 'objects'>): readonly ManifestProblem[] {
  const { daemonsets, namespaces } = cluster.objects
  const asked: Asked = { verb: 'apply', source: 'manifest.yaml', namespaces: new Set(namespaces.keys()), stored: (namespace, name) => daemonsets.get(`${namespace}/${name}`) }
  const read = readManifest(text)
  const unread = unreadable(read, asked)
  if (unread !== undefined) return [problemAt(text, read.problem?.at ?? { start: 0, end: 0 }, withoutPrefix(unread))]
  const found: ManifestProblem[] = []
  for (const document of read.documents) {
    // A list is taken apart by the same door that apply uses.
    const answers: readonly Prepared[] = isList(document.value) ? prepareManifest(text, asked) : [prepareDocument(document.value, asked)]
    for (const answer of answers) {
      if (answer.accepted) continue
      const causes = answer.status?.details?.causes ?? []
      if (causes.length > 0) for (const { field = '', message } of causes) found.push(problemAt(text, locate(document, field), field ? `${field}: ${message}` : message))
      else found.push(problemAt(text, locate(document, answer.path ?? ''), withoutPrefix(answer.stderr)))
    }
  }
  return found
}

const isList = (value: unknown): boolean => typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'List'

/** kubectl's preamble says where a file was; the place in the text says it better. */
function withoutPrefix(stderr: string): string {
  return stderr.trimEnd().replace(/^error: error parsing manifest\.yaml: /, '').replace(/^Error from server \(\w+\): error when [a-z ]+ "manifest\.yaml": /, '')
    .replace(/^error: error validating "manifest\.yaml": error validating data: /, '').replace(/; if you choose to ignore these errors, turn validation off with --validate=false$/, '')
}

function problemAt(text: string, { start, end }: { readonly start: number; readonly end: number }, message: string): ManifestProblem {
  const before = text.slice(0, start)
  const lineStart = before.lastIndexOf('\n') + 1
  return { start, end: Math.max(end, start), line: before.split('\n').length, column: start - lineStart + 1, message }
}
