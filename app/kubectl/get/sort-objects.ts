/** `--sort-by`: objects in the order of one of their fields. Stands for kubectl/pkg/cmd/get/sorter.go. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { milliValue } from '#apis/quantity'
import { evalJsonPath } from '../jsonpath/eval-jsonpath.ts'
import { goType } from '../jsonpath/go-values.ts'
import { parseJsonPath } from '../jsonpath/parse-jsonpath.ts'
import { relaxedPath } from '../jsonpath/relaxed-path.ts'

/** The objects in order, those without the field first; or why they have none. `isTable`: they are rows of a table. */
export function sortObjects(objects: readonly KubeObject[], sortBy: string, isTable: boolean): readonly KubeObject[] | { readonly problem: string } {
  const relaxed = relaxedPath(sortBy)
  if (typeof relaxed !== 'string' && !isTable) return relaxed
  const path = typeof relaxed === 'string' ? relaxed : sortBy
  const template = parseJsonPath(path)
  if ('problem' in template) return { problem: `${isTable ? 'sorting error: ' : ''}${template.problem}` }
  const keyed: { readonly object: KubeObject; readonly key: unknown }[] = []
  for (const object of objects) {
    const found = evalJsonPath(template, object)
    if ('problem' in found) return found
    keyed.push({ object, key: found[0]?.[0] })
  }
  if (objects.length > 0 && keyed.every(({ key }) => key === undefined)) return { problem: `couldn't find any field with path ${JSON.stringify(path)} in the list of objects` }
  const unsortable = keyed.find(({ key }) => typeof key === 'boolean' || (typeof key === 'object' && key !== null && !Array.isArray(key)))
  if (unsortable && objects.length > 1) return { problem: `Field ${path} in [][]reflect.Value is an unsortable type: interface, err: unsortable type: ${goType(unsortable.key)}` }
  return keyed.sort((a, b) => (isLess(a.key, b.key) ? -1 : isLess(b.key, a.key) ? 1 : 0)).map(({ object }) => object)
}

function isLess(a: unknown, b: unknown): boolean {
  if (a === undefined || a === null) return b !== undefined && b !== null
  if (b === undefined || b === null) return false
  if (typeof a === 'number' && typeof b === 'number') return a < b
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [milliValue(a), milliValue(b)]
    return x !== undefined && y !== undefined ? x < y : isNaturallyLess(a, b)
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    const different = a.findIndex((item, index) => index < b.length && (isLess(item, b[index]) || isLess(b[index], item)))
    return different >= 0 && isLess(a[different], b[different])
  }
  return false
}

/** Digits count as numbers: `node-2` before `node-10`. */
function isNaturallyLess(a: string, b: string): boolean {
  const [parts, others] = [partsOf(a), partsOf(b)]
  for (let index = 0; index < Math.min(parts.length, others.length); index++) {
    const [x, y] = [parts[index]!, others[index]!]
    if (x === y) continue
    const areNumbers = /^\d/.test(x) && /^\d/.test(y)
    if (areNumbers && Number(x) !== Number(y)) return Number(x) < Number(y)
    if (areNumbers) return x.length < y.length
    return x < y
  }
  return parts.length < others.length
}

const partsOf = (text: string): readonly string[] => text.match(/\d+|\D/g) ?? []
