/** From a step of a script to the stages of a pipeline: words expanded, streams connected. */
import { fileNamed, longestFile, type Files } from '../desk.ts'
import { expandToText, expandWord, type Names } from '../language/expand-word.ts'
import type { SimpleCommand, Step } from '../language/script.ts'
import type { Pipeline, Sink, Stage } from './job.ts'
import type { Surroundings } from './surroundings.ts'

/** Adds text to a file. False when it would grow too long. */
export function appendTo(around: Surroundings, name: string, text: string): boolean {
  const before = Object.hasOwn(around.shared.files, name) ? around.shared.files[name]! : ''
  if (before.length + text.length > longestFile) return false
  if (text !== '' || !Object.hasOwn(around.shared.files, name)) around.shared.files = { ...around.shared.files, [name]: before + text }
  return true
}

/** The pipeline of a step, and what went wrong on the way to it. Assignments without a command change the shell. */
export function startStep(around: Surroundings, step: Step, exit: number, say: (problem: string) => void, own: boolean): Pipeline {
  const last = step.commands.length - 1
  const names: Names = { variables: around.settings.variables, exit, files: Object.keys(around.shared.files) }
  const stages = step.commands.map((command, index) => stageOf(around, command, names, index === 0, index === last, say))
  const alone = step.commands.length === 1 && own ? stages[0] : undefined
  if (alone && alone.words.length === 0 && alone.exit !== 1) {
    around.settings = { ...around.settings, variables: { ...around.settings.variables, ...alone.variables } }
  }
  const ran = step.commands.some(({ assignments }) => assignments.some(({ value }) => value.some(({ kind }) => kind === 'printed')))
  return { negated: step.negated, stages: stages.map((stage) => (stage.words.length === 0 && stage.exit === undefined ? { ...stage, exit: ran ? exit : 0 } : stage)) }
}

function stageOf(around: Surroundings, command: SimpleCommand, names: Names, first: boolean, last: boolean, say: (problem: string) => void): Stage {
  const variables: Record<string, string> = {}
  for (const { name, value } of command.assignments) variables[name] = expandToText(value, { ...names, variables: { ...names.variables, ...variables } })
  const stage: Stage = {
    words: command.words.flatMap((word) => expandWord(word, names)), variables,
    stdout: last ? 'stdout' : 'pipe', stderr: 'stderr',
    input: '', inputEnded: false, atTerminal: first, work: { kind: 'not-started' },
  }
  return redirected(around, stage, command, names, say)
}

function redirected(around: Surroundings, stage: Stage, { redirections }: SimpleCommand, names: Names, say: (problem: string) => void): Stage {
  const sinks: Record<'stdout' | 'stderr', Sink> = { stdout: stage.stdout, stderr: stage.stderr }
  let input: string | undefined
  for (const redirection of redirections) {
    if (redirection.kind === 'text') input = expandToText(redirection.text, names)
    else if (redirection.kind === 'join') sinks[redirection.stream] = sinks[redirection.into]
    else {
      const path = expandToText(redirection.kind === 'read' ? redirection.from : redirection.to, names)
      const result = redirection.kind === 'read' ? readFrom(around.shared.files, path) : sinkOf(around, path, redirection.append)
      if ('problem' in result) {
        say(`bash: ${path}: ${result.problem}\n`)
        return { ...stage, exit: 1 }
      }
      if ('text' in result) input = result.text
      else if (redirection.kind === 'write') for (const stream of redirection.streams) sinks[stream] = result.sink
    }
  }
  return { ...stage, ...sinks, ...(input !== undefined && { input, inputEnded: true, atTerminal: false }) }
}

function readFrom(files: Files, path: string): { readonly text: string } | { readonly problem: string } {
  if (path === '/dev/null') return { text: '' }
  const name = fileNamed(path)
  return name !== undefined && Object.hasOwn(files, name) ? { text: files[name]! } : { problem: 'No such file or directory' }
}

function sinkOf(around: Surroundings, path: string, append: boolean): { readonly sink: Sink } | { readonly problem: string } {
  if (path === '/dev/null') return { sink: 'nowhere' }
  if (path === '/dev/stdout' || path === '/dev/stderr') return { sink: path === '/dev/stdout' ? 'stdout' : 'stderr' }
  const name = fileNamed(path)
  if (name === undefined) return { problem: path === '' || path.includes('/') ? 'No such file or directory' : 'Is a directory' }
  if (!append) around.shared.files = { ...around.shared.files, [name]: '' }
  else appendTo(around, name, '')
  return { sink: { file: name } }
}
