/** `awk` in the form that students use with kubectl: `CONDITION {print $1, $NF}`. Everything else is refused. */
import { joined, wrongUsage, type Filter } from './filter.ts'
import { parseOptions } from './options.ts'
import { patternSource } from './posix-pattern.ts'
import { fail } from './program.ts'

/** A value: a field (`$1`, `$NF`), a number of fields or lines, or a text. */
type Value = { readonly field: number | 'NF' | 'NF-1' } | { readonly name: 'NR' | 'NF' } | { readonly text: string }

type Condition =
  | { readonly kind: 'matches'; readonly value: Value; readonly source: string; readonly negated: boolean }
  | { readonly kind: 'compares'; readonly left: Value; readonly sign: string; readonly right: Value }

interface Rule {
  /** All of them must hold. */
  readonly conditions: readonly Condition[]
  /** Words of `print`, each of one or more values; nothing: the line. */
  readonly words: readonly (readonly Value[])[]
}

interface Awk {
  readonly rules: readonly Rule[]
  readonly separator: string
  readonly line: number
}

export const awk: Filter<Awk> = {
  about: 'Print some columns of each line',
  usage: "awk [-F SEPARATOR] '[CONDITION] {print $1, $2}' [FILE…]",
  missing: 2,
  begin: ({ args }) => {
    const options = parseOptions(args, { letters: 'F:v:', long: { 'field-separator': 'F' }, stopsAtArgument: true })
    if ('problem' in options) return wrongUsage('awk', options.problem, 2)
    const [program, ...files] = options.args
    if (program === undefined) return fail(`usage: ${awk.usage}\n`, 2)
    const rules = new AwkReader(program).rules()
    if (!rules) return fail("awk: the lab's awk knows one form only: '[CONDITION] {print $1, $2}', with conditions like NR>1, /text/ or $3==\"Running\"\n", 2)
    return { files, state: { rules, separator: options.given['F'] ?? ' ', line: 0 } }
  },
  lines: (state, lines) => {
    const printed: string[] = []
    let { line: number } = state
    for (const line of lines) {
      number++
      const row = { line, number, fields: fieldsOf(line, state.separator) }
      for (const { conditions, words } of state.rules) {
        if (conditions.every((condition) => holds(condition, row))) printed.push(words.length === 0 ? line : words.map((word) => word.map((value) => textOf(value, row)).join('')).join(' '))
      }
    }
    return { state: { ...state, line: number }, text: joined(printed) }
  },
}

interface Row {
  readonly line: string
  readonly number: number
  readonly fields: readonly string[]
}

function fieldsOf(line: string, separator: string): readonly string[] {
  if (separator === ' ') return line.match(/[^ \t]+/g) ?? []
  if (line === '') return []
  if (separator.length === 1 || separator === '\\t') return line.split(separator === '\\t' ? '\t' : separator)
  const source = patternSource(separator, 'extended')
  return line.split(typeof source === 'string' ? new RegExp(source) : separator)
}

function textOf(value: Value, { line, number, fields }: Row): string {
  if ('text' in value) return value.text
  if ('name' in value) return String(value.name === 'NR' ? number : fields.length)
  const index = value.field === 'NF' ? fields.length : value.field === 'NF-1' ? fields.length - 1 : value.field
  return index === 0 ? line : (fields[index - 1] ?? '')
}

function holds(condition: Condition, row: Row): boolean {
  if (condition.kind === 'matches') return new RegExp(condition.source).test(textOf(condition.value, row)) !== condition.negated
  const [left, right] = [textOf(condition.left, row), textOf(condition.right, row)]
  const numbers = [left, right].every((text) => /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text)) && !('text' in condition.right && condition.right.text.startsWith('"'))
  const order = numbers ? Number(left) - Number(right) : left < right ? -1 : Number(left > right)
  switch (condition.sign) {
    case '==': return order === 0
    case '!=': return order !== 0
    case '<': return order < 0
    case '>': return order > 0
    case '<=': return order <= 0
    default: return order >= 0
  }
}

class AwkReader {
  private at = 0

  constructor(private readonly text: string) {}

  /** The rules; undefined where something else is written. */
  rules(): readonly Rule[] | undefined {
    const rules: Rule[] = []
    for (;;) {
      this.match(/^[\s;]+/)
      if (this.at >= this.text.length) return rules.length > 0 ? rules : undefined
      const conditions = this.conditions()
      if (!conditions) return undefined
      const words = this.match(/^\s*\{\s*/) ? this.print() : conditions.length > 0 ? [] : undefined
      if (!words) return undefined
      rules.push({ conditions, words })
    }
  }

  private match(form: RegExp): RegExpExecArray | undefined {
    const found = form.exec(this.text.slice(this.at)) ?? undefined
    this.at += found?.[0].length ?? 0
    return found
  }

  private conditions(): readonly Condition[] | undefined {
    const conditions: Condition[] = []
    for (;;) {
      this.match(/^\s+/)
      if (this.text[this.at] === '{' || this.at >= this.text.length) return conditions
      if (conditions.length > 0 && !this.match(/^&&\s*/)) return undefined
      const condition = this.condition()
      if (!condition) return undefined
      conditions.push(condition)
    }
  }

  private condition(): Condition | undefined {
    const negated = this.match(/^!\s*/) !== undefined
    const bare = this.pattern()
    if (bare !== undefined) return { kind: 'matches', value: { field: 0 }, source: bare, negated }
    const left = negated ? undefined : this.value()
    const sign = left && this.match(/^\s*(==|!=|<=|>=|<|>|!~|~)\s*/)?.[1]
    if (!left || !sign) return undefined
    if (sign.endsWith('~')) {
      const source = this.pattern()
      return source === undefined ? undefined : { kind: 'matches', value: left, source, negated: sign === '!~' }
    }
    const right = this.value()
    return right && { kind: 'compares', left, sign, right }
  }

  private pattern(): string | undefined {
    const found = this.match(/^\/((?:[^/\\]|\\.)*)\//)
    if (!found) return undefined
    const source = patternSource(found[1]!.replaceAll('\\/', '/'), 'extended')
    return typeof source === 'string' ? source : undefined
  }

  private value(): Value | undefined {
    const found = this.match(/^(?:\$(\d+)|\$(NF)|\$\((NF-1)\)|(NR|NF)\b|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?))/)
    if (!found) return undefined
    const [, field, last, beforeLast, name, text, number] = found
    if (field !== undefined) return { field: Number(field) }
    if (last || beforeLast) return { field: (last ?? beforeLast) as 'NF' | 'NF-1' }
    if (name) return { name: name as 'NR' | 'NF' }
    return { text: number ?? text!.replace(/\\(.)/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter) }
  }

  private print(): readonly (readonly Value[])[] | undefined {
    if (!this.match(/^print\b\s*/)) return undefined
    const words: Value[][] = []
    for (;;) {
      if (this.match(/^\s*;?\s*\}/)) return words
      if (words.length > 0 && !this.match(/^\s*,\s*/)) return undefined
      const values: Value[] = []
      for (let value = this.value(); value; value = this.value()) {
        values.push(value)
        this.match(/^[ \t]+/)
      }
      if (values.length === 0) return undefined
      words.push(values)
    }
  }
}
