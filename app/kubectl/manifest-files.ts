/** Manifests that a command line names with `-f`: read, cut into documents, and looked at as kubectl looks before it asks the server. */
import { matchesRequirements, parseLabelSelector } from '#apis/label-requirements'
import { readManifest } from '#apis/manifest'
import { clientRefusal, itemsOf, type Refused } from '#apis/prepare-manifest'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { CommandError } from './command-error.ts'
import type { Invocation } from './command.ts'
import type { FlagSpec } from './flags.ts'
import type { Meant } from './meant.ts'
import { apiResources } from './resource-names.ts'

/** `-f`, `-R` and `-k`, as every verb has them that reads files. */
export const filenameFlags: readonly FlagSpec[] = [
  { name: 'filename', short: 'f', type: 'list', about: 'files that hold the objects; - reads standard input' },
  { name: 'recursive', short: 'R', type: 'boolean', about: 'look into folders; there are none here' },
  { name: 'kustomize', short: 'k', type: 'text', about: 'a folder with a kustomization; there are none here' },
]

/** What was read: the objects in order, up to the first that cannot be read. */
export interface ReadFiles {
  readonly objects: readonly Meant[]
  readonly errors: readonly CommandError[]
}

/** What of a call matters to the files it names. */
export type FileUser = Pick<Invocation, 'input' | 'namespace' | 'namespaceGiven'>

/** How files are read. */
export interface ReadOptions {
  /** False with `--validate=false`: a document need not say its version. */
  readonly validates?: boolean
  /** Only objects with these labels. */
  readonly labelSelector?: string
}

/** The documents of all files. `source` is the file as written, `STDIN` for `-`. */
export function readManifestFiles(invocation: FileUser, filenames: readonly string[], { validates = true, labelSelector }: ReadOptions = {}): ReadFiles {
  const texts = textsOf(invocation, filenames)
  if ('errors' in texts) return { objects: [], errors: texts.errors }
  const requirements = parseLabelSelector(labelSelector ?? '')
  if ('problem' in requirements) return { objects: [], errors: [requirements.problem] }
  const [objects, errors]: [Meant[], CommandError[]] = [[], []]
  for (const { source, text } of texts) {
    const read = readManifest(text)
    for (const value of read.documents.flatMap((document) => itemsOf(document.value))) {
      const meant = meantBy(invocation, value, source, validates)
      if ('refusal' in meant) errors.push('stderr' in meant.refusal ? { plain: meant.refusal.stderr.replace(/\n$/, '') } : meant.refusal.words)
      else if (matchesRequirements(requirements, meant.object.metadata?.labels)) objects.push(meant)
    }
    if (read.problem) return { objects, errors: [...errors, `error: error parsing ${source}: ${read.problem.says}`] }
  }
  return { objects, errors }
}

interface FileText {
  readonly source: string
  readonly text: string
}

const extensions = ['.json', '.yaml', '.yml']
const hasExtension = (name: string) => extensions.some((extension) => name.endsWith(extension))

/** The texts of all files; a folder stands for its manifests. */
function textsOf({ input: { stdin = '', files = {} } }: FileUser, filenames: readonly string[]): readonly FileText[] | { readonly errors: readonly CommandError[] } {
  const errors: CommandError[] = []
  const texts = filenames.flatMap((name): readonly FileText[] => {
    if (name === '-') return [{ source: 'STDIN', text: stdin }]
    if (/^https?:\/\//.test(name)) {
      errors.push({ plain: `Unable to connect to the server: dial tcp: lookup ${/^https?:\/\/([^/:]*)/.exec(name)![1]}: no such host` })
      return []
    }
    if (name === '.' || name === './') {
      const inside = Object.keys(files).filter(hasExtension).sort()
      if (inside.length === 0) errors.push(`error reading [${name}]: recognized file extensions are [${extensions.join(' ')}]`)
      return inside.map((file) => ({ source: file, text: files[file]! }))
    }
    const text = files[name.replace(/^\.\//, '')]
    if (text !== undefined) return [{ source: name, text }]
    errors.push(`the path ${JSON.stringify(name)} does not exist`)
    return []
  })
  return errors.length > 0 ? { errors } : texts
}

/** A refusal that is all kubectl's own, and where in the document it is about. */
export interface NotMeant {
  readonly refusal: Refused | { readonly words: string; readonly path: string }
}

/** The object that a document means, in the namespace that it or the line names. */
export function meantBy({ namespace: wanted, namespaceGiven }: Omit<FileUser, 'input'>, value: unknown, source: string, validates = true): Meant | NotMeant {
  const client = clientRefusal(value, source, validates)
  if (client) return { refusal: client }
  const raw = value as KubeObject
  const [apiVersion, kind] = [raw.apiVersion ?? '', raw.kind!]
  const metadata = raw.metadata ?? {}
  // A kind in lower case is found; it is the API server that refuses it.
  const type = apiResources.find((each) => (each.kind === kind || each.singular === kind) && (each.apiVersion === apiVersion || (apiVersion === '' && !validates)))
  if (!type) {
    const words = `resource mapping not found for name: ${JSON.stringify(metadata.name ?? '')} namespace: ${JSON.stringify(metadata.namespace ?? '')} from ${JSON.stringify(source)}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first`
    return { refusal: { words, path: 'kind' } }
  }
  const { namespace: own, ...rest } = metadata
  if (!type.namespaced) return { type, namespace: undefined, name: rest.name ?? '', object: { ...raw, metadata: rest }, source }
  const namespace = own || wanted
  if (namespaceGiven && namespace !== wanted) {
    const words = `the namespace from the provided object ${JSON.stringify(namespace)} does not match the namespace ${JSON.stringify(wanted)}. You must pass '--namespace=${namespace}' to perform this operation.`
    return { refusal: { words, path: 'metadata.namespace' } }
  }
  return { type, namespace, name: metadata.name ?? '', object: { ...raw, metadata: { ...metadata, namespace } }, source }
}
