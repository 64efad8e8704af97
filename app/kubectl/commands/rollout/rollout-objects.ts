/** Which objects a verb of `rollout` is about: `ds/agent`, `ds agent`, or all of a type with `ds` alone. */
import type { Invocation } from '../../command.ts'
import type { FlagSpec } from '../../flags.ts'
import { filenameFlags } from '../../manifest-files.ts'
import { findObjects, type Found } from '../../resource-builder.ts'

export const rolloutFlags: readonly FlagSpec[] = [...filenameFlags, { name: 'selector', short: 'l', type: 'text', about: 'objects with these labels' }]

/** The objects and what could not be found. */
export function rolloutObjects(invocation: Invocation): Found {
  const { args, flags } = invocation
  const isSelected = flags.given('selector')
  if (args.length === 0 && !flags.given('filename')) return { objects: [], errors: ['required resource not specified'], single: false }
  const isTypeAlone = args.length === 1 && !args[0]!.includes('/') && !isSelected
  return findObjects(invocation, args, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: isTypeAlone })
}
