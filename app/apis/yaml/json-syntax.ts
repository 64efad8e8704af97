/** What Go's JSON reader finds wrong with a text. Stands for encoding/json's scanner. */

/** Where it stopped (bytes read so far) and why; `end` where the text ended too early. Undefined for good JSON. */
export type JsonProblem = { readonly end: true } | { readonly offset: number; readonly message: string }

/** Where the value at the beginning of a text ends; undefined where there is no good JSON. */
export function endOfJson(text: string): number | undefined {
  const reader = new JsonReader(text)
  try {
    reader.value()
    return reader.at
  } catch {
    return undefined
  }
}

class Wrong extends Error {
  constructor(readonly problem: JsonProblem) {
    super()
  }
}

/** Looks at one value at the beginning of a text and at nothing behind it. */
export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    new JsonReader(text).value()
    return undefined
  } catch (error) {
    if (error instanceof Wrong) return error.problem
    throw error
  }
}

class JsonReader {
  at = 0

  constructor(private readonly text: string) {}

  value(): void {
    const character = this.peek()
    if (character === '{') return this.list('}', () => this.pair())
    if (character === '[') return this.list(']', () => this.value())
    if (character === '"') return this.string()
    if (character === '-' || /\d/.test(character)) return this.number()
    const word = { t: 'true', f: 'false', n: 'null' }[character]
    if (word === undefined) this.refuse('looking for beginning of value')
    for (let index = 0; index < word!.length; index++, this.at++) {
      if (this.text[this.at] !== word![index]) this.refuse(`in literal ${word} (expecting '${word![index]}')`)
    }
  }

  private list(close: string, item: () => void): void {
    this.at++
    if (this.peek() === close) {
      this.at++
      return
    }
    for (;;) {
      item()
      const character = this.peek()
      if (character !== ',' && character !== close) this.refuse(close === '}' ? 'after object key:value pair' : 'after array element')
      this.at++
      if (character === close) return
    }
  }

  private pair(): void {
    if (this.peek() !== '"') this.refuse('looking for beginning of object key string')
    this.string()
    if (this.peek() !== ':') this.refuse('after object key')
    this.at++
    this.value()
  }

  private string(): void {
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      const character = this.text[this.at]
      if (character === undefined || character < ' ') this.refuse('in string literal')
      if (character !== '\\') continue
      this.at++
      const escaped = this.text[this.at] ?? ''
      if (!/["\\/bfnrtu]/.test(escaped)) this.refuse('in string escape code')
      for (let digit = 0; escaped === 'u' && digit < 4; digit++) {
        this.at++
        if (!/[\da-fA-F]/.test(this.text[this.at] ?? '')) this.refuse('in \\u hexadecimal character escape')
      }
    }
    this.at++
  }

  private number(): void {
    const found = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(this.text.slice(this.at))
    if (!found) {
      this.at++
      this.refuse('in numeric literal')
    }
    this.at += found![0].length
  }

  /** The next character that is no blank. */
  private peek(): string {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++
    const character = this.text[this.at]
    if (character === undefined) throw new Wrong({ end: true })
    return character
  }

  private refuse(where: string): never {
    const character = this.text[this.at]
    if (character === undefined) throw new Wrong({ end: true })
    const shown = character === "'" ? `'\\''` : character === '"' ? `'"'` : `'${JSON.stringify(character).slice(1, -1)}'`
    throw new Wrong({ offset: bytesOf(this.text.slice(0, this.at + 1)), message: `invalid character ${shown} ${where}` })
  }
}

/** A text's length in UTF-8. */
const bytesOf = (text: string) => [...text].reduce((sum, character) => sum + encodeURIComponent(character).replace(/%../g, '%').length, 0)
