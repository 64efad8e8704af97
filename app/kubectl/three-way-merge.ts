/**
 * The patch that `kubectl apply` sends: what the manifest says otherwise than the stored object, and
 * without what the last applied manifest said and this one no longer says. Stands for
 * strategicpatch.CreateThreeWayMergePatch.
 */
import { fieldsOf, type Field } from '#apis/fields'
import { equal } from '#cluster/kube-apiserver/equal'

type Plain = Readonly<Record<string, unknown>>

interface Options {
  readonly ignoreDeletions?: boolean
  readonly ignoreChanges?: boolean
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A strategic merge patch. `type` is the full name of the objects' type; empty where nothing is to be done. */
export function threeWayMergePatch(lastApplied: Plain | undefined, manifest: Plain, current: Plain, type: string | undefined): Plain {
  const changes = diff(current, manifest, type, { ignoreDeletions: true })
  const deletions = diff(lastApplied ?? {}, manifest, type, { ignoreChanges: true })
  return unite(deletions, changes, type)
}

/** The patch that leads from one object to the other. */
function diff(from: Plain, to: Plain, type: string | undefined, options: Options): Plain {
  const fields = type === undefined ? undefined : fieldsOf(type)
  const patch: Record<string, unknown> = {}
  for (const [key, before] of Object.entries(from)) {
    if (!(key in to) || to[key] === undefined) {
      if (!options.ignoreDeletions) patch[key] = null
    } else diffField(patch, key, before, to[key], fields?.[key], options)
  }
  if (!options.ignoreChanges) for (const [key, after] of Object.entries(to)) if (!(key in from) && after !== undefined) patch[key] = after
  return patch
}

function diffField(patch: Record<string, unknown>, key: string, before: unknown, after: unknown, field: Field | undefined, options: Options): void {
  const strategy = field?.['patch-strategy'] ?? ''
  if (isPlain(before) && isPlain(after)) {
    const inner = diff(before, after, field?.type === 'object' ? undefined : field?.type, options)
    if (Object.keys(inner).length > 0) patch[key] = retaining(inner, after, strategy)
  } else if (Array.isArray(before) && Array.isArray(after) && strategy.includes('merge')) diffLists(patch, key, before, after, field!, options)
  else if (!options.ignoreChanges && !equal(before, after)) patch[key] = after
}

const retaining = (inner: Plain, after: Plain, strategy: string): Plain =>
  strategy.includes('retainKeys') ? { ...inner, $retainKeys: Object.keys(after).filter((key) => after[key] !== null).sort() } : inner

function diffLists(patch: Record<string, unknown>, key: string, before: readonly unknown[], after: readonly unknown[], field: Field, options: Options): void {
  const mergeKey = field['patch-merge-key']
  if (mergeKey === undefined) {
    const added = options.ignoreChanges ? [] : after.filter((item) => !before.includes(item))
    const gone = options.ignoreDeletions ? [] : before.filter((item) => !after.includes(item))
    if (added.length > 0) patch[key] = added
    if (gone.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = gone
    if (!options.ignoreChanges && added.length > 0) patch[`$setElementOrder/${key}`] = after
    return
  }
  const [was, is] = [before as readonly Plain[], after as readonly Plain[]]
  const items = is.flatMap((item): Plain[] => {
    const known = was.find((each) => each[mergeKey] === item[mergeKey])
    if (!known) return options.ignoreChanges ? [] : [item]
    const inner = diff(known, item, field.items?.type, options)
    return Object.keys(inner).length > 0 ? [retaining({ ...inner, [mergeKey]: item[mergeKey] }, item, field['patch-strategy']!)] : []
  })
  const gone = options.ignoreDeletions ? [] : was.filter((item) => !is.some((each) => each[mergeKey] === item[mergeKey])).map((item) => ({ $patch: 'delete', [mergeKey]: item[mergeKey] }))
  const shared = (list: readonly Plain[], other: readonly Plain[]) => list.map((item) => item[mergeKey]).filter((value) => other.some((each) => each[mergeKey] === value))
  const isReordered = !options.ignoreChanges && !equal(shared(was, is), shared(is, was))
  if (items.length + gone.length > 0) patch[key] = [...items, ...gone]
  if (items.length + gone.length > 0 || isReordered) patch[`$setElementOrder/${key}`] = is.map((item) => ({ [mergeKey]: item[mergeKey] }))
}

/** One patch that does what both do; where both speak, the second is right. */
function unite(first: Plain, second: Plain, type: string | undefined): Plain {
  const fields = type === undefined ? undefined : fieldsOf(type)
  const united: Record<string, unknown> = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const other = united[key]
    const field = fields?.[key]
    if (isPlain(other) && isPlain(value)) united[key] = unite(other, value, field?.type === 'object' ? undefined : field?.type)
    else if (Array.isArray(other) && Array.isArray(value) && !key.startsWith('$')) united[key] = uniteLists(other, value, field)
    else united[key] = value
  }
  return united
}

function uniteLists(first: readonly unknown[], second: readonly unknown[], field: Field | undefined): readonly unknown[] {
  const key = field?.['patch-merge-key']
  if (key === undefined) return [...first, ...second.filter((item) => !first.includes(item))]
  const other = (item: unknown) => (second as readonly Plain[]).find((each) => each[key] === (item as Plain)[key])
  return [
    ...first.map((item) => (other(item) ? unite(item as Plain, other(item)!, field?.items?.type) : item)),
    ...second.filter((item) => !(first as readonly Plain[]).some((each) => each[key] === (item as Plain)[key])),
  ]
}

/** The strategic merge patch that leads from one object to the other. */
export function twoWayMergePatch(from: object, to: object, type: string | undefined): Plain {
  return diff(from as Plain, to as Plain, type, {})
}
