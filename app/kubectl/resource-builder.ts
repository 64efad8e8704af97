/**
 * Which objects a command line means: `ds agent`, `ds/agent node/node-1`, `pods -l app=agent`, `-f file`.
 * Stands for cli-runtime's resource.Builder, its errors kept to the word.
 */
import { isStatus, notFound } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { CommandError } from './command-error.ts'
import type { Invocation } from './command.ts'
import { readManifestFiles } from './manifest-files.ts'
import type { Meant } from './meant.ts'
import { findReadable, splitTypes, unknownResource, type ApiResource } from './resource-names.ts'

/** What was found and what was not, in the order of the command line. */
export interface Found {
  readonly objects: readonly Meant[]
  readonly errors: readonly CommandError[]
  /** One object was asked for by name. */
  readonly single: boolean
}

/** How the words are to be read. */
export interface BuilderOptions {
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** All objects of a type, without naming them: `--all`, and the reading verbs. */
  readonly all?: boolean
  readonly allNamespaces?: boolean
  /** Names of files, `-` for standard input. */
  readonly filenames?: readonly string[]
  /** Objects read from files are taken as written; else they are asked for. */
  readonly local?: boolean
  /** What is said where nothing is meant. */
  readonly nothing?: CommandError
}

/** Nothing was named. */
export const missingResource = "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'"
/** `ds/agent pod`: both ways to write a type at once. */
export const separateType = "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'"

const refused = (error: CommandError): Found => ({ objects: [], errors: [error], single: false })

/** Finds the objects. An error of the line as such ends it, one of an object does not. */
export function findObjects(invocation: Invocation, words: readonly string[], options: BuilderOptions = {}): Found {
  const args = eachTypeWithEachName(words)
  const { filenames = [], labelSelector, fieldSelector, all } = options
  if (labelSelector !== undefined && all && labelSelector !== '') return refused(`setting 'all' parameter but found a non empty selector. `)
  if (filenames.length > 0) return args.length > 0 ? refused('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well') : fromFiles(invocation, filenames, options)
  if (args.length === 0) return refused(labelSelector !== undefined || all ? 'at least one resource must be specified to use a selector' : (options.nothing ?? missingResource))
  const slashes = args.filter((arg) => arg.includes('/')).length
  if (slashes > 0 && slashes < args.length) return refused(separateType)
  const selecting = labelSelector !== undefined || fieldSelector !== undefined || all === true
  if (slashes > 0) return labelSelector !== undefined ? refused('selectors and the all flag cannot be used when passing resource/name arguments') : fromPairs(invocation, args)
  const types: ApiResource[] = []
  for (const written of splitTypes(args[0]!)) {
    const type = findReadable(written)
    if (!type) return refused(unknownResource(written))
    types.push(type)
  }
  const names = args.slice(1)
  if (names.length === 0) return selecting ? bySelector(invocation, types, options) : refused('resource(s) were provided, but no name was specified')
  if (labelSelector !== undefined) return refused('name cannot be provided when a selector is specified')
  if (options.allNamespaces && types[0]!.namespaced) return refused('a resource cannot be retrieved by name across all namespaces')
  return byNames(invocation, names.map((name) => [types[0]!, name] as const))
}

/** `ds,deploy a b` means `ds/a ds/b deploy/a deploy/b`. */
function eachTypeWithEachName([types, ...names]: readonly string[]): readonly string[] {
  if (types === undefined || names.length === 0 || !types.includes(',')) return types === undefined ? [] : [types, ...names]
  return splitTypes(types).flatMap((type) => names.map((name) => `${type}/${name}`))
}

function fromPairs(invocation: Invocation, args: readonly string[]): Found {
  const pairs: (readonly [ApiResource, string])[] = []
  for (const arg of args) {
    const parts = arg.split('/')
    if (parts.length > 2) return refused('arguments in resource/name form may not have more than one slash')
    const [written, name] = parts as [string, string]
    if (!written || !name) return refused('arguments in resource/name form must have a single resource and name')
    const type = findReadable(written)
    if (!type) return refused(unknownResource(written))
    pairs.push([type, name])
  }
  return byNames(invocation, pairs)
}

function byNames({ draft, namespace }: Invocation, pairs: readonly (readonly [ApiResource, string])[]): Found {
  const [objects, errors]: [Meant[], CommandError[]] = [[], []]
  for (const [type, name] of pairs) {
    const own = type.namespaced ? namespace : undefined
    const object = type.isAbsent ? notFound(type.qualified, name) : handleRequest(draft, { verb: 'get', resource: type.resource, namespace: own, name })
    if (isStatus(object)) errors.push(object)
    else objects.push({ type, namespace: own, name, object })
  }
  return { objects, errors, single: pairs.length === 1 }
}

function bySelector({ draft, namespace }: Invocation, types: readonly ApiResource[], { labelSelector, fieldSelector, allNamespaces }: BuilderOptions): Found {
  const [objects, errors]: [Meant[], CommandError[]] = [[], []]
  for (const type of types.filter(({ isAbsent }) => !isAbsent)) {
    const within = type.namespaced && !allNamespaces ? namespace : undefined
    const list = handleRequest(draft, { verb: 'list', resource: type.resource, namespace: within, labelSelector, fieldSelector })
    if (isStatus(list)) errors.push(list.reason === 'BadRequest' ? { ...list, message: `Unable to find ${JSON.stringify(groupVersionResource(type))} that match label selector ${JSON.stringify(labelSelector ?? '')}, field selector ${JSON.stringify(fieldSelector ?? '')}: ${list.message}` } : list)
    else for (const object of list.items) objects.push({ type, namespace: object.metadata?.namespace, name: object.metadata!.name!, object })
  }
  return { objects, errors, single: false }
}

/** `apps/v1, Resource=daemonsets`, as Go prints it; the core group is empty. */
export function groupVersionResource({ resource, apiVersion, group }: ApiResource): string {
  return `${group === '' ? '/' : ''}${apiVersion}, Resource=${resource}`
}

function fromFiles(invocation: Invocation, filenames: readonly string[], { local }: BuilderOptions): Found {
  const read = readManifestFiles(invocation, filenames)
  if (local) return { objects: read.objects, errors: read.errors, single: false }
  const [objects, errors]: [Meant[], CommandError[]] = [[], [...read.errors]]
  for (const meant of read.objects) {
    const { type, namespace, name, source } = meant
    const object = handleRequest(invocation.draft, { verb: 'get', resource: type.resource, namespace, name })
    if (isStatus(object)) errors.push(object)
    else objects.push({ type, namespace, name, object, source })
  }
  return { objects, errors, single: read.objects.length === 1 }
}
