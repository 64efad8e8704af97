/** What a word of a manifest means: the field, its type and limits, and what is said of it. */
import { explanationOf } from '../explanations/explanation-of.ts'
import { fieldAt } from '../field-at.ts'
import { apiVersionOfKind } from '../fields.ts'
import { typeWords } from './completion.ts'
import { lineIndexAt, outlineOf, printPath, scalarAt, unquoted, type OutlinePath } from './outline.ts'
import { defaults } from './value-candidates.ts'

/** A field of the document, for whoever points at it. */
export interface FieldWords {
  /** The stretch of the text that it is about. */
  readonly start: number
  readonly end: number
  /** As the API server names it: `spec.template.spec.containers[0].image`. */
  readonly path: string
  /** `list of Container`, `number or percentage`. */
  readonly type: string
  readonly required: boolean
  /** What the API server fills in; undefined where it does not, or it depends. */
  readonly standard: string | undefined
  /** The only values that may stand here; empty where there are many. */
  readonly values: readonly string[]
  readonly explanation: string
  /** Type and name of the field (`Container.image`), and what is written as its value. */
  readonly name: string
  readonly value: string | undefined
  readonly onValue: boolean
}

/** The field that an offset points at, at its key or at its value; undefined where there is none. */
export function fieldWordsAt(text: string, offset: number): FieldWords | undefined {
  const lines = outlineOf(text)
  const line = lines[lineIndexAt(lines, offset)]!
  const place = [line.key, line.value].find((each) => each && each.start <= offset && offset <= each.end)
  if (line.blank || !place) return undefined
  const kind = scalarAt(lines, line.document, ['kind']) ?? 'DaemonSet'
  const at = fieldAt(apiVersionOfKind(kind) ?? '', kind, line.path)
  if (!at) return undefined
  const name = `${at.owner}.${at.name}`
  const inMap = line.path.length > 0 && isInMap(kind, line.path)
  const standard = at.field.default === undefined ? defaults[name] : JSON.stringify(at.field.default)
  return {
    start: place.start, end: place.end, path: printPath(line.path), type: typeWords(at), required: at.required && !inMap, standard: inMap ? undefined : standard,
    values: at.field.enum?.filter(Boolean) ?? [], explanation: explanationOf(kind, inMap ? line.path.slice(0, -1) : line.path) ?? '',
    name, value: line.value && unquoted(line.value.text), onValue: place === line.value && line.key !== undefined,
  }
}

/** Keys of maps (labels, selectors, requests) are the author's own. */
function isInMap(kind: string, path: OutlinePath): boolean {
  const parent = fieldAt(apiVersionOfKind(kind) ?? '', kind, path.slice(0, -1))
  return parent?.field.type === 'object'
}
