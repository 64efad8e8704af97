/** Label and field selectors as text (`app=agent,zone in (a,b),!gpu`). Stands for apimachinery/pkg/{labels,fields}. */
import type { Labels } from './labels.ts'
import { labelValueErrors, qualifiedNameErrors } from './validate-names.ts'

type Operator = 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt'

/** One condition of a selector. */
export interface Requirement {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

const binaryOperators = 'in, notin, =, ==, !=, gt, lt'
const symbols = ['==', '!=', '=', '!', '(', ')', ',', '<', '>']

interface Token {
  readonly kind: 'symbol' | 'word' | 'end'
  readonly text: string
}

/** The requirements of a selector, or what cannot be read. */
export function parseLabelSelector(text: string): readonly Requirement[] | { readonly problem: string } {
  try {
    return new SelectorParser(tokensOf(text)).parse()
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

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const symbol = symbols.find((each) => text.startsWith(each, at))
    if (/\s/.test(text[at]!)) at++
    else if (symbol) {
      tokens.push({ kind: 'symbol', text: symbol })
      at += symbol.length
    } else {
      const word = /^[^\s=!(),<>]+/.exec(text.slice(at))![0]
      tokens.push({ kind: 'word', text: word })
      at += word.length
    }
  }
  return [...tokens, { kind: 'end', text: '' }]
}

class SelectorParser {
  private at = 0

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): readonly Requirement[] {
    const requirements: Requirement[] = []
    for (;;) {
      const next = this.peek()
      if (next.kind === 'end') return requirements
      if (next.kind === 'symbol' && next.text !== '!') throw new Unreadable(`found '${next.text}', expected: !, identifier, or 'end of string'`)
      requirements.push(this.requirement())
      const after = this.take()
      if (after.kind === 'end') return requirements
      if (after.text !== ',') throw new Unreadable(`found '${after.text}', expected: ',' or 'end of string'`)
      const following = this.peek()
      if (following.kind !== 'word' && following.text !== '!') throw new Unreadable(`found '${following.text}', expected: identifier after ','`)
    }
  }

  private requirement(): Requirement {
    const refuse = (why: string): never => {
      throw new Unreadable(`unable to parse requirement: ${why}`)
    }
    const negated = this.peek().text === '!' && this.peek().kind === 'symbol'
    if (negated) this.take()
    const key = this.take()
    if (key.kind !== 'word') refuse(`found '${key.text}', expected: identifier`)
    const [wrongKey] = qualifiedNameErrors(key.text)
    if (wrongKey) refuse(`key: Invalid value: ${JSON.stringify(key.text)}: ${wrongKey}`)
    if (negated) return { key: key.text, operator: '!', values: [] }
    const next = this.peek()
    if (next.kind === 'end' || next.text === ',') return { key: key.text, operator: 'exists', values: [] }
    const operator = operatorOf(this.take()) ?? refuse(`found '${next.text}', expected: ${binaryOperators}`)
    const values = next.text === 'in' || next.text === 'notin' ? this.list(refuse) : [this.value()]
    values.forEach((value, index) => {
      const [wrong] = labelValueErrors(value)
      if (wrong) refuse(`values[${index}][${key.text}]: Invalid value: ${JSON.stringify(value)}: ${wrong}`)
    })
    return { key: key.text, operator, values }
  }

  private value(): string {
    if (this.peek().kind === 'end' || this.peek().text === ',') return ''
    const token = this.take()
    if (token.kind !== 'word') throw new Unreadable(`unable to parse requirement: found '${token.text}', expected: identifier`)
    return token.text
  }

  private list(refuse: (why: string) => never): string[] {
    const open = this.take()
    if (open.text !== '(') refuse(`found '${open.text}' expected: '('`)
    const values: string[] = []
    for (;;) {
      const token = this.take()
      if (token.kind === 'word') {
        values.push(token.text)
        const after = this.take()
        if (after.text === ')') return values.sort()
        if (after.text !== ',') refuse(`found '${after.text}', expected: ',' or ')'`)
      } else if (token.text === ',') values.push('')
      else if (token.text === ')') return [...values, ''].sort()
      else refuse(`found '${token.text}', expected: ',', or identifier`)
    }
  }

  private peek(): Token {
    return this.tokens[this.at]!
  }

  private take(): Token {
    return this.tokens[Math.min(this.at++, this.tokens.length - 1)]!
  }
}

function operatorOf({ text }: Token): Operator | undefined {
  if (text === '=' || text === '==' || text === 'in') return 'in'
  if (text === '!=' || text === 'notin') return 'notin'
  return text === '>' ? 'gt' : text === '<' ? 'lt' : undefined
}

/** Do the labels satisfy all of them? */
export function matchesRequirements(requirements: readonly Requirement[], labels: Labels = {}): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels[key]
    if (operator === 'in') return value !== undefined && values.includes(value)
    if (operator === 'notin') return value === undefined || !values.includes(value)
    if (operator === 'exists') return value !== undefined
    if (operator === '!') return value === undefined
    return value !== undefined && (operator === 'gt' ? Number(value) > Number(values[0]) : Number(value) < Number(values[0]))
  })
}

/** One condition of a field selector. */
export interface FieldRequirement {
  readonly field: string
  readonly value: string
  readonly equal: boolean
}

/** `status.phase=Running,spec.nodeName!=node-1`. */
export function parseFieldSelector(text: string): readonly FieldRequirement[] | { readonly problem: string } {
  const requirements: FieldRequirement[] = []
  for (const part of text.split(/(?<!\\),/).filter(Boolean)) {
    const found = /^(.*?)(!=|==|=)(.*)$/.exec(part)
    if (!found) return { problem: `invalid selector: '${text}'; can't understand '${part}'` }
    requirements.push({ field: found[1]!, value: found[3]!.replace(/\\(.)/g, '$1'), equal: found[2] !== '!=' })
  }
  return requirements
}
