/** What a command line says, as plain data: the part of bash's grammar that the lab's shell knows. */

/** A piece of a word. What stands in quotes is never cut at blanks; `printed` is what a substitution gave. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'printed'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'substitution'; readonly script: Script; readonly quoted: boolean }

/** One word as written; it may become none or several when it is expanded. */
export type Word = readonly Part[]

/** Where a stream of a command comes from or goes to. */
export type Redirection =
  | { readonly kind: 'read'; readonly from: Word }
  | { readonly kind: 'text'; readonly text: Word }
  | { readonly kind: 'write'; readonly streams: readonly ('stdout' | 'stderr')[]; readonly to: Word; readonly append: boolean }
  | { readonly kind: 'join'; readonly stream: 'stdout' | 'stderr'; readonly into: 'stdout' | 'stderr' }

/** `NAME=value` in front of a command, or alone. */
export interface Assignment {
  readonly name: string
  readonly value: Word
}

/** One command of a pipeline. */
export interface SimpleCommand {
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
  readonly redirections: readonly Redirection[]
}

/** A pipeline, and on what it depends: `&&` runs it after success, `||` after failure, `;` always. */
export interface Step {
  readonly after: ';' | '&&' | '||'
  /** `! command`: success counts as failure and the reverse. */
  readonly negated: boolean
  readonly commands: readonly SimpleCommand[]
}

/** What was entered: steps in order. */
export type Script = readonly Step[]

/** The script of the first `$(…)` in a step; undefined where none is left. */
export function firstSubstitution(step: Step): Script | undefined {
  let found: Script | undefined
  mapParts(step, (part) => {
    if (part.kind === 'substitution') found ??= part.script
    return part
  })
  return found
}

/** The step with what its first `$(…)` printed in its place. */
export function putIn(step: Step, printed: string): Step {
  let done = false
  return mapParts(step, (part) => {
    if (part.kind !== 'substitution' || done) return part
    done = true
    return { kind: 'printed', text: printed.replace(/\n+$/, ''), quoted: part.quoted }
  })
}

function mapParts(step: Step, change: (part: Part) => Part): Step {
  const word = (each: Word): Word => each.map(change)
  return {
    ...step,
    commands: step.commands.map(({ assignments, words, redirections }) => ({
      assignments: assignments.map((each) => ({ ...each, value: word(each.value) })),
      words: words.map(word),
      redirections: redirections.map((each) => (each.kind === 'read' ? { ...each, from: word(each.from) } : each.kind === 'text' ? { ...each, text: word(each.text) } : each.kind === 'write' ? { ...each, to: word(each.to) } : each)),
    })),
  }
}

/** A text without anything to expand, as a word. */
export const literal = (text: string, quoted = true): Word => [{ kind: 'text', text, quoted }]
