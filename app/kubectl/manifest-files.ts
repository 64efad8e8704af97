/** Manifests that a command line names with `-f`: read, cut into documents, and looked at as kubectl looks before it asks the server. */
import { readManifest } from '#apis/manifest'
import { clientRefusal, itemsOf, unreadable } from '#apis/prepare-manifest'
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
type FileUser = Pick<Invocation, 'input' | 'namespace' | 'namespaceGiven'>

/** The documents of all files. `source` is the file as written, `STDIN` for `-`. */
export function readManifestFiles(invocation: FileUser, filenames: readonly string[]): ReadFiles {
  const texts: { readonly source: string; readonly text: string }[] = []
  for (const name of filenames) {
    const text = name === '-' ? (invocation.input.stdin ?? '') : invocation.input.files?.[name.replace(/^\.\//, '')]
    if (text === undefined) return { objects: [], errors: [`the path ${JSON.stringify(name)} does not exist`] }
    texts.push({ source: name === '-' ? 'STDIN' : name, text })
  }
  const [objects, errors]: [Meant[], CommandError[]] = [[], []]
  for (const { source, text } of texts) {
    const read = readManifest(text)
    const bad = read.problem || read.documents.length > 0 ? unreadable(read, { verb: 'apply', source, namespaces: new Set() }) : undefined
    if (bad) return { objects, errors: [...errors, bad.replace(/\n$/, '')] }
    for (const value of read.documents.flatMap((document) => itemsOf(document.value))) {
      const meant = documentOf(invocation, value, source)
      if ('type' in meant) objects.push(meant)
      else errors.push(meant.refusal)
    }
  }
  return { objects, errors }
}

function documentOf({ namespace: wanted, namespaceGiven }: FileUser, value: unknown, source: string): Meant | { readonly refusal: CommandError } {
  const client = clientRefusal(value, source)
  if (client) return { refusal: { plain: client.stderr.replace(/\n$/, '') } }
  const raw = value as KubeObject
  const [apiVersion, kind] = [raw.apiVersion!, raw.kind!]
  const metadata = raw.metadata ?? {}
  // A kind in lower case is found; it is the API server that refuses it.
  const type = apiResources.find((each) => (each.kind === kind || each.singular === kind) && each.apiVersion === apiVersion)
  if (!type) {
    return { refusal: `resource mapping not found for name: ${JSON.stringify(metadata.name ?? '')} namespace: ${JSON.stringify(metadata.namespace ?? '')} from ${JSON.stringify(source)}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first` }
  }
  const { namespace: own, ...rest } = metadata
  if (!type.namespaced) return { type, namespace: undefined, name: rest.name ?? '', object: { ...raw, metadata: rest }, source }
  const namespace = own || wanted
  if (namespaceGiven && namespace !== wanted) return { refusal: `the namespace from the provided object ${JSON.stringify(namespace)} does not match the namespace ${JSON.stringify(wanted)}. You must pass '--namespace=${namespace}' to perform this operation.` }
  return { type, namespace, name: metadata.name ?? '', object: { ...raw, metadata: { ...metadata, namespace } }, source }
}
