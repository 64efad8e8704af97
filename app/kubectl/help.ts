/** What `-h` prints: our own words, laid out as kubectl lays out its help. */
import type { Command } from './command.ts'
import type { FlagSpec } from './flags.ts'

const placeholders: Readonly<Record<FlagSpec['type'], string>> = { boolean: 'false', text: "''", list: '[]', texts: '[]', integer: '0', duration: '0s' }

/** The help of a command; `path` is `kubectl rollout status`. */
export function helpText({ about, usage, examples, flags, subcommands }: Command, path: string): string {
  const parts = [`${about}\n`]
  if (examples?.length) parts.push(`Examples:\n${examples.map((line) => `  ${line}\n`).join('')}`)
  if (subcommands) parts.push(`Available Commands:\n${table(Object.entries(subcommands).map(([name, each]) => [name, each.about]))}`)
  if (flags?.length) parts.push(`Options:\n${optionsText(flags)}`)
  parts.push(`Usage:\n  ${subcommands ? `${path} SUBCOMMAND [options]` : `kubectl ${usage}`}\n\nUse "kubectl options" for flags that every command takes.\n`)
  return parts.join('\n')
}

/** Flags in the order of their names, each with what it is for. */
export const optionsText = (flags: readonly FlagSpec[]): string => [...flags].sort((a, b) => (a.name < b.name ? -1 : 1)).map(flagText).join('')

const flagText = ({ name, short, type, bare, about }: FlagSpec) =>
  `    ${short ? `-${short}, ` : ''}--${name}=${bare !== undefined && type === 'text' ? `'${bare}'` : placeholders[type]}:\n\t${about}\n`

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}\n`).join('')
}
