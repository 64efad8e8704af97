/**
 * A session as data: how its cluster began and what was done to it when. Everything else follows
 * from that by playing it. Recordings come from storage, files and links, so none is believed:
 * `parseRecording` is the one door.
 */
import { bootCluster } from '#cluster/boot-cluster'
import type { Cluster } from '#cluster/cluster'
import { advance, type Observer } from '#cluster/advance'
import type { JoiningNode } from '#cluster/faults'
import { performAct, type Act } from './act.ts'
import type { Answer } from './answer.ts'
import { anAct, fieldsOf, isRecord, joiningNode, limits, listOf, textOf, wholeNumber, type Check, type Problem } from './decode-act.ts'

/** An act with its time, in virtual ms. */
export interface TimedAct {
  readonly atMs: number
  readonly act: Act
}

/** How a cluster begins: machines that join at once, and the moment at which a person may act first. */
export interface Start {
  readonly seed: number
  readonly nodes: readonly JoiningNode[]
  readonly readyAtMs: number
}

/** The newest version of the format; older ones are brought up to it when they are read. */
export const recordingVersion = 2

export interface Recording {
  readonly version: typeof recordingVersion
  readonly start: Start
  /** In order of time. */
  readonly acts: readonly TimedAct[]
  /** How far it was played, in virtual ms. */
  readonly untilMs: number
  /** The manifest as it was being written. */
  readonly draft: string
}

/** Texts longer than this are not even read, in UTF-16 units. */
export const longestRecording = 16_000_000
const mostActs = 20_000
/** A week: nobody watches longer, and playing it ends. */
const longestMs = 7 * 24 * 3_600_000

const time = wholeNumber(0, longestMs)
const recording: Check = fieldsOf({
  version: wholeNumber(recordingVersion, recordingVersion),
  start: fieldsOf({ seed: wholeNumber(0, 2 ** 32 - 1), nodes: listOf(joiningNode), readyAtMs: time }),
  acts: listOf(fieldsOf({ atMs: time, act: anAct }), mostActs),
  untilMs: time,
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
  return outOfOrder(read) ?? tooManyNodes(read) ?? read
}

/** Did `parseRecording` refuse? */
export const isRefused = (read: Recording | readonly Problem[]): read is readonly Problem[] => Array.isArray(read)

/** Version 1 had no start, and called `untilMs` by another name. */
function upgraded(value: unknown, start: Start): unknown {
  if (!isRecord(value) || value['version'] !== 1) return value
  const { nowMs, draft, acts } = value
  return { version: recordingVersion, start, acts, untilMs: nowMs, draft }
}

function outOfOrder({ acts, start, untilMs }: Recording): readonly Problem[] | undefined {
  let before = start.readyAtMs
  for (const [at, { atMs }] of acts.entries()) {
    if (atMs < before) return [{ where: `acts[${at}].atMs`, found: String(atMs), expected: `at least ${before}: acts stand in order of time` }]
    before = atMs
  }
  return untilMs < before ? [{ where: 'untilMs', found: String(untilMs), expected: `at least ${before}` }] : undefined
}

function tooManyNodes({ start, acts }: Recording): readonly Problem[] | undefined {
  let nodes = start.nodes.length
  for (const { act } of acts) if ('join' in act) nodes += act.join.length
  return nodes > limits.entries ? [{ where: 'acts', found: `${nodes} nodes that join`, expected: `at most ${limits.entries}` }] : undefined
}

/** The cluster at its start. */
export function startOf({ seed, nodes, readyAtMs }: Start, observer: Observer = {}): Cluster {
  const [joined] = performAct(bootCluster(seed), { join: nodes }, observer)
  return advance(joined, readyAtMs, observer)
}

/** A recording half played: `step` plays on to the next act, so that a page can draw between two. */
export interface Playing {
  readonly cluster: Cluster
  /** Acts done so far. */
  readonly done: number
  readonly answer: Answer | undefined
  readonly finished: boolean
}

export const beginPlaying = ({ start }: Recording, observer: Observer = {}): Playing => ({ cluster: startOf(start, observer), done: 0, answer: undefined, finished: false })

/** At most `stepMs` of virtual time further, and at most one act. */
export function step({ acts, untilMs }: Recording, { cluster, done, answer }: Playing, stepMs: number, observer: Observer = {}): Playing {
  const next = acts[done]
  const target = Math.max(cluster.nowMs, next?.atMs ?? untilMs)
  const reached = Math.min(target, cluster.nowMs + stepMs)
  const there = advance(cluster, reached, observer)
  if (reached < target) return { cluster: there, done, answer, finished: false }
  if (!next) return { cluster: there, done, answer, finished: true }
  const [after, said] = performAct(there, next.act, observer)
  return { cluster: after, done: done + 1, answer: said, finished: false }
}

/** All of it at once. */
export function play(recorded: Recording, observer: Observer = {}): Cluster {
  let playing = beginPlaying(recorded, observer)
  while (!playing.finished) playing = step(recorded, playing, Infinity, observer)
  return playing.cluster
}
