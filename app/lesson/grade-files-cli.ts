/** Grades files on all cores. Lines come in the order of the files, whoever is done first; whatever a file does, the others get theirs. */
import { readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { GradeWork } from './grade-worker-cli.ts'

/** A thread has to learn to read TypeScript first. */
const threadBody = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(new URL('grade-worker-cli.ts', import.meta.url).href)}) })`

/** Longest time that one file may take, in wall ms: a day of virtual time takes a few seconds. */
const patienceMs = 60_000

/** The files that are meant: a folder stands for all JSON files below it. */
export function filesMeant(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    if (!statSync(word, { throwIfNoEntry: false })?.isDirectory()) return [word]
    return readdirSync(word, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).sort().map((name) => join(word, name))
  })
}

/** Grades all of them; `print` gets a line for each, in order. Rejects only where no thread can be started. */
export function gradeFiles(files: readonly string[], workerData: GradeWork, print: (line: string) => void): Promise<void> {
  const lines = new Map<number, string>()
  let [next, printed, failedStarts] = [0, 0, 0]
  return new Promise((done, fail) => {
    if (files.length === 0) return done()
    const answer = (at: number, line: string): void => {
      lines.set(at, line)
      for (let ready = lines.get(printed); ready !== undefined; ready = lines.get(++printed)) {
        print(ready)
        lines.delete(printed)
      }
      if (printed === files.length) done()
    }
    const start = (): void => {
      const worker = new Worker(threadBody, { eval: true, workerData })
      let at: number | undefined
      let timer: NodeJS.Timeout | undefined
      /** The thread is of no use any more: its file has its line, and another thread goes on. */
      const lost = (why: string): void => {
        clearTimeout(timer)
        worker.removeAllListeners()
        worker.on('error', () => {})
        void worker.terminate()
        if (at === undefined && ++failedStarts > 3) return fail(new Error(why))
        if (at !== undefined) answer(at, JSON.stringify({ file: files[at], error: why }))
        if (next < files.length) start()
      }
      const give = (): void => {
        if (next === files.length) return void worker.terminate()
        at = next++
        timer = setTimeout(() => lost(`it took more than ${patienceMs / 1_000} s`), patienceMs)
        worker.postMessage({ at, file: files[at]! })
      }
      worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)))
      worker.on('message', (message: 'ready' | { readonly at: number; readonly line: string }) => {
        clearTimeout(timer)
        if (message !== 'ready') answer(message.at, message.line)
        give()
      })
    }
    for (let thread = 0; thread < Math.min(availableParallelism(), files.length); thread++) start()
  })
}
