/** Paths to fields, as `wait --for=jsonpath` and checks take them: `{.status.numberReady}`, `.spec.containers[0].image`, `[0].name`. */
import { evalJsonPath } from './jsonpath/eval-jsonpath.ts'
import { parseJsonPath, type Template } from './jsonpath/parse-jsonpath.ts'
import { relaxedPath } from './jsonpath/relaxed-path.ts'

/** The values that a path leads to in an object, none where it cannot be followed; or why it cannot be read. */
export function valuesAt(path: string, object: unknown): readonly unknown[] | { readonly problem: string } {
  const template = templateOf(path)
  if ('problem' in template) return template
  const found = evalJsonPath(template, object)
  return 'problem' in found ? [] : found.flat()
}

function templateOf(path: string): Template | { readonly problem: string } {
  if (path.startsWith('[')) return parseJsonPath(`{${path}}`)
  const relaxed = relaxedPath(path.replace(/^(\{?)\$/, '$1'))
  return typeof relaxed === 'string' ? parseJsonPath(relaxed) : relaxed
}
