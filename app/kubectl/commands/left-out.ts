/** Verbs of the real kubectl that need a real machine, or that this cluster has no use for: each says so in one line. */
import type { Command } from '../command.ts'
import { IOStreams } from '../io-streams.ts'

const machine = 'containers here are simulated: there is no machine on which something could run'
const reasons: Readonly<Record<string, string>> = {
  attach: machine,
  cp: machine,
  debug: machine,
  exec: machine,
  'port-forward': machine,
  proxy: 'the simulated API server has no network address',
  certificate: 'the lab does not simulate certificates',
  completion: 'the terminal of the lab completes words by itself: press Tab',
  kustomize: 'the lab has no folders with kustomizations',
  plugin: 'the lab has no plugins',
}

/** A verb that says why it is not here, whatever stands behind it. */
export function leftOut(name: string, reason: string): Command {
  return {
    about: `Not simulated: ${reason}`,
    usage: `${name} …`,
    start: () => new IOStreams().fail(`${name}: ${reason}`),
    acceptsAnything: true,
  }
}

export const leftOutCommands: Readonly<Record<string, Command>> = Object.fromEntries(Object.entries(reasons).map(([name, reason]) => [name, leftOut(name, reason)]))
