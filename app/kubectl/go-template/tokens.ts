/** Cuts a Go template into texts and actions, and an action into words. Stands for text/template/parse/lex.go. */

/** What cannot be read, with its line. */
export class TemplateError extends Error {}

/** A piece of a template with the line that it begins in. */
export interface Part {
  readonly kind: 'text' | 'action' | 'unclosed'
  readonly text: string
  readonly line: number
}

/** Texts and actions in order; `{{-` and `-}}` have trimmed the texts beside them, comments are gone. */
export function actionsOf(template: string): readonly Part[] {
  const parts: Part[] = []
  let line = 1
  let trims = false
  const addText = (text: string, trimsEnd: boolean) => {
    const left = trims ? text.replace(/^[ \t\r\n]+/, '') : text
    const kept = trimsEnd ? left.replace(/[ \t\r\n]+$/, '') : left
    if (kept !== '') parts.push({ kind: 'text', text: kept, line })
    line += text.split('\n').length - 1
  }
  for (let at = 0; at <= template.length; ) {
    const open = template.indexOf('{{', at)
    if (open < 0) {
      addText(template.slice(at), false)
      break
    }
    const trimsBefore = /^\{\{-[ \t\r\n]/.test(template.slice(open, open + 4))
    addText(template.slice(at, open), trimsBefore)
    const inside = open + (trimsBefore ? 4 : 2)
    const close = endOfAction(template, inside)
    if (close < 0) return [...parts, { kind: 'unclosed', text: template.slice(inside), line }]
    const raw = template.slice(inside, close)
    trims = /[ \t\r\n]-$/.test(raw)
    const text = trims ? raw.slice(0, -2) : raw
    if (!/^\/\*[^]*\*\/$/.test(text.trim())) parts.push({ kind: 'action', text, line })
    line += raw.split('\n').length - 1
    at = close + 2
  }
  return parts
}

/** Where `}}` stands outside of quotes; -1 where it does not. */
function endOfAction(template: string, from: number): number {
  const pattern = /"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|\/\*[^]*?\*\/|\}\}/g
  pattern.lastIndex = from
  for (let found = pattern.exec(template); found; found = pattern.exec(template)) if (found[0] === '}}') return found.index
  return -1
}

/** One word of an action. */
export interface Token {
  readonly kind: 'literal' | 'variable' | 'field' | 'word' | 'open' | 'close' | 'pipe' | 'assign' | 'comma'
  readonly text: string
  readonly source: string
  /** Of a literal. */
  readonly value?: string | number | boolean | null
  readonly isFloat?: boolean
  /** The names behind it, each with its dot. */
  readonly fields?: readonly string[]
}

const words: readonly (readonly [RegExp, (found: RegExpExecArray) => Omit<Token, 'source'>])[] = [
  [/"(?:\\.|[^"\\\n])*"/y, ([text]) => ({ kind: 'literal', text, value: unquoted(text) })],
  [/`([^`]*)`/y, (found) => ({ kind: 'literal', text: found[0], value: found[1]! })],
  [/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y, ([text]) => ({ kind: 'literal', text, value: Number(text), isFloat: /[.eE]/.test(text) })],
  [/\$(\w*)((?:\.\w+)*)/y, (found) => ({ kind: 'variable', text: found[1]!, fields: fieldsOf(found[2]!) })],
  [/\)((?:\.\w+)*)/y, (found) => ({ kind: 'close', text: ')', fields: fieldsOf(found[1]!) })],
  [/(?:\.\w+)+/y, ([text]) => ({ kind: 'field', text, fields: fieldsOf(text) })],
  [/\./y, ([text]) => ({ kind: 'field', text, fields: [] })],
  [/(true|false|nil)\b/y, ([text]) => ({ kind: 'literal', text, value: text === 'nil' ? null : text === 'true' })],
  [/[A-Za-z_]\w*/y, ([text]) => ({ kind: 'word', text })],
  [/\(/y, ([text]) => ({ kind: 'open', text })],
  [/\|/y, ([text]) => ({ kind: 'pipe', text })],
  [/:?=/y, ([text]) => ({ kind: 'assign', text })],
  [/,/y, ([text]) => ({ kind: 'comma', text })],
]

const fieldsOf = (text: string): readonly string[] => text.split('.').filter(Boolean)

function unquoted(text: string): string {
  try {
    return JSON.parse(text.replace(/\\'/g, "'").replace(/\\x([\da-fA-F]{2})/g, '\\u00$1')) as string
  } catch {
    throw new TemplateError(`template: output:1: invalid syntax: ${text}`)
  }
}

/** The words of an action. */
export function tokensOf(text: string, refuse: (why: string) => never): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const blank = /^\s+/.exec(text.slice(at))
    if (blank) {
      at += blank[0].length
      continue
    }
    const token = tokenAt(text, at)
    if (!token) refuse(text[at] === '"' || text[at] === '`' ? `unterminated ${text[at] === '"' ? '' : 'raw '}quoted string` : `unexpected ${JSON.stringify(text[at])} in command`)
    tokens.push(token!)
    at += token!.source.length
  }
  return tokens
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [pattern, read] of words) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) return { ...read(found), source: found[0] }
  }
  return undefined
}
