/** Completion of a kubectl command line: verbs, flags, types, names of objects. Stands for cobra's completion and kubectl/pkg/util/completion. */
import type { Command } from '../../command.ts'
import { commands } from '../../commands/commands.ts'
import type { FlagSpec } from '../../flags.ts'
import { globalFlags } from '../../global-flags.ts'
import { argumentOffer } from './argument-offer.ts'
import { flagValueOffer } from './flag-value-offer.ts'
import type { Around, Offer, Written } from './offer.ts'

/** What may follow these words, or stand for the unfinished one. */
export function completeKubectl(before: readonly string[], word: string, around: Around): Offer {
  const written = read(before, around.desk.namespace || 'default')
  if (written.waitsFor) return flagValueOffer(written.waitsFor, word, 0, written, around)
  if (written.dashed) return argumentOffer(word, written, around)
  if (word.startsWith('-')) return flagOffer(word, written, around)
  const verbs = written.command ? written.command.subcommands : Object.fromEntries(commands)
  if (verbs && written.args.length === 0 && (!written.command || !written.command.start)) return { words: [...Object.keys(verbs), ...(written.command ? [] : ['help'])] }
  if (verbs && written.args.length === 0) return { words: [...Object.keys(verbs), ...argumentOffer(word, written, around).words] }
  return argumentOffer(word, written, around)
}

function read(words: readonly string[], contextNamespace: string): Written & { readonly waitsFor?: FlagSpec; readonly dashed: boolean } {
  let command: Command | undefined
  let flags: readonly FlagSpec[] = globalFlags
  let waitsFor: FlagSpec | undefined
  let dashed = false
  const [path, args, values]: [string[], string[], Record<string, string>] = [[], [], {}]
  for (const word of words) {
    if (waitsFor) {
      values[waitsFor.name] = word
      waitsFor = undefined
    } else if (dashed || word === '-' || !word.startsWith('-')) {
      const next = dashed || args.length > 0 ? undefined : (command ? (Object.hasOwn(command.subcommands ?? {}, word) ? command.subcommands![word] : undefined) : (commands.get(word) ?? [...commands.values()].find(({ aliases }) => aliases?.includes(word))))
      if (!next) {
        if (command || word !== 'help') args.push(word)
        continue
      }
      command = next
      path.push(word)
      flags = [...(next.flags ?? []), ...globalFlags]
    } else if (word === '--') dashed = true
    else {
      const [name, value] = word.replace(/^--?/, '').split(/=(.*)/s) as [string, string?]
      const spec = word.startsWith('--') ? flags.find((each) => each.name === name) : flags.find(({ short }) => short === word[1])
      if (!spec) continue
      const bare = spec.type === 'boolean' || spec.bare !== undefined
      if (value !== undefined) values[spec.name] = value
      else if (bare) values[spec.name] = 'true'
      else if (!word.startsWith('--') && word.length > 2) values[spec.name] = word.slice(2)
      else waitsFor = spec
    }
  }
  return { path, command, flags, args, values, namespace: values['namespace'] || contextNamespace, ...(waitsFor && { waitsFor }), dashed }
}

function flagOffer(word: string, written: Written, around: Around): Offer {
  const at = word.indexOf('=')
  if (word.startsWith('--') && at > 0) {
    const spec = written.flags.find(({ name }) => name === word.slice(2, at))
    return spec ? flagValueOffer(spec, word, at + 1, written, around) : { words: [] }
  }
  const short = !word.startsWith('--') && word.length > 2 ? written.flags.find((each) => each.short === word[1]) : undefined
  if (short && short.type !== 'boolean') return flagValueOffer(short, word, 2, written, around)
  const again = (spec: FlagSpec) => written.values[spec.name] === undefined || spec.type === 'list' || spec.type === 'texts'
  const own = written.flags.filter(again)
  const long = own.map(({ name }) => `--${name}`)
  return { words: word.startsWith('--') ? [...long, '--help'] : [...long, '--help', ...own.flatMap((each) => (each.short ? [`-${each.short}`] : [])), '-h'] }
}
