/** What a check is called in the task list when its author gave it no name. */
import { list } from './checks/outcome.ts'
import type { NodesMeant } from './format/check-fields.ts'
import { printDuration } from './format/schema.ts'
import type { Check } from './lesson.ts'

const nodes = (meant: NodesMeant | undefined): string => {
  if (!meant) return 'every eligible node'
  return 'names' in meant ? list(meant.names) : `every node with ${list(Object.entries(meant.labels).map(([key, value]) => `${key}=${value}`))}`
}

/** Its name, or a clause: `node-4 joins: …`, `a ready pod of ds/logs on every eligible node`. */
export function checkName(check: Check): string {
  return check.name ?? `${wordsOf(check)}${check.for === undefined ? '' : `, for ${printDuration(check.for)}`}`
}

function wordsOf(check: Check): string {
  if ('podOnEvery' in check) return `a ready pod of ${check.podOnEvery.of}${check.podOnEvery.upToDate ? ', of the newest template,' : ''} on ${nodes(check.podOnEvery.nodes)}`
  if ('noPodOn' in check) return `no pod of ${check.noPodOn.of} on ${nodes(check.noPodOn.nodes)}`
  if ('object' in check) return `${check.object.path} of ${check.object.name} is as it should be`
  if ('gone' in check) return `${check.gone} is gone`
  if ('rolledOut' in check) return `${check.rolledOut} is rolled out`
  if ('event' in check) return `an event ${check.event.reason} was written`
  if ('refused' in check) return `you met the refusal "${check.refused.contains}"`
  if ('kept' in check) return `${check.kept.what} kept${check.kept.atLeast === undefined ? '' : `, at least ${check.kept.atLeast}`}`
  if ('whatIf' in check) return `it holds even if ${check.whatIf.name}`
  if ('acts' in check) return 'it was done as asked'
  if ('always' in check) return `always ${check.always}`
  return 'never' in check ? `never ${check.never}` : check.that
}
