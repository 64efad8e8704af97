/** Scalars in their five forms: plain, in single or double quotes, literal and folded blocks. Stands for libyaml's scanner. */
import { YamlError, type Mark, type Source } from './source.ts'
import type { Token } from './token.ts'

const fail = (source: Source, problem: string, context: Mark): never => {
  throw new YamlError('scanner', problem, source.mark, context)
}

/** Blanks and line ends between two words of a scalar: what is left of them is known when the next word comes. */
class Gap {
  private blanks = ''
  private firstBreak = ''
  private moreBreaks = ''
  onNewLine = false

  /** Takes in all blanks and line ends from here on. */
  read(source: Source, onIndentation?: () => void): void {
    while (source.isBlank() || source.isBreak()) {
      if (source.isBlank()) {
        if (this.onNewLine) onIndentation?.()
        const blank = source.read()
        if (!this.onNewLine) this.blanks += blank
      } else if (this.onNewLine) this.moreBreaks += source.readBreak()
      else {
        this.blanks = ''
        this.firstBreak = source.readBreak()
        this.onNewLine = true
      }
    }
  }

  /** What stands between the words: one line end is a blank, more are one fewer. */
  take(): string {
    const text = !this.onNewLine ? this.blanks : this.firstBreak !== '\n' ? this.firstBreak + this.moreBreaks : this.moreBreaks === '' ? ' ' : this.moreBreaks
    this.blanks = this.firstBreak = this.moreBreaks = ''
    this.onNewLine = false
    return text
  }
}

/** A plain scalar; `indent` is the column that its further lines must reach, `ends` what ends it inside of a flow collection. */
export function scanPlainScalar(source: Source, indent: number, ends: string): { readonly token: Token; readonly endsOnNewLine: boolean } {
  const start = source.mark
  const gap = new Gap()
  let [text, end] = ['', start]
  while (!source.isDocumentIndicator() && source.peek() !== '#') {
    while (!source.isBlankOrEnd()) {
      const character = source.peek()
      if ((character === ':' && source.isBlankOrEnd(1)) || ends.includes(character)) break
      text += text === '' ? '' : gap.take()
      text += source.read()
      end = source.mark
    }
    if (!source.isBlank() && !source.isBreak()) break
    gap.read(source, () => {
      if (source.column < indent && source.peek() === '\t') fail(source, 'found a tab character that violates indentation', start)
    })
    if (ends === '' && source.column < indent) break
  }
  return { token: { kind: 'scalar', start, end, text, plain: true }, endsOnNewLine: gap.onNewLine }
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', "'": "'", '\\': '\\', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
}
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** A scalar in quotes. */
export function scanQuotedScalar(source: Source): Token {
  const start = source.mark
  const quote = source.read()
  let text = ''
  for (;;) {
    if (source.isDocumentIndicator()) fail(source, 'found unexpected document indicator', start)
    if (source.isEnd()) fail(source, 'found unexpected end of stream', start)
    const gap = new Gap()
    while (!source.isBlankOrEnd()) {
      if (quote === "'" && source.startsWith("''")) {
        text += "'"
        source.skip(2)
      } else if (source.peek() === quote) break
      else if (quote === '"' && source.peek() === '\\') {
        if (source.isBreak(1)) {
          source.skip()
          source.readBreak()
          gap.onNewLine = true
          break
        }
        text += readEscape(source, start)
      } else text += source.read()
    }
    if (source.peek() === quote) break
    const isJoined = gap.onNewLine
    gap.read(source)
    const between = gap.take()
    // Behind a backslash at the end of a line its end and the blanks of the next count for nothing.
    text += isJoined ? between.replace(/^ $/, '') : between
  }
  source.skip()
  return { kind: 'scalar', start, end: source.mark, text }
}

function readEscape(source: Source, start: Mark): string {
  const letter = source.peek(1)
  const digits = hexDigits[letter]
  if (digits === undefined) {
    if (escapes[letter] === undefined) fail(source, 'found unknown escape character', start)
    source.skip(2)
    return escapes[letter]!
  }
  source.skip(2)
  const hex = source.text.slice(source.at, source.at + digits)
  if (!/^[\da-fA-F]+$/.test(hex) || hex.length < digits) fail(source, 'did not find expected hexdecimal number', start)
  const code = Number.parseInt(hex, 16)
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) fail(source, 'found invalid Unicode character escape code', start)
  source.skip(digits)
  return String.fromCodePoint(code)
}

/** A block scalar behind `|` or `>`; `parentIndent` is the column of the block it stands in. */
export function scanBlockScalar(source: Source, parentIndent: number): Token {
  const start = source.mark
  const isLiteral = source.read() === '|'
  const { chomping, increment } = readHeader(source, start)
  const block = { indent: increment > 0 ? Math.max(parentIndent, 0) + increment : 0 }
  let end = source.mark
  const readBreaks = () => {
    const breaks = blockBreaks(source, block, parentIndent, start)
    end = breaks.end
    return breaks.text
  }
  let [text, lineEnd, breaks, wasBlank] = ['', '', readBreaks(), false]
  while (source.column === block.indent && !source.isEnd()) {
    const isBlank = source.isBlank()
    const folds = !isLiteral && !wasBlank && !isBlank && lineEnd === '\n'
    text += (folds ? (breaks === '' ? ' ' : '') : lineEnd) + breaks
    wasBlank = isBlank
    while (!source.isBreakOrEnd()) text += source.read()
    lineEnd = source.isEnd() ? '' : source.readBreak()
    breaks = readBreaks()
  }
  if (chomping !== '-') text += lineEnd
  if (chomping === '+') text += breaks
  return { kind: 'scalar', start, end, text }
}

function readHeader(source: Source, start: Mark): { readonly chomping: string; readonly increment: number } {
  let [chomping, increment] = ['', 0]
  const readChomping = () => {
    if (source.peek() === '+' || source.peek() === '-') chomping = source.read()
  }
  readChomping()
  if (/\d/.test(source.peek())) {
    if (source.peek() === '0') fail(source, 'found an indentation indicator equal to 0', start)
    increment = Number(source.read())
    if (chomping === '') readChomping()
  }
  while (source.isBlank()) source.skip()
  if (source.peek() === '#') while (!source.isBreakOrEnd()) source.skip()
  if (!source.isBreakOrEnd()) fail(source, 'did not find expected comment or line break', start)
  if (source.isBreak()) source.readBreak()
  return { chomping, increment }
}

/** Empty lines of a block, and its indentation where that is not known yet. */
function blockBreaks(source: Source, block: { indent: number }, parentIndent: number, start: Mark): { readonly text: string; readonly end: Mark } {
  let [text, deepest, end] = ['', 0, source.mark]
  for (;;) {
    const isIndentation = () => block.indent === 0 || source.column < block.indent
    while (isIndentation() && source.peek() === ' ') source.skip()
    deepest = Math.max(deepest, source.column)
    if (isIndentation() && source.peek() === '\t') fail(source, 'found a tab character where an indentation space is expected', start)
    if (!source.isBreak()) break
    text += source.readBreak()
    end = source.mark
  }
  if (block.indent === 0) block.indent = Math.max(deepest, parentIndent + 1, 1)
  return { text, end }
}
