/**
 * The API server's door for clients (kubectl, the editor, lessons): REST on every resource. Decodes
 * strictly, defaults, validates, admits, stores. Stands for apiserver/pkg/endpoints/handlers.
 */
import type * as corev1 from '#apis/corev1'
import { decodeObject, stored as asStored, type FieldValidation, type KubeObject } from '#apis/decode-object'
import { invalidStatus } from '#apis/field-error'
import { badRequest, forbidden, isStatus, notFound, type Status } from '#apis/status'
import { validateObject } from '#apis/validation/validate-object'
import { warningsOf } from '#apis/validation/warnings'
import { Draft } from '../draft.ts'
import type { DeleteOptions } from './api-server.ts'
import { asRead } from './as-read.ts'
import { evictPod } from './evict-pod.ts'
import { kindOf } from './kinds.ts'
import { lockedRefusal } from '../rules.ts'
import { patchObject } from './patch-object.ts'
import type { PatchType } from './patch.ts'
import { nothingThere, scaleOf, scaledTo } from './scale.ts'
import { selectionOf, type Selectors } from './select-objects.ts'
import { withoutToken } from './service-account-token.ts'
import type { ObjectByResource, Resource } from './watch.ts'

export type { KubeObject } from '#apis/decode-object'

/** What a list request answers: the objects in the order of their keys. */
export interface KubeList {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: { readonly resourceVersion: string }
  readonly items: readonly KubeObject[]
}

interface Target {
  readonly resource: Resource
  /** Absent for objects without a namespace, and in lists for all namespaces. */
  readonly namespace?: string
}

interface Write extends Target {
  /** Everything is checked and nothing is stored. */
  readonly dryRun?: boolean
  /** What becomes of unknown fields; without it they are refused. */
  readonly fieldValidation?: FieldValidation
}

export interface GetRequest extends Target {
  readonly verb: 'get'
  readonly name: string
  /** `status`, `scale`; nothing is found at another. */
  readonly subresource?: string
}

export interface ListRequest extends Target, Selectors {
  readonly verb: 'list'
}

export interface CreateRequest extends Write {
  readonly verb: 'create'
  /** With `subresource: 'eviction'` the pod that is to go is named by `name`. */
  readonly object: object
  readonly subresource?: 'eviction'
  readonly name?: string
}

export interface UpdateRequest extends Write {
  readonly verb: 'update'
  readonly name: string
  readonly object: object
  readonly subresource?: 'status' | 'scale'
}

export interface PatchRequest extends Write {
  readonly verb: 'patch'
  readonly name: string
  readonly patchType: PatchType
  readonly patch: unknown
  readonly subresource?: 'status' | 'scale'
}

export interface DeleteRequest extends Write, Pick<DeleteOptions, 'propagationPolicy' | 'gracePeriodSeconds'> {
  readonly verb: 'delete'
  readonly name: string
}

export type ApiRequest = GetRequest | ListRequest | CreateRequest | UpdateRequest | PatchRequest | DeleteRequest
export type Warn = (warning: string) => void

/** Answers a list with the list, everything else with the object as it is stored then, or a refusal. `warn` is told what the server has to say beside. */
export function handleRequest(draft: Draft, request: ListRequest, warn?: Warn): KubeList | Status
export function handleRequest(draft: Draft, request: Exclude<ApiRequest, ListRequest>, warn?: Warn): KubeObject | Status
export function handleRequest(draft: Draft, request: ApiRequest, warn: Warn = () => {}): KubeObject | KubeList | Status {
  if ('dryRun' in request && request.dryRun) {
    const { dryRun: _, ...forReal } = request
    return handleRequest(scratch(draft), forReal as Exclude<ApiRequest, ListRequest>, warn)
  }
  const given = answer(draft, request, warn)
  if (isStatus(given)) {
    if (request.verb !== 'get' && request.verb !== 'list') noteRefused(draft, request, given)
    return given
  }
  return 'items' in given ? { ...given, items: given.items.map(asRead) } : asRead(given)
}

function noteRefused({ api }: Draft, request: CreateRequest | UpdateRequest | PatchRequest | DeleteRequest, status: Status): void {
  const { verb, resource } = request
  const name = request.name ?? ('object' in request ? (request.object as KubeObject).metadata?.name : undefined) ?? ''
  api.noteRefused({ verb, resource, key: keyIn(request, name), subresource: 'subresource' in request ? request.subresource : undefined, status })
}

function answer(draft: Draft, request: ApiRequest, warn: Warn): KubeObject | KubeList | Status {
  switch (request.verb) {
    case 'get':
      return get(draft, request)
    case 'list':
      return list(draft, request)
    case 'create':
      return request.subresource === 'eviction' ? evictPod(draft, keyIn(request, request.name!), request.object) : create(draft, request, warn)
    case 'update':
      return update(draft, request, request.object, warn)
    case 'patch':
      return patch(draft, request, warn)
    case 'delete':
      return remove(draft, request)
  }
}

/** The same cluster, to try things on. */
function scratch(draft: Draft): Draft {
  const copy = new Draft(draft.publish())
  copy.actor = draft.actor
  return copy
}

const keyIn = ({ resource, namespace }: Target, name: string) => (kindOf[resource].namespaced ? `${namespace}/${name}` : name)

function get(draft: Draft, request: GetRequest): KubeObject | Status {
  if (request.subresource !== undefined && !['status', 'scale'].includes(request.subresource)) return nothingThere
  const object = draft.api.get(request.resource, keyIn(request, request.name))
  if (!object) return notFound(kindOf[request.resource].qualified, request.name)
  return request.subresource === 'scale' ? scaleOf(request.resource, object) : object
}

function list(draft: Draft, request: ListRequest): KubeList | Status {
  const { resource, namespace } = request
  const selected = selectionOf(resource, request)
  if (isStatus(selected)) return selected
  const items = [...draft.api.list(resource)]
    .filter(([, object]) => (namespace === undefined || object.metadata?.namespace === namespace) && selected(object))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object)
  const { kind, apiVersion } = kindOf[resource]
  return { kind: `${kind}List`, apiVersion, metadata: { resourceVersion: String(draft.api.resourceVersion) }, items }
}

/** The value with the request's namespace in it, decoded and defaulted; refused where it contradicts the request. */
function received({ resource, namespace, fieldValidation }: Write, value: object, warn: Warn): KubeObject | Status {
  const { kind, apiVersion, namespaced } = kindOf[resource]
  const raw = value as KubeObject
  const own = raw.metadata?.namespace
  if (namespaced && own && own !== namespace) return badRequest('the namespace of the provided object does not match the namespace sent on the request')
  if (raw.kind !== undefined && raw.kind !== kind) {
    const version = JSON.stringify(apiVersion.split('/').at(-1))
    return badRequest(`${raw.kind} in version ${version} cannot be handled as a ${kind}: no kind ${JSON.stringify(raw.kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`)
  }
  const placed = { ...raw, apiVersion: raw.apiVersion ?? apiVersion, kind: raw.kind ?? kind, metadata: { ...raw.metadata, ...(namespaced && { namespace }) } }
  return resource === 'events' ? placed : decodeObject(placed, fieldValidation, warn)
}

/** Somebody asked for it: that is reason enough. */
const askedBy = (verb: 'create' | 'update' | 'patch' | 'delete') => Object.freeze({ reason: Object.freeze({ rule: 'request', verb }) })
const asked = Object.freeze({ create: askedBy('create'), update: askedBy('update'), patch: askedBy('patch'), delete: askedBy('delete') })

/** Characters of a generated name before its random end. */
const longestStem = 58

function create(draft: Draft, request: CreateRequest, warn: Warn): KubeObject | Status {
  const { resource, namespace } = request
  const { kind, namespaced } = kindOf[resource]
  const decoded = received(request, request.object, warn)
  if (isStatus(decoded)) return decoded
  const { resourceVersion, ...given } = decoded.metadata ?? {}
  if (resourceVersion) return badRequest('resourceVersion should not be set on objects to be created')
  if (namespaced && !draft.api.get('namespaces', namespace!)) return notFound('namespaces', namespace!)
  const name = given.name || (given.generateName ? `${given.generateName.slice(0, longestStem)}${draft.random.nameSuffix()}` : undefined)
  const object = { ...decoded, metadata: { ...given, ...(name !== undefined && { name }) } }
  const refusal = refusalOf(draft, resource, object)
  if (refusal) return refusal
  const created = draft.api.create(resource, asStored(object) as ObjectByResource[typeof resource], asked.create)
  if (!isStatus(created)) for (const warning of warningsOf(kind, created)) warn(warning)
  return created
}

/** Validation, then what guards locked fields. */
function refusalOf({ options: { rules } }: Draft, resource: Resource, object: KubeObject, stored?: KubeObject): Status | undefined {
  const { kind, apiVersion, qualified } = kindOf[resource]
  const errors = validateObject(kind, object, stored)
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''
  if (errors.length > 0) return invalidStatus(`${kind}${group}`, object.metadata?.name ?? '', errors)
  return rules && lockedRefusal(rules, qualified, object, stored)
}

function update(draft: Draft, request: UpdateRequest | PatchRequest, value: object, warn: Warn): KubeObject | Status {
  const { resource, name, subresource } = request
  const { qualified, kind } = kindOf[resource]
  const stored = draft.api.get(resource, keyIn(request, name))
  if (!stored) return notFound(qualified, name)
  if (subresource === 'scale') {
    const scaled = scaledTo(resource, stored, value)
    return isStatus(scaled) ? scaled : update(draft, { ...request, subresource: undefined }, scaled, warn)
  }
  const object = received(request, resource === 'pods' ? withoutToken(value as corev1.Pod, stored as corev1.Pod) : value, warn)
  if (isStatus(object)) return object
  if (object.metadata?.name !== name) return badRequest(`the name of the object (${object.metadata?.name ?? ''}) does not match the name on the URL (${name})`)
  if (object.metadata.uid && object.metadata.uid !== stored.metadata?.uid) {
    return { ...forbidden(qualified, name, ''), code: 409, reason: 'Conflict', message: `Operation cannot be fulfilled on ${qualified} "${name}": Precondition failed: UID in precondition: ${object.metadata.uid}, UID in object meta: ${stored.metadata?.uid}` }
  }
  const { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation } = stored.metadata!
  const fixed = { uid, creationTimestamp, ...(deletionTimestamp !== undefined && { deletionTimestamp, deletionGracePeriodSeconds }), ...(generation !== undefined && { generation }) }
  const next = { ...object, metadata: { ...object.metadata, ...fixed } } as ObjectByResource[typeof resource]
  if (subresource === 'status') return draft.api.updateStatus(resource, { ...next, status: (value as { status?: unknown }).status } as ObjectByResource[typeof resource], asked[request.verb])
  const refusal = refusalOf(draft, resource, next, stored)
  if (refusal) return refusal
  const updated = draft.api.update(resource, asStored(next), asked[request.verb])
  if (!isStatus(updated)) for (const warning of warningsOf(kind, updated)) warn(warning)
  return updated
}

function patch(draft: Draft, request: PatchRequest, warn: Warn): KubeObject | Status {
  const { resource, name, subresource } = request
  const found = draft.api.get(resource, keyIn(request, name))
  if (!found) return notFound(kindOf[resource].qualified, name)
  const stored = subresource === 'scale' ? scaleOf(resource, found) : found
  if (isStatus(stored)) return stored
  const patched = patchObject(stored, request.patch, request.patchType, request.fieldValidation)
  return isStatus(patched) ? patched : update(draft, request, patched, warn)
}

function remove(draft: Draft, request: DeleteRequest): KubeObject | Status {
  const { resource, name, propagationPolicy, gracePeriodSeconds } = request
  if (resource === 'namespaces' && ['default', 'kube-system', 'kube-public'].includes(name)) return forbidden('namespaces', name, 'this namespace may not be deleted')
  return draft.api.delete(resource, keyIn(request, name), { propagationPolicy, gracePeriodSeconds, ...asked.delete })
}
