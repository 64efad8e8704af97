/** From the words of a line to the command that is meant, its flags and arguments. Stands for cobra's traversal. */
import type { Draft } from '#cluster/draft'
import { verbRefusal } from '#cluster/rules'
import type { Command } from './command.ts'
import { usageError } from './command-error.ts'
import { parseFlags, type FlagSpec } from './flags.ts'
import { configurationError, globalFlags } from './global-flags.ts'
import { helpText } from './help.ts'
import { IOStreams } from './io-streams.ts'
import type { CommandInput, Process } from './process.ts'
import { suggestions } from './suggestions.ts'

/** Starts what the words (without `kubectl`) ask for. */
export function dispatch(draft: Draft, words: readonly string[], input: CommandInput, commands: ReadonlyMap<string, Command>): Process {
  const streams = new IOStreams()
  const [verb, rest] = takeVerb(words, globalFlags)
  const misread = verb === undefined ? parseFlags(words, globalFlags) : undefined
  if (misread && 'problem' in misread) return streams.fail(`${misread.problem}\nSee 'kubectl --help' for usage.`)
  if (verb === undefined || (verb === 'help' && rest.length === 0)) return printHelp(streams, commands)
  if (verb === 'help') return dispatch(draft, [...rest, '--help'], input, commands)
  const found = findCommand(commands, verb)
  if (!found) return streams.fail(`unknown command ${JSON.stringify(verb)} for "kubectl"${suggestions(verb, [...commands.keys()])}`)
  return run(draft, found, `kubectl ${nameOf(commands, found)}`, rest, input)
}

function run(draft: Draft, command: Command, path: string, words: readonly string[], input: CommandInput): Process {
  const specs = [...(command.flags ?? []), ...globalFlags]
  if (command.subcommands) {
    const [name, rest] = takeVerb(words, specs)
    const names = new Map(Object.entries(command.subcommands))
    const sub = name === undefined ? undefined : findCommand(names, name)
    if (sub) return run(draft, sub, `${path} ${nameOf(names, sub)}`, rest, input)
  }
  const streams = new IOStreams()
  const parsed = parseFlags(command.acceptsAnything ? [] : words, specs)
  if ('problem' in parsed) return streams.fail(`${parsed.problem}\nSee '${path} --help' for usage.`)
  const { args, flags } = parsed
  if (parsed.help) {
    streams.out(helpText(command, path))
    return streams.exit()
  }
  if (!command.start) {
    if (args.length > 0) return streams.fail(usageError(path, `unknown command ${JSON.stringify(args.join(' '))}`))
    if (helpsOnStderr.has(path)) streams.err(helpText(command, path))
    else streams.out(helpText(command, path))
    return streams.exit(1)
  }
  const refusal = draft.options.rules && verbRefusal(draft.options.rules, path.split(' ')[1]!)
  if (refusal !== undefined) return streams.fail(refusal)
  const missing = specs.filter(({ name, required }) => required && !flags.given(name)).map(({ name }) => JSON.stringify(name))
  if (missing.length > 0) return streams.fail(`required flag(s) ${missing.join(', ')} not set`)
  const misconfigured = asksNoCluster.test(path) ? undefined : configurationError(flags, input)
  if (misconfigured !== undefined) return streams.fail(misconfigured)
  return command.start({ draft, input, path, args, flags, dashAt: parsed.dashAt, namespace: flags.text('namespace') || input.namespace || 'default', namespaceGiven: Boolean(flags.text('namespace')) })
}

/** Without a verb of their own these print their help where mistakes are told. */
const helpsOnStderr = new Set(['set', 'config', 'top', 'auth', 'plugin', 'create service'].map((name) => `kubectl ${name}`))

/** These look at no cluster, so that it does not matter whether the flags lead to one. */
const asksNoCluster = /^kubectl (config|options|completion|plugin|kustomize)\b/

/** The first word that is neither a flag nor a flag's value, and the others in order. */
export function takeVerb(words: readonly string[], specs: readonly FlagSpec[]): [string | undefined, readonly string[]] {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    if (word === '--') break
    if (!word.startsWith('-') || word === '-') return [word, [...words.slice(0, index), ...words.slice(index + 1)]]
    if (word.includes('=')) continue
    const spec = word.startsWith('--') ? specs.find(({ name }) => name === word.slice(2)) : word.length === 2 ? specs.find(({ short }) => short === word[1]) : undefined
    if (spec && spec.type !== 'boolean' && spec.bare === undefined) index++
  }
  return [undefined, words]
}

/** The command of a name or alias. */
export const findCommand = (commands: ReadonlyMap<string, Command>, name: string): Command | undefined =>
  commands.get(name) ?? [...commands.values()].find(({ aliases }) => aliases?.includes(name))

/** What a command is called. */
export const nameOf = (commands: ReadonlyMap<string, Command>, command: Command): string => [...commands].find(([, each]) => each === command)![0]

function printHelp(streams: IOStreams, commands: ReadonlyMap<string, Command>): Process {
  const width = Math.max(...[...commands.keys()].map(({ length }) => length))
  const lines = [...commands].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}\n`)
  streams.out(`kubectl speaks to the simulated cluster.\n\nCommands:\n${lines.join('')}\nUsage:\n  kubectl COMMAND [flags]\n\n"kubectl COMMAND --help" says more about a command.\n`)
  return streams.exit()
}
