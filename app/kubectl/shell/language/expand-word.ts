/** From words as written to the words that a command gets: variables put in, cut at blanks where nothing is quoted, `~` and file patterns unfolded. */
import type { Part, Word } from './script.ts'

/** What words may speak of. */
export interface Names {
  readonly variables: Readonly<Record<string, string>>
  /** Exit code of what was done last. */
  readonly exit: number
  /** Names in the working directory. */
  readonly files: readonly string[]
}

/** The student's home, which is also the working directory. */
export const home = '/home/student'

/** One text, never cut: as for assignments, redirections and heredocs. Substitutions must have been put in before. */
export function expandToText(word: Word, names: Names): string {
  return word.map((part, index) => textOf(part, index, names)).join('')
}

/** The words that one word becomes. Substitutions must have been put in before. */
export function expandWord(word: Word, names: Names): readonly string[] {
  const made = new Fields()
  for (const [index, part] of word.entries()) {
    if (part.quoted || part.kind === 'text') made.add(textOf(part, index, names), part.quoted)
    else made.split(textOf(part, index, names))
  }
  return made.fields.flatMap(({ text, pattern }) => (pattern ? matching(text, names.files) : [text]))
}

function textOf(part: Part, index: number, { variables, exit }: Names): string {
  if (part.kind === 'substitution') throw new Error('a substitution that nobody ran')
  if (part.kind === 'printed') return part.text
  if (part.kind === 'text') return index === 0 && !part.quoted ? atHome(part.text) : part.text
  if (part.name === '?') return String(exit)
  return Object.hasOwn(variables, part.name) ? variables[part.name]! : ''
}

const atHome = (text: string) => (text === '~' || text.startsWith('~/') ? home + text.slice(1) : text)

class Fields {
  readonly fields: { text: string; pattern: boolean }[] = []
  private isOpen = false

  add(text: string, quoted: boolean): void {
    if (text === '' && !quoted) return
    const pattern = !quoted && /[*?]/.test(text)
    const last = this.fields.at(-1)
    if (!this.isOpen || !last) this.fields.push({ text, pattern })
    else {
      last.text += text
      last.pattern ||= pattern
    }
    this.isOpen = true
  }

  split(text: string): void {
    const [first, ...more] = text.split(/[ \t\n]+/)
    this.add(first!, false)
    for (const each of more) {
      this.isOpen = false
      this.add(each, false)
    }
  }
}

/** The files that a pattern means; the pattern itself where there are none, as in bash. */
function matching(pattern: string, files: readonly string[]): readonly string[] {
  const form = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.')}$`)
  const found = files.filter((name) => (!name.startsWith('.') || pattern.startsWith('.')) && form.test(name)).sort()
  return found.length > 0 ? found : [pattern]
}
