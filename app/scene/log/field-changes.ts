/** What a change did to each field: its value before and after. */
import { equal } from '#cluster/kube-apiserver/equal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'

/** A field whose value is another; undefined: it is not there. Values as JSON. */
export interface FieldChange {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Written with every change, and said with the request already. */
const quiet = new Set(['metadata.resourceVersion'])

/** The deepest fields that differ, in the order of the object. Of what came or went only that it did. */
export function fieldChanges({ type, object, previous }: Pick<WatchEvent, 'type' | 'object' | 'previous'>): readonly FieldChange[] {
  if (type !== 'MODIFIED') return []
  return [...differences('', previous, object)]
}

function* differences(path: string, before: unknown, after: unknown): Iterable<FieldChange> {
  if (equal(before, after) || quiet.has(path)) return
  if (isMap(before) && isMap(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) yield* differences(path === '' ? name : `${path}${fieldIn(name)}`, before[name], after[name])
    return
  }
  const [was, is] = [itemsByName(before), itemsByName(after)]
  if (was && is) {
    for (const name of new Set([...was.keys(), ...is.keys()])) yield* differences(`${path}[${name}]`, was.get(name), is.get(name))
    return
  }
  yield { path, before: json(before), after: json(after) }
}

/** A name with dots in it stands in brackets. */
const fieldIn = (name: string): string => (/^[\w-]+$/.test(name) ? `.${name}` : `[${name}]`)
const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const json = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value))

/** The items of a list by what tells them apart, where something does: conditions by type, containers by name, taints by key and effect. */
function itemsByName(list: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined
  const named = new Map<string, unknown>()
  for (const item of list as readonly unknown[]) {
    if (!isMap(item)) return undefined
    const name = item['type'] ?? (item['effect'] === undefined ? undefined : `${String(item['key'])}:${String(item['effect'])}`) ?? item['name']
    if (typeof name !== 'string' || named.has(name)) return undefined
    named.set(name, item)
  }
  return named
}
