/**
 * What a student works at: the files of the working directory and the shells that are open, as
 * plain data beside the cluster. `run-shells.ts` goes from one desk to the next.
 */
import type { Cause } from '#cluster/cause'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { Printer, type Chunk, type Printed } from './chunk.ts'
import { remember } from './history.ts'
import { home } from './language/expand-word.ts'
import type { Heredoc } from './language/parse-problem.ts'
import type { Job } from './running/job.ts'

/** The files of the working directory by name; there are no folders. */
export type Files = Readonly<Record<string, string>>

/** What a shell's own commands change. */
export interface Settings {
  readonly variables: Readonly<Record<string, string>>
  /** Names of the variables that commands see. */
  readonly exported: readonly string[]
  readonly aliases: Readonly<Record<string, string>>
  /** Lines as entered, oldest first. */
  readonly history: readonly string[]
}

/** One shell: a tab of the terminal. */
export interface ShellState extends Printed {
  readonly id: string
  readonly settings: Settings
  /** Exit code of what was done last. */
  readonly exit: number
  /** What was entered of a command that goes on in the next line. */
  readonly unfinished?: { readonly text: string; readonly heredoc?: Heredoc }
  /** Lines entered while something ran, null for Ctrl-D; they are read when it has ended, or by what runs. */
  readonly typed: readonly (string | null)[]
  /** The acts by which these were entered, the last belonging to the last; absent where nobody counts acts. */
  readonly typedBy?: readonly Cause[]
  /** The act by which the line that runs was entered. */
  readonly cause?: Cause
  /** What runs in the foreground. */
  readonly job?: Job
  /** `exit` was entered: nothing more is read. */
  readonly closed: boolean
}

/** All shells, in the order in which they were opened, and what they share. */
export interface Desk {
  readonly files: Files
  /** What `kubectl config set-context --namespace` said last; absent: default. */
  readonly namespace?: string
  readonly shells: readonly ShellState[]
  /** Changes in the cluster that came from outside and that waiting commands have yet to hear of. */
  readonly unheard: readonly WatchEvent[]
}

/** A desk with these files and no shell. */
export const newDesk = (files: Files = {}): Desk => ({ files, shells: [], unheard: [] })

/** The name in the working directory that a path means; undefined where it lies elsewhere. */
export function fileNamed(path: string): string | undefined {
  const name = path.replace(new RegExp(`^(?:${home}/|\\./+)+`), '')
  return name === '' || name.includes('/') || name === '.' || name === '..' || name === '__proto__' ? undefined : name
}

/** Longest text of one file, in UTF-16 units. */
export const longestFile = 1_000_000

const newShell = (id: string): ShellState => ({
  id, exit: 0, typed: [], output: [], printed: 0, closed: false,
  settings: { variables: { HOME: home, PWD: home, USER: 'student', SHELL: '/bin/bash', HOSTNAME: 'lab', LANG: 'C.UTF-8', EDITOR: 'vi' }, exported: ['HOME', 'PWD', 'USER', 'SHELL', 'HOSTNAME', 'LANG', 'EDITOR'], aliases: { k: 'kubectl' }, history: [] },
})

/** The desk with a shell more; as it was where there is one of that name. */
export const openShell = (desk: Desk, id: string): Desk => (findShell(desk, id) ? desk : { ...desk, shells: [...desk.shells, newShell(id)] })

/** The desk without that shell; what ran in it has ended. */
export const closeShell = (desk: Desk, id: string): Desk => ({ ...desk, shells: desk.shells.filter((shell) => shell.id !== id) })

export const findShell = (desk: Desk, id: string): ShellState | undefined => desk.shells.find((shell) => shell.id === id)

/** The desk with one shell changed. */
export const withShell = (desk: Desk, shell: ShellState): Desk => ({ ...desk, shells: desk.shells.map((each) => (each.id === shell.id ? shell : each)) })

/** The desk with a file written, or removed where there is no text. */
export function withFile(desk: Desk, name: string, text: string | undefined): Desk {
  const { [name]: _before, ...others } = desk.files
  return { ...desk, files: text === undefined ? others : { ...others, [name]: text } }
}

/** All output of a shell that is kept, and the desk without it. For who does not turn time back; else `outputSince`. */
export function takeOutput(desk: Desk, id: string): [Desk, readonly Chunk[]] {
  const shell = findShell(desk, id)
  return !shell || shell.output.length === 0 ? [desk, []] : [withShell(desk, { ...shell, output: [] }), shell.output]
}

/** What stands in front of the line that is being typed: `$ `, `> ` in an unfinished command, nothing while something runs. */
export function promptOf({ job, closed, unfinished }: ShellState): string {
  return job || closed ? '' : unfinished ? '> ' : '$ '
}

/** Shows a line and its answer as if it had been entered: the command that an act of the mouse stood for. Nothing is run. */
export function showLine(desk: Desk, id: string, line: string, answer: { readonly text: string; readonly refused: boolean }): Desk {
  const shell = findShell(desk, id)
  if (!shell) return desk
  const printer = new Printer(shell)
  printer.print({ kind: 'line', prompt: '$ ', text: line })
  printer.print({ kind: 'text', stream: answer.refused ? 'stderr' : 'stdout', text: answer.text === '' ? '' : `${answer.text}\n` })
  return withShell(desk, { ...shell, ...printer.result(), settings: { ...shell.settings, history: remember(shell.settings.history, line) } })
}

/** Tells waiting commands of changes that were made outside of the shells: by the mouse, a lesson, a fault. */
export const hear = (desk: Desk, events: readonly WatchEvent[]): Desk =>
  events.length === 0 || desk.shells.every(({ job }) => !job) ? desk : { ...desk, unheard: [...desk.unheard, ...events] }
