/**
 * `kubectl exec`, `attach`, `port-forward` and `cp`: what is wrong with a line is said as kubectl says
 * it; a right one is refused, since there is no machine behind a simulated container.
 */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../command.ts'
import { usageError, type CommandError } from '../command-error.ts'
import type { FlagSpec } from '../flags.ts'
import { IOStreams } from '../io-streams.ts'
import { findResource, unknownResource } from '../resource-names.ts'

/** Why whatever runs in a container is not here. */
export const noMachine = 'containers here are simulated: there is no machine on which something could run'

const containerFlag: FlagSpec = { name: 'container', short: 'c', type: 'text', about: 'the container' }
const terminalFlags: readonly FlagSpec[] = [
  containerFlag,
  { name: 'stdin', short: 'i', type: 'boolean', about: 'send standard input' },
  { name: 'tty', short: 't', type: 'boolean', about: 'standard input is a terminal' },
  { name: 'quiet', short: 'q', type: 'boolean', about: 'print only what the container prints' },
  { name: 'pod-running-timeout', type: 'duration', about: 'how long to wait for a running pod' },
]

function refusing(name: string, usage: string, flags: readonly FlagSpec[], mistake: (invocation: Invocation) => CommandError | undefined): Command {
  return { about: `Not simulated: ${noMachine}`, usage, flags, start: (invocation) => new IOStreams().fail(mistake(invocation) ?? `${name}: ${noMachine}`) }
}

/** The API server's word that a pod, or what makes pods, is not there. */
function missingTarget({ draft, namespace }: Invocation, written: string): CommandError | undefined {
  const [typed, name] = written.includes('/') ? (written.split('/') as [string, string]) : ['pods', written]
  const type = findResource(typed)
  if (!type) return unknownResource(typed)
  const found = handleRequest(draft, { verb: 'get', resource: type.resource, namespace: type.namespaced ? namespace : undefined, name })
  return isStatus(found) ? found : undefined
}

function execMistake(invocation: Invocation): CommandError | undefined {
  const { args, dashAt, path } = invocation
  const target = args.slice(0, dashAt)
  if (target.length === 0) return 'pod, type/name or --filename must be specified'
  if (dashAt === undefined && args.length > 1) return usageError(path, 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead')
  if (args.length === target.length) return 'you must specify at least one command for the container'
  return missingTarget(invocation, target[0]!)
}

function attachMistake(invocation: Invocation): CommandError | undefined {
  const { args, path } = invocation
  if (args.length === 0) return 'at least 1 argument is required for attach'
  if (args.length > 2) return usageError(path, `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`)
  return missingTarget(invocation, args.join('/'))
}

function portForwardMistake(invocation: Invocation): CommandError | undefined {
  const { args, path } = invocation
  return args.length < 2 ? usageError(path, 'TYPE/NAME and list of ports are required for port-forward') : missingTarget(invocation, args[0]!)
}

function cpMistake({ args }: Invocation): CommandError | undefined {
  if (args.length !== 2) return 'source and destination are required'
  return args.some((place) => place.includes(':')) ? undefined : 'one of src or dest must be a remote file specification'
}

export const exec = refusing('exec', 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]', [...terminalFlags, { name: 'filename', short: 'f', type: 'list', about: 'a file that names the object' }], execMistake)
export const attach = refusing('attach', 'attach (POD | TYPE/NAME) -c CONTAINER', terminalFlags, attachMistake)
export const portForward = refusing('port-forward', 'port-forward TYPE/NAME [LOCAL_PORT:]REMOTE_PORT', [{ name: 'address', type: 'list', about: 'addresses to listen on' }, { name: 'pod-running-timeout', type: 'duration', about: 'how long to wait for a running pod' }], portForwardMistake)
export const cp = refusing('cp', 'cp <file-spec-src> <file-spec-dest>', [containerFlag, { name: 'no-preserve', type: 'boolean', about: 'accepted' }, { name: 'retries', type: 'integer', about: 'accepted' }], cpMistake)
