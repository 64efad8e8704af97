/** `kubectl options`: the flags that every command takes. */
import type { Command } from '../command.ts'
import { globalFlags } from '../global-flags.ts'
import { optionsText } from '../help.ts'
import { IOStreams } from '../io-streams.ts'

export const options: Command = {
  about: 'List the flags that every command takes',
  usage: 'options',
  start: () => {
    const streams = new IOStreams()
    streams.out(`These flags go with every command:\n\n${optionsText(globalFlags)}`)
    return streams.exit()
  },
}
