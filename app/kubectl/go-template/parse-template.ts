/**
 * Go's templates as far as `-o go-template` needs them: fields, variables, pipelines, `if`, `with`,
 * `range`. Stands for text/template/parse; `define`, `block` and `template` are left out.
 */
import { actionsOf, TemplateError, tokensOf, type Token } from './tokens.ts'

/** What an action computes: commands, each fed with what the one before gave. */
export interface Pipeline {
  /** `$x := …`, `$x = …`; two in a range. */
  readonly variables: readonly string[]
  readonly declares: boolean
  readonly commands: readonly (readonly Operand[])[]
  /** The source, as errors quote it. */
  readonly source: string
}

/** One word of a command. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly isFloat?: boolean }
  /** A path from the dot, a variable or a pipeline in brackets. */
  | { readonly kind: 'path'; readonly from: 'dot' | { readonly variable: string } | { readonly pipeline: Pipeline }; readonly fields: readonly string[] }
  | { readonly kind: 'function'; readonly name: string }

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipeline: Pipeline }
  | { readonly kind: 'if' | 'with' | 'range'; readonly pipeline: Pipeline; readonly body: readonly Node[]; readonly otherwise: readonly Node[] }
  | { readonly kind: 'break' | 'continue' }

/** The functions that a template may call. */
export const functionNames: ReadonlySet<string> = new Set(['and', 'or', 'not', 'index', 'len', 'print', 'printf', 'println', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'exists', 'base64decode'])

/** The nodes of a template, or what is wrong with it as Go says it. */
export function parseTemplate(text: string): readonly Node[] | { readonly problem: string } {
  try {
    return new TemplateParser(text).parse()
  } catch (error) {
    if (error instanceof TemplateError) return { problem: error.message }
    throw error
  }
}

type End = { readonly kind: 'end' | 'eof' } | { readonly kind: 'else'; readonly tokens: readonly Token[] }

class TemplateParser {
  private at = 0
  private line = 1
  private readonly parts: ReturnType<typeof actionsOf>

  constructor(text: string) {
    this.parts = actionsOf(text)
  }

  parse(): readonly Node[] {
    const [nodes, end] = this.block()
    if (end.kind !== 'eof') this.refuse(`unexpected {{${end.kind}}}`)
    return nodes
  }

  private refuse(why: string): never {
    throw new TemplateError(`template: output:${this.line}: ${why}`)
  }

  private block(): [readonly Node[], End] {
    const nodes: Node[] = []
    while (this.at < this.parts.length) {
      const part = this.parts[this.at++]!
      this.line = part.line
      if (part.kind === 'unclosed') this.refuse(part.text.replace(/"(?:\\.|[^"\\])*"|`[^`]*`/g, '').includes('}') ? "bad character U+007D '}'" : 'unclosed action')
      else if (part.kind === 'text') nodes.push({ kind: 'text', text: part.text })
      else {
        const tokens = tokensOf(part.text, (why) => this.refuse(why))
        const [first, ...rest] = tokens
        const word = first?.kind === 'word' ? first.text : undefined
        if (word === 'end') return [nodes, { kind: 'end' }]
        if (word === 'else') return [nodes, { kind: 'else', tokens: rest }]
        nodes.push(this.action(word, tokens, part.text))
      }
    }
    return [nodes, { kind: 'eof' }]
  }

  private action(word: string | undefined, tokens: readonly Token[], source: string): Node {
    if (word === 'if' || word === 'with' || word === 'range') return this.control(word, tokens.slice(1))
    if (word === 'break' || word === 'continue') return { kind: word }
    if (word === 'define' || word === 'block' || word === 'template') this.refuse(`the lab does not simulate {{${word}}}`)
    if (tokens.length === 0) this.refuse('missing value for command')
    return { kind: 'print', pipeline: this.pipeline(tokens, 'command', source) }
  }

  private control(kind: 'if' | 'with' | 'range', tokens: readonly Token[]): Node {
    const pipeline = this.pipeline(tokens, kind)
    const [body, end] = this.block()
    if (end.kind === 'eof') this.refuse('unexpected EOF')
    if (end.kind !== 'else') return { kind, pipeline, body, otherwise: [] }
    const [next, ...rest] = end.tokens
    if (next?.kind === 'word' && (next.text === 'if' || next.text === 'with')) return { kind, pipeline, body, otherwise: [this.control(next.text, rest)] }
    const [otherwise, last] = this.block()
    if (last.kind !== 'end') this.refuse(last.kind === 'eof' ? 'unexpected EOF' : 'expected end; found {{else}}')
    return { kind, pipeline, body, otherwise }
  }

  private pipeline(tokens: readonly Token[], context: string, source = tokens.map(({ source: part }) => part).join(' ')): Pipeline {
    const variables: string[] = []
    let rest = tokens
    const assigns = rest.findIndex(({ kind }) => kind === 'assign')
    const declares = assigns >= 0 && rest[assigns]!.text === ':='
    if (assigns >= 0) {
      for (const token of rest.slice(0, assigns)) if (token.kind === 'variable') variables.push(token.text)
      rest = rest.slice(assigns + 1)
    }
    const commands: Operand[][] = [[]]
    for (let at = 0; at < rest.length; ) {
      if (rest[at]!.kind === 'pipe') {
        commands.push([])
        at++
      } else at = this.operand(rest, at, commands.at(-1)!)
    }
    if (commands.some((command) => command.length === 0)) this.refuse(`missing value for ${context}`)
    return { variables, declares, commands, source: source.trim() }
  }

  /** Reads one word, with the fields that hang on it; where the next one begins. */
  private operand(tokens: readonly Token[], at: number, into: Operand[]): number {
    const token = tokens[at]!
    if (token.kind === 'literal') into.push({ kind: 'literal', value: token.value!, ...(token.isFloat && { isFloat: true }) })
    else if (token.kind === 'variable') into.push({ kind: 'path', from: { variable: token.text }, fields: token.fields! })
    else if (token.kind === 'field') into.push({ kind: 'path', from: 'dot', fields: token.fields! })
    else if (token.kind === 'word') {
      if (!functionNames.has(token.text)) this.refuse(`function ${JSON.stringify(token.text)} not defined`)
      into.push({ kind: 'function', name: token.text })
    } else if (token.kind === 'open') return this.brackets(tokens, at, into)
    else this.refuse(`unexpected ${JSON.stringify(token.source)} in operand`)
    return at + 1
  }

  private brackets(tokens: readonly Token[], at: number, into: Operand[]): number {
    let depth = 0
    let end = at
    for (; end < tokens.length; end++) {
      if (tokens[end]!.kind === 'open') depth++
      if (tokens[end]!.kind === 'close' && --depth === 0) break
    }
    if (end === tokens.length) this.refuse('unclosed left paren')
    const fields = tokens[end]!.fields ?? []
    into.push({ kind: 'path', from: { pipeline: this.pipeline(tokens.slice(at + 1, end), 'parenthesized pipeline') }, fields })
    return end + 1
  }
}
