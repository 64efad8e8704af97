/** Which objects of a list a selector means: by label, and by the few fields that each kind offers. */
import { matchesRequirements, parseFieldSelector, parseLabelSelector } from '#apis/label-requirements'
import { badRequest, type Status } from '#apis/status'
import type { ObjectByResource, Resource } from './watch.ts'

const always = ['metadata.name', 'metadata.namespace']
const podFields = ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName']
const eventFields = ['involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid', 'involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath', 'reason', 'reportingComponent', 'source', 'type']
const own: Readonly<Partial<Record<Resource, readonly string[]>>> = {
  pods: podFields, events: eventFields, nodes: ['spec.unschedulable'], namespaces: ['status.phase'], replicasets: ['status.replicas'],
}

export interface Selectors {
  /** `app=agent,zone in (a,b)`. */
  readonly labelSelector?: string
  /** `spec.nodeName=node-1`. */
  readonly fieldSelector?: string
}

/** What tells the meant objects from the others, or why the selectors are refused. */
export function selectionOf<R extends Resource>(resource: R, { labelSelector, fieldSelector }: Selectors): ((object: ObjectByResource[R]) => boolean) | Status {
  const labels = parseLabelSelector(labelSelector ?? '')
  if ('problem' in labels) return badRequest(labels.problem)
  const fields = parseFieldSelector(fieldSelector ?? '')
  if ('problem' in fields) return badRequest(fields.problem)
  const known = [...always, ...(own[resource] ?? [])]
  const unknown = fields.find(({ field }) => !known.includes(field))
  if (unknown) return badRequest(own[resource] ? `field label not supported: ${unknown.field}` : `${JSON.stringify(unknown.field)} is not a known field selector: only "metadata.name", "metadata.namespace"`)
  return (object) => matchesRequirements(labels, object.metadata?.labels) && fields.every(({ field, value, equal }) => (fieldOf(object, field) === value) === equal)
}

function fieldOf(object: object, field: string): string {
  if (field === 'source') return fieldOf(object, 'source.component')
  if (field === 'spec.unschedulable' || field === 'spec.hostNetwork') return String(Boolean(read(object, field)))
  const value = read(object, field)
  return value === undefined || value === null ? '' : String(value)
}

const read = (object: object, field: string): unknown => field.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], object)
