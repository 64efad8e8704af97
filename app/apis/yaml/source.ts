/** A YAML text and a place in it. Stands for libyaml's reader: what counts as a break, a blank, an end. */

/** A place: `index` in UTF-16 units; lines and columns count from 0. */
export interface Mark {
  readonly index: number
  readonly line: number
  readonly column: number
}

/**
 * Why a text is no YAML, in libyaml's words. Its scanner looks for the next word, its parser for
 * the next part; a finding of neither has no place.
 */
export class YamlError extends Error {
  constructor(readonly by: 'scanner' | 'parser' | 'composer', readonly problem: string, readonly at?: Mark, readonly context?: Mark) {
    super(problem)
  }

  /** The problem with its line, counted as Go's library counts: none on the first line. */
  get words(): string {
    if (this.by === 'composer') return this.problem
    const line = this.at && this.at.line > 0 ? this.at.line + (this.by === 'scanner' ? 1 : 0) : (this.context?.line ?? 0)
    return line > 0 ? `line ${line}: ${this.problem}` : this.problem
  }
}

const breaks = '\r\n\u0085\u2028\u2029'

export class Source {
  private index = 0
  private line = 0
  private lineStart = 0

  constructor(readonly text: string) {
    // A byte order mark at the beginning is no part of the first line.
    if (text.startsWith('\ufeff')) this.index = this.lineStart = 1
  }

  get mark(): Mark {
    return { index: this.index, line: this.line, column: this.index - this.lineStart }
  }

  get column(): number {
    return this.index - this.lineStart
  }

  get lineNumber(): number {
    return this.line
  }

  get at(): number {
    return this.index
  }

  /** The character so many further on; empty behind the end. */
  peek(ahead = 0): string {
    return this.text[this.index + ahead] ?? ''
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.index)
  }

  isEnd(ahead = 0): boolean {
    return this.index + ahead >= this.text.length
  }

  isBreak(ahead = 0): boolean {
    const character = this.peek(ahead)
    return character !== '' && breaks.includes(character)
  }

  isBlank(ahead = 0): boolean {
    const character = this.peek(ahead)
    return character === ' ' || character === '\t'
  }

  isBreakOrEnd(ahead = 0): boolean {
    return this.isEnd(ahead) || this.isBreak(ahead)
  }

  isBlankOrEnd(ahead = 0): boolean {
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead)
  }

  /** `---` or `...` at the beginning of a line, with nothing stuck to it. */
  isDocumentIndicator(): boolean {
    return this.column === 0 && (this.startsWith('---') || this.startsWith('...')) && this.isBlankOrEnd(3)
  }

  skip(count = 1): void {
    this.index += count
  }

  /** The character here; the place moves on. */
  read(): string {
    return this.text[this.index++] ?? ''
  }

  /** The line's end as a scalar keeps it; the place moves on to the next line. */
  readBreak(): string {
    const first = this.peek()
    this.index += this.startsWith('\r\n') ? 2 : 1
    this.line++
    this.lineStart = this.index
    return first === '\u2028' || first === '\u2029' ? first : '\n'
  }

  /** The end of the stream stands on a line of its own. */
  endLine(): void {
    if (this.column === 0) return
    this.line++
    this.lineStart = this.index
  }
}
