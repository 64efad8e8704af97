/** `-o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName`. Stands for kubectl/pkg/cmd/get/customcolumn.go. */
import { evalJsonPath } from '../jsonpath/eval-jsonpath.ts'
import { printValue } from '../jsonpath/go-values.ts'
import { parseJsonPath, type Template } from '../jsonpath/parse-jsonpath.ts'
import { relaxedPath } from '../jsonpath/relaxed-path.ts'

/** One column: its header, and where its cells come from; a path that cannot be read is refused when the first row is printed. */
export interface ColumnSpec {
  readonly header: string
  readonly path: Template | { readonly problem: string }
}

const expected = 'Expected format is one line of space separated headers, one line of space separated column specs.'

/** The columns of a specification: in one line, or of a file with a line of headers and a line of paths. */
export function parseColumns(text: string, isFile: boolean): readonly ColumnSpec[] | { readonly problem: string } {
  const pairs = isFile ? pairsOfFile(text) : pairsOfLine(text)
  if ('problem' in pairs) return pairs
  const columns: ColumnSpec[] = []
  for (const [header, written] of pairs) {
    const path = relaxedPath(written)
    if (typeof path !== 'string') return path
    columns.push({ header, path: parseJsonPath(path) })
  }
  return columns
}

type Pairs = readonly (readonly [header: string, path: string])[]

function pairsOfLine(text: string): Pairs | { readonly problem: string } {
  const parts = text.split(',')
  const bad = parts.find((part) => !part.includes(':'))
  if (bad !== undefined) return { problem: `unexpected custom-columns spec: ${bad}, expected <header>:<json-path-expr>` }
  return parts.map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)] as const)
}

function pairsOfFile(text: string): Pairs | { readonly problem: string } {
  const lines = text.replace(/\n$/, '').split('\n')
  if (text === '') return { problem: `invalid template, missing header line. ${expected}` }
  if (lines.length < 2) return { problem: `invalid template, missing spec line. ${expected}` }
  const [headers, paths] = lines.map((line) => line.split(/\s+/).filter(Boolean)) as [string[], string[]]
  if (headers.length !== paths.length) return { problem: `number of headers (${headers.length}) and field specifications (${paths.length}) don't match` }
  return headers.map((header, index) => [header, paths[index]!] as const)
}

/** The row of an object, a tab between cells. */
export function customRow(columns: readonly ColumnSpec[], object: unknown): string | { readonly problem: string } {
  const cells: string[] = []
  for (const { path } of columns) {
    if ('problem' in path) return path
    const found = evalJsonPath(path, object)
    if ('problem' in found) return found
    const values = found.flat()
    cells.push([...((found[0]?.length ?? 0) === 0 ? ['<none>'] : []), ...values.map(printValue)].join(','))
  }
  return cells.join('\t')
}
