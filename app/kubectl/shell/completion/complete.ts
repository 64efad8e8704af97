/** Tab: what the word under the cursor may become, as kubectl's own completion and bash's would say. */
import type { Cluster } from '#cluster/cluster'
import { programs } from '../programs/programs.ts'
import type { Desk, Settings, ShellState } from '../desk.ts'
import { completeKubectl } from './complete-kubectl.ts'
import { lineAt } from './line-at.ts'
import type { Offer } from './offer.ts'

/** What a terminal needs to complete a word. */
export interface Completion {
  /** Where in the line the text begins that is replaced; it ends at the cursor. */
  readonly replaceFrom: number
  /** What may stand there instead, sorted; each as it must be written, quoted where needed. */
  readonly candidates: readonly string[]
  /** What all of them begin with: at least the text that stands there, if there is any candidate. */
  readonly prefix: string
  /** May a blank follow when there is one candidate only? Not behind `--flag=`, `label=`, `pod/`. */
  readonly blank: boolean
}

/** What may stand at a place of a line. Never throws; candidates begin with what stands there already. */
export function complete(shell: ShellState, desk: Desk, cluster: Cluster, line: string, cursor: number = line.length): Completion {
  const at = lineAt(line.slice(0, cursor), shell.settings)
  const offered = at.redirects ? { words: Object.keys(desk.files) } : at.words.length === 0 ? commandNames(shell, at.word) : offersOf(at.words, at.word, shell, desk, cluster)
  const from = offered.from ?? 0
  const candidates = [...new Set(offered.words)].filter((word) => word.startsWith(at.word.slice(from))).sort()
  const written = offered.raw ? candidates : candidates.map(at.quote)
  return { replaceFrom: at.wordAt(from), candidates: written, prefix: commonPrefix(written), blank: offered.blank ?? true }
}

function commandNames({ settings }: ShellState, word: string): Offer {
  return word.startsWith('$') ? variablesOf(settings) : { words: ['kubectl', ...programs.keys(), ...Object.keys(settings.aliases)] }
}

const variablesOf = ({ variables }: Settings): Offer => ({ words: Object.keys(variables).map((name) => `$${name}`), raw: true })

/** Commands that run the command behind them, and which of their options take a value. */
const wrappers: Readonly<Record<string, string>> = { watch: 'n', xargs: 'nIdLP' }
const takesFiles = ['cat', 'less', 'more', 'grep', 'egrep', 'head', 'tail', 'wc', 'sort', 'uniq', 'cut', 'sed', 'awk', 'tee', 'ls', 'rm', 'cp', 'mv', 'touch', 'vi', 'vim', 'nano']

function offersOf(words: readonly string[], word: string, shell: ShellState, desk: Desk, cluster: Cluster): Offer {
  const [name, ...before] = words as [string, ...string[]]
  if (word.startsWith('$')) return variablesOf(shell.settings)
  if (name === 'kubectl') return completeKubectl(before, word, { desk, cluster })
  if (Object.hasOwn(wrappers, name)) {
    const inner = innerOf(before, wrappers[name]!)
    return inner.length === 0 ? commandNames(shell, word) : offersOf(inner[0] === 'k' ? ['kubectl', ...inner.slice(1)] : inner, word, shell, desk, cluster)
  }
  if (name === 'unset' || name === 'export') return { words: Object.keys(shell.settings.variables) }
  if (name === 'unalias') return { words: Object.keys(shell.settings.aliases) }
  if (['help', 'man', 'which', 'type'].includes(name)) return { words: ['kubectl', ...programs.keys()] }
  return { words: takesFiles.includes(name) ? Object.keys(desk.files) : [] }
}

function innerOf(words: readonly string[], valued: string): readonly string[] {
  for (let at = 0; at < words.length; at++) {
    if (!words[at]!.startsWith('-')) return words.slice(at)
    if (words[at]!.length === 2 && valued.includes(words[at]![1]!)) at++
  }
  return []
}

function commonPrefix(words: readonly string[]): string {
  let prefix = words[0] ?? ''
  for (const word of words) while (!word.startsWith(prefix)) prefix = prefix.slice(0, -1)
  return prefix
}
