/** `kubectl top`: no metrics server runs in the lab, which is said as on any cluster without one. Stands for kubectl/pkg/cmd/top. */
import type { Command } from '../command.ts'
import type { FlagSpec } from '../flags.ts'
import { IOStreams } from '../io-streams.ts'

const common: readonly FlagSpec[] = [
  { name: 'selector', short: 'l', type: 'text', about: 'those with these labels' },
  { name: 'sort-by', type: 'text', about: 'cpu or memory' },
  { name: 'no-headers', type: 'boolean', about: 'without the first line' },
  { name: 'use-protocol-buffers', type: 'boolean', about: 'accepted' },
  { name: 'show-swap', type: 'boolean', about: 'with swap' },
]

function unavailable(usage: string, about: string, aliases: readonly string[], flags: readonly FlagSpec[]): Command {
  return {
    about,
    usage,
    aliases,
    flags: [...common, ...flags],
    start: ({ args, flags: given }) => {
      const streams = new IOStreams()
      const sortBy = given.text('sort-by') ?? ''
      if (!['', 'cpu', 'memory', ...(given.on('show-swap') ? ['swap'] : [])].includes(sortBy)) return streams.fail(`--sort-by accepts only cpu or memory${given.on('show-swap') ? ', or swap' : ''}`)
      if (args.length > 0 && given.text('selector')) return streams.fail('only one of NAME or --selector can be provided')
      return streams.fail('Metrics API not available')
    },
  }
}

export const top: Command = {
  about: 'Show what nodes and pods use (the lab measures nothing)',
  usage: 'top (node | pod) [NAME]',
  subcommands: {
    node: unavailable('top node [NAME | -l label]', 'What nodes use', ['nodes', 'no'], [{ name: 'show-capacity', type: 'boolean', about: 'compared with capacity instead of allocatable' }]),
    pod: unavailable('top pod [NAME | -l label]', 'What pods use', ['pods', 'po'], [
      { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'in all namespaces' }, { name: 'containers', type: 'boolean', about: 'container by container' },
      { name: 'field-selector', type: 'text', about: 'those with these fields' }, { name: 'sum', type: 'boolean', about: 'with a sum at the end' },
    ]),
  },
}
