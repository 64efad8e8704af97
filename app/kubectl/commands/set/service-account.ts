/** `kubectl set serviceaccount`: under which account pods run. */
import type { Command } from '../../command.ts'
import { IOStreams } from '../../io-streams.ts'
import { changePods, setFlags } from './change-pods.ts'

export const serviceAccount: Command = {
  about: 'Let pods run under another service account',
  usage: 'set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  aliases: ['sa'],
  examples: ['kubectl set serviceaccount ds/agent agent'],
  flags: setFlags,
  start: (invocation) => {
    const { args } = invocation
    const serviceAccountName = args.at(-1)
    if (serviceAccountName === undefined) return new IOStreams().fail('serviceaccount is required')
    return changePods(invocation, args.slice(0, -1), {
      operation: 'serviceaccount updated',
      what: 'ServiceAccountName',
      always: true,
      change: (podSpec) => ({ podSpec: { ...podSpec, serviceAccountName, serviceAccount: serviceAccountName } }),
    })
  },
}
