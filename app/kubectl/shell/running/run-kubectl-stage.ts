/** kubectl as a command of a pipeline: started when its input is there, taken up as the cluster changes. */
import { resume, startWords } from '../../run-kubectl.ts'
import type { Process } from '../../process.ts'
import type { Chunk } from '../chunk.ts'
import type { Stage, Work } from './job.ts'
import { readTyped } from './read-typed.ts'
import type { Surroundings } from './surroundings.ts'

/** Runs it as far as it can go now. */
export function runKubectl(around: Surroundings, stage: Stage, words: readonly string[], write: (chunk: Chunk) => boolean): Stage {
  let now = stage
  if (now.work.kind === 'not-started') {
    if (readsInput(words)) now = readTyped(around, now, write)
    if (readsInput(words) && !now.inputEnded) return now
    const work = around.onCluster(true, (draft): Work => {
      const process = startWords(draft, words, { files: around.shared.files, namespace: around.shared.namespace, explanationOf: around.explanationOf, ...(readsInput(words) && { stdin: now.input }) })
      around.shared.namespace = process.contextNamespace ?? around.shared.namespace
      return { kind: 'kubectl', process, seenUpTo: draft.api.resourceVersion }
    })
    if (!work) return now
    now = { ...now, input: '', work }
  }
  now = printedOf(now, write)
  while (now.exit === undefined) {
    const next = takenUp(around, now)
    if (!next) return now
    now = printedOf({ ...now, work: next }, write)
  }
  return now
}

/** The process taken up once, where something of what it waits for has come. */
function takenUp(around: Surroundings, { work }: Stage): Work | undefined {
  if (work.kind !== 'kubectl' || !work.process.waiting) return undefined
  const { waiting } = work.process
  const events = around.shared.events.filter(({ id, resource }) => id > work.seenUpTo && waiting.watches.includes(resource))
  if (events.length === 0 && (waiting.wakeAtMs === undefined || waiting.wakeAtMs > around.nowMs)) return undefined
  return around.onCluster(waiting.writes, (draft): Work => {
    const seenUpTo = draft.api.resourceVersion
    return { kind: 'kubectl', process: resume(draft, waiting, events), seenUpTo }
  })
}

/** Sends on what it printed; it ends where nobody reads that. */
function printedOf(stage: Stage, write: (chunk: Chunk) => boolean): Stage {
  const { process } = stage.work as { readonly process: Process }
  for (const output of process.output) if (!write({ kind: 'text', ...output })) return { ...stage, exit: 141 }
  return { ...stage, work: { ...stage.work, process: { ...process, output: [] } } as Work, ...(process.exit !== undefined && { exit: process.exit }) }
}

/** Does this command line read standard input? `-f -`, `-f=-`, `--filename=a,-`. */
export function readsInput(words: readonly string[]): boolean {
  return words.some((word, index) => (word.split(',').includes('-') && /^(-\w*f|--filename)$/.test(words[index - 1] ?? '')) || /^(-f=?|--filename=)(.*,)?-$/.test(word))
}
