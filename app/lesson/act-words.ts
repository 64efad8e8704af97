/** Acts by what they do: whether something that was done is what an author meant, however it was written. */
import { machineActNames } from '#cluster/rules'
import { commandMeant, isMeant, type CommandMeant } from '#kubectl/command-meant'
import { kubectlCallsIn } from '#kubectl/shell/commands-in-line'
import { splitWords } from '#kubectl/split-words'

const machines: ReadonlySet<string> = new Set(machineActNames)

/** The lines of kubectl in what was done; the Apply button does what its line does. */
function commandsIn(words: string): readonly CommandMeant[] {
  const known = read.get(words)
  if (known) return known
  const line = words === 'apply' ? 'kubectl apply -f manifest.yaml' : words
  const calls = machines.has(words) ? [] : kubectlCallsIn(line)
  // What a lesson writes is a line of kubectl, and need not be one of a shell.
  const found = (calls.length === 0 && line.startsWith('kubectl ') ? [splitWords(line).slice(1)] : calls).flatMap((call) => commandMeant(call) ?? [])
  if (read.size >= mostRead) read.clear()
  read.set(words, found)
  return found
}

const read = new Map<string, readonly CommandMeant[]>()
const mostRead = 1_000

/** Is what was done what is meant: `join`, `delete`, `kubectl delete pod`, `rollout restart ds/logs`? */
export function isAct(words: string, meant: string): boolean {
  const wanted = meant.trim()
  if (machines.has(wanted)) return words === wanted
  const command = commandIn(wanted)
  return command !== undefined && commandsIn(words).some((done) => isMeant(done, command))
}

/** What an author's words mean; `kubectl` in front may be left out. Undefined: no command of kubectl. */
const commandIn = (meant: string): CommandMeant | undefined => commandMeant(splitWords(meant).filter((word, at) => at > 0 || word !== 'kubectl'))

/** Do these words name an act at all? */
export const namesAct = (meant: string): boolean => machines.has(meant.trim()) || commandIn(meant.trim()) !== undefined
