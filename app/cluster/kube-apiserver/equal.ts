/** Deep equality of plain data, as the API server decides whether a write changed anything. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  // Without lists of keys: this is asked of every object that is written.
  let more = 0
  for (const key in a) {
    if (!(key in b) || !equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
    more++
  }
  for (const _ in b) more--
  return more === 0
}
