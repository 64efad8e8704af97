/** The words of bash's grammar: quoting, `$NAME`, `$(…)`, backslashes, and where a word ends. */
import { Incomplete, unexpected, Wrong } from './parse-problem.ts'
import type { Part, Script, Word } from './script.ts'

const operators = ['&>>', '<<<', '<<-', '&&', '||', ';;', '|&', '>>', '<<', '&>', '>&', '<&', '>|', ';', '|', '&', '>', '<', '(', ')'] as const
/** Characters that end a word. */
export const ends = ' \t\n;|&<>()'

/** Reads words of a text, from a place that moves on. What stands in `$(…)` is for whoever knows commands. */
export abstract class WordParser {
  protected at = 0

  constructor(protected text: string) {}

  /** The script of a `$(` at this place, up to behind its `)`. */
  protected abstract substituted(): Script

  /** The script that a text of its own is. */
  protected abstract scriptIn(text: string): Script

  /** All of the text as one quoted word in which `$` and `\` still mean something. */
  heredocBody(): Word {
    const parts: Part[] = []
    while (!this.atEnd()) {
      const plain = /^[^\\$`]+/.exec(this.rest())
      if (plain) parts.push(this.take(plain[0], true))
      else if (this.text[this.at] === '\\') parts.push(this.escape('$`\\\n', true))
      else parts.push(this.dollar(true))
    }
    return parts
  }

  protected word(): Word {
    const parts: Part[] = []
    while (!this.atEnd() && !ends.includes(this.text[this.at]!)) {
      const character = this.text[this.at]!
      if (character === "'") parts.push(this.singleQuoted())
      else if (character === '"') parts.push(...this.doubleQuoted())
      else if (character === '\\') parts.push(this.escape(undefined, false))
      else if (character === '$' || character === '`') parts.push(this.dollar(false))
      else parts.push(this.take(/^[^\s;|&<>()'"\\$`]+/.exec(this.rest())?.[0] ?? character, false))
    }
    if (parts.length === 0) throw unexpected(this.operator() ?? this.text[this.at] ?? 'newline')
    return parts
  }

  private take(text: string, quoted: boolean): Part {
    this.at += text.length
    return { kind: 'text', text, quoted }
  }

  private singleQuoted(): Part {
    const end = this.text.indexOf("'", this.at + 1)
    if (end < 0) throw new Incomplete()
    const text = this.text.slice(this.at + 1, end)
    this.at = end + 1
    return { kind: 'text', text, quoted: true }
  }

  private doubleQuoted(): Part[] {
    const parts: Part[] = [{ kind: 'text', text: '', quoted: true }]
    this.at++
    for (;;) {
      if (this.atEnd()) throw new Incomplete()
      const character = this.text[this.at]!
      if (character === '"') break
      if (character === '\\') parts.push(this.escape('$`"\\\n', true))
      else if (character === '$' || character === '`') parts.push(this.dollar(true))
      else parts.push(this.take(/^[^"\\$`]+/.exec(this.rest())![0], true))
    }
    this.at++
    return parts
  }

  /** A backslash; `only`: the characters in front of which it means something. */
  private escape(only: string | undefined, quoted: boolean): Part {
    const next = this.text[this.at + 1]
    if (next === undefined) {
      if (only === undefined || only.includes('"')) throw new Incomplete()
      return this.take('\\', true)
    }
    if (only !== undefined && !only.includes(next)) return this.take('\\', quoted)
    this.at += 2
    return { kind: 'text', text: next === '\n' ? '' : next, quoted: next !== '\n' || quoted }
  }

  private dollar(quoted: boolean): Part {
    const rest = this.text.slice(this.at, this.at + 200)
    if (rest.startsWith('`')) return this.backticks(quoted)
    if (rest.startsWith('$((')) throw new Wrong("$((: the lab's shell does not calculate")
    if (rest.startsWith('$(')) {
      return { kind: 'substitution', script: this.substituted(), quoted }
    }
    const named = /^\$(?:([A-Za-z_]\w*|[?$#0-9@*!-])|\{([A-Za-z_]\w*|[?])\})/.exec(rest)
    if (named) {
      this.at += named[0].length
      return { kind: 'variable', name: named[1] ?? named[2]!, quoted }
    }
    if (rest.startsWith('${')) {
      if (!rest.includes('}')) throw new Incomplete()
      throw new Wrong(`${/^\$\{[^}]*\}/.exec(rest)![0]}: bad substitution: the lab's shell knows \${NAME} only`)
    }
    return this.take('$', quoted)
  }

  private backticks(quoted: boolean): Part {
    const found = /^`((?:[^`\\]|\\[^])*)`/.exec(this.rest())
    if (!found) throw new Incomplete()
    this.at += found[0].length
    return { kind: 'substitution', script: this.scriptIn(found[1]!.replace(/\\([`$\\])/g, '$1')), quoted }
  }

  protected operator(): string | undefined {
    return operators.find((each) => this.text.startsWith(each, this.at))
  }

  private rest(): string {
    return this.text.slice(this.at)
  }

  protected atEnd(): boolean {
    return this.at >= this.text.length
  }
}
