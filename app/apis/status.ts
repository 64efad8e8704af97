/** What the API server answers when it refuses: `metav1.Status`, upstream apimachinery/pkg/apis/meta/v1. */

/** One cause of a refusal, with the path of the field it stands at. */
export interface StatusCause {
  readonly reason: string
  readonly message: string
  readonly field?: string
}

/** A refusal as a value: never thrown. */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly status: 'Failure'
  /** HTTP status code. */
  readonly code: number
  /** `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`, `Forbidden`, `BadRequest`, `TooManyRequests`. */
  readonly reason: string
  readonly message: string
  readonly details?: { readonly name?: string; readonly kind?: string; readonly causes?: readonly StatusCause[] }
}

export function isStatus(value: unknown): value is Status {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'Status'
}

function refusal(code: number, reason: string, message: string, details?: Status['details']): Status {
  return Object.freeze({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, ...(details && { details }) })
}

/** The request itself could not be understood. */
export const badRequest = (message: string): Status => refusal(400, 'BadRequest', message)

/** `resource` as kubectl names it in messages: `pods`, `daemonsets.apps`. */
export const notFound = (resource: string, name: string): Status =>
  refusal(404, 'NotFound', `${resource} "${name}" not found`, { name, kind: resource })

export const alreadyExists = (resource: string, name: string): Status =>
  refusal(409, 'AlreadyExists', `${resource} "${name}" already exists`, { name, kind: resource })

/** The object was written by somebody else since it was read. */
export const conflict = (resource: string, name: string): Status =>
  refusal(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resource} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { name, kind: resource },
  )

/** Nothing new comes into a namespace that is being deleted: said with a cause, since controllers take it calmly. */
export const namespaceTerminating = (resource: string, name: string, namespace: string): Status =>
  refusal(403, 'Forbidden', `${resource} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`, {
    name, kind: resource, causes: [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }],
  })

/** Was it refused because its namespace is being deleted? */
export const isNamespaceTerminating = ({ details }: Status): boolean => details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false

export const forbidden = (resource: string, name: string, why: string): Status =>
  refusal(403, 'Forbidden', `${resource} "${name}" is forbidden: ${why}`, { name, kind: resource })
