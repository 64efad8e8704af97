/**
 * From a YAML text to its words: indentation becomes starts and ends of blocks, and a text before a
 * colon becomes a key only once the colon is seen. Stands for libyaml's scanner, so that every
 * mistake is found where kubectl finds it and told in its words.
 */
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from './scan-scalars.ts'
import { Source, YamlError, type Mark } from './source.ts'
import type { Token, TokenKind } from './token.ts'

/** A word that becomes a key if a colon follows. */
interface SimpleKey {
  possible: boolean
  /** It stands where only a key can stand. */
  readonly required: boolean
  readonly tokenNumber: number
  readonly mark: Mark
}

/** A key has to end on its line, and soon. */
const longestKey = 1024
const nowhere: Mark = { index: 0, line: 0, column: 0 }
const flowTokens: Readonly<Record<string, TokenKind>> = { '[': 'flow-sequence-start', '{': 'flow-mapping-start', ']': 'flow-sequence-end', '}': 'flow-mapping-end' }

export class Scanner {
  readonly source: Source
  private readonly tokens: Token[] = []
  private taken = 0
  private indent = -1
  private readonly indents: number[] = []
  private flowLevel = 0
  private keyAllowed = true
  private readonly simpleKeys: SimpleKey[] = [{ possible: false, required: false, tokenNumber: 0, mark: nowhere }]

  /** `asksInFlow`: a question mark in a flow collection is a character like any other, as in YAML 1.2. */
  constructor(text: string, private readonly asksInFlow = false) {
    this.source = new Source(text)
  }

  /** The next word, which stays. */
  peek(): Token {
    while (this.tokens.length === 0 || this.mayBecomeKey()) this.fetch()
    return this.tokens[0]!
  }

  /** The next word, which goes. */
  next(): Token {
    const token = this.peek()
    this.tokens.shift()
    this.taken++
    return token
  }

  /** Could the next word still turn out to be a key? */
  private mayBecomeKey(): boolean {
    return this.simpleKeys.some((key) => key.possible && key.tokenNumber === this.taken && this.isValid(key))
  }

  private fail(problem: string, context?: Mark): never {
    throw new YamlError('scanner', problem, this.source.mark, context)
  }

  private push(kind: TokenKind, length: number): void {
    const start = this.source.mark
    this.source.skip(length)
    this.tokens.push({ kind, start, end: this.source.mark })
  }

  private fetch(): void {
    const { source } = this
    this.skipToNextToken()
    this.unrollIndent(source.column)
    if (source.isEnd()) return this.fetchStreamEnd()
    const character = source.peek()
    if (source.column === 0 && character === '%') return this.fetchDirective()
    if (source.isDocumentIndicator()) return this.fetchDocumentIndicator()
    if (character === '[' || character === '{') return this.fetchFlowStart(character)
    if (character === ']' || character === '}') return this.fetchFlowEnd(character)
    if (character === ',') return this.fetchFlowEntry()
    const isAlone = source.isBlankOrEnd(1)
    if (character === '-' && isAlone) return this.fetchBlockEntry()
    if (character === '?' && (this.flowLevel > 0 || isAlone)) return this.fetchKey()
    if (character === ':' && (this.flowLevel > 0 || isAlone)) return this.fetchValue()
    if (character === '*' || character === '&') return this.fetchInline(() => this.scanAnchor(character === '*' ? 'alias' : 'anchor'))
    if (character === '!') return this.fetchInline(() => this.scanTag())
    if ((character === '|' || character === '>') && this.flowLevel === 0) return this.fetchBlockScalar()
    if (character === "'" || character === '"') return this.fetchInline(() => scanQuotedScalar(source))
    const isIndicator = source.isBlankOrEnd() || '-?:,[]{}#&*!|>\'"%@`'.includes(character)
    const isPlain = !isIndicator || (character === '-' && !source.isBlank(1)) || (this.flowLevel === 0 && '?:'.includes(character) && !isAlone)
    if (isPlain) return this.fetchPlainScalar()
    this.fail('found character that cannot start any token')
  }

  private skipToNextToken(): void {
    const { source } = this
    for (;;) {
      if (source.column === 0 && source.peek() === '\ufeff') source.skip()
      while (source.peek() === ' ' || ((this.flowLevel > 0 || !this.keyAllowed) && source.peek() === '\t')) source.skip()
      if (source.peek() === '#') while (!source.isBreakOrEnd()) source.skip()
      if (!source.isBreak()) return
      source.readBreak()
      if (this.flowLevel === 0) this.keyAllowed = true
    }
  }

  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.push('block-end', 0)
      this.indent = this.indents.pop()!
    }
  }

  private rollIndent(column: number, kind: TokenKind, mark: Mark, before?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.indents.push(this.indent)
    this.indent = column
    this.tokens.splice(before === undefined ? this.tokens.length : before - this.taken, 0, { kind, start: mark, end: mark })
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false
    const { source } = this
    if (key.mark.line >= source.lineNumber && key.mark.index + longestKey >= source.at) return true
    if (key.required) this.fail("could not find expected ':'", key.mark)
    key.possible = false
    return false
  }

  private saveSimpleKey(): void {
    if (!this.keyAllowed) return
    const required = this.flowLevel === 0 && this.indent === this.source.column
    const key = { possible: true, required, tokenNumber: this.taken + this.tokens.length, mark: this.source.mark }
    this.removeSimpleKey()
    this.simpleKeys[this.simpleKeys.length - 1] = key
  }

  private removeSimpleKey(): void {
    const key = this.simpleKeys.at(-1)!
    if (key.possible && key.required) this.fail("could not find expected ':'", key.mark)
    key.possible = false
  }

  private fetchStreamEnd(): void {
    this.source.endLine()
    this.unrollIndent(-1)
    this.removeSimpleKey()
    this.keyAllowed = false
    this.push('stream-end', 0)
  }

  private fetchDirective(): void {
    this.unrollIndent(-1)
    this.removeSimpleKey()
    this.keyAllowed = false
    const start = this.source.mark
    this.source.skip()
    let name = ''
    while (/[\w-]/.test(this.source.peek())) name += this.source.read()
    if (name === '') this.fail('could not find expected directive name', start)
    if (!this.source.isBlankOrEnd()) this.fail('found unexpected non-alphabetical character', start)
    if (name !== 'YAML' && name !== 'TAG') this.fail('found unknown directive name', start)
    while (!this.source.isBreakOrEnd()) this.source.skip()
    this.tokens.push({ kind: 'directive', start, end: this.source.mark })
  }

  private fetchDocumentIndicator(): void {
    this.unrollIndent(-1)
    this.removeSimpleKey()
    this.keyAllowed = false
    this.push(this.source.peek() === '-' ? 'document-start' : 'document-end', 3)
  }

  private fetchFlowStart(character: string): void {
    this.saveSimpleKey()
    this.simpleKeys.push({ possible: false, required: false, tokenNumber: 0, mark: nowhere })
    this.flowLevel++
    this.keyAllowed = true
    this.push(flowTokens[character]!, 1)
  }

  private fetchFlowEnd(character: string): void {
    this.removeSimpleKey()
    if (this.flowLevel > 0) {
      this.flowLevel--
      this.simpleKeys.pop()
    }
    this.keyAllowed = false
    this.push(flowTokens[character]!, 1)
  }

  private fetchFlowEntry(): void {
    this.removeSimpleKey()
    this.keyAllowed = true
    this.push('flow-entry', 1)
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('block sequence entries are not allowed in this context')
      this.rollIndent(this.source.column, 'block-sequence-start', this.source.mark)
    }
    this.removeSimpleKey()
    this.keyAllowed = true
    this.push('block-entry', 1)
  }

  private fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('mapping keys are not allowed in this context')
      this.rollIndent(this.source.column, 'block-mapping-start', this.source.mark)
    }
    this.removeSimpleKey()
    this.keyAllowed = this.flowLevel === 0
    this.push('key', 1)
  }

  private fetchValue(): void {
    const key = this.simpleKeys.at(-1)!
    if (this.isValid(key)) {
      this.tokens.splice(key.tokenNumber - this.taken, 0, { kind: 'key', start: key.mark, end: key.mark })
      this.rollIndent(key.mark.column, 'block-mapping-start', key.mark, key.tokenNumber)
      key.possible = false
      this.keyAllowed = false
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) this.fail('mapping values are not allowed in this context')
        this.rollIndent(this.source.column, 'block-mapping-start', this.source.mark)
      }
      this.keyAllowed = this.flowLevel === 0
    }
    this.push('value', 1)
  }

  private fetchInline(scan: () => Token): void {
    this.saveSimpleKey()
    this.keyAllowed = false
    this.tokens.push(scan())
  }

  private fetchPlainScalar(): void {
    this.fetchInline(() => {
      const { token, endsOnNewLine } = scanPlainScalar(this.source, this.indent + 1, this.flowLevel === 0 ? '' : this.asksInFlow ? ',[]{}' : ',?[]{}')
      if (endsOnNewLine) this.keyAllowed = true
      return token
    })
  }

  private fetchBlockScalar(): void {
    this.removeSimpleKey()
    this.keyAllowed = true
    this.tokens.push(scanBlockScalar(this.source, this.indent))
  }

  private scanAnchor(kind: 'alias' | 'anchor'): Token {
    const { source } = this
    const start = source.mark
    source.skip()
    let text = ''
    while (/[\w-]/.test(source.peek())) text += source.read()
    if (text === '' || !(source.isBlankOrEnd() || '?:,]}%@`'.includes(source.peek()))) this.fail('did not find expected alphabetic or numeric character', start)
    return { kind, start, end: source.mark, text }
  }

  private scanTag(): Token {
    const { source } = this
    const start = source.mark
    const rest = /^!<([^\s>]*)(>?)|^(!\w*!)?(!?[\w\-;/?:@&=+$.!~*'()[\]%,]*)/.exec(source.text.slice(start.index, start.index + longestKey))!
    source.skip(rest[0].length)
    if (rest[1] !== undefined && rest[2] === '') this.fail("did not find the expected '>'", start)
    if (!source.isBlankOrEnd()) this.fail('did not find expected whitespace or line break', start)
    if (rest[1] !== undefined) return { kind: 'tag', start, end: source.mark, handle: '', text: rest[1] }
    return { kind: 'tag', start, end: source.mark, handle: rest[3] ?? '!', text: rest[3] === undefined ? rest[4]!.replace(/^!/, '') : rest[4]! }
  }
}
