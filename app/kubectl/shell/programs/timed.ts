/** Commands that have to do with time, all of it virtual: `sleep`, `date`, `watch`. */
import { toTimestamp } from '#cluster/timestamps'
import type { Script } from '../language/script.ts'
import { parseScript } from '../language/parse-script.ts'
import { wrongUsage } from './filter.ts'
import { parseOptions } from './options.ts'
import { fail, print, type Program } from './program.ts'

const unitMs: Readonly<Record<string, number>> = { '': 1_000, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export const sleep: Program = {
  about: 'Wait for a time (of the cluster)',
  usage: 'sleep SECONDS',
  start: ({ args, nowMs }) => {
    if (args.length === 0) return wrongUsage('sleep', 'missing operand')
    const parts = args.map((arg) => /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(arg))
    const wrong = parts.findIndex((part) => !part)
    if (wrong >= 0) return wrongUsage('sleep', `invalid time interval ‘${args[wrong]}’`)
    return { wakeAtMs: nowMs + Math.round(parts.reduce((sum, part) => sum + Number(part![1]) * unitMs[part![2]!]!, 0)) }
  },
  wake: () => ({ exit: 0 }),
}

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mon Jan  5 09:00:00 2026`; with a zone as `date` prints it. */
function printDate(unixMs: number, zone = ''): string {
  const [date, time] = toTimestamp(unixMs).slice(0, -1).split('T') as [string, string]
  const [year, month, day] = date.split('-')
  return `${weekdays[Math.floor(unixMs / 86_400_000) % 7]} ${months[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${time}${zone} ${year}`
}

export const date: Program = {
  about: "Print the cluster's time",
  usage: 'date [-u] [+FORMAT]',
  start: ({ args, unixMs }) => {
    const format = args.find((arg) => arg.startsWith('+'))
    if (args.some((arg) => arg !== format && arg !== '-u')) return fail("date: the lab prints the cluster's time only: date [-u] [+FORMAT]\n")
    if (!format) return print(`${printDate(unixMs, ' UTC')}\n`)
    const [day, time] = toTimestamp(unixMs).slice(0, -1).split('T') as [string, string]
    const [year, month, dayOfMonth] = day.split('-') as [string, string, string]
    const [hour, minute, second] = time.split(':') as [string, string, string]
    const parts: Readonly<Record<string, string>> = { Y: year, m: month, d: dayOfMonth, H: hour, M: minute, S: second, F: day, T: time, s: String(Math.floor(unixMs / 1_000)), Z: 'UTC', '%': '%' }
    return print(`${format.slice(1).replace(/%([YmdHMSFTsZ%])/g, (_, letter: string) => parts[letter]!)}\n`)
  },
}

interface Watching {
  readonly script: Script
  readonly line: string
  readonly everyMs: number
  readonly title: boolean
  readonly startedAtMs: number
}

export const watch: Program = {
  about: 'Run a command again and again, and show what it prints',
  usage: 'watch [-n SECONDS] [-t] COMMAND',
  start: ({ args, nowMs, settings }) => {
    const options = parseOptions(args, { letters: 'n:tdecx', long: { interval: 'n', 'no-title': 't', differences: 'd' }, stopsAtArgument: true })
    if ('problem' in options) return wrongUsage('watch', options.problem)
    if (options.args.length === 0) return wrongUsage('watch', 'no command given')
    const seconds = options.given['n'] ?? '2'
    if (!/^\d*\.?\d+$/.test(seconds)) return fail(`watch: failed to parse argument: '${seconds}'\n`)
    const line = options.args.join(' ')
    // The real one does not know aliases either, but everybody has one for k by then.
    const parsed = parseScript(line, settings.aliases)
    if (!('script' in parsed)) return fail(`sh: 1: ${'problem' in parsed ? parsed.problem : 'Syntax error: Unterminated quoted string'}\n`, 2)
    const state: Watching = { script: parsed.script, line, everyMs: Math.max(100, Math.round(Number(seconds) * 1_000)), title: options.given['t'] === undefined, startedAtMs: nowMs }
    return { state, run: { script: parsed.script, capture: true } }
  },
  childEnded: (kept, { output }, { nowMs, unixMs }) => {
    const state = kept as Watching
    const title = state.title ? `Every ${(state.everyMs / 1_000).toFixed(1)}s: ${state.line}    lab: ${printDate(unixMs)}\n\n` : ''
    return { output: [{ kind: 'screen', text: title + output.map(({ text }) => text).join('') }], state, wakeAtMs: nowMs + state.everyMs }
  },
  wake: (kept) => ({ state: kept, run: { script: (kept as Watching).script, capture: true } }),
}
