/**
 * What would happen: a copy of the cluster plays acts under several seeds, and then checks are
 * asked of it. Pure, of plain data to plain data, so that a worker may do it: a cluster can be posted
 * there, and what comes back is small. The cluster that is asked about stays as it is.
 */
import { underRules, withSeed, type Cluster } from '#cluster/cluster'
import { bounded, unlessTooMuch } from './bounded.ts'
import { endRunning, passTime, playAct, type ClusterAct, type Stage } from './acts.ts'
import { beginChecks, CheckWatch, instants, scopeSince } from './checks/check-watch.ts'
import { isEqual } from './checks/object-checks.ts'
import { notYet, type NotYet } from './checks/outcome.ts'
import { viewOfCluster } from './cluster-view.ts'
import type { Done } from './done.ts'
import { compileExpression } from './expressions.ts'
import type { LessonAct } from './format/act-fields.ts'
import type { WhatIf } from './format/check-fields.ts'
import type { Task } from './lesson.ts'

/** Seeds beside the cluster's own under which a what-if is played: what holds must not hang on who comes first. */
export const whatIfSeeds: readonly number[] = Object.freeze([11, 23])

/** A short replay: begin with `cluster`, do the acts, and stop at `untilMs` (virtual ms). Every time the same. */
export interface Replay {
  readonly cluster: Cluster
  readonly acts: readonly LessonAct[]
  readonly untilMs: number
}

export interface WhatIfOutcome {
  readonly name: string
  readonly held: boolean
  /** Why it did not hold: of the first seed under which it did not. */
  readonly reason?: NotYet
  /** That seed; absent: the cluster's own. */
  readonly seed?: number
  /** Where it ended, in virtual ms. */
  readonly untilMs: number
  /** How it fell out under each seed that was tried, in order; the last one is this outcome's where it did not hold. */
  readonly tried: readonly Tried[]
}

/** One way in which what Kubernetes leaves open may fall out. */
export interface Tried {
  /** Absent: the cluster's own. */
  readonly seed?: number
  readonly held: boolean
  readonly untilMs: number
}

/** The replay to be watched: under the seed under which it did not hold, else under the cluster's own. `cluster`: the one it was played on. */
export const whatIfReplay = (cluster: Cluster, { acts }: WhatIf, { seed, untilMs }: WhatIfOutcome): Replay => ({ cluster: underRules(seed === undefined ? cluster : withSeed(cluster, seed), undefined), acts, untilMs })

/** What a what-if is played with. */
export interface WhatIfInput {
  readonly whatIf: WhatIf
  /** What `apply` finds. */
  readonly files: Readonly<Record<string, string>>
  /** Beside the cluster's own. */
  readonly seeds?: readonly number[]
}

/** Plays a what-if on copies, one seed after another, until it does not hold. Yields the share that is done. */
export function* playingWhatIf(cluster: Cluster, { whatIf, files, seeds = whatIfSeeds }: WhatIfInput): Generator<number, WhatIfOutcome> {
  const tried: Tried[] = []
  let own: Once | undefined
  for (const seed of [undefined, ...seeds]) {
    const once = unlessTooMuch(() => playOnce(seed === undefined ? cluster : withSeed(cluster, seed), whatIf, files), (words) => endless(cluster, words))
    tried.push({ ...(seed !== undefined && { seed }), held: once.reason === undefined, untilMs: once.untilMs })
    if (once.reason) return { name: whatIf.name, held: false, ...once, ...(seed !== undefined && { seed }), tried }
    own ??= once
    yield tried.length / (seeds.length + 1)
  }
  return { name: whatIf.name, held: true, untilMs: own!.untilMs, tried }
}

/** The same at once. */
export function playWhatIf(cluster: Cluster, whatIf: WhatIf, files: Readonly<Record<string, string>>, seeds: readonly number[] = whatIfSeeds): WhatIfOutcome {
  const playing = playingWhatIf(cluster, { whatIf, files, seeds })
  for (;;) {
    const { done, value } = playing.next()
    if (done) return value
  }
}

/** Under one seed. */
interface Once {
  /** Absent: it held. */
  readonly reason?: NotYet
  readonly untilMs: number
}

const endless = ({ nowMs }: Cluster, words: string): Once => ({ reason: notYet(words, 'a copy of the cluster that comes to rest'), untilMs: nowMs })

/** What the lesson forbids to the student it may do itself. */
function playOnce(given: Cluster, { acts, then }: WhatIf, files: Readonly<Record<string, string>>): Once {
  const cluster = underRules(given, undefined)
  const watch = new CheckWatch(then, beginChecks(then, viewOfCluster(cluster)))
  const around = { files, observer: bounded(instants((event) => watch.sawEvent(event), (view) => watch.look(view))), onDone: (done: Done) => watch.did(done) }
  const firstReason = (at: Cluster) => watch.look(viewOfCluster(at)).find((outcome): outcome is NotYet => !outcome.passed)
  let stage: Stage = { cluster }
  for (const act of acts) stage = playAct(stage, act as ClusterAct, around)
  const longest = Math.max(0, ...then.map(({ within, for: length }) => (within ?? 0) + (length ?? 0)))
  const untilMs = stage.cluster.nowMs + longest
  let reason = firstReason(stage.cluster)
  while (reason && stage.cluster.nowMs < untilMs) {
    stage = passTime(stage, Math.min(1_000, untilMs - stage.cluster.nowMs), around)
    reason = firstReason(stage.cluster)
  }
  return { ...(reason && { reason }), untilMs: stage.cluster.nowMs }
}

/** What a prediction comes to. */
export interface Measured {
  readonly value: unknown
  /** Why there is no value. */
  readonly problem?: string
  /** Where it ended, in virtual ms. */
  readonly untilMs: number
}

/** The replay of a prediction, to be watched. `cluster`: the one it was measured on. */
export const predictionReplay = (cluster: Cluster, { acts }: NonNullable<Task['predict']>, { untilMs }: Measured): Replay => ({ cluster: underRules(cluster, undefined), acts, untilMs })

/** Plays a prediction's acts on a copy and reads off what was asked. */
export function measure(cluster: Cluster, { acts, measure: source }: NonNullable<Task['predict']>, files: Readonly<Record<string, string>>): Measured {
  const around = { files, observer: bounded() }
  const play = (): Cluster => endRunning(acts.reduce<Stage>((stage, act) => playAct(stage, act as ClusterAct, around), { cluster: underRules(cluster, undefined) }), around).cluster
  const after = unlessTooMuch<Cluster | string>(play, (words) => words)
  if (typeof after === 'string') return { value: undefined, problem: after, untilMs: cluster.nowMs }
  const view = viewOfCluster(after)
  const expression = compileExpression(source)
  const { value, problem } = 'evaluate' in expression ? expression.evaluate(scopeSince(view, beginChecks([], viewOfCluster(cluster)))) : { value: undefined, problem: expression.problem }
  return { value, ...(problem !== undefined && { problem }), untilMs: after.nowMs }
}

/** The choice that came true; undefined where none did. */
export const rightChoice = ({ choices }: NonNullable<Task['predict']>, measured: Measured) => choices.find(({ value }) => isEqual(value, measured.value))
