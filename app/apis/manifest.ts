/**
 * Manifests as text: YAML 1.1 and JSON as kubectl reads them, with the place of every field. Stands
 * for apimachinery/pkg/util/yaml: the text is cut at `---` first, and each piece is read by itself.
 */
import { construct, JsonError } from './yaml/construct.ts'
import { endOfJson, jsonProblem, type JsonProblem } from './yaml/json-syntax.ts'
import { parseDocument } from './yaml/parser.ts'
import { placesOf, type Span } from './yaml/places.ts'
import { YamlError } from './yaml/source.ts'

export type { Span } from './yaml/places.ts'

/** One document of a file. */
export interface ManifestDocument {
  readonly value: unknown
  /** By path as in causes (`spec.containers[0].image`): where the key stands, or the item of a list. The whole document under `''`. */
  readonly places: ReadonlyMap<string, Span>
}

/** Why a text cannot be read, or not to its end. */
export interface UnreadableManifest {
  /** In the words of Go's YAML reader, without `yaml: `; its lines are those of the document. */
  readonly message: string
  /** The same as kubectl prints it behind `error parsing FILE: `. */
  readonly says: string
  readonly at: Span
}

/** The documents up to what cannot be read. */
export interface ReadManifest {
  readonly documents: readonly ManifestDocument[]
  readonly problem?: UnreadableManifest
}

/** Beyond these a text is refused before it is read, so that no paste can hold up the page. */
export const limits = Object.freeze({ characters: 200_000, depth: 100, values: 100_000 })

/** All documents that are not empty, up to the first thing that cannot be read. `asksInFlow` lets plain texts in braces have question marks, which kubectl does not. */
export function readManifest(text: string, asksInFlow = false): ReadManifest {
  const refusal = refusalOf(text)
  if (refusal) return { documents: [], problem: refusal }
  const isJson = /^\s*\{/.test(text)
  const wrongJson = isJson ? jsonProblem(text) : undefined
  if (wrongJson && 'end' in wrongJson) return { documents: [], problem: unreadable('unexpected EOF', 'unexpected EOF', text.length, text) }
  const documents: ManifestDocument[] = []
  for (const piece of piecesOf(text).flatMap(valuesOf)) {
    if ('separator' in piece) return { documents, problem: unreadable(`invalid Yaml document separator: ${piece.separator}`, `invalid Yaml document separator: ${piece.separator}`, piece.start, text) }
    const read = readPiece(piece.text, piece.start, text, asksInFlow)
    // What begins like JSON is tried as JSON first, and told of as JSON when it is no YAML either.
    if ('at' in read) return { documents, problem: documents.length === 0 && wrongJson ? wrongJsonProblem(wrongJson, text) : read }
    if (read.value !== null && read.value !== undefined) documents.push(read)
  }
  return { documents }
}

function readPiece(piece: string, offset: number, text: string, asksInFlow: boolean): ManifestDocument | UnreadableManifest {
  try {
    const node = parseDocument(piece, limits.depth, asksInFlow)
    return node ? { value: asJson(piece) ?? construct(node, limits.values), places: placesOf(node, offset) } : { value: null, places: new Map() }
  } catch (error) {
    const value = asJson(piece)
    if (value !== undefined) return { value, places: new Map([['', { start: offset, end: offset + piece.length }]]) }
    if (error instanceof JsonError) return unreadable(error.message, `error converting YAML to JSON: ${error.message}`, offset, text)
    if (!(error instanceof YamlError)) throw error
    return unreadable(error.words, `error converting YAML to JSON: yaml: ${error.words}`, offset + (error.at?.index ?? 0), text)
  }
}

/** The value of a piece that is JSON to the last character. */
function asJson(piece: string): unknown {
  if (!/^\s*\{/.test(piece)) return undefined
  try {
    return JSON.parse(piece) as unknown
  } catch {
    return undefined
  }
}

/** A piece that begins with JSON may hold several values. */
function valuesOf<P extends Piece | { readonly separator: string; readonly start: number }>(piece: P): readonly (P | Piece)[] {
  if ('separator' in piece || !/^\s*\{/.test(piece.text)) return [piece]
  const end = endOfJson(piece.text)
  if (end === undefined || piece.text.slice(end).trim() === '') return [piece]
  return [{ text: piece.text.slice(0, end), start: piece.start }, ...valuesOf({ text: piece.text.slice(end), start: piece.start + end })]
}

interface Piece {
  readonly text: string
  readonly start: number
}

/** The documents as texts; a separator with something behind it that is no comment ends the list. */
function piecesOf(text: string): (Piece | { readonly separator: string; readonly start: number })[] {
  const pieces: (Piece | { readonly separator: string; readonly start: number })[] = []
  let [start, at] = [0, 0]
  const cut = (end: number) => {
    if (end > start) pieces.push({ text: withLineEnd(text.slice(start, end)), start })
  }
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const behind = line.startsWith('---') ? line.slice(3).trim() : undefined
    if (behind !== undefined) {
      if (behind !== '' && !behind.startsWith('#')) return [...pieces, { separator: behind, start: at }]
      cut(at)
      start = at + line.length
    }
    at += line.length
  }
  cut(text.length)
  return pieces
}

const withLineEnd = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)

function unreadable(message: string, says: string, start: number, text: string): UnreadableManifest {
  const at = Math.min(start, text.length)
  return { message, says, at: { start: at, end: Math.min(at + 1, text.length) } }
}

function wrongJsonProblem(problem: Exclude<JsonProblem, { readonly end: true }>, text: string): UnreadableManifest {
  const says = `json: offset ${problem.offset}: ${problem.message}`
  return unreadable(says, says, problem.offset - 1, text)
}

function refusalOf(text: string): UnreadableManifest | undefined {
  if (text.length > limits.characters) {
    const message = `the text has ${text.length} characters; the lab reads at most ${limits.characters}`
    return { message, says: message, at: { start: 0, end: 0 } }
  }
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text)
  return control ? unreadable('control characters are not allowed', 'error converting YAML to JSON: yaml: control characters are not allowed', control.index, text) : undefined
}

/** The place of a path, or of its nearest parent that is written. */
export function locate(document: ManifestDocument, path: string): Span {
  for (let at = path.replace(/\[([^\]\d][^\]]*)\]/g, '.$1'); at; at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))) {
    const place = document.places.get(at)
    if (place) return place
  }
  return document.places.get('') ?? { start: 0, end: 0 }
}
