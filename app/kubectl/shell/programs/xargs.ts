/** `xargs`: a command run with the words that come in. Left out: several at once. */
import { literal } from '../language/script.ts'
import { wrongUsage } from './filter.ts'
import { parseOptions } from './options.ts'
import { fail, type Next, type Program } from './program.ts'

interface Feeding {
  readonly command: readonly string[]
  readonly perCall: number
  readonly place: string | undefined
  readonly skipsEmpty: boolean
  readonly says: boolean
  readonly delimiter: string | undefined
  readonly text: string
  readonly calls: readonly (readonly string[])[] | undefined
  readonly exit: number
}

export const xargs: Program = {
  about: 'Run a command with the words that come in',
  usage: 'xargs [-n COUNT] [-I PLACE] [-r] [-t] [COMMAND [WORD…]]',
  start: ({ args }) => {
    const options = parseOptions(args, { letters: 'n:I:rtd:L:P:0', long: { 'max-args': 'n', 'no-run-if-empty': 'r', verbose: 't', delimiter: 'd' }, stopsAtArgument: true })
    if ('problem' in options) return wrongUsage('xargs', options.problem)
    const { given } = options
    const count = given['n'] ?? given['L']
    if (count !== undefined && !/^[1-9]\d*$/.test(count)) return fail(`xargs: invalid number "${count}" for -n option\n`)
    const state: Feeding = {
      command: options.args.length > 0 ? options.args : ['echo'], perCall: given['I'] !== undefined ? 1 : Number(count ?? Infinity), place: given['I'],
      skipsEmpty: given['r'] !== undefined || given['I'] !== undefined, says: given['t'] !== undefined, delimiter: given['0'] !== undefined ? '\0' : given['d'] === '\\n' ? '\n' : given['d'], text: '', calls: undefined, exit: 0,
    }
    return { reads: true, state }
  },
  read: (kept, text, ended) => {
    const state = { ...(kept as Feeding), text: (kept as Feeding).text + text }
    if (!ended) return { reads: true, state }
    const items = itemsOf(state)
    if ('problem' in items) return fail(`xargs: ${items.problem}\n`)
    if (items.length === 0) return callNext({ ...state, calls: state.skipsEmpty ? [] : [[]] })
    const calls: string[][] = []
    for (let from = 0; from < items.length; from += state.perCall) calls.push(items.slice(from, from + state.perCall))
    return callNext({ ...state, calls })
  },
  childEnded: (kept, { exit }) => {
    const state = kept as Feeding
    return callNext({ ...state, exit: exit === 0 ? state.exit : exit === 127 ? 127 : 123 })
  },
}

function itemsOf({ text, place, delimiter }: Feeding): string[] | { readonly problem: string } {
  if (delimiter !== undefined) return text.split(delimiter).filter((item, index, all) => item !== '' || index < all.length - 1)
  if (place !== undefined) return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (/^(?:[^'"\\]|\\[^]|'[^'\n]*'|"[^"\n]*")*$/.exec(text) === null) return { problem: `unmatched ${text.includes("'") ? 'single' : 'double'} quote; by default quotes are special to xargs unless you use the -0 option` }
  return (text.match(/(?:[^\s'"\\]|\\[^]|'[^'\n]*'|"[^"\n]*")+/g) ?? []).map((item) => item.replace(/\\([^])|'([^']*)'|"([^"]*)"/g, (_, escaped?: string, single?: string, double?: string) => escaped ?? single ?? double ?? ''))
}

function callNext(state: Feeding): Next {
  const [items, ...calls] = state.calls!
  if (!items) return { exit: state.exit }
  const { command, place, says } = state
  const words = place === undefined ? [...command, ...items] : command.map((word) => word.replaceAll(place, items[0] ?? ''))
  return {
    state: { ...state, calls },
    ...(says && { output: [{ stream: 'stderr', text: `${words.join(' ')}\n` }] }),
    run: { script: [{ after: ';', negated: false, commands: [{ assignments: [], words: words.map((word) => literal(word)), redirections: [{ kind: 'read', from: literal('/dev/null') }] }] }], capture: false },
  }
}
