/** Words of `label` and `annotate`: which objects, and which pairs to set or to take away. Stands for cmdutil.GetResourcesAndPairs and ParsePairs. */

import type { Flags } from './flags.ts'
import type { DryRun } from './print-result.ts'

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

/** Why a line of `label` or `annotate` names no objects it could change, or prints them in two ways at once. */
export function wordsRefusal(flags: Flags, { resources }: Words, dryRun: DryRun): string | undefined {
  const files = flags.given('filename') || flags.given('kustomize')
  if (flags.on('list') && flags.text('output')) return '--list and --output may not be specified together'
  if (!flags.on('local')) return resources.length === 0 && !files ? 'one or more resources must be specified as <resource> <name> or <resource>/<name>' : undefined
  if (dryRun === 'server') return 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?'
  if (resources.length > 0) return 'can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set'
  return files ? undefined : 'one or more files must be specified as -f pod.yaml or --filename=pod.json'
}

/** The values with some set and some taken away. */
export function changed(values: Readonly<Record<string, string>> | undefined, set: ReadonlyMap<string, string>, remove: readonly string[]): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(Object.entries(values ?? {}).filter(([key]) => !remove.includes(key))), ...Object.fromEntries(set) }
}
