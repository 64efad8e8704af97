/** Plain JSONPaths, as `wait --for=jsonpath` takes them: `{.status.numberReady}`, `.spec.containers[0].image`. */

/** The texts that a path leads to in an object, or what cannot be read. */
export function valuesAt(path: string, object: unknown): readonly unknown[] | { readonly problem: string } {
  const inner = path.replace(/^\{(.*)\}$/, '$1').replace(/^\$/, '')
  const steps = [...inner.matchAll(/\.([A-Za-z0-9_-]+(?:\\\.[A-Za-z0-9_/-]+)*)|\[(\d+|\*)\]|\['([^']+)'\]|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]/g)]
  if (steps.map(([step]) => step).join('') !== inner) return { problem: `unrecognized jsonpath ${JSON.stringify(path)}` }
  let values: unknown[] = [object]
  for (const [, name, index, quoted, field, wanted] of steps) {
    values = values.flatMap((value) => {
      if (field !== undefined) return (Array.isArray(value) ? value : []).filter((item) => String(read(item, field.split('.'))) === wanted)
      if (index === '*') return Array.isArray(value) ? (value as unknown[]) : Object.values((value ?? {}) as object)
      const next = index !== undefined ? (value as unknown[] | undefined)?.[Number(index)] : read(value, [(name ?? quoted)!.replaceAll('\\.', '.')])
      return next === undefined ? [] : [next]
    })
  }
  return values
}

const read = (value: unknown, path: readonly string[]): unknown => path.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], value)
