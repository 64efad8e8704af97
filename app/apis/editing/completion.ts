/**
 * What may stand at a place of a manifest: keys that are not there yet, items, values. Works on
 * half-typed text; knows types from the published structure and values from the cluster.
 */
import { explanationOf } from '../explanations/explanation-of.ts'
import { fieldAt, type FieldAt } from '../field-at.ts'
import { apiVersionOfKind, shortName } from '../fields.ts'
import { lineIndexAt, outlineOf, placeAt, quotedIfNeeded, scalarAt, type OutlineLine, type OutlinePath } from './outline.ts'
import { itemSnippet, snippetFor, type Indentation } from './snippets.ts'
import { keyValues, scalarValues, type KnownValues } from './value-candidates.ts'

/** Something that may stand here. */
export interface Candidate {
  readonly label: string
  /** What is written; with `$1`, `${2:name}` and `$0` as places to fill in where `snippet` is set. Indentation is absolute. */
  readonly insert: string
  readonly snippet: boolean
  /** A word or two beside the label: its type, `required`. */
  readonly detail: string
  /** Our explanation; empty where there is none. */
  readonly documentation: string
  /** Something may be chosen right behind it: ask again. */
  readonly goOn: boolean
}

/** Candidates in the order in which they should be shown, and what they replace. */
export interface Completion {
  readonly start: number
  readonly end: number
  readonly candidates: readonly Candidate[]
}

const none = (offset: number): Completion => ({ start: offset, end: offset, candidates: [] })

/** What may stand at an offset of the text. */
export function completionsAt(text: string, offset: number, known: KnownValues): Completion {
  const lines = outlineOf(text)
  const index = lineIndexAt(lines, offset)
  const line = lines[index]!
  const before = text.slice(line.start, offset)
  if (isInText(lines, index) || /(^|\s)#/.test(withoutQuotes(before))) return none(offset)
  const valueOf = /^(\s*(?:-\s+)*)("[^"]*"|'[^']*'|[^\s:#'"-][^:#]*?|[^\s:#'"-]):\s+(\S.*)?$/.exec(before)
  const document = documentOf(lines, line.document)
  const where: Where = { lines, index, document, known, text, offset }
  if (valueOf) {
    const path = line.key ? line.path : []
    const start = offset - (valueOf[3] ?? '').length
    return { start, end: endOfValue(line, offset), candidates: valueCandidates(where, path) }
  }
  const keyOf = /^(\s*)((?:-\s+)*)([^\s:#{}[\]]*)$/.exec(before)
  if (!keyOf) return none(offset)
  const dashes: number[] = []
  for (let at = keyOf[1]!.length; at < keyOf[1]!.length + keyOf[2]!.length; at++) if (before[at] === '-') dashes.push(at)
  const column = keyOf[1]!.length + keyOf[2]!.length
  const start = line.start + column
  const end = endOfWord(text, offset, line.end)
  const candidates = keyCandidates(where, column, dashes)
  // What stands behind the key already stays as it is.
  return { start, end, candidates: text[end] === ':' ? candidates.map((each) => ({ ...each, insert: each.label, snippet: false, goOn: false })) : candidates }
}

/** Where something is asked for. */
interface Where {
  readonly lines: readonly OutlineLine[]
  readonly index: number
  readonly document: { readonly apiVersion: string; readonly kind: string }
  readonly known: KnownValues
  readonly text: string
  readonly offset: number
}

const withoutQuotes = (text: string) => text.replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length))

/** Inside a text of several lines nothing is proposed. */
function isInText(lines: readonly OutlineLine[], index: number): boolean {
  const line = lines[index]!
  return line.blank && line.text.trim() !== '' && !/^\s*#|^(---|\.\.\.)/.test(line.text)
}

/** Type of the document; a DaemonSet where it does not say: that is what the lab is about. */
function documentOf(lines: readonly OutlineLine[], document: number): Where['document'] {
  const kind = scalarAt(lines, document, ['kind']) ?? 'DaemonSet'
  const apiVersion = apiVersionOfKind(kind)
  return apiVersion === undefined ? { apiVersion: 'apps/v1', kind: 'DaemonSet' } : { apiVersion, kind }
}

function endOfWord(text: string, offset: number, end: number): number {
  const rest = /^[^\s:#{}[\]]*/.exec(text.slice(offset, end))![0]
  return offset + rest.length
}

const endOfValue = (line: OutlineLine, offset: number): number => (line.value && line.value.end >= offset ? line.value.end : offset)

function keyCandidates(where: Where, column: number, dashes: readonly number[]): Candidate[] {
  const { lines, index, document, known } = where
  const { path } = placeAt(lines, index, column, dashes)
  const at = fieldAt(document.apiVersion, document.kind, path)
  if (!at) return []
  const indentation = indentationOf(lines)
  const inItem = typeof path.at(-1) === 'number'
  const inThisItem = dashes.length > 0 && !lines.slice(index + 1).some((line) => samePlace(line, where, path))
  const compact = dashes.length === 0 ? compactItems(where, column) : []
  if (at.field.type === 'array' && !inItem) return [...itemCandidates(where, at, path, column), ...compact]
  if (at.fields) {
    const keys = fieldCandidates(where, at, path, column, indentation)
    const whole = inThisItem && inItem ? wholeItems(where, at, dashes.at(-1)!) : []
    return [...whole, ...keys, ...compact]
  }
  if (at.field.type === 'object') {
    return [...keyValues(lines, lines[index]!.document, path, known).map((value) => ({ ...value, insert: `${value.label}: `, snippet: false, goOn: true })), ...compact]
  }
  return inItem ? [...valueCandidates(where, path), ...compact] : compact
}

/** Keys of the mapping at a path that are not written yet, required ones first. */
function fieldCandidates({ lines, index, document }: Where, at: FieldAt, path: OutlinePath, column: number, indentation: Indentation): Candidate[] {
  const own = lines[index]!
  const there = new Set(lines.filter((line) => line !== own && line.document === own.document && line.path.length === path.length + 1 && path.every((part, i) => part === line.path[i])).map(({ path: each }) => each.at(-1)))
  const names = Object.keys(at.fields!).filter((name) => !there.has(name) && !(path.length === 0 && name === 'status'))
  const rank = (name: string) => (path.length === 0 ? ['apiVersion', 'kind', 'metadata'].indexOf(name) + 1 || 9 : at.requiredFields.includes(name) ? 0 : usualOrder.includes(name) ? 1 + usualOrder.indexOf(name) : 99)
  return names.map((name) => ({ name, field: fieldAt(document.apiVersion, document.kind, [...path, name])! }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
    .map(({ name, field }) => {
      const insert = path.length === 0 && (name === 'apiVersion' || name === 'kind') ? `${name}: ` : snippetFor(name, field, column, indentation)
      return {
        label: name, insert, snippet: true, detail: field.required ? `${typeWords(field)}, required` : typeWords(field),
        documentation: explanationOf(document.kind, [...path, name]) ?? '', goOn: !insert.includes('$') || /\$\{?\d/.test(insert),
      }
    })
}

/** What a student of DaemonSets looks for first. */
const usualOrder = [
  'name', 'image', 'matchLabels', 'labels', 'nodeSelector', 'tolerations', 'containers', 'key', 'operator', 'effect', 'value', 'values', 'updateStrategy', 'type', 'rollingUpdate', 'maxUnavailable', 'maxSurge',
  'minReadySeconds', 'affinity', 'nodeAffinity', 'hostNetwork', 'priorityClassName', 'ports', 'env', 'args', 'command', 'resources', 'requests', 'limits', 'readinessProbe', 'livenessProbe', 'volumes', 'volumeMounts', 'namespace', 'annotations',
]

/** The type of a field in a word or two. */
export function typeWords({ field }: Pick<FieldAt, 'field'>): string {
  if (field.type === 'array') return `list of ${field.items!.type === 'string' ? 'strings' : shortName(field.items!.type)}`
  if (field.type === 'object') return 'map'
  const short = shortName(field.type)
  return short === 'IntOrString' ? 'number or percentage' : short === 'Quantity' ? 'quantity' : short
}

/** New items of the list at a path, its dash included. */
function itemCandidates(where: Where, at: FieldAt, path: OutlinePath, column: number): Candidate[] {
  const indentation = indentationOf(where.lines)
  const insert = `- ${itemSnippet(at.field.items!, column, indentation)}`
  const plain = { label: '- ', insert, snippet: true, detail: `item of ${at.name}`, documentation: explanationOf(where.document.kind, path) ?? '', goOn: true }
  return [...wholeItems(where, at, column).map((item) => ({ ...item, label: `- ${item.label}`, insert: `- ${item.insert}` })), plain]
}

/** A list may stand right under its key: behind `tolerations:` its first item is a choice too. */
function compactItems({ lines, index, document }: Where, column: number): Candidate[] {
  let before = index - 1
  while (before >= 0 && lines[before]!.blank) before--
  const line = lines[before]
  if (!line?.key || line.value || line.column !== column || line.document !== lines[index]!.document) return []
  const at = fieldAt(document.apiVersion, document.kind, line.path)
  if (at?.field.type !== 'array') return []
  return [{ label: '- ', insert: `- ${itemSnippet(at.field.items!, column, { compactLists: true })}`, snippet: true, detail: `item of ${at.name}`, documentation: explanationOf(document.kind, line.path) ?? '', goOn: true }]
}

/** Items that can be written at once: a toleration of a taint that some node has. */
function wholeItems({ known }: Where, at: FieldAt, dash: number): Candidate[] {
  if (shortName(at.typeName ?? '') !== 'Toleration') return []
  const space = ' '.repeat(dash + 2)
  return known.taints.map(({ key, value, effect, nodes }) => ({
    label: `${key}${value ? `=${value}` : ''}:${effect}`,
    insert: [`key: ${key}`, ...(value ? [`operator: Equal`, `value: ${quotedIfNeeded(value)}`] : ['operator: Exists']), `effect: ${effect}`].join(`\n${space}`),
    snippet: false, detail: nodes === 1 ? 'taint of 1 node' : `taint of ${nodes} nodes`, documentation: 'Tolerates this taint, so that its nodes are not closed to the pod.', goOn: false,
  }))
}

function valueCandidates(where: Where, path: OutlinePath): Candidate[] {
  const { lines, index, document, known } = where
  const at = fieldAt(document.apiVersion, document.kind, path)
  return scalarValues({ lines, document: lines[index]!.document, path, at, known }).map((value) => ({
    ...value, insert: at?.field.type === 'integer' || at?.field.type === 'boolean' || shortName(at?.field.type ?? '') === 'IntOrString' ? value.label : quotedIfNeeded(value.label), snippet: false, goOn: false,
  }))
}

const samePlace = (line: OutlineLine, { lines, index }: Where, path: OutlinePath) =>
  line.document === lines[index]!.document && !line.blank && line.path.length > path.length && path.every((part, at) => part === line.path[at])

/** As most lists of the text stand; compact where there is none. */
export function indentationOf(lines: readonly OutlineLine[]): Indentation {
  let [compact, moved] = [0, 0]
  lines.forEach((line, index) => {
    if (line.dashes.length === 0) return
    const before = lines.slice(0, index).findLast((each) => !each.blank)
    if (!before?.key || before.value) return
    if (before.column === line.dashes[0]) compact++
    else moved++
  })
  return { compactLists: moved === 0 || compact >= moved }
}
