/** `kubectl set`: its verbs. */
import type { Command } from '../../command.ts'
import { env } from './env.ts'
import { image } from './image.ts'
import { leftOut } from '../left-out.ts'
import { setResources } from './resources.ts'
import { selector } from './selector.ts'
import { serviceAccount } from './service-account.ts'

export const set: Command = {
  about: 'Change the pods that an object makes',
  usage: 'set SUBCOMMAND',
  examples: ['kubectl set image ds/agent agent=nginx:1.28'],
  subcommands: {
    env, image, resources: setResources, serviceaccount: serviceAccount,
    selector,
    subject: leftOut('set subject', 'the lab does not simulate role bindings'),
  },
}
