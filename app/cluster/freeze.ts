/** Freezes a plain value all the way down; stops at what is frozen already, so shared parts cost nothing. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  // Not `Object.values`: the list it makes costs more than the freezing.
  for (const key in value) {
    const child = value[key]
    if (typeof child === 'object') deepFreeze(child)
  }
  return Object.freeze(value)
}
