/** Verbs of the real kubectl that this cluster has no use for: each says so in one line. */
import type { Command } from '../command.ts'
import { usageError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { kustomizeRefusal } from '../missing-files.ts'
import { attach, cp, exec, noMachine, portForward } from './needs-machine.ts'

/** A verb that says why it is not here, whatever stands behind it. */
export function leftOut(name: string, reason: string): Command {
  return {
    about: `Not simulated: ${reason}`,
    usage: `${name} …`,
    start: () => new IOStreams().fail(`${name}: ${reason}`),
    acceptsAnything: true,
  }
}

const shells = ['bash', 'fish', 'powershell', 'zsh']
const completionReason = 'the terminal of the lab completes words by itself: press Tab'

const completion: Command = {
  about: `Not simulated: ${completionReason}`,
  usage: 'completion SHELL',
  start: ({ args, path }) => {
    const streams = new IOStreams()
    if (args.length === 0) return streams.fail(usageError(path, 'Shell not specified.'))
    if (args.length > 1) return streams.fail(usageError(path, 'Too many arguments. Expected only the shell type.'))
    if (!shells.includes(args[0]!)) return streams.fail(usageError(path, `Unsupported shell type ${JSON.stringify(args[0])}.`))
    return streams.fail(`completion: ${completionReason}`)
  },
}

const plugin: Command = {
  about: 'Say which plugins there are: none',
  usage: 'plugin list',
  subcommands: { list: { about: 'List the plugins', usage: 'plugin list', flags: [{ name: 'name-only', type: 'boolean', about: 'only their names' }], start: () => new IOStreams().fail('unable to find any kubectl plugins in your PATH') } },
}

const kustomize: Command = {
  about: 'Build a kustomization: the lab has no folder that holds one',
  usage: 'kustomize DIR',
  start: ({ args }) => new IOStreams().fail(args.length > 1 ? 'specify one path to kustomization.yaml' : kustomizeRefusal(args[0] ?? '.')),
}

export const leftOutCommands: Readonly<Record<string, Command>> = {
  attach, completion, cp, exec, kustomize, plugin,
  'port-forward': portForward,
  certificate: leftOut('certificate', 'the lab does not simulate certificates'),
  debug: leftOut('debug', noMachine),
  proxy: leftOut('proxy', 'the simulated API server has no network address'),
}
