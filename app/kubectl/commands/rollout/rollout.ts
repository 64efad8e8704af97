/** `kubectl rollout`: its verbs. */
import type { Command } from '../../command.ts'
import { history } from './history.ts'
import { pause, resume } from './pause.ts'
import { restart } from './restart.ts'
import { status } from './status.ts'
import { undo } from './undo.ts'

export const rollout: Command = {
  about: 'Look at a rollout, undo or restart it',
  usage: 'rollout SUBCOMMAND',
  examples: ['kubectl rollout status ds/agent', 'kubectl rollout undo ds/agent'],
  subcommands: { history, pause, restart, resume, status, undo },
}
