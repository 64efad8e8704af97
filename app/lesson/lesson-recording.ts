/**
 * A student's work at one lesson, as data: acts, answers and hints with their times, from the
 * lesson's own start state. With that it can be played again, and graded. Recordings come from
 * files and other pages, so none is believed: `parseLessonRecording` is the one door.
 */
import { fieldsOf, isRecord, limits as textLimits, listOf, textOf, wholeNumber, type Check, type Problem } from '#timeline/decode-act'
import { aWorldAct } from '#timeline/lab-act'
import type { AnyAct } from './acts.ts'
import { actFields } from './format/act-fields.ts'
import type { Finding } from './format/schema.ts'

/** One thing the student did, at a virtual ms of the lesson's cluster. */
export type LessonStep =
  | { readonly atMs: number; readonly act: AnyAct }
  | { readonly atMs: number; readonly answer: { readonly task: string; readonly choice: string } }
  | { readonly atMs: number; readonly hint: string }

export const lessonRecordingVersion = 1

export interface LessonRecording {
  readonly version: typeof lessonRecordingVersion
  /** Id of the lesson. */
  readonly lesson: string
  /** What the lesson asked for when this was done: `lessonHash` in `work.ts`. Absent in recordings that are made by other means than the page. */
  readonly lessonHash?: string
  /** In order of time. */
  readonly steps: readonly LessonStep[]
  /** How far it was played, in virtual ms. */
  readonly untilMs: number
}

const longestMs = 24 * 3_600_000
const mostSteps = 5_000
const longest = 4_000_000
const time = wholeNumber(0, longestMs)
const name = textOf(textLimits.text)

/** An act of the lab's buttons, of its terminal, or of lessons. */
const act: Check = (value, where, problems) => {
  const ofLab: Problem[] = []
  aWorldAct(value, where, ofLab)
  if (ofLab.length === 0) return
  const kind = isRecord(value) ? Object.keys(value).find((key): key is keyof typeof actFields => Object.hasOwn(actFields, key)) : undefined
  if (kind === undefined || kind === 'answer') return void problems.push(...ofLab)
  const findings: Finding[] = []
  actFields[kind].read(value, where, findings)
  problems.push(...findings.map(({ path, found, expected }) => ({ where: path, found, expected })))
}

const step: Check = (value, where, problems) => {
  const fields: Readonly<Record<string, Check>> = isRecord(value) && 'answer' in value ? { answer: fieldsOf({ task: name, choice: name }) } : isRecord(value) && 'hint' in value ? { hint: name } : { act }
  fieldsOf({ atMs: time, ...fields })(value, where, problems)
}
const recording = fieldsOf({ version: wholeNumber(1, 1), lesson: name, 'lessonHash?': name, steps: listOf(step, mostSteps), untilMs: time })

/** Reads a recording, or says all that is wrong with it. */
export function parseLessonRecording(text: string): LessonRecording | readonly Problem[] {
  if (text.length > longest) return [{ where: '', found: `${text.length} characters`, expected: `at most ${longest}` }]
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [{ where: '', found: error instanceof Error ? error.message : 'no JSON', expected: 'a recording as JSON' }]
  }
  const problems: Problem[] = []
  recording(value, '', problems)
  if (problems.length > 0) return problems
  const { steps } = value as LessonRecording
  const late = steps.findIndex(({ atMs }, at) => at > 0 && atMs < steps[at - 1]!.atMs)
  return late < 0 ? (value as LessonRecording) : [{ where: `steps[${late}].atMs`, found: String(steps[late]!.atMs), expected: 'steps in order of time' }]
}

/** True for a recording, false for problems. */
export const isLessonRecording = (parsed: LessonRecording | readonly Problem[]): parsed is LessonRecording => !Array.isArray(parsed)
