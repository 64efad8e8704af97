/** Flags that every command of kubectl takes. */
import type { FlagSpec } from './flags.ts'

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
