/** Fields of objects by path, as lessons write them: `spec.containers[0].image`, `metadata.labels['a.b/c']`. */
import { isRecord } from './format/schema.ts'

/** `spec`, `containers`, `0`: the parts of a path. */
export const partsOf = (path: string): readonly string[] => [...path.matchAll(/\['([^']+)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => (quoted ?? index ?? name)!)

/** What stands there; undefined where nothing does. */
export const fieldAt = (value: unknown, path: string): unknown =>
  partsOf(path).reduce<unknown>((at, part) => (typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as Record<string, unknown>)[part] : undefined), value)

/** The value with another one at a path; null takes away what stands there. */
export const withFieldAt = (value: unknown, path: string, to: unknown): unknown => withField(value, partsOf(path), to)

function withField(value: unknown, [first, ...rest]: readonly string[], to: unknown): unknown {
  if (first === undefined) return to
  if (Array.isArray(value) || (value === undefined && /^\d+$/.test(first))) {
    const items = [...((value as readonly unknown[] | undefined) ?? [])]
    items[Number(first)] = withField(items[Number(first)], rest, to)
    return items.filter((item) => item !== null && item !== undefined)
  }
  const { [first]: inner, ...others } = isRecord(value) ? value : {}
  const next = withField(inner, rest, to)
  return next === null ? others : { ...others, [first]: next }
}
