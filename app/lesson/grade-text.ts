/** The text of a file → a grade, or one clear reason why there is none. The door for whatever students hand in. */
import { machineRefusal, type MachineAct } from '#cluster/rules'
import type { Problem } from '#timeline/decode-act'
import { isRefused, parseRecording } from '#timeline/recording'
import { TooMuchHappens } from './bounded.ts'
import type { StartStates } from './course.ts'
import { grade, type Grade } from './grade.ts'
import type { Lesson } from './lesson.ts'
import { isLessonRecording, parseLessonRecording, type LessonRecording, type LessonStep } from './lesson-recording.ts'
import { rulesOf } from './rules.ts'
import { lessonHash, workIn } from './work.ts'

/** Why there is no grade, in a sentence, with the places where a file cannot be read. */
export interface NotGraded {
  readonly error: string
  readonly problems?: readonly Problem[]
}

/** Grades a file of work as the page exports it, or of a whole session. */
export function gradeText(text: string, lesson: Lesson, starts: StartStates): Grade | NotGraded {
  const begin = starts.of(lesson).cluster
  const recording = isOfSession(text) ? ofSession(text, lesson, begin) : ofWork(text)
  if ('error' in recording) return recording
  if (recording.lesson !== lesson.id) return { error: `it is of lesson ${recording.lesson}, not of ${lesson.id}` }
  const hash = lessonHash(lesson)
  if (recording.lessonHash !== undefined && recording.lessonHash !== hash) return { error: `it was made with another version of the lesson: ${recording.lessonHash}; this one is ${hash}` }
  const problem = early(recording, begin.nowMs) ?? forged(recording.steps, lesson)
  if (problem) return problem
  try {
    return grade(lesson, recording, starts)
  } catch (error) {
    if (error instanceof TooMuchHappens) return { error: `it was not played to its end: ${error.message}` }
    throw error
  }
}

/** Sessions have lines, work has steps; what is neither is told about as work. */
const isOfSession = (text: string): boolean => /"lines"\s*:/.test(text) && !/"steps"\s*:/.test(text)

function ofWork(text: string): LessonRecording | NotGraded {
  const parsed = parseLessonRecording(text)
  return isLessonRecording(parsed) ? parsed : { error: 'it cannot be read', problems: parsed }
}

function ofSession(text: string, lesson: Lesson, { seed, nowMs }: { readonly seed: number; readonly nowMs: number }): LessonRecording | NotGraded {
  const parsed = parseRecording(text, { seed, nodes: [], readyAtMs: nowMs })
  if (isRefused(parsed)) return { error: 'it cannot be read', problems: parsed }
  const { start } = parsed
  if (start.lesson === undefined || start.free) return { error: 'it is a session without a lesson' }
  const id = start.lesson.split('@')[0]!
  if (id !== lesson.id) return { error: `it is of lesson ${id}, not of ${lesson.id}` }
  if (start.seed !== seed || start.readyAtMs !== nowMs || start.nodes.length > 0) return { error: 'it does not begin as the lesson does: its start was changed, or it was made with another version of the lesson' }
  return workIn(lesson, parsed)
}

/** Nothing can be done before the lesson has begun. */
function early({ steps, untilMs }: LessonRecording, beginsAtMs: number): NotGraded | undefined {
  const at = steps.findIndex(({ atMs }) => atMs < beginsAtMs)
  const expected = `at least ${beginsAtMs}: the lesson begins then`
  if (at >= 0) return { error: 'it cannot be read', problems: [{ where: `steps[${at}].atMs`, found: String(steps[at]!.atMs), expected }] }
  const last = Math.max(beginsAtMs, steps.at(-1)?.atMs ?? 0)
  return untilMs < last ? { error: 'it cannot be read', problems: [{ where: 'untilMs', found: String(untilMs), expected: `at least ${last}` }] } : undefined
}

/** The page writes down no act on a machine that the lesson leaves out; lines of the terminal it does, with their refusal. */
function forged(steps: readonly LessonStep[], lesson: Lesson): NotGraded | undefined {
  const rules = rulesOf(lesson)
  if (!rules) return undefined
  for (const [at, step] of steps.entries()) {
    if (!('act' in step) || 'shell' in step.act || 'file' in step.act || 'kubectl' in step.act || 'apply' in step.act || 'wait' in step.act) continue
    const refusal = machineRefusal(rules, 'pod' in step.act ? step.act.fault : (Object.keys(step.act)[0] as MachineAct))
    if (refusal !== undefined) return { error: `the page did not write this: steps[${at}] does what it would have refused: ${refusal}` }
  }
  return undefined
}
