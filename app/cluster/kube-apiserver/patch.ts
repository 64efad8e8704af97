/**
 * The three kinds of patches: strategic merge (lists merged by the keys that the API's structure
 * names), JSON merge (RFC 7386), JSON patch (RFC 6902). Pure; the refusals are the API server's.
 * Stands for apimachinery/pkg/util/strategicpatch and apiserver's patch handler.
 */
import { fieldsOf, type Field } from '#apis/fields'
import { badRequest, type Status } from '#apis/status'
import { equal } from './equal.ts'

export type PatchType = 'strategic' | 'merge' | 'json'
type Plain = Readonly<Record<string, unknown>>

/** The patched object, or why the patch does not fit. `type` is the full name of the object's type. */
export function applyPatch(object: Plain, patch: unknown, patchType: PatchType, type: string | undefined): Plain | Status {
  if (patchType === 'json') return jsonPatch(object, patch)
  if (!isPlain(patch)) return badRequest(`json: cannot unmarshal ${goKind(patch)} into Go value of type map[string]interface {}`)
  if (patchType === 'merge') return mergePatch(object, patch) as Plain
  try {
    return strategicMerge(object, patch, type)
  } catch (error) {
    if (error instanceof Unmergeable) return badRequest(error.message)
    throw error
  }
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const goKind = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value)

/** RFC 7386: null removes, objects are merged, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlain(patch)) return patch
  const merged: Record<string, unknown> = isPlain(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], value)
  }
  return merged
}

class Unmergeable extends Error {}

/** Merges maps field by field and lists as their strategy says; `$patch`, `$deleteFromPrimitiveList`, `$setElementOrder` and `$retainKeys` are obeyed. */
export function strategicMerge(target: Plain, patch: Plain, type: string | undefined): Plain {
  if (patch.$patch === 'replace') return withoutDirectives(patch) as Plain
  if (patch.$patch === 'delete') return {}
  const fields = type === undefined ? undefined : fieldsOf(type)
  const merged: Record<string, unknown> = { ...target }
  const retained = patch.$retainKeys as readonly string[] | undefined
  if (retained) for (const key of Object.keys(merged)) if (!retained.includes(key)) delete merged[key]
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) applyDirective(merged, key, value)
    else if (value === null) delete merged[key]
    else merged[key] = mergeField(merged[key], value, fields?.[key], patch[`$setElementOrder/${key}`] as readonly unknown[] | undefined)
  }
  for (const [key, order] of Object.entries(patch)) {
    const name = key.replace(/^\$setElementOrder\//, '')
    if (name !== key && !(name in patch) && Array.isArray(merged[name])) merged[name] = ordered(merged[name], order as readonly unknown[], fields?.[name]?.['patch-merge-key'])
  }
  return merged
}

function applyDirective(merged: Record<string, unknown>, key: string, value: unknown): void {
  const from = key.replace(/^\$deleteFromPrimitiveList\//, '')
  if (from === key) return
  const listed = merged[from] as readonly unknown[] | undefined
  if (listed) merged[from] = listed.filter((item) => !(value as readonly unknown[]).includes(item))
}

function mergeField(target: unknown, value: unknown, field: Field | undefined, order: readonly unknown[] | undefined): unknown {
  if (isPlain(value)) {
    if (field?.['patch-strategy'] === 'replace') return withoutDirectives(value)
    return strategicMerge(isPlain(target) ? target : {}, value, field?.type === 'object' ? undefined : field?.type)
  }
  if (!Array.isArray(value)) return value
  if (!field?.['patch-strategy']?.includes('merge')) return value.map(withoutDirectives)
  const list = Array.isArray(target) ? target : []
  const key = field['patch-merge-key']
  if (key === undefined) {
    const union = [...list, ...value.filter((item) => !list.some((each) => equal(each, item)))]
    return order ? ordered(union, order, undefined) : union
  }
  return mergeList(list as readonly Plain[], value as readonly Plain[], key, field.items?.type, order)
}

function mergeList(list: readonly Plain[], patch: readonly Plain[], key: string, type: string | undefined, order: readonly unknown[] | undefined): readonly unknown[] {
  if (patch.some((item) => item.$patch === 'replace' && Object.keys(item).length === 1)) return patch.filter((item) => item.$patch === undefined)
  const merged = [...list]
  for (const item of patch) {
    if (!isPlain(item) || item[key] === undefined) throw new Unmergeable(`map: ${goMap(item)} does not contain declared merge key: ${key}`)
    const at = merged.findIndex((each) => each[key] === item[key])
    if (item.$patch === 'delete') {
      if (at >= 0) merged.splice(at, 1)
    } else if (at < 0) merged.push(strategicMerge({}, item, type))
    else merged[at] = strategicMerge(merged[at]!, item, type)
  }
  return order ? ordered(merged, order, key) : merged
}

/** The items in the asked order; those that the order does not name keep their place among the others. */
function ordered(list: readonly unknown[], order: readonly unknown[], key: string | undefined): readonly unknown[] {
  const rank = (item: unknown) => order.findIndex((each) => (key === undefined ? equal(each, item) : (each as Plain)[key] === (item as Plain)[key]))
  const named = list.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b))
  const result: unknown[] = []
  let next = 0
  // An item that only the server knows stands before the named ones that it stood before.
  for (const item of list) {
    if (rank(item) < 0) result.push(item)
    else result.push(named[next++])
  }
  return result
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isPlain(item) || item.$patch !== 'delete').map(withoutDirectives)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key, part]) => !key.startsWith('$') && part !== null).map(([key, part]) => [key, withoutDirectives(part)]))
}

/** A value as Go's `%v` prints it. */
export function goMap(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`
  if (isPlain(value)) return `map[${Object.keys(value).sort().map((key) => `${key}:${goMap(value[key])}`).join(' ')}]`
  return value === null ? '<nil>' : String(value)
}

interface Operation {
  readonly op?: string
  readonly path?: string
  readonly from?: string
  readonly value?: unknown
}

/** The API server does not say which operation failed. */
const unprocessable: Status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 422, reason: 'Invalid', message: 'the server rejected our request due to an error in our request' }

function jsonPatch(object: Plain, patch: unknown): Plain | Status {
  if (!Array.isArray(patch)) return badRequest(`json: cannot unmarshal ${goKind(patch)} into Go value of type jsonpatch.Patch`)
  let root: unknown = object
  for (const operation of patch as readonly Operation[]) {
    const next = operate(root, operation)
    if (next === failed) return unprocessable
    root = next
  }
  return isPlain(root) ? root : unprocessable
}

const failed = Symbol('failed')
const absent = Symbol('absent')
const pointer = (path: string | undefined) => (path === '' ? [] : (path ?? '').split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')))

function operate(root: unknown, { op, path, from, value }: Operation): unknown {
  const at = pointer(path)
  if (path === undefined || (path !== '' && !path.startsWith('/'))) return failed
  switch (op) {
    case 'add':
      return put(root, at, value ?? null, 'add')
    case 'replace':
      return put(root, at, value ?? null, 'replace')
    case 'remove':
      return put(root, at, absent, 'replace')
    case 'test':
      return equal(read(root, at), value ?? null) ? root : failed
    case 'copy':
    case 'move': {
      const found = read(root, pointer(from))
      if (found === absent) return failed
      const rest = op === 'move' ? put(root, pointer(from), absent, 'replace') : root
      return rest === failed ? failed : put(rest, at, found, 'add')
    }
    default:
      return failed
  }
}

function read(root: unknown, path: readonly string[]): unknown {
  let value = root
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)] ?? absent
    else if (isPlain(value)) value = part in value ? value[part] : absent
    else return absent
  }
  return value
}

/** The root with a value put at the path, or taken out where it is `absent`; `failed` where the path leads nowhere. */
function put(root: unknown, [part, ...rest]: readonly string[], value: unknown, how: 'add' | 'replace'): unknown {
  if (part === undefined) return value
  const isLast = rest.length === 0
  if (Array.isArray(root)) {
    const index = part === '-' && how === 'add' && isLast ? root.length : Number(part)
    if (!Number.isInteger(index) || index < 0 || index > root.length || ((how === 'replace' || !isLast) && index === root.length)) return failed
    if (isLast) return value === absent ? root.toSpliced(index, 1) : root.toSpliced(index, how === 'add' ? 0 : 1, value)
    const inner = put(root[index], rest, value, how)
    return inner === failed ? failed : root.with(index, inner)
  }
  // As the API server's library does it: to replace what is not there is to add it, to remove it fails.
  if (!isPlain(root) || (!(part in root) && (value === absent || !isLast))) return failed
  if (isLast && value === absent) return Object.fromEntries(Object.entries(root).filter(([key]) => key !== part))
  const inner = isLast ? value : put(root[part], rest, value, how)
  return inner === failed ? failed : { ...root, [part]: inner }
}
