/**
 * What a command line asks for, however it is written: `kubectl delete po x`, `k -n default delete
 * pods/x` and `delete pod x` are the same. For who compares what was done with what was meant.
 */
import type { Command } from './command.ts'
import { commands } from './commands/commands.ts'
import { parseFlags, type Flags, type FlagSpec, type FlagValue } from './flags.ts'
import { globalFlags } from './global-flags.ts'
import { findCommand, nameOf, takeVerb } from './dispatch.ts'
import { findReadable, splitTypes } from './resource-names.ts'

/** A command in one way of writing. */
export interface CommandMeant {
  /** `delete`, `rollout restart`. */
  readonly verb: readonly string[]
  /** `pods/one`, `pods` for a kind without a name; other arguments as they stand. */
  readonly args: readonly string[]
  /** Flags by their long names; of the namespace `default` is left out. */
  readonly flags: Readonly<Record<string, FlagValue>>
}

/** Verbs whose arguments are names of nodes. */
const onNodes: ReadonlySet<string> = new Set(['cordon', 'uncordon', 'drain'])

/** Reads the words behind `kubectl`; undefined where they name no command or its flags cannot be read. */
export function commandMeant(words: readonly string[]): CommandMeant | undefined {
  const [name, rest] = takeVerb(words, globalFlags)
  const command = name === undefined ? undefined : findCommand(commands, name)
  return command && read(command, [nameOf(commands, command)], rest)
}

function read(command: Command, verb: readonly string[], words: readonly string[]): CommandMeant | undefined {
  const specs = [...(command.flags ?? []), ...globalFlags]
  const names = new Map(Object.entries(command.subcommands ?? {}))
  const [name, rest] = takeVerb(words, specs)
  const sub = name === undefined ? undefined : findCommand(names, name)
  if (sub) return read(sub, [...verb, nameOf(names, sub)], rest)
  const parsed = parseFlags(command.acceptsAnything ? [] : words, specs)
  if ('problem' in parsed) return undefined
  const args = command.acceptsAnything ? words : parsed.args
  return { verb, args: onNodes.has(verb[0]!) ? args.map((arg) => kindAndName(arg) ?? `nodes/${arg}`) : objectsIn(args), flags: valuesOf(parsed.flags, specs) }
}

/** `po/one` as `pods/one`; undefined where it is no such pair. */
function kindAndName(arg: string): string | undefined {
  const [kind, name, ...more] = arg.split('/')
  const type = name === undefined || more.length > 0 ? undefined : findReadable(kind!)
  return type && `${type.resource}/${name}`
}

/** Arguments such as `ds,deploy a`, `po/one`, `pod one color=red`. */
function objectsIn(args: readonly string[]): readonly string[] {
  const [first, ...more] = args
  if (first === undefined) return []
  const types = splitTypes(first).map(findReadable)
  if (!types.every((type) => type !== undefined)) return args.map((arg) => kindAndName(arg) ?? arg)
  const names = more.filter((arg) => !isChange(arg))
  const objects = types.flatMap(({ resource }) => (names.length === 0 ? [resource as string] : names.map((name) => `${resource}/${name}`)))
  return [...objects, ...more.filter(isChange)]
}

/** `color=red`, `color-`, `key=value:NoSchedule`: what is to be changed, and no name. */
const isChange = (arg: string): boolean => /[=:]/.test(arg) || arg.endsWith('-')

function valuesOf(flags: Flags, specs: readonly FlagSpec[]): Readonly<Record<string, FlagValue>> {
  const given = specs.filter(({ name }) => flags.given(name)).map(({ name }) => [name, flags.value(name)!] as const)
  return Object.fromEntries(given.filter(([name, value]) => name !== 'namespace' || value !== 'default'))
}

/** Does what was done do what is meant? Its verb, each of its arguments and each of its flags is there; `pods` is any pod. */
export function isMeant(done: CommandMeant, meant: CommandMeant): boolean {
  return meant.verb.every((word, at) => done.verb[at] === word)
    && meant.args.every((arg) => done.args.some((each) => each === arg || each.startsWith(`${arg}/`)))
    && Object.entries(meant.flags).every(([name, value]) => JSON.stringify(done.flags[name]) === JSON.stringify(value))
}
