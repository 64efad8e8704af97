/** Which fields of an object are another value than before. */

/** One field; undefined where it is not there. */
export interface FieldChange {
  /** As the API server names fields: `spec.template.spec.containers[0].image`. */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What only the API server writes, or kubectl for itself. */
const notAsked = /^(?:status|metadata\.(?:generation|resourceVersion|uid|creationTimestamp|managedFields|selfLink|annotations\.(?:deprecated\.daemonset\.template\.generation|deployment\.kubernetes\.io\/revision|kubectl\.kubernetes\.io\/last-applied-configuration)))(?:$|[.[])/

/** Every field that a person can ask for and that differs; where a whole branch came or went, that branch. */
export function fieldChanges(before: unknown, after: unknown, path = ''): readonly FieldChange[] {
  if (before === after || notAsked.test(path)) return []
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => fieldChanges(before[key], after[key], Array.isArray(before) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`))
  }
  const [was, is] = [print(before), print(after)]
  return was === is ? [] : [{ path, before: was, after: is }]
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** Short enough for a line. */
const longest = 40

function print(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  // As a manifest writes it on one line.
  const text = typeof value === 'string' ? value : JSON.stringify(value).replace(/"([\w./-]+)"/g, '$1').replace(/([:,])(?=\S)/g, '$1 ')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
