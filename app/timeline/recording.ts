/**
 * A session as data: how its cluster began and what was done to it when, line by line. Everything
 * else follows from that by playing it. Recordings come from storage, files and links, so none is
 * believed: `parseRecording` is the one door.
 */
import type { Branch, TimedAct, Undone } from './branch.ts'
import { sharedActs } from './branch.ts'
import { fieldsOf, isRecord, joiningNode, limits, listOf, textOf, wholeNumber, type Check, type Problem } from './decode-act.ts'
import { aLabAct } from './lab-act.ts'
import { upgradedAct } from './former-act.ts'
import type { Start } from './start.ts'
import { nowMsOf, type Lines, type Timeline } from './timeline.ts'

/** The newest version of the format; older ones are brought up to it when they are read. */
export const recordingVersion = 4

/** What a line has in common with an earlier one: so many acts of the line at that place. */
interface RecordedOrigin {
  readonly line: number
  readonly acts: number
}

/** What redo brings back: the acts behind those of the line, and the lines that undo went through, as how many acts they had. */
interface RecordedUndone {
  readonly acts: readonly TimedAct[]
  readonly lines: readonly { readonly acts: number; readonly untilMs: number; readonly atMs: number }[]
}

/** One line of acts as it is written down: only what is not in an earlier one already. */
export interface RecordedLine {
  readonly name?: string
  readonly from?: RecordedOrigin
  /** In order of time. */
  readonly acts: readonly TimedAct[]
  /** How far it was played, in virtual ms. */
  readonly untilMs: number
  readonly undone?: RecordedUndone
}

export interface Recording {
  readonly version: typeof recordingVersion
  readonly start: Start
  readonly lines: readonly RecordedLine[]
  /** Place of the line that is played. */
  readonly current: number
  /** Where the playhead stands, in virtual ms. */
  readonly atMs: number
  /** The manifest as it was being written. */
  readonly draft: string
}

/** Texts longer than this are not even read, in UTF-16 units. */
export const longestRecording = 16_000_000
const mostActs = 20_000
const mostLines = 200
/** A week: nobody watches longer, and playing it ends. */
const longestMs = 7 * 24 * 3_600_000

const yes: Check = (value, where, problems) => void (value === true || problems.push({ where, found: JSON.stringify(value) ?? 'nothing', expected: 'true' }))
const time = wholeNumber(0, longestMs)
const count = wholeNumber(0, mostActs)
const only: Check = (value, where, problems) => void (value === true || problems.push({ where, found: JSON.stringify(value) ?? 'nothing', expected: 'true' }))
const acts = listOf(fieldsOf({ atMs: time, act: aLabAct, 'looked?': only }), mostActs)
const recording: Check = fieldsOf({
  version: wholeNumber(recordingVersion, recordingVersion),
  start: fieldsOf({ seed: wholeNumber(0, 2 ** 32 - 1), nodes: listOf(joiningNode), readyAtMs: time, 'lesson?': textOf(limits.text), 'free?': yes }),
  lines: listOf(fieldsOf({
    'name?': textOf(limits.text), 'from?': fieldsOf({ line: count, acts: count }), acts, untilMs: time,
    'undone?': fieldsOf({ acts, lines: listOf(fieldsOf({ acts: count, untilMs: time, atMs: time }), mostActs) }),
  }), mostLines),
  current: wholeNumber(0, mostLines),
  atMs: time,
  draft: textOf(limits.manifest, true),
})

/**
 * Reads a recording, or says all that is wrong with it.
 * @param start how the sessions of version 1 began, which did not write it down
 */
export function parseRecording(text: string, start: Start): Recording | readonly Problem[] {
  if (text.length > longestRecording) return [{ where: '', found: `${text.length} characters`, expected: `at most ${longestRecording}` }]
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [{ where: '', found: error instanceof Error ? error.message : 'no JSON', expected: 'a recording as JSON' }]
  }
  const current = upgraded(value, start)
  const problems: Problem[] = []
  recording(current, '', problems)
  if (problems.length > 0) return problems
  // Checked field by field just above.
  const read = current as Recording
  const found = whatLinesLack(read)
  return found.length > 0 ? found : read
}

/** Did `parseRecording` refuse? */
export const isRefused = (read: Recording | readonly Problem[]): read is readonly Problem[] => Array.isArray(read)

/**
 * Version 1 had no start and called `untilMs` by another name; up to version 2 there was one line, and
 * the playhead stood at its end; up to version 3 buttons had acts of their own.
 */
function upgraded(value: unknown, start: Start): unknown {
  if (!isRecord(value)) return value
  const { version, draft, acts: done, ...rest } = value
  if (version === 1) return withUpgradedActs({ start, ...oneLine(done, rest['nowMs']), draft })
  if (version === 2) return withUpgradedActs({ start: rest['start'], ...oneLine(done, rest['untilMs']), draft })
  return version === 3 ? withUpgradedActs(value) : value
}

function withUpgradedActs(value: Readonly<Record<string, unknown>>): unknown {
  const acts = (done: unknown) => (Array.isArray(done) ? done.map((each: unknown) => (isRecord(each) ? { ...each, act: upgradedAct(each['act']) } : each)) : done)
  const line = (each: unknown) => (isRecord(each) ? { ...each, acts: acts(each['acts']), ...(isRecord(each['undone']) && { undone: { ...each['undone'], acts: acts(each['undone']['acts']) } }) } : each)
  return { ...value, version: recordingVersion, lines: Array.isArray(value['lines']) ? value['lines'].map(line) : value['lines'] }
}

const oneLine = (done: unknown, untilMs: unknown) => ({ lines: [{ acts: done, untilMs }], current: 0, atMs: untilMs })

function whatLinesLack({ start, lines, current, atMs }: Recording): readonly Problem[] {
  const problems: Problem[] = []
  const whole: (readonly TimedAct[])[] = []
  const must = (holds: boolean, where: string, found: number, expected: string) => void (holds || problems.push({ where, found: String(found), expected }))
  must(current < lines.length, 'current', current, `less than ${lines.length}`)
  for (const [at, line] of lines.entries()) {
    const { from, untilMs, undone } = line
    const where = `lines[${at}]`
    if (from && (from.line >= at || from.acts > whole[from.line]!.length)) {
      problems.push({ where: `${where}.from`, found: JSON.stringify(from), expected: 'acts that an earlier line has' })
      return problems
    }
    const own = allActs(line, whole)
    whole.push(own)
    if (own.length > mostActs) problems.push({ where: `${where}.acts`, found: `${own.length} acts`, expected: `at most ${mostActs}` })
    const all = [...own, ...(undone?.acts ?? [])]
    problems.push(...outOfOrder(all, start.readyAtMs, where, own.length), ...tooManyNodes(all, start, `${where}.acts`))
    must(untilMs >= (own.at(-1)?.atMs ?? start.readyAtMs), `${where}.untilMs`, untilMs, `at least ${own.at(-1)?.atMs ?? start.readyAtMs}`)
    for (const [place, each] of undone?.lines.entries() ?? []) must(each.acts >= own.length && each.acts <= all.length, `${where}.undone.lines[${place}].acts`, each.acts, `from ${own.length} to ${all.length}`)
    if (problems.length > 0) return problems
  }
  must(atMs >= start.readyAtMs && atMs <= (lines[current]?.untilMs ?? 0), 'atMs', atMs, `from ${start.readyAtMs} to ${lines[current]?.untilMs ?? 0}`)
  return problems
}

const allActs = ({ from, acts: own }: RecordedLine, whole: readonly (readonly TimedAct[])[]): readonly TimedAct[] => (from ? [...whole[from.line]!.slice(0, from.acts), ...own] : own)

function outOfOrder(all: readonly TimedAct[], readyAtMs: number, where: string, own: number): readonly Problem[] {
  let before = readyAtMs
  for (const [at, { atMs }] of all.entries()) {
    if (atMs < before) return [{ where: at < own ? `${where}.acts` : `${where}.undone.acts`, found: String(atMs), expected: `at least ${before}: acts stand in order of time` }]
    before = atMs
  }
  return []
}

function tooManyNodes(all: readonly TimedAct[], start: Start, where: string): readonly Problem[] {
  let nodes = start.nodes.length
  for (const { act } of all) if ('join' in act) nodes += act.join.length
  return nodes > limits.entries ? [{ where, found: `${nodes} nodes that join`, expected: `at most ${limits.entries}` }] : []
}

/** The lines of a recording as a timeline holds them. */
export function linesOf({ start, lines, current }: Recording): Lines {
  const whole: (readonly TimedAct[])[] = []
  const branches = lines.map((line, id): Branch => {
    const own = allActs(line, whole)
    whole.push(own)
    const all = [...own, ...(line.undone?.acts ?? [])]
    const undone = line.undone?.lines.map((each): Undone => ({ acts: all.slice(0, each.acts), untilMs: each.untilMs, atMs: each.atMs })) ?? []
    return { id, name: line.name, acts: own, untilMs: line.untilMs, undone }
  })
  return { start, branches, current }
}

/** A session as it can be kept and given away. */
export function recordingOf(timeline: Timeline, draft: string): Recording {
  const { start, branches } = timeline
  const lines = branches.map((branch, at) => recordedLine(branch, branches.slice(0, at)))
  return { version: recordingVersion, start, lines, current: branches.findIndex(({ id }) => id === timeline.current), atMs: nowMsOf(timeline), draft }
}

function recordedLine({ name, acts: own, untilMs, undone }: Branch, earlier: readonly Branch[]): RecordedLine {
  let from: RecordedOrigin | undefined
  for (const [line, other] of earlier.entries()) {
    const shared = sharedActs(own, other.acts)
    if (shared > (from?.acts ?? 0)) from = { line, acts: shared }
  }
  const [longest] = undone
  return {
    ...(name !== undefined && { name }), ...(from && { from }),
    acts: own.slice(from?.acts ?? 0), untilMs,
    ...(longest && { undone: { acts: longest.acts.slice(own.length), lines: undone.map((each) => ({ acts: each.acts.length, untilMs: each.untilMs, atMs: each.atMs })) } }),
  }
}
