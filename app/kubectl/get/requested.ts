/**
 * What a `get` line asks the API server for, and the answers: one per list, one per name. Stands for
 * cli-runtime's resource.Builder as `get` sets it up; its errors are kept to the word.
 */
import { matchesRequirements, parseLabelSelector } from '#apis/label-requirements'
import { isStatus, notFound } from '#apis/status'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { CommandError } from '../command-error.ts'
import type { Invocation } from '../command.ts'
import { readManifestFiles } from '../manifest-files.ts'
import { groupVersionResource, missingResource, separateType } from '../resource-builder.ts'
import { findReadable, splitTypes, unknownResource, type ApiResource } from '../resource-names.ts'

/** One answer of the API server: an object that was asked for, or the objects of a list. */
export interface Answer {
  readonly type: ApiResource
  readonly objects: readonly KubeObject[]
  /** The name that was asked for; undefined for a list. */
  readonly name?: string
}

/** All answers in the order of the line. */
export interface Answers {
  readonly answers: readonly Answer[]
  readonly errors: readonly CommandError[]
  /** One object was asked for, so that it is no list. */
  readonly single: boolean
}

/** A line that asks for nothing that could be answered. */
export interface BadLine {
  readonly refusal: CommandError
}

const refuse = (refusal: CommandError): BadLine => ({ refusal })

/** What of a `get` line says which objects are meant. */
export interface Wanted {
  readonly labelSelector: string | undefined
  readonly fieldSelector: string | undefined
  readonly allNamespaces: boolean
  readonly subresource: string | undefined
  /** Several types at once are refused: a watch. */
  readonly singleType?: boolean
}

/** The wishes of a line. */
export function wantedOf({ flags }: Invocation): Wanted {
  return {
    labelSelector: flags.text('selector')?.trim() || undefined,
    fieldSelector: flags.text('field-selector')?.trim() || undefined,
    allNamespaces: flags.on('all-namespaces'),
    subresource: flags.text('subresource') || undefined,
  }
}

/** Asks for all that a line means. */
export function ask(invocation: Invocation, wanted: Wanted): Answers | BadLine {
  const { args, flags } = invocation
  const filenames = flags.list('filename')
  const words = perType(args)
  const slashes = words.filter((word) => word.includes('/')).length
  if (slashes > 0 && slashes < words.length) return refuse(separateType)
  const pairs = slashes > 0 ? pairsOf(words) : []
  if ('refusal' in pairs) return pairs
  if (filenames.length > 0) return fromFiles(invocation, filenames, wanted, { types: slashes === 0 && words.length > 0, names: slashes === 0 && words.length > 1, pairs: pairs.length > 0 })
  const isSelected = wanted.labelSelector !== undefined || wanted.fieldSelector !== undefined
  if (pairs.length > 0) return isSelected ? refuse('selectors and the all flag cannot be used when passing resource/name arguments') : byPairs(invocation, pairs, wanted)
  const [written, ...names] = words
  if (isSelected && names.length > 0) return refuse('name cannot be provided when a selector is specified')
  if (written === undefined) return refuse(isSelected ? 'at least one resource must be specified to use a selector' : missingResource)
  if (names.length === 0) return lists(invocation, written, wanted)
  if (splitTypes(written).length > 1) return refuse('you must specify only one resource')
  return byPairs(invocation, names.map((name) => [written, name] as const), wanted)
}

/** `pods,ds a` is `pods/a ds/a`. */
function perType(words: readonly string[]): readonly string[] {
  const [first, ...names] = words
  const types = first === undefined || names.length === 0 ? [] : first.split(',')
  return types.length > 1 ? types.flatMap((type) => names.map((name) => `${type}/${name}`)) : words
}

type Pairs = readonly (readonly [type: string, name: string])[]

function pairsOf(words: readonly string[]): Pairs | BadLine {
  const pairs: (readonly [string, string])[] = []
  for (const word of words) {
    const parts = word.split('/')
    if (parts.length > 2) return refuse('arguments in resource/name form may not have more than one slash')
    if (!parts[0] || !parts[1]) return refuse('arguments in resource/name form must have a single resource and name')
    pairs.push([parts[0], parts[1]])
  }
  return pairs
}

function typesOf(written: readonly string[], singleType: boolean | undefined): readonly ApiResource[] | BadLine {
  if (singleType && written.length > 1) return refuse('you may only specify a single resource type')
  const types: ApiResource[] = []
  for (const each of written) {
    const type = findReadable(each)
    if (!type || (singleType && type.isAbsent)) return refuse(unknownResource(each))
    if (!types.some(({ qualified }) => qualified === type.qualified)) types.push(type)
  }
  return types
}

function lists({ draft, namespace }: Invocation, written: string, { labelSelector, fieldSelector, allNamespaces, subresource, singleType }: Wanted): Answers | BadLine {
  if (subresource !== undefined) return refuse('subresource cannot be used when bulk resources are specified')
  const types = typesOf(splitTypes(written), singleType)
  if ('refusal' in types) return types
  const [answers, errors]: [Answer[], CommandError[]] = [[], []]
  for (const type of types) {
    if (type.isAbsent) {
      answers.push({ type, objects: [] })
      continue
    }
    const within = type.namespaced && !allNamespaces ? namespace : undefined
    const list = handleRequest(draft, { verb: 'list', resource: type.resource, namespace: within, labelSelector, fieldSelector })
    if (!isStatus(list)) answers.push({ type, objects: list.items })
    else if (list.reason !== 'BadRequest') errors.push(list)
    else errors.push({ ...list, message: `Unable to find ${JSON.stringify(groupVersionResource(type))} that match label selector ${JSON.stringify(labelSelector ?? '')}, field selector ${JSON.stringify(fieldSelector ?? '')}: ${list.message}` })
  }
  return { answers, errors, single: false }
}

function byPairs({ draft, namespace }: Invocation, pairs: Pairs, { allNamespaces, subresource, singleType }: Wanted): Answers | BadLine {
  const types = typesOf([...new Set(pairs.map(([type]) => type))], singleType)
  if ('refusal' in types) return types
  if (allNamespaces && types.some(({ namespaced }) => namespaced)) return refuse('a resource cannot be retrieved by name across all namespaces')
  const [answers, errors]: [Answer[], CommandError[]] = [[], []]
  for (const [written, name] of pairs) {
    const type = findReadable(written)!
    const object = type.isAbsent ? notFound(type.qualified, name) : handleRequest(draft, { verb: 'get', resource: type.resource, namespace: type.namespaced ? namespace : undefined, name, subresource })
    if (isStatus(object)) errors.push(object)
    else answers.push({ type, objects: [object], name })
  }
  return { answers, errors, single: pairs.length === 1 }
}

function fromFiles(invocation: Invocation, filenames: readonly string[], { labelSelector, subresource }: Wanted, words: { readonly types: boolean; readonly names: boolean; readonly pairs: boolean }): Answers | BadLine {
  if (words.types) return refuse('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well')
  if (words.pairs) return refuse('resource/name arguments cannot be provided when a path is specified')
  const read = readManifestFiles(invocation, filenames)
  const requirements = parseLabelSelector(labelSelector ?? '')
  if ('problem' in requirements) return refuse(requirements.problem)
  const [answers, errors]: [Answer[], CommandError[]] = [[], [...read.errors]]
  for (const { type, namespace, name, object: written } of read.objects) {
    if (!matchesRequirements(requirements, written.metadata?.labels)) continue
    const object = handleRequest(invocation.draft, { verb: 'get', resource: type.resource, namespace, name, subresource })
    if (isStatus(object)) errors.push(object)
    else answers.push({ type, objects: [object], name })
  }
  return { answers, errors, single: filenames.length === 1 && filenames[0] !== '-' }
}
