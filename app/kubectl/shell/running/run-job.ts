/**
 * Runs a job as far as it can go now. Whatever it is given, it comes back with the job as it stands;
 * called again it goes on: at later times, after changes in the cluster, with more that was typed.
 */
import type { Output } from '../../process.ts'
import type { Chunk } from '../chunk.ts'
import { fileNamed } from '../desk.ts'
import { firstSubstitution, putIn } from '../language/script.ts'
import { programs } from '../programs/programs.ts'
import { notHere } from '../programs/not-here.ts'
import type { Call, Next, Program } from '../programs/program.ts'
import { newJob, type Job, type Stage, type Work } from './job.ts'
import { runKubectl } from './run-kubectl-stage.ts'
import { readTyped } from './read-typed.ts'
import { appendTo, startStep } from './start-step.ts'
import type { Surroundings } from './surroundings.ts'

type Emit = (chunk: Chunk) => void

/** `own`: assignments and `export` count for the shell, as they do outside of `$(…)` and the like. */
export function runJob(around: Surroundings, job: Job, emit: Emit, own = true): Job {
  for (;;) {
    if (job.ended) return job
    if (job.substituting) {
      const { step } = job.substituting
      let { text } = job.substituting
      const child = runJob(around, job.substituting.job, (chunk) => {
        if (chunk.kind === 'text' && chunk.stream === 'stdout') text += chunk.text
        else emit(chunk)
      }, false)
      if (!child.ended) return { ...job, substituting: { step, job: child, text } }
      job = { ...job, exit: child.exit, substituting: undefined, rest: [{ ...putIn(step, text), after: ';' }, ...job.rest] }
    } else if (job.pipeline) {
      const { negated } = job.pipeline
      const stages = runStages(around, job.pipeline.stages, emit, own)
      if (stages.some(({ exit }) => exit === undefined)) return { ...job, pipeline: { negated, stages } }
      const exit = stages.at(-1)!.exit!
      job = { ...job, pipeline: undefined, exit: negated ? Number(exit === 0) : exit }
    } else {
      job = nextStep(around, job, emit, own)
    }
  }
}

function nextStep(around: Surroundings, job: Job, emit: Emit, own: boolean): Job {
  const [step, ...rest] = job.rest
  if (!step || around.closed) return { ...job, rest: [], ended: true }
  if ((step.after === '&&' && job.exit !== 0) || (step.after === '||' && job.exit === 0)) return { ...job, rest }
  const script = firstSubstitution(step)
  if (script) return { ...job, rest, substituting: { step, job: newJob(script, job.exit), text: '' } }
  const say = (text: string) => emit({ kind: 'text', stream: 'stderr', text })
  return { ...job, rest, pipeline: startStep(around, step, job.exit, say, own) }
}

function runStages(around: Surroundings, before: readonly Stage[], emit: Emit, own: boolean): readonly Stage[] {
  const stages = [...before]
  for (let index = 0; index < stages.length; index++) {
    const write = (chunk: Chunk): boolean => deliver(around, stages, index, chunk, emit)
    if (stages[index]!.exit === undefined) stages[index] = runStage(around, stages[index]!, write, own && stages.length === 1)
    const next = stages[index + 1]
    if (next && stages[index]!.exit !== undefined && !next.inputEnded) stages[index + 1] = { ...next, inputEnded: true }
  }
  return stages
}

/** Sends a piece of output on its way; false when nobody is there any more to read it. */
function deliver(around: Surroundings, stages: Stage[], index: number, chunk: Chunk, emit: Emit): boolean {
  if (chunk.kind !== 'text') {
    emit(chunk)
    return true
  }
  const sink = stages[index]![chunk.stream]
  if (sink === 'nowhere') return true
  if (typeof sink === 'object') {
    if (appendTo(around, sink.file, chunk.text)) return true
    emit({ kind: 'text', stream: 'stderr', text: `bash: ${sink.file}: No space left on device\n` })
    return false
  }
  if (sink !== 'pipe') {
    emit({ ...chunk, stream: sink })
    return true
  }
  const next = stages[index + 1]!
  if (next.exit !== undefined) return false
  // What stands behind the `|` may read from a file instead: then this goes nowhere.
  if (!next.inputEnded) stages[index + 1] = { ...next, input: next.input + chunk.text }
  return true
}

/** Ended because nobody reads what it writes: 128 + SIGPIPE. */
const brokenPipe = 141

function runStage(around: Surroundings, stage: Stage, write: (chunk: Chunk) => boolean, own: boolean): Stage {
  const [name, ...args] = stage.words as [string, ...string[]]
  const wrong = (text: string, exit: number): Stage => {
    write({ kind: 'text', stream: 'stderr', text })
    return { ...stage, exit }
  }
  if (name === 'kubectl') return runKubectl(around, stage, args, write)
  const program = programs.get(name)
  if (program) return runProgram(around, stage, { name, program, args, own }, write)
  if (Object.hasOwn(notHere, name)) return wrong(`${name}: ${notHere[name]}\n`, 127)
  if (name.includes('/')) return fileNamed(name) !== undefined && Object.hasOwn(around.shared.files, fileNamed(name)!) ? wrong(`bash: ${name}: Permission denied\n`, 126) : wrong(`bash: ${name}: No such file or directory\n`, 127)
  return wrong(`bash: ${name}: command not found\n`, 127)
}

interface Running {
  readonly name: string
  readonly program: Program
  readonly args: readonly string[]
  readonly own: boolean
}

function runProgram(around: Surroundings, stage: Stage, running: Running, write: (chunk: Chunk) => boolean): Stage {
  while (stage.exit === undefined) {
    const went = goOn(around, stage, running, write)
    if (!went.next) return went.stage
    stage = take(around, went.stage, running, went.next, write)
  }
  return stage
}

/** The next thing that the program does, if there is one to be done now. */
function goOn(around: Surroundings, stage: Stage, { program, args }: Running, write: (chunk: Chunk) => boolean): { readonly stage: Stage; readonly next?: Next } {
  const { settings, nowMs, unixMs } = around
  const call: Call = { args, nowMs, unixMs, files: around.shared.files, settings: { ...settings, variables: { ...settings.variables, ...stage.variables } } }
  if (stage.work.kind !== 'program') return { stage, next: program.start(call) }
  const { work } = stage
  if (work.child) {
    const output: Output[] = [...work.child.output]
    const job = runJob(around, work.child.job, (chunk) => {
      if (chunk.kind !== 'text' || !work.child!.capture) write(chunk)
      else output.push({ stream: chunk.stream, text: chunk.text })
    }, false)
    if (!job.ended) return { stage: { ...stage, work: { ...work, child: { ...work.child, job, output } } } }
    return { stage: { ...stage, work: { ...work, child: undefined } }, next: program.childEnded!(work.state, { exit: job.exit, output }, call) }
  }
  if (work.edit) return { stage }
  if (work.wakeAtMs !== undefined && work.wakeAtMs <= nowMs) return { stage, next: program.wake!(work.state, call) }
  if (!work.readsInput) return { stage }
  const fed = readTyped(around, stage, write)
  if (fed.input === '' && (!fed.inputEnded || work.toldOfEnd)) return { stage: fed }
  const after = { ...fed, input: '', work: { ...work, toldOfEnd: fed.inputEnded } }
  return { stage: after, next: program.read!(work.state, fed.input, fed.inputEnded, call) }
}

function take(around: Surroundings, stage: Stage, { name, own }: Running, next: Next, write: (chunk: Chunk) => boolean): Stage {
  for (const each of next.output ?? []) if (!write('kind' in each ? each : { kind: 'text', ...each })) return { ...stage, exit: brokenPipe }
  if (next.files) around.shared.files = { ...around.shared.files, ...next.files }
  if (next.removes?.length) around.shared.files = Object.fromEntries(Object.entries(around.shared.files).filter(([file]) => !next.removes!.includes(file)))
  if (next.settings && own) around.settings = { ...around.settings, ...next.settings }
  if (next.closes && own) around.closed = true
  const work: Work = {
    kind: 'program', name, state: next.state, readsInput: next.reads ?? false, toldOfEnd: stage.work.kind === 'program' && stage.work.toldOfEnd,
    ...(next.wakeAtMs !== undefined && { wakeAtMs: next.wakeAtMs }),
    ...(next.run && { child: { job: newJob(next.run.script), capture: next.run.capture, output: [] } }),
    ...(next.edit && { edit: next.edit }),
  }
  return { ...stage, work, ...(next.exit !== undefined && { exit: next.exit }) }
}
