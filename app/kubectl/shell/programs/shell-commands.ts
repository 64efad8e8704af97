/** Commands that change or show the shell itself: `export`, `unset`, `env`, `alias`, `unalias`, `history`, `exit`, `type`, `which`. */
import type { Settings } from '../desk.ts'
import { err, fail, out, print, type Program } from './program.ts'

const isName = (text: string) => /^[A-Za-z_]\w*$/.test(text)
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const without = (values: Settings['variables'], names: readonly string[]) => Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))

export const exportCommand: Program = {
  about: 'Set variables for commands',
  usage: 'export [NAME[=VALUE]…]',
  start: ({ args, settings }) => {
    const { variables, exported } = settings
    const pairs = args.filter((arg) => arg !== '-p').map((arg) => arg.split(/=(.*)/s) as [string, string?])
    if (pairs.length === 0) return print([...exported].sort().map((name) => `declare -x ${name}="${(variables[name] ?? '').replace(/["\\$`]/g, '\\$&')}"\n`).join(''))
    const wrong = pairs.find(([name]) => !isName(name))
    if (wrong) return fail(`bash: export: \`${args.find((arg) => arg.startsWith(wrong[0]))}': not a valid identifier\n`)
    const set = Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
    return { settings: { variables: { ...variables, ...set }, exported: [...new Set([...exported, ...pairs.map(([name]) => name)])] }, exit: 0 }
  },
}

export const unset: Program = {
  about: 'Forget variables',
  usage: 'unset NAME…',
  start: ({ args, settings: { variables, exported } }) => ({ settings: { variables: without(variables, args), exported: exported.filter((name) => !args.includes(name)) }, exit: 0 }),
}

export const env: Program = {
  about: 'Print the variables that commands see',
  usage: 'env',
  start: ({ args, settings: { variables, exported } }) =>
    args.length > 0 ? fail('env: the lab prints the variables only\n', 125) : print(exported.filter((name) => Object.hasOwn(variables, name)).map((name) => `${name}=${variables[name]}\n`).join('')),
}

export const alias: Program = {
  about: 'Short names for commands',
  usage: "alias [NAME[='COMMAND']…]",
  start: ({ args, settings: { aliases } }) => {
    const line = (name: string) => `alias ${name}=${quoted(aliases[name]!)}\n`
    const asked = args.filter((arg) => arg !== '-p')
    if (asked.length === 0) return print(Object.keys(aliases).sort().map(line).join(''))
    const set: Record<string, string> = {}
    const output = []
    for (const arg of asked) {
      const [name, value] = arg.split(/=(.*)/s) as [string, string?]
      if (value !== undefined && /^[\w.+-]+$/.test(name) && name !== '__proto__') set[name] = value
      else if (value !== undefined) output.push(err(`bash: alias: \`${name}': invalid alias name\n`))
      else output.push(Object.hasOwn(aliases, name) ? out(line(name)) : err(`bash: alias: ${name}: not found\n`))
    }
    return { output, settings: { aliases: { ...aliases, ...set } }, exit: Number(output.some(({ stream }) => stream === 'stderr')) }
  },
}

export const unalias: Program = {
  about: 'Forget short names',
  usage: 'unalias NAME…',
  start: ({ args, settings: { aliases } }) => {
    const names = args[0] === '-a' ? Object.keys(aliases) : args
    const missing = names.filter((name) => !Object.hasOwn(aliases, name))
    return { settings: { aliases: without(aliases, names) }, output: missing.map((name) => err(`bash: unalias: ${name}: not found\n`)), exit: Number(missing.length > 0) }
  },
}

export const history: Program = {
  about: 'Print the lines that were entered',
  usage: 'history [COUNT | -c]',
  start: ({ args: [arg], settings }) => {
    if (arg === '-c') return { settings: { history: [] }, exit: 0 }
    if (arg !== undefined && !/^\d+$/.test(arg)) return fail(`bash: history: ${arg}: numeric argument required\n`)
    const from = arg === undefined ? 0 : Math.max(0, settings.history.length - Number(arg))
    return print(settings.history.slice(from).map((line, index) => `${String(from + index + 1).padStart(5)}  ${line}\n`).join(''))
  },
}

export const exit: Program = {
  about: 'Close this shell',
  usage: 'exit [CODE]',
  start: ({ args: [code] }) => ({ output: [out('exit\n')], closes: true, exit: /^\d+$/.test(code ?? '') ? Number(code) % 256 : 0 }),
}

/** For `which` and `type`; `known`: is there such a command? */
export function lookups(known: (name: string) => boolean): { readonly which: Program; readonly type: Program } {
  const found = (name: string) => name === 'kubectl' || known(name)
  return {
    which: {
      about: 'Print where a command lies',
      usage: 'which COMMAND…',
      start: ({ args }) => ({ output: [out(args.filter(found).map((name) => `/usr/bin/${name}\n`).join(''))], exit: Number(args.some((name) => !found(name)) || args.length === 0) }),
    },
    type: {
      about: 'Say what a word means as a command',
      usage: 'type COMMAND…',
      start: ({ args, settings: { aliases } }) => {
        const output = args.map((name) => (Object.hasOwn(aliases, name) ? out(`${name} is aliased to \`${aliases[name]}'\n`) : found(name) ? out(`${name} is /usr/bin/${name}\n`) : err(`bash: type: ${name}: not found\n`)))
        return { output, exit: Number(output.some(({ stream }) => stream === 'stderr')) }
      },
    },
  }
}
