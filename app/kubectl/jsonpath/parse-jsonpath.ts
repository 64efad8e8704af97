/**
 * kubectl's own dialect of JSONPath: text with paths in braces, as `{range .items[*]}{.metadata.name}{"\n"}{end}`.
 * Stands for client-go/util/jsonpath/parser.go, its errors kept to the word.
 */

/** One step of a path. */
export type Step =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | Slice
  | { readonly kind: 'union'; readonly paths: readonly Path[] }
  | { readonly kind: 'filter'; readonly left: Path; readonly operator: string; readonly right: Path }

/** `[2]`, `[-1]`, `[1:3]`, `[::2]`, `[*]`. */
export interface Slice {
  readonly kind: 'slice'
  readonly from: number | undefined
  readonly to: number | undefined
  /** The end was not written: one item is meant. */
  readonly isIndex: boolean
  readonly step: number | undefined
}

/** What stands between two braces. */
export type Path = readonly Step[]

/** A template: texts, and paths in braces. */
export type Template = readonly (string | Path)[]

/** The template, or what cannot be read. */
export function parseJsonPath(text: string): Template | { readonly problem: string } {
  try {
    return new Parser(text).template()
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem }
    throw error
  }
}

class Unreadable extends Error {
  constructor(readonly problem: string) {
    super(problem)
  }
}

const refuse = (problem: string): never => {
  throw new Unreadable(problem)
}

/** Parses what would stand between braces. */
const pathOf = (text: string): Path => {
  const [path] = new Parser(`{${text}}`).template()
  return path as Path
}

/** Where a name ends. */
const terminator = /[ \t\r\n.,[\]$@{}]/

class Parser {
  private at = 0

  constructor(private readonly text: string) {}

  template(): Template {
    const parts: (string | Path)[] = []
    while (this.at < this.text.length) {
      const open = this.text.indexOf('{', this.at)
      const end = open < 0 ? this.text.length : open
      if (end > this.at) parts.push(this.text.slice(this.at, end))
      this.at = end
      if (open < 0) break
      this.at++
      parts.push(this.path())
    }
    return parts
  }

  /** Up to the closing brace. */
  private path(): Path {
    const steps: Step[] = []
    for (;;) {
      if (this.take('}')) return steps
      if (this.take('[?(')) steps.push(this.filter())
      else if (this.text.startsWith('..', this.at)) this.recursive(steps)
      else this.step(steps)
    }
  }

  private step(steps: Step[]): void {
    const character = this.next()
    if (character === '' || character === '\n' || character === '\r') refuse('unclosed action')
    else if (character === ' ' || character === '@' || character === '$') return
    else if (character === '[') steps.push(...this.array())
    else if (character === '"' || character === "'") steps.push({ kind: 'text', text: this.quoted(character) })
    else if (character === '.') steps.push(this.field())
    else if (/[+\-\p{Nd}]/u.test(character)) steps.push(this.number(character))
    else if (/[\p{L}_]/u.test(character)) steps.push(this.word(character))
    else refuse(`unrecognized character in action: U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}${/\p{C}/u.test(character) ? '' : ` '${character}'`}`)
  }

  private recursive(steps: Step[]): void {
    if (steps.at(-1)?.kind === 'recursive') refuse('invalid multiple recursive descent')
    this.at += 2
    steps.push({ kind: 'recursive' })
    if (/^[\p{L}\p{Nd}_]/u.test(this.text.slice(this.at))) steps.push(this.field())
  }

  /** A name up to its end; a backslash takes the next character for a letter. */
  private field(): Step {
    const start = this.at
    while (this.at < this.text.length) {
      if (this.text[this.at] === '\\') this.at += 2
      else if (terminator.test(this.text[this.at]!)) break
      else this.at++
    }
    const name = this.text.slice(start, this.at)
    return name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') }
  }

  private number(first: string): Step {
    let text = first
    while (/[.\p{Nd}]/u.test(this.text[this.at] ?? '')) text += this.text[this.at++]
    if (/^[+-]?\d+$/.test(text)) return { kind: 'number', value: Number(text), isFloat: false }
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return { kind: 'number', value: Number(text), isFloat: true }
    return refuse(`cannot parse number ${text}`)
  }

  private word(first: string): Step {
    let word = first
    while (this.at < this.text.length && !terminator.test(this.text[this.at]!)) word += this.text[this.at++]
    return word === 'true' || word === 'false' ? { kind: 'boolean', value: word === 'true' } : { kind: 'word', word }
  }

  private quoted(quote: string): string {
    const start = this.at - 1
    for (;;) {
      const character = this.next()
      if (character === '' || character === '\n') refuse('unterminated quoted string')
      if (character === quote && this.text[this.at - 2] !== '\\') break
    }
    const whole = this.text.slice(start, this.at)
    return unquote(whole.slice(1, -1), quote) ?? refuse(`unquote string ${whole} error invalid syntax`)
  }

  private array(): Step[] {
    const end = /[\]\n]/.exec(this.text.slice(this.at))
    if (end?.[0] !== ']') return refuse('unterminated array')
    const inner = this.text.slice(this.at, this.at + end.index)
    this.at += end.index + 1
    const parts = inner.split(',')
    if (parts.length > 1) return [{ kind: 'union', paths: parts.map((part) => pathOf(`[${part.replace(/^ +| +$/g, '')}]`)) }]
    const key = /^'([^']*)'$/.exec(inner)
    return key ? [...pathOf(`.${key[1]}`)] : [sliceOf(inner)]
  }

  private filter(): Step {
    const inner = this.filterText()
    if (this.next() !== ']') refuse('unclosed array expect ]')
    const found = /^([^!<>=]+)([!<>=]+)(.+)$/s.exec(inner)
    if (!found) return { kind: 'filter', left: pathOf(inner), operator: 'exists', right: [] }
    return { kind: 'filter', left: pathOf(found[1]!), operator: found[2]!, right: pathOf(found[3]!) }
  }

  /** Up to the closing bracket that does not stand in quotes. */
  private filterText(): string {
    const start = this.at
    let quote: string | undefined
    let isClosed = false
    for (;;) {
      const character = this.next()
      if (character === '' || character === '\n') return refuse('unterminated filter')
      if (character === '"' || character === "'") {
        if (quote === undefined) quote = character
        else if (character === quote && this.text[this.at - 2] !== '\\') isClosed = true
      } else if (character === ')' && (quote !== undefined) === isClosed) return this.text.slice(start, this.at - 1)
    }
  }

  private take(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.at)) return false
    this.at += wanted.length
    return true
  }

  private next(): string {
    const point = this.text.codePointAt(this.at)
    if (point === undefined) return ''
    const character = String.fromCodePoint(point)
    this.at += character.length
    return character
  }
}

function sliceOf(inner: string): Slice {
  if (inner === '*') return { kind: 'slice', from: undefined, to: undefined, isIndex: false, step: undefined }
  const found = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(inner)
  if (!found) return refuse(`invalid array index ${inner}`)
  const [from, to, step] = [found[1]!, found[2], found[3]]
  const numberOf = (text: string | undefined) => {
    if (text === undefined || text === '') return undefined
    return text === '-' ? refuse(`array index ${text} is not a number`) : Number(text)
  }
  const first = numberOf(from)
  return { kind: 'slice', from: first, to: to === undefined ? (first ?? 0) + 1 : numberOf(to.slice(1)), isIndex: to === undefined, step: numberOf(step?.slice(1)) }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', '\\': '\\' }

/** Go's escapes in a quoted text; undefined where there is one that Go does not know. */
function unquote(text: string, quote: string): string | undefined {
  let plain = ''
  for (let at = 0; at < text.length; at++) {
    if (text[at] === quote) return undefined
    if (text[at] !== '\\') {
      plain += text[at]
      continue
    }
    const next = text[++at] ?? ''
    const hex = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))/.exec(text.slice(at))
    if (hex) {
      plain += String.fromCodePoint(hex[4] === undefined ? parseInt((hex[1] ?? hex[2] ?? hex[3])!, 16) : parseInt(hex[4], 8))
      at += hex[0].length - 1
    } else if (next === quote) plain += quote
    else if (escapes[next] !== undefined) plain += escapes[next]
    else return undefined
  }
  return plain
}
