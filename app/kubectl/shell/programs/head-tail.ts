/** `head` and `tail`: the first and the last lines. */
import { joined, wrongUsage, type Filter } from './filter.ts'
import { parseOptions } from './options.ts'
import { fail, type Call, type Next } from './program.ts'

interface Some {
  /** How many; `from`: for head all but the last so many, for tail from this line on. */
  readonly count: number
  readonly from: boolean
  readonly headers: boolean
  readonly read: number
  readonly kept: readonly string[]
  readonly begun: boolean
}

function begin(name: 'head' | 'tail', { args }: Call): { readonly state: Some; readonly files: readonly string[] } | Next {
  const options = parseOptions(args, { letters: 'n:c:qvf', long: { lines: 'n', bytes: 'c', quiet: 'q', verbose: 'v', follow: 'f' }, number: 'n' })
  if ('problem' in options) return wrongUsage(name, options.problem)
  const { given, args: files } = options
  if (given['c'] !== undefined) return fail(`${name}: the lab counts lines only: use -n\n`)
  if (given['f'] !== undefined) return fail('tail: -f: files here change only by your own hand\n')
  const written = given['n'] ?? '10'
  if (!/^[+-]?\d+$/.test(written)) return fail(`${name}: invalid number of lines: ‘${written}’\n`)
  const from = name === 'head' ? written.startsWith('-') : written.startsWith('+')
  return { files, state: { count: Math.abs(Number(written)), from, headers: files.length > 1 && given['q'] === undefined, read: 0, kept: [], begun: false } }
}

const cannotOpen = (path: string) => `cannot open '${path}' for reading`
const header = ({ headers, begun, read }: Some, source: string) => (headers && read === 0 ? `${begun ? '\n' : ''}==> ${source} <==\n` : '')
const nextSource = (state: Some): Some => ({ ...state, read: 0, kept: [], begun: true })

export const head: Filter<Some> = {
  about: 'Print the first lines',
  missingFile: cannotOpen,
  usage: 'head [-n LINES | -LINES] [FILE…]',
  begin: (call) => begin('head', call),
  lines: (state, lines, source) => {
    const title = header(state, source)
    if (state.from) {
      const all = [...state.kept, ...lines]
      const certain = Math.max(0, all.length - state.count)
      return { state: { ...state, read: state.read + lines.length, kept: all.slice(certain) }, text: title + joined(all.slice(0, certain)) }
    }
    const read = state.read + lines.length
    return { state: { ...state, read }, text: title + joined(lines.slice(0, Math.max(0, state.count - state.read))), done: read >= state.count }
  },
  sourceEnds: (state) => ({ state: nextSource(state) }),
}

export const tail: Filter<Some> = {
  about: 'Print the last lines',
  missingFile: cannotOpen,
  usage: 'tail [-n LINES | -LINES] [FILE…]',
  begin: (call) => begin('tail', call),
  lines: (state, lines) => {
    const read = state.read + lines.length
    if (state.from) return { state: { ...state, read }, text: joined(lines.slice(Math.max(0, state.count - 1 - state.read))) }
    const kept = lines.length >= state.count ? lines : [...state.kept, ...lines]
    return { state: { ...state, read, kept: kept.slice(Math.max(0, kept.length - state.count)) } }
  },
  sourceEnds: (state, source) => ({ state: nextSource(state), text: header({ ...state, read: 0 }, source) + (state.from ? '' : joined(state.kept)) }),
}
