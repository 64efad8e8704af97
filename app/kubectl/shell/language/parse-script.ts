/**
 * Bash's grammar as far as the lab's shell knows it: quoting, `$NAME`, `$(…)`, `|`, `&&`, `||`, `;`,
 * redirections, heredocs, aliases, comments. A parser of our own, for shell-quote knows neither
 * heredocs nor unfinished input nor which part of a word stood in quotes. Left out, each with a
 * sentence of refusal: loops and conditions, functions, groups, arithmetic, background jobs.
 */
import { Incomplete, inside, unexpected, Wrong, type Heredoc } from './parse-problem.ts'
import type { Assignment, Redirection, Script, SimpleCommand, Step, Word } from './script.ts'
import { ends, WordParser } from './word-parser.ts'

/** Why a text is no script: it may go on in the next line, or it is wrong (words without `bash: `). */
export type ParsedScript =
  | { readonly script: Script }
  | { readonly incomplete: true; readonly heredoc?: Heredoc }
  | { readonly problem: string }

/** Parses all of a text. Never throws, whatever the text. */
export function parseScript(text: string, aliases: Readonly<Record<string, string>> = {}): ParsedScript {
  const parser = new Parser(text, aliases)
  try {
    return { script: parser.script() }
  } catch (error) {
    if (error instanceof Incomplete) return { incomplete: true, ...(error.heredoc && { heredoc: error.heredoc }) }
    if (error instanceof Wrong) return { problem: error.problem }
    throw error
  }
}

const loops = ['for', 'while', 'until', 'select', 'do', 'done']
const conditions = ['if', 'then', 'else', 'elif', 'fi', 'case', 'esac', '[[', '((']
/** More nesting than anybody writes; without a bound a long row of `$(` would overflow the stack. */
const deepest = 50

interface OpenHeredoc extends Heredoc {
  readonly quoted: boolean
  readonly take: (body: Word) => void
}

class Parser extends WordParser {
  private readonly heredocs: OpenHeredoc[] = []
  /** An alias is not unfolded again inside of its own text: up to here these are spent. */
  private spent: { readonly until: number; readonly names: readonly string[] } = { until: 0, names: [] }

  constructor(text: string, private readonly aliases: Readonly<Record<string, string>>, private readonly depth = 0) {
    super(text)
    if (depth > deepest) throw new Wrong('too many substitutions inside one another')
  }

  script(): Script {
    const steps = this.list()
    if (this.at < this.text.length) throw unexpected(this.operator() ?? this.text[this.at]!)
    return steps
  }

  /** Steps up to the end of the text, or to a `)` that ends a substitution. */
  private list(): Step[] {
    const steps: Step[] = []
    let after: Step['after'] = ';'
    for (;;) {
      this.skip(true)
      if (this.isOver()) break
      steps.push(this.pipeline(after))
      this.skip(false)
      const operator = this.operator()
      if (operator === '&') throw new Wrong("the lab's shell runs nothing in the background: open a second terminal for it")
      after = operator === '&&' || operator === '||' ? operator : ';'
      if (operator === ';' || operator === '&&' || operator === '||') this.at += operator.length
      else if (this.text[this.at] === '\n') this.newline()
      else break
    }
    if (after !== ';') throw this.atEnd() ? new Incomplete() : unexpected(')')
    if (this.heredocs.length > 0) throw new Incomplete(this.heredocs[0])
    return steps
  }

  private pipeline(after: Step['after']): Step {
    const negated = /^!\s/.test(this.text.slice(this.at, this.at + 2))
    if (negated) this.at += 2
    const commands: SimpleCommand[] = []
    for (;;) {
      this.skip(commands.length > 0)
      if (commands.length > 0 && this.atEnd()) throw new Incomplete()
      const joins: Redirection[] = []
      const command = this.command()
      this.skip(false)
      const operator = this.operator()
      if (operator === '|&') joins.push({ kind: 'join', stream: 'stderr', into: 'stdout' })
      commands.push(joins.length > 0 ? { ...command, redirections: [...command.redirections, ...joins] } : command)
      if (operator !== '|' && operator !== '|&') return { after, negated, commands }
      this.at += operator.length
    }
  }

  private command(): SimpleCommand {
    const assignments: Assignment[] = []
    const words: Word[] = []
    const redirections: Redirection[] = []
    for (;;) {
      this.skip(false)
      if (this.atEnd() || this.text[this.at] === '\n') break
      const redirection = this.redirection(redirections)
      if (redirection) continue
      if (this.operator() !== undefined) break
      if (words.length === 0) {
        this.unfoldAlias()
        const assignment = this.assignment()
        if (assignment) {
          assignments.push(assignment)
          continue
        }
        this.refuseReserved()
      }
      words.push(this.word())
    }
    if (assignments.length + words.length + redirections.length > 0) return { assignments, words, redirections }
    throw this.atEnd() ? unexpected('newline') : unexpected(this.text[this.at] === '\n' ? 'newline' : (this.operator() ?? this.text[this.at]!))
  }

  private unfoldAlias(): void {
    for (;;) {
      const [name] = /^[\w.+-]+/.exec(this.text.slice(this.at, this.at + 100)) ?? ['']
      const next = this.text[this.at + name.length] ?? ' '
      const spent = this.at < this.spent.until ? this.spent.names : []
      if (name === '' || !ends.includes(next) || !Object.hasOwn(this.aliases, name) || spent.includes(name)) return
      const value = this.aliases[name]!
      this.text = this.text.slice(0, this.at) + value + this.text.slice(this.at + name.length)
      this.spent = { until: Math.max(this.at + value.length, spent.length > 0 ? this.spent.until + value.length - name.length : 0), names: [...spent, name] }
      this.skip(false)
    }
  }

  private assignment(): Assignment | undefined {
    const found = /^([A-Za-z_]\w*)=/.exec(this.text.slice(this.at, this.at + 200))
    if (!found) return undefined
    this.at += found[0].length
    return { name: found[1]!, value: this.atEnd() || ends.includes(this.text[this.at]!) ? [] : this.word() }
  }

  private refuseReserved(): void {
    const [word] = /^[^\s;|&<>]+/.exec(this.text.slice(this.at, this.at + 12)) ?? ['']
    if (loops.includes(word)) throw new Wrong(`${word}: the lab's shell has no loops: enter the lines one after another, or use xargs`)
    if (conditions.includes(word)) throw new Wrong(`${word}: the lab's shell has no conditions: use && and ||`)
    if (word === '{' || word === 'function') throw new Wrong(`${word}: the lab's shell has no groups and no functions: use ; and &&`)
  }

  /** Reads a redirection where one stands; false where none does. */
  private redirection(into: Redirection[]): boolean {
    const found = /^(\d*)(&>>|<<<|<<-|>>|<<|&>|>&|<&|>\||>|<)/.exec(this.text.slice(this.at, this.at + 12))
    if (!found) return false
    const [whole, digits, operator] = found as unknown as [string, string, string]
    this.at += whole.length
    this.skip(false)
    const place = into.length
    if (operator === '<<' || operator === '<<-') {
      const [delimiter, quoted] = this.delimiter()
      into.push({ kind: 'text', text: [] })
      this.heredocs.push({ delimiter, quoted, stripsTabs: operator === '<<-', take: (text) => (into[place] = { kind: 'text', text }) })
      return true
    }
    if (this.atEnd() || this.text[this.at] === '\n') throw unexpected('newline')
    if (this.operator() !== undefined) throw unexpected(this.operator()!)
    const target = this.word()
    const plain = target.every((part) => part.kind === 'text') ? target.map((part) => ('text' in part ? part.text : '')).join('') : undefined
    const stream = digits === '2' ? 'stderr' : 'stdout'
    if (!['', '0', '1', '2'].includes(digits)) throw new Wrong(`${digits}: Bad file descriptor`)
    if (operator === '<') into.push({ kind: 'read', from: target })
    else if (operator === '<<<') into.push({ kind: 'text', text: [...target, { kind: 'text', text: '\n', quoted: true }] })
    else if (operator === '&>' || operator === '&>>' || (operator === '>&' && plain !== '1' && plain !== '2' && digits === '')) into.push({ kind: 'write', streams: ['stdout', 'stderr'], to: target, append: operator === '&>>' })
    else if (operator === '>&' && (plain === '1' || plain === '2')) into.push({ kind: 'join', stream, into: plain === '1' ? 'stdout' : 'stderr' })
    else if (operator === '>&' || operator === '<&') throw new Wrong(`${plain ?? ''}: Bad file descriptor`)
    else into.push({ kind: 'write', streams: [stream], to: target, append: operator === '>>' })
    return true
  }

  private delimiter(): [string, boolean] {
    if (this.atEnd() || this.text[this.at] === '\n') throw unexpected('newline')
    const start = this.at
    const word = this.word()
    const quoted = /['"\\]/.test(this.text.slice(start, this.at))
    return [word.map((part) => (part.kind === 'text' ? part.text : part.kind === 'variable' ? `$${part.name}` : '')).join(''), quoted]
  }

  /** The end of a line: the bodies of heredocs follow it. */
  private newline(): void {
    this.at++
    for (let open = this.heredocs[0]; open; open = this.heredocs[0]) {
      const lines: string[] = []
      for (;;) {
        if (this.atEnd()) throw new Incomplete(open)
        const end = this.text.indexOf('\n', this.at)
        const whole = this.text.slice(this.at, end < 0 ? undefined : end)
        const line = open.stripsTabs ? whole.replace(/^\t+/, '') : whole
        this.at = end < 0 ? this.text.length : end + 1
        if (line === open.delimiter) break
        if (end < 0) throw new Incomplete(open)
        lines.push(`${line}\n`)
      }
      const body = lines.join('')
      open.take(open.quoted ? [{ kind: 'text', text: body, quoted: true }] : inside(() => new Parser(body, {}, this.depth + 1).heredocBody()))
      this.heredocs.shift()
    }
  }

  protected substituted(): Script {
    const inner = new Parser(this.text, this.aliases, this.depth + 1)
    inner.at = this.at + 2
    const script = inner.list()
    if (inner.atEnd()) throw new Incomplete()
    if (inner.text[inner.at] !== ')') throw unexpected(inner.operator() ?? inner.text[inner.at]!)
    this.text = inner.text
    this.at = inner.at + 1
    return script
  }

  protected scriptIn(text: string): Script {
    return inside(() => new Parser(text, this.aliases, this.depth + 1).script())
  }

  /** Blanks, comments and joined lines; with `lines` also empty lines. */
  private skip(lines: boolean): void {
    for (;;) {
      const character = this.text[this.at]
      if (character === ' ' || character === '\t') this.at++
      else if (character === '\\' && this.text[this.at + 1] === '\n') this.at += 2
      else if (character === '#' && (this.at === 0 || ends.includes(this.text[this.at - 1]!))) {
        const end = this.text.indexOf('\n', this.at)
        this.at = end < 0 ? this.text.length : end
      } else if (character === '\n' && lines) this.newline()
      else return
    }
  }

  private isOver(): boolean {
    return this.atEnd() || (this.depth > 0 && this.text[this.at] === ')')
  }
}
