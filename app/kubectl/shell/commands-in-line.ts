/** Which commands stand in a line of the terminal: for who asks what was done, not how it was written. */
import { verbRefusal, type Rules } from '#cluster/rules'
import { commandMeant } from '../command-meant.ts'
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
  const calls = kubectlCallsIn(line).map(commandMeant)
  return calls.length > 0 && calls.every((call) => call !== undefined && verbRefusal(rules, call.verb[0]!) !== undefined)
}
