/** Flags that every command of kubectl takes. */
import type { CommandError } from './command-error.ts'
import { parseDuration, type FlagSpec, type Flags } from './flags.ts'
import { contextOf, user } from './kubeconfig.ts'
import type { CommandInput } from './process.ts'

const text = (name: string, about: string, short?: string): FlagSpec => ({ name, type: 'text', about, ...(short && { short }) })
const unused = 'accepted; there is nothing here that it would change'

export const globalFlags: readonly FlagSpec[] = [
  text('namespace', 'the namespace to work in', 'n'),
  text('context', 'the context of the kubeconfig to use'),
  text('cluster', unused),
  text('user', unused),
  text('kubeconfig', unused),
  text('server', unused, 's'),
  text('token', unused),
  text('as', unused),
  { name: 'as-group', type: 'texts', about: unused },
  text('as-uid', unused),
  text('cache-dir', unused),
  text('certificate-authority', unused),
  text('client-certificate', unused),
  text('client-key', unused),
  text('tls-server-name', unused),
  text('request-timeout', unused),
  text('profile', unused),
  text('profile-output', unused),
  text('username', unused),
  text('password', unused),
  text('kuberc', unused),
  text('vmodule', unused),
  { name: 'log-flush-frequency', type: 'duration', about: unused },
  { name: 'v', short: 'v', type: 'integer', about: unused },
  { name: 'disable-compression', type: 'boolean', about: unused },
  { name: 'insecure-skip-tls-verify', type: 'boolean', about: unused },
  { name: 'match-server-version', type: 'boolean', about: unused },
  { name: 'warnings-as-errors', type: 'boolean', about: 'a warning of the API server makes the command fail' },
]

/** What of these flags leads to no cluster; undefined where all of it does. */
export function configurationError(flags: Flags, input: CommandInput): CommandError | undefined {
  const wanted = (name: string, known: string) => (flags.text(name) && flags.text(name) !== known ? flags.text(name) : undefined)
  const context = contextOf(input)
  const file = flags.text('kubeconfig')
  if (file) return `stat ${file}: no such file or directory`
  if (wanted('context', context) !== undefined) return { plain: `Error in configuration: context was not found for specified context: ${wanted('context', context)}` }
  if (wanted('cluster', context) !== undefined) return `no server found for cluster ${JSON.stringify(wanted('cluster', context))}`
  if (wanted('user', user.name) !== undefined) return `auth info ${JSON.stringify(wanted('user', user.name))} does not exist`
  const timeout = flags.text('request-timeout')
  if (timeout === undefined || timeout === '' || /^\d+$/.test(timeout) || parseDuration(timeout) !== undefined) return undefined
  return 'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)'
}
