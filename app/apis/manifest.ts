/**
 * Manifests as text: YAML 1.1 as kubectl reads it, with the place of every field. The only file
 * that knows js-yaml.
 */
import {
  boolYaml11Tag, constructFromEvents, defineScalarTag, EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, FAILSAFE_SCHEMA,
  floatYaml11Tag, getScalarValue, intYaml11Tag, mergeTag, NOT_RESOLVED, nullYaml11Tag, parseEvents, YAMLException, type Event,
} from 'js-yaml'

/** A stretch of the text, in UTF-16 units from its beginning. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One document of a file. */
export interface ManifestDocument {
  readonly value: unknown
  /** By path as in causes (`spec.containers[0].image`): where the key stands, or the item of a list. The whole document under `''`. */
  readonly places: ReadonlyMap<string, Span>
}

/** Why a text cannot be read at all. */
export interface UnreadableManifest {
  /** In the words of Go's YAML reader, without `yaml: `. */
  readonly message: string
  readonly at: Span
}

export type ReadManifest = { readonly documents: readonly ManifestDocument[]; readonly problem?: undefined } | { readonly documents: readonly []; readonly problem: UnreadableManifest }

/** Beyond these a text is refused before it is read, so that no paste can hold up the page. */
export const limits = Object.freeze({ characters: 200_000, depth: 100, values: 100_000 })

/** Go's YAML reader knows no numbers to the base of 60: `12:30:45` is a text. */
const integerTag: typeof intYaml11Tag = { ...intYaml11Tag, resolve: (source, ...more) => (source.includes(':') ? NOT_RESOLVED : intYaml11Tag.resolve(source, ...more)) }
const schema = FAILSAFE_SCHEMA.withTags([nullYaml11Tag, boolYaml11Tag, integerTag, floatYaml11Tag, mergeTag])

/** All documents that are not empty, or the first thing that cannot be read. */
export function readManifest(text: string): ReadManifest {
  const refusal = refusalOf(text)
  if (refusal) return { documents: [], problem: refusal }
  try {
    const events = parseEvents(text, { maxDepth: limits.depth }) as Event[]
    const tooMuch = refusalOfEvents(events, text)
    if (tooMuch) return { documents: [], problem: tooMuch }
    const values = constructFromEvents(events, { source: text, schema: withOwnTags(events, text), json: true } as never) as unknown[]
    const documents = splitDocuments(events).map((own, index) => ({ value: values[index], places: placesOf(own, text) }))
    return { documents: documents.filter(({ value }) => value !== null && value !== undefined) }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { mark } = error as unknown as { mark?: { position: number; line: number } }
    const start = Math.min(mark?.position ?? 0, text.length)
    const { reason } = error as unknown as { reason: string }
    const words = inGoWords(reason, text, start)
    // What libyaml's parser finds it tells with lines counted from 0, what its scanner finds from 1.
    const line = (mark?.line ?? 0) + (words === noKey && mappingEntry.test(reason) ? 0 : 1)
    return { documents: [], problem: { message: withLine(line, words), at: { start, end: Math.min(start + 1, text.length) } } }
  }
}

/** As Go's reader does: a scalar with a tag of somebody's own is a text, of a collection the tag is dropped. */
function withOwnTags(events: readonly Event[], text: string): typeof schema {
  const names = new Set<string>()
  for (const event of events) {
    if (event.type !== EVENT_SCALAR && event.type !== EVENT_MAPPING && event.type !== EVENT_SEQUENCE) continue
    const tag = text.slice(event.tagStart, Math.max(event.tagStart, event.tagEnd))
    if (!/^![^!]/.test(tag)) continue
    if (event.type === EVENT_SCALAR) names.add(tag)
    else event.tagEnd = event.tagStart
  }
  return names.size === 0 ? schema : schema.withTags([...names].map((name) => defineScalarTag(name, { resolve: (source) => source, identify: () => false })))
}

function refusalOf(text: string): UnreadableManifest | undefined {
  if (text.length > limits.characters) {
    return { message: `the text has ${text.length} characters; the lab reads at most ${limits.characters}`, at: { start: 0, end: 0 } }
  }
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text)
  return control ? { message: 'control characters are not allowed', at: { start: control.index, end: control.index + 1 } } : undefined
}

function refusalOfEvents(events: readonly Event[], text: string): UnreadableManifest | undefined {
  const whole = { start: 0, end: text.length }
  // What each anchor stands for, aliases written out: their product is what makes a small text a bomb.
  const sizes = new Map<string, number>()
  const open: { readonly anchor: string; size: number }[] = []
  let total = 0
  for (const event of events) {
    if (event.type === EVENT_DOCUMENT) continue
    let [size, anchor] = [0, '']
    if (event.type === EVENT_POP) ({ size, anchor } = open.pop() ?? { size: 0, anchor: '' })
    else {
      anchor = text.slice(event.anchorStart, Math.max(event.anchorStart, event.anchorEnd))
      size = event.type === EVENT_ALIAS ? (sizes.get(anchor) ?? 1) : 1
      if (event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE) {
        open.push({ anchor, size })
        continue
      }
    }
    if (anchor && event.type !== EVENT_ALIAS) sizes.set(anchor, size)
    const parent = open.at(-1)
    if (parent) parent.size += size
    else total += size
    if (size > limits.values || (parent?.size ?? total) > limits.values) return { message: 'document contains excessive aliasing', at: whole }
  }
  return undefined
}

/** Some findings are reported without a line. */
const withLine = (line: number, message: string) => (/^(unknown anchor|exceeded max depth)/.test(message) ? message : `line ${line}: ${message}`)

const mappingEntry = /mapping entry/
const keyBehindValue = 'mapping values are not allowed in this context'
const noColon = "could not find expected ':'"
const noKey = 'did not find expected key'

/** js-yaml's findings in the words that kubectl would print for the same text. */
function inGoWords(reason: string, text: string, at: number): string {
  if (/maxDepth/.test(reason)) return `exceeded max depth of ${limits.depth}`
  if (text[at] === '\t' || text[at] === '@' || text[at] === '`' || /tab/.test(reason)) return 'found character that cannot start any token'
  if (mappingEntry.test(reason)) return misplacedKey(text, at)
  if (/unexpected end of the stream/.test(reason)) return 'found unexpected end of stream'
  if (/unidentified alias|unknown alias/.test(reason)) return `unknown anchor '${/"([^"]*)"/.exec(reason)?.[1] ?? ''}' referenced`
  if (/can not read an implicit mapping pair|colon is missed/.test(reason)) return noColon
  return noKey
}

function splitDocuments(events: readonly Event[]): Event[][] {
  const documents: Event[][] = []
  for (const event of events) {
    if (event.type === EVENT_DOCUMENT) documents.push([])
    else documents.at(-1)?.push(event)
  }
  return documents
}

/** Walks a document's events and notes where each key and each item stands. */
function placesOf(events: readonly Event[], text: string): Map<string, Span> {
  const places = new Map<string, Span>()
  let next = 0
  const walk = (path: string): Span => {
    const event = events[next++]!
    if (event.type === EVENT_SCALAR) return { start: event.valueStart, end: event.valueEnd }
    if (event.type === EVENT_MAPPING) {
      let end = event.start
      while (events[next] && events[next]!.type !== EVENT_POP) {
        const key = events[next]!
        const at = walk('')
        const name = key.type === EVENT_SCALAR ? getScalarValue(text, key) : ''
        const own = path ? `${path}.${name}` : name
        places.set(own, at)
        end = walk(own).end
      }
      next++
      return { start: event.start, end }
    }
    if (event.type === EVENT_SEQUENCE) {
      let end = event.start
      for (let index = 0; events[next] && events[next]!.type !== EVENT_POP; index++) {
        const item = walk(`${path}[${index}]`)
        places.set(`${path}[${index}]`, item)
        end = item.end
      }
      next++
      return { start: event.start, end }
    }
    return { start: 0, end: 0 }
  }
  if (events.length > 0) places.set('', walk(''))
  return places
}

/** The place of a path, or of its nearest parent that is written. */
export function locate(document: ManifestDocument, path: string): Span {
  for (let at = path.replace(/\[([^\]\d][^\]]*)\]/g, '.$1'); at; at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))) {
    const place = document.places.get(at)
    if (place) return place
  }
  return document.places.get('') ?? { start: 0, end: 0 }
}

/**
 * A key where none may stand. libyaml tells three mistakes apart that js-yaml does not: the line before
 * was to be a key and has no colon of its own; the key stands to the left of its block, but not
 * where an outer one stands; and a key behind a value.
 */
function misplacedKey(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const indentOf = (line: string) => /^ */.exec(line)![0].length
  const before = text.slice(0, start).split('\n').findLast((line) => /^ *[^ #]/.test(line))
  if (before === undefined) return keyBehindValue
  const indent = indentOf(text.slice(start))
  if (indentOf(before) > indent) return noKey
  return indentOf(before) === indent && !/:(\s|$)/.test(before) && !/^ *- /.test(before) ? noColon : keyBehindValue
}
