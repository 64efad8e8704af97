/**
 * The hash that names a template. Stands for ComputeHash, kubernetes/pkg/controller/controller_utils.go
 * (the bytes hashed there are Go's own dump of the template; any canonical form behaves alike).
 */
import { fnv32a, safeEncode } from '../random.ts'

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

/** The hash of a template; a collision count, once there is one, goes in as well. */
export function computeHash(template: unknown, collisionCount: number | undefined): string {
  const sum = fnv32a(canonical(template))
  return safeEncode(String(collisionCount === undefined ? sum : fnv32a(`\u0000${collisionCount}`, sum)))
}
