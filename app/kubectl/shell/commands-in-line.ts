/** Which commands stand in a line of the terminal: for who asks what was done, not how it was written. */
import { verbRefusal, type Rules } from '#cluster/rules'
import { commands } from '../commands/commands.ts'
import { findCommand, nameOf, takeVerb } from '../dispatch.ts'
import { globalFlags } from '../global-flags.ts'
import { parseScript } from './language/parse-script.ts'
import type { Script, SimpleCommand, Word } from './language/script.ts'

/** The words of each call of kubectl, without `kubectl`; also of one that `xargs`, `watch` or `time` begins. What only running it would tell is left out. */
export function kubectlCallsIn(line: string): readonly (readonly string[])[] {
  const parsed = parseScript(line, { k: 'kubectl' })
  return 'script' in parsed ? callsIn(parsed.script) : []
}

const callsIn = (script: Script): readonly (readonly string[])[] => script.flatMap(({ commands }) => commands.flatMap((command) => [...callOf(command), ...substitutedIn(command)]))

function callOf({ words }: SimpleCommand): readonly (readonly string[])[] {
  const texts = words.map(textOf)
  const at = texts.indexOf('kubectl')
  return at === 0 || (at > 0 && begins.has(texts[0]!)) ? [texts.slice(at + 1)] : []
}

const textOf = (word: Word): string => word.map((part) => (part.kind === 'text' || part.kind === 'printed' ? part.text : '')).join('')

/** Programs that run the command behind them. */
const begins: ReadonlySet<string> = new Set(['xargs', 'watch', 'time', 'timeout'])

const substitutedIn = ({ words }: SimpleCommand): readonly (readonly string[])[] =>
  words.flatMap((word) => word.flatMap((part) => (part.kind === 'substitution' ? callsIn(part.script) : [])))

/** Is kubectl called in a line, and never with a verb that the rules allow? Then the line does nothing. */
export function isLeftOut(line: string, rules: Rules | undefined): boolean {
  if (!rules?.kubectl) return false
  const verbs = kubectlCallsIn(line).map(verbIn)
  return verbs.length > 0 && verbs.every((verb) => verb !== undefined && verbRefusal(rules, verb) !== undefined)
}

function verbIn(call: readonly string[]): string | undefined {
  const [name] = takeVerb(call, globalFlags)
  const command = name === undefined ? undefined : findCommand(commands, name)
  return command && nameOf(commands, command)
}
