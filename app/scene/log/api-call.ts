/**
 * A change as the request that made it. Which verb a component uses for what is upstream's choice
 * (the clients of each controller, the kubelet's status manager); of what kubectl asked the request
 * itself says it.
 */
import { facets } from '#cluster/journal/facets'
import type { Entry } from '#cluster/journal/journal'
import type { RefusedRequest, Resource, WatchEvent } from '#cluster/kube-apiserver/watch'

/** A request in the words of the audit log. */
export interface ApiCall {
  readonly verb: 'create' | 'update' | 'patch' | 'delete'
  readonly resource: Resource
  readonly subresource: string | undefined
  /** `namespace/name`, or `name`. */
  readonly key: string
  /** HTTP's code of the answer. */
  readonly code: number
}

type Written = Pick<Entry, 'type' | 'resource' | 'key' | 'subresource' | 'component' | 'rule' | 'facets'>

/** The request behind a change. `reason` is known only where the change was brought back. */
export function callOf(written: Written, reason?: WatchEvent['reason']): ApiCall {
  const { resource, key } = written
  const verb = verbOf(written, reason)
  const subresource = written.rule === 'eviction' && resource === 'pods' ? 'eviction' : written.rule === 'namespace.finalize' ? 'finalize' : written.subresource
  return { verb, resource, subresource, key, code: verb === 'create' ? 201 : 200 }
}

/** The request that was refused. */
export const refusedCallOf = ({ verb, resource, subresource, key, status }: RefusedRequest): ApiCall => ({ verb, resource, subresource, key, code: status.code ?? 500 })

/** Who patches statuses; the other controllers send the whole one. */
const patchesStatus = new Set(['kubelet', 'default-scheduler', 'taint-eviction-controller', 'pod-garbage-collector'])
/** Rules whose writes to the object itself are patches. */
const patchingRules = /^(?:claim\.|garbage-collection|node-lifecycle\.|event$|kubelet\.)/

function verbOf({ type, subresource, component, rule, facets: bits, resource }: Written, reason: WatchEvent['reason']): ApiCall['verb'] {
  if (rule === 'eviction') return resource === 'pods' ? 'create' : 'update'
  const asked = reason?.['verb']
  if (rule === 'request' && typeof asked === 'string') return asked as ApiCall['verb']
  if (type === 'ADDED' || subresource === 'binding') return 'create'
  if (rule === 'namespace.finalize') return 'update'
  // Its last finalizer went, and it with it.
  if (rule === 'garbage-collection.finalize') return 'patch'
  if (type === 'DELETED' || (bits & facets.deletion) !== 0) return 'delete'
  if (subresource === 'status') return patchesStatus.has(component) ? 'patch' : 'update'
  return component === 'kubectl' || patchingRules.test(rule ?? '') || resource === 'events' ? 'patch' : 'update'
}

/** `pods/status`. */
export const pathOf = ({ resource, subresource }: ApiCall): string => (subresource === undefined ? resource : `${resource}/${subresource}`)
