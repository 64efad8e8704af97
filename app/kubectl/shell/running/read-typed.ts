/** What is typed while a command runs that reads the terminal. */
import type { Chunk } from '../chunk.ts'
import type { Stage } from './job.ts'
import type { Surroundings } from './surroundings.ts'

/** A command that reads the terminal takes what was typed, up to Ctrl-D. */
export function readTyped(around: Surroundings, stage: Stage, write: (chunk: Chunk) => boolean): Stage {
  if (!stage.atTerminal || stage.inputEnded) return stage
  let { input } = stage
  while (around.typed.length > 0) {
    const line = around.typed.shift()
    if (line === null) return { ...stage, input, inputEnded: true }
    write({ kind: 'line', prompt: '', text: line! })
    input += `${line}\n`
  }
  return { ...stage, input }
}
