/** `kubectl set`: its verbs. */
import type { Command } from '../../command.ts'
import { env } from './env.ts'
import { image } from './image.ts'
import { setResources } from './resources.ts'

export const set: Command = {
  about: 'Change the pods that an object makes',
  usage: 'set SUBCOMMAND',
  examples: ['kubectl set image ds/agent agent=nginx:1.28'],
  subcommands: { env, image, resources: setResources },
}
