/** How several objects are meant at once: `-l`, `--field-selector`, `--all`, `-A`. */
import type { FlagSpec } from './flags.ts'

export const selectionFlags: readonly FlagSpec[] = [
  { name: 'selector', short: 'l', type: 'text', about: 'objects with these labels: app=agent,zone in (a,b),!gpu' },
  { name: 'field-selector', type: 'text', about: 'objects with these fields: spec.nodeName=node-1' },
  { name: 'all', type: 'boolean', about: 'all objects of the type in the namespace' },
  { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'in all namespaces' },
]
