/** Lines of the terminal as acts of a lesson: commands of kubectl with the files and texts that they read. */
import { parseScript } from '#kubectl/shell/language/parse-script'
import type { SimpleCommand, Step, Word } from '#kubectl/shell/language/script'
import type { Desk } from '#kubectl/shell/desk'
import { shellWord } from '#timeline/shell-script'

/** A command, its words cut as the shell cuts them; without `kubectl` in front. */
export interface RecordedCommand {
  readonly words: readonly string[]
  /** What it reads from standard input. */
  readonly input?: string
}

/** Undefined where a line does more than lessons can say: loops over output, variables, files that are written. */
export function commandsIn(line: string, desk: Desk, shell: string): readonly RecordedCommand[] | undefined {
  const own = desk.shells.find(({ id }) => id === shell)
  const parsed = parseScript(line, own?.settings.aliases ?? {})
  if (!('script' in parsed)) return undefined
  const commands = parsed.script.map((step) => commandOf(step, desk))
  return commands.every((command) => command !== undefined) ? commands.filter(({ words }) => words.length > 0) : undefined
}

function commandOf({ commands }: Step, desk: Desk): RecordedCommand | undefined {
  const [first, second] = commands
  if (commands.length > 1 && commands.every(onlyLooks)) return { words: [] }
  if (commands.length === 2) {
    const [cat, name, ...more] = wordsOf(first!) ?? []
    const text = cat === 'cat' && more.length === 0 && first!.redirections.length === 0 ? fileOf(desk, name) : undefined
    return text === undefined ? undefined : simple(second!, desk, text)
  }
  return commands.length === 1 ? simple(first!, desk) : undefined
}

/** What only prints leaves no act behind. */
const silent: ReadonlySet<string> = new Set(['echo', 'cat', 'ls', 'pwd', 'clear', 'true', 'head', 'tail', 'grep', 'wc', 'history', 'date', 'sort', 'uniq', 'cut', 'awk', 'sed', 'tr', 'column', 'jq', 'less', 'more'])
/** Verbs of kubectl that only look. */
export const looking: ReadonlySet<string> = new Set(['get', 'describe', 'explain', 'version', 'api-resources', 'api-versions', 'cluster-info', 'top', 'logs', 'events', 'help', 'options', 'diff'])

function onlyLooks(command: SimpleCommand): boolean {
  const [name, verb = ''] = wordsOf(command) ?? []
  return command.redirections.every(({ kind }) => kind !== 'write') && name !== undefined && (silent.has(name) || ((name === 'kubectl' || name === 'k') && looking.has(verb)))
}

function simple(command: SimpleCommand, desk: Desk, given?: string): RecordedCommand | undefined {
  const words = wordsOf(command)
  if (!words || command.assignments.length > 0) return undefined
  const input = command.redirections.reduce<string | undefined | null>((text, redirection) => {
    if (text === null) return null
    if (redirection.kind === 'text') return literal(redirection.text) ?? null
    if (redirection.kind === 'read') return fileOf(desk, literal(redirection.from)) ?? null
    return redirection.kind === 'join' ? text : null
  }, given)
  if (input === null) return undefined
  if (silent.has(words[0]!)) return { words: [] }
  if (words[0] === 'sleep') return { words: [] }
  return words[0] === 'kubectl' || words[0] === 'k' ? { words: words.slice(1), ...(input !== undefined && { input }) } : undefined
}

const fileOf = ({ files }: Desk, name: string | undefined): string | undefined => (name !== undefined && Object.hasOwn(files, name) ? files[name] : undefined)

function wordsOf({ words }: SimpleCommand): readonly string[] | undefined {
  const texts = words.map(literal)
  return texts.every((text) => text !== undefined) ? texts : undefined
}

const literal = (word: Word): string | undefined => (word.every(({ kind }) => kind === 'text') ? word.map((part) => ('text' in part ? part.text : '')).join('') : undefined)

/** Where a command reads a file: the place of its name among the words, and the name. Undefined where it reads none, or several. */
export function fileReadBy({ words }: RecordedCommand): { readonly at: number; readonly name: string; readonly flag: string } | undefined {
  const found = words.flatMap((word, at) => {
    if (word === '-f' || word === '--filename') return words[at + 1] === undefined ? [] : [{ at: at + 1, name: words[at + 1]!, flag: '' }]
    const joined = /^(--filename=|-f=?)(.+)$/.exec(word)
    return joined ? [{ at, name: joined[2]!, flag: joined[1]! }] : []
  })
  return found.length === 1 ? found[0] : undefined
}

/** The words as one line again. */
export const lineOf = (words: readonly string[]): string => words.map(shellWord).join(' ')
