/** Words of `label` and `annotate`: which objects, and which pairs to set or to take away. Stands for cmdutil.GetResourcesAndPairs and ParsePairs. */

export interface Words {
  readonly resources: readonly string[]
  readonly pairs: readonly string[]
}

/** Cuts the words where the first pair stands. */
export function splitPairs(args: readonly string[], kind: 'label' | 'annotation'): Words | { readonly problem: string } {
  const isPair = (word: string) => (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-')
  const first = args.findIndex(isPair)
  const at = first < 0 ? args.length : first
  const late = args.slice(at).find((word) => !isPair(word))
  if (late !== undefined) return { problem: `all resources must be specified before ${kind} changes: ${late}` }
  return { resources: args.slice(0, at), pairs: args.slice(at) }
}

/** The values with some set and some taken away. */
export function changed(values: Readonly<Record<string, string>> | undefined, set: ReadonlyMap<string, string>, remove: readonly string[]): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(Object.entries(values ?? {}).filter(([key]) => !remove.includes(key))), ...Object.fromEntries(set) }
}
