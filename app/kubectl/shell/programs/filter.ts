/** Commands that read lines and print lines: from files that are named, else from what comes in; each line as soon as it is there. */
import { fileNamed, type Files } from '../desk.ts'
import { err, fail, out, type Call, type Next, type Program } from './program.ts'

/** One command of this kind; `S` is where it stands: plain data, made anew with every step or never written to again. */
export interface Filter<S> {
  readonly about: string
  readonly usage: string
  /** Reads the words behind the name. */
  readonly begin: (call: Call) => { readonly state: S; readonly files: readonly string[] } | Next
  /** Some more lines, without their line ends. `done`: it needs no more. */
  readonly lines: (state: S, lines: readonly string[], source: string) => { readonly state: S; readonly text?: string; readonly done?: boolean }
  /** The end of one input. */
  readonly sourceEnds?: (state: S, source: string) => { readonly state: S; readonly text?: string }
  /** The end of all; `exit` 0 where it says nothing else. */
  readonly end?: (state: S) => { readonly text?: string; readonly exit?: number }
  /** Exit code where a file is missing, and what is said of it; default 1 and `FILE`. */
  readonly missing?: number
  readonly missingFile?: (path: string) => string
}

interface Reading<S> {
  readonly inner: S
  /** The beginning of a line whose end has not come. */
  readonly carry: string
  readonly files: readonly string[]
}

/** The program of a filter under its name. */
export function filterProgram<S>(name: string, filter: Filter<S>): Program {
  return {
    about: filter.about,
    usage: filter.usage,
    start: (call) => {
      const begun = filter.begin(call)
      if (!('files' in begun) || !('state' in begun)) return begun as Next
      const { state, files } = begun as { readonly state: S; readonly files: readonly string[] }
      if (files.length === 0 || files.includes('-')) return { reads: true, state: { inner: state, carry: '', files } satisfies Reading<S> }
      return overFiles(name, filter, state, files, call.files)
    },
    read: (kept, text, ended, call) => {
      const { inner, carry, files } = kept as Reading<S>
      const whole = carry + text
      if (files.length > 0) return ended ? overFiles(name, filter, inner, files, { ...call.files, '-': whole }) : { reads: true, state: { inner, carry: whole, files } }
      const end = ended ? whole.length : whole.lastIndexOf('\n') + 1
      const { state, text: printed = '', done } = filter.lines(inner, linesOf(whole.slice(0, end)), '-')
      if (!ended && !done) return { output: [out(printed)], reads: true, state: { inner: state, carry: whole.slice(end), files } satisfies Reading<S> }
      const source = filter.sourceEnds?.(state, '-') ?? { state }
      const last = filter.end?.(source.state) ?? {}
      return { output: [out(printed + (source.text ?? '') + (last.text ?? ''))], exit: last.exit ?? 0 }
    },
  }
}

/** The lines of a text; a last one without its end counts. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Lines with their ends. */
export const joined = (lines: readonly string[]): string => (lines.length === 0 ? '' : `${lines.join('\n')}\n`)

/** The text of a file that a command names; undefined where there is none. */
export function textOfFile(files: Files, path: string): string | undefined {
  if (path === '/dev/null') return ''
  const name = path === '-' ? '-' : fileNamed(path)
  return name !== undefined && Object.hasOwn(files, name) ? files[name] : undefined
}

function overFiles<S>(name: string, filter: Filter<S>, begun: S, paths: readonly string[], files: Files): Next {
  let state = begun
  let missing = 0
  const output = []
  for (const path of paths) {
    const text = textOfFile(files, path)
    if (text === undefined) {
      output.push(err(`${name}: ${filter.missingFile?.(path) ?? path}: No such file or directory\n`))
      missing = filter.missing ?? 1
      continue
    }
    const fed = filter.lines(state, linesOf(text), path)
    const ended = filter.sourceEnds?.(fed.state, path) ?? { state: fed.state }
    output.push(out((fed.text ?? '') + (ended.text ?? '')))
    state = ended.state
  }
  const { text = '', exit = 0 } = filter.end?.(state) ?? {}
  return { output: [...output, out(text)], exit: missing || exit }
}

/** The refusal of a wrong option, as GNU's commands print it. */
export const wrongUsage = (name: string, problem: string, exit = 1): Next => fail(`${name}: ${problem}\nTry 'help ${name}' for more information.\n`, exit)
