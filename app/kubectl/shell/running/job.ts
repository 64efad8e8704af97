/** What runs in a shell, as plain data: it can be kept, copied, and ended at any time. */
import type { Output, Process } from '../../process.ts'
import type { Script, Step } from '../language/script.ts'

/** Steps of a script, one after another. */
export interface Job {
  /** Not yet begun, in order. */
  readonly rest: Script
  /** Exit code of the step that ended last. */
  readonly exit: number
  /** The step at hand while one of its `$(…)` runs. */
  readonly substituting?: { readonly step: Step; readonly job: Job; readonly text: string }
  /** The step at hand. */
  readonly pipeline?: Pipeline
  /** Everything was done. */
  readonly ended: boolean
}

export interface Pipeline {
  readonly negated: boolean
  /** Left to right. */
  readonly stages: readonly Stage[]
}

/** Where a stream goes: where the job's streams go, into the next command, nowhere, or into a file. */
export type Sink = 'stdout' | 'stderr' | 'pipe' | 'nowhere' | { readonly file: string }

/** One command of a pipeline. */
export interface Stage {
  readonly words: readonly string[]
  /** Variables for this command only. */
  readonly variables: Readonly<Record<string, string>>
  readonly stdout: Sink
  readonly stderr: Sink
  /** What waits to be read. */
  readonly input: string
  /** Nothing more will come in. */
  readonly inputEnded: boolean
  /** Reads what is typed. */
  readonly atTerminal: boolean
  readonly work: Work
  readonly exit?: number
}

/** What a command does at the moment. */
export type Work =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'kubectl'; readonly process: Process; readonly seenUpTo: number }
  | { readonly kind: 'program'; readonly name: string; readonly state: unknown; readonly wakeAtMs?: number; readonly child?: Child; readonly edit?: FileEdit; readonly readsInput: boolean; readonly toldOfEnd: boolean }

/** Commands that a command runs. */
export interface Child {
  readonly job: Job
  /** Its output is kept until it has ended; else it goes where the output of the command goes. */
  readonly capture: boolean
  readonly output: readonly Output[]
}

/** An editor that a command opened on a file. */
export interface FileEdit {
  readonly file: string
}

/** A job that does this. */
export const newJob = (script: Script, exit = 0): Job => ({ rest: script, exit, ended: script.length === 0 })
