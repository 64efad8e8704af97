/** A line that was entered: `!!` unfolded, joined to what was unfinished, parsed, and made a job. */
import type { Chunk } from './chunk.ts'
import { promptOf, type ShellState } from './desk.ts'
import { expandHistory, remember } from './history.ts'
import { parseScript } from './language/parse-script.ts'
import { newJob } from './running/job.ts'

/** The shell after one line, or after Ctrl-D (null). Nothing runs in it before. */
export function readLine(shell: ShellState, entered: string | null, emit: (chunk: Chunk) => void): ShellState {
  const { unfinished, settings } = shell
  const say = (text: string, stream: 'stdout' | 'stderr' = 'stderr') => emit({ kind: 'text', stream, text })
  const prompt = promptOf(shell)
  if (entered === null) return atEndOfInput(shell, emit, prompt)
  emit({ kind: 'line', prompt, text: entered })
  if (unfinished?.heredoc && (unfinished.heredoc.stripsTabs ? entered.replace(/^\t+/, '') : entered) !== unfinished.heredoc.delimiter) {
    return { ...shell, unfinished: { ...unfinished, text: `${unfinished.text}\n${entered}` } }
  }
  const line = unfinished ? entered : expandHistory(entered, settings.history)
  if (typeof line !== 'string') {
    say(`bash: ${line.problem}\n`)
    return { ...shell, exit: 1 }
  }
  if (line !== entered) say(`${line}\n`, 'stdout')
  const text = unfinished ? `${unfinished.text}\n${line}` : line
  const parsed = parseScript(text, settings.aliases)
  if ('incomplete' in parsed) return { ...shell, unfinished: { text, ...(parsed.heredoc && { heredoc: parsed.heredoc }) } }
  const { unfinished: _, ...rest } = shell
  const after = { ...rest, settings: { ...settings, history: remember(settings.history, text) } }
  if ('problem' in parsed) {
    say(`bash: ${parsed.problem}\n`)
    return { ...after, exit: 2 }
  }
  return parsed.script.length === 0 ? after : { ...after, job: newJob(parsed.script, shell.exit) }
}

function atEndOfInput(shell: ShellState, emit: (chunk: Chunk) => void, prompt: string): ShellState {
  if (shell.unfinished) {
    emit({ kind: 'text', stream: 'stderr', text: 'bash: syntax error: unexpected end of file\n' })
    const { unfinished: _, ...rest } = shell
    return { ...rest, exit: 2 }
  }
  emit({ kind: 'line', prompt, text: 'exit' })
  return { ...shell, closed: true }
}
