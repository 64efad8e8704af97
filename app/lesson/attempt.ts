/**
 * A student at a lesson: which tasks are open, what was answered, what has passed. An attempt is
 * plain data and belongs to one moment of one cluster: keep it beside the cluster (per act, per
 * checkpoint), and going back in time is taking the older one.
 *
 *     let attempt = beginAttempt(lesson, cluster)          // at the lesson's start state
 *     const eye = new Eye(lesson, attempt)                 // before acts and while time passes
 *     cluster = advance(cluster, untilMs, eye.observer)    // or perform(…, eye.observer), playAct(…)
 *     eye.did(done)                                        // after each act
 *     attempt = eye.close(cluster)                         // what is to be drawn
 */
import type { Observer } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import type { Done } from './done.ts'
import { beginChecks, CheckWatch, instants, scopeSince, type CheckMemory } from './checks/check-watch.ts'
import { isEqual } from './checks/object-checks.ts'
import { notYet, passed, type Outcome } from './checks/outcome.ts'
import { viewOfCluster, type ClusterView } from './cluster-view.ts'
import { holds } from './expressions.ts'
import type { Check, PlainCheck } from './format/check-fields.ts'
import { needsOf, pointsOf, type Lesson, type Task } from './lesson.ts'
import { predictionReplay, rightChoice, whatIfReplay, type Measured, type Replay, type WhatIfOutcome } from './what-if.ts'

/** An answer to a question. */
export interface Answered {
  /** Id of an option, or the text of a choice. */
  readonly choice: string
  readonly right: boolean
  /** It was left open on purpose: the answer is shown, and earns nothing. */
  readonly skipped?: true
  /** The misconception behind a wrong one. */
  readonly tag?: string
  /** What is said to it. */
  readonly why?: string
  /** Of a prediction: what came out, and how to watch it. */
  readonly measured?: Measured
  readonly replay?: Replay
}

/** One task of an attempt. */
export interface TaskState {
  readonly status: 'waiting' | 'open' | 'passed'
  readonly openedAtMs?: number
  readonly passedAtMs?: number
  /** What is noted of the checks since the task opened. */
  readonly memory?: CheckMemory
  /** Per check, as last asked; what-ifs among them as last played. */
  readonly outcomes: readonly Outcome[]
  /** What-ifs as last played, by the place of their check, how to watch them, and the number of changes in the cluster by then. */
  readonly whatIfs: Readonly<Record<number, { readonly outcome: WhatIfOutcome; readonly replay: Replay; readonly changes: number }>>
  /** Every answer given, in order. */
  readonly answers: readonly Answered[]
  /** Can it no longer be solved? Then undo is offered. */
  readonly lost: boolean
  /** Steps of the hint ladder that were taken. */
  readonly hints: number
}

export interface Attempt {
  readonly tasks: Readonly<Record<string, TaskState>>
  /** How often something other than an event has changed since the attempt began. */
  readonly changes: number
}

const isPlain = (check: Check): check is PlainCheck => !('whatIf' in check)
/** The checks of a task that look at the cluster itself. */
export const plainChecksOf = ({ checks = [] }: Task): readonly PlainCheck[] => checks.filter(isPlain)

const waiting: TaskState = Object.freeze({ status: 'waiting', outcomes: [], whatIfs: {}, answers: [], lost: false, hints: 0 })

/** An attempt at the start state of a lesson. */
export function beginAttempt(lesson: Lesson, cluster: Cluster): Attempt {
  const tasks = Object.fromEntries(lesson.tasks.map(({ id }) => [id, waiting]))
  return new Eye(lesson, { tasks, changes: 0 }).close(cluster)
}

/** Every task that must be done has passed. */
export const isComplete = (lesson: Lesson, attempt: Attempt): boolean => lesson.tasks.every((task) => task.optional || attempt.tasks[task.id]!.status === 'passed')

/** Watches a lesson's open tasks for a while. Make one, let things happen, close it. */
export class Eye {
  private readonly lesson: Lesson
  private readonly states: Map<string, TaskState>
  private readonly watches = new Map<string, CheckWatch>()
  private changes: number
  readonly observer: Observer

  constructor(lesson: Lesson, attempt: Attempt) {
    this.lesson = lesson
    this.states = new Map(Object.entries(attempt.tasks))
    this.changes = attempt.changes
    for (const task of lesson.tasks) {
      const { status, memory } = this.states.get(task.id)!
      if (status === 'open' && memory) this.watches.set(task.id, new CheckWatch(plainChecksOf(task), memory))
    }
    this.observer = instants(
      (event) => this.watches.forEach((watch) => watch.sawEvent(event)),
      (view) => this.look(view),
      () => void this.changes++,
    )
  }

  /** An act was done: with its output, once its command has ended. */
  did(done: Done): void {
    const short = { ...done, stdout: done.stdout.slice(0, longestOutput), stderr: done.stderr.slice(0, longestOutput) }
    this.watches.forEach((watch) => watch.did(short))
  }

  /** The attempt as it is now. */
  close(cluster: Cluster): Attempt {
    this.look(viewOfCluster(cluster))
    for (const [id, watch] of this.watches) this.states.set(id, { ...this.states.get(id)!, memory: watch.remembered })
    return { tasks: Object.fromEntries(this.states), changes: this.changes }
  }

  private look(view: ClusterView): void {
    for (const task of this.lesson.tasks) {
      const state = this.states.get(task.id)!
      if (state.status === 'waiting') this.openIfItsTurn(task, state, view)
      const watch = this.watches.get(task.id)
      if (watch && this.states.get(task.id)!.status === 'open') this.lookAt(task, watch, view)
    }
  }

  private openIfItsTurn(task: Task, state: TaskState, view: ClusterView): void {
    if (!needsOf(this.lesson, task).every((id) => this.states.get(id)!.status === 'passed')) return
    const checks = plainChecksOf(task)
    const memory = beginChecks(checks, view)
    this.watches.set(task.id, new CheckWatch(checks, memory))
    this.states.set(task.id, { ...state, status: 'open', openedAtMs: view.nowMs, memory })
  }

  private lookAt(task: Task, watch: CheckWatch, view: ClusterView): void {
    const state = this.states.get(task.id)!
    const outcomes = withWhatIfs(task, watch.look(view), state, this.changes)
    const lost = task.fail !== undefined && holds(task.fail.when, scopeSince(view, watch.remembered, plainChecksOf(task)))
    const next = passedIfAll(task, { ...state, outcomes, lost, memory: watch.remembered }, view.nowMs)
    this.states.set(task.id, next)
    if (next.status === 'passed') this.watches.delete(task.id)
  }
}

const longestOutput = 2_000

/** The outcomes of all checks in their order, what-ifs where they stand. */
function withWhatIfs({ checks = [] }: Task, plain: readonly Outcome[], { whatIfs }: TaskState, changes: number): readonly Outcome[] {
  let next = 0
  return checks.map((check, at): Outcome => {
    if (isPlain(check)) return plain[next++]!
    const played = whatIfs[at]
    if (!played) return notYet('not tried yet', `it holds even if ${check.whatIf.name}`)
    if (!played.outcome.held) return played.outcome.reason!
    return played.changes === changes ? passed : notYet('not tried since the cluster changed', `it holds even if ${check.whatIf.name}`)
  })
}

const isAnswered = (task: Task, { answers }: TaskState): boolean => (task.predict ? answers.length > 0 : !task.choose || answers.some(({ right, skipped }) => right || skipped))

/** What answers a question that is left open. No choice is called so: the texts of choices have no brackets around them. */
export const skip = '(skip)'

/** What a task has earned: all its points once it passed, but none for a question that was left open. */
export function earnedBy(task: Task, { status, answers }: TaskState): number {
  if (status !== 'passed') return 0
  return pointsOf(task) - (answers.some(({ skipped }) => skipped) ? (task.points ?? 1) : 0)
}

function passedIfAll(task: Task, state: TaskState, atMs: number): TaskState {
  const all = (task.checks ?? []).every((check, at) => check.optional || state.outcomes[at]?.passed)
  return all && isAnswered(task, state) ? { ...state, status: 'passed', passedAtMs: atMs, lost: false } : state
}

/** A what-if that is to be played now: everything else of its task holds, and the cluster has changed since it was played. */
export interface DueWhatIf {
  readonly task: string
  /** Place of its check among the task's. */
  readonly at: number
  readonly whatIf: Extract<Check, { whatIf: unknown }>['whatIf']
}

/** What-ifs worth playing at this moment. Ask when the cluster is calm, or when the student wants to know. */
export function dueWhatIfs(lesson: Lesson, attempt: Attempt): readonly DueWhatIf[] {
  return lesson.tasks.flatMap((task) => {
    const state = attempt.tasks[task.id]!
    if (state.status !== 'open' || !isAnswered(task, state)) return []
    const ready = (task.checks ?? []).every((check, at) => !isPlain(check) || check.optional || state.outcomes[at]?.passed)
    if (!ready) return []
    return (task.checks ?? []).flatMap((check, at) => (isPlain(check) || state.whatIfs[at]?.changes === attempt.changes ? [] : [{ task: task.id, at, whatIf: check.whatIf }]))
  })
}

/** The attempt with what came of a what-if, which was played on this very cluster. */
export function withWhatIf(lesson: Lesson, attempt: Attempt, { task: id, at, whatIf }: DueWhatIf, outcome: WhatIfOutcome, cluster: Cluster): Attempt {
  const state = attempt.tasks[id]!
  return changed(lesson, attempt, id, { ...state, whatIfs: { ...state.whatIfs, [at]: { outcome, replay: whatIfReplay(cluster, whatIf, outcome), changes: attempt.changes } } }, cluster)
}

/** The attempt with an answer to a question of `choose`. */
export function withChoice(lesson: Lesson, attempt: Attempt, id: string, optionId: string, cluster: Cluster): Attempt {
  const state = attempt.tasks[id]
  const option = lesson.tasks.find((task) => task.id === id)?.choose?.options.find((each) => each.id === optionId)
  const right = lesson.tasks.find((task) => task.id === id)?.choose?.options.find((each) => each.right)
  if (state?.status === 'open' && optionId === skip && right) return changed(lesson, attempt, id, { ...state, answers: [...state.answers, { choice: skip, right: false, skipped: true, why: right.why }] }, cluster)
  if (state?.status !== 'open' || !option) return attempt
  const answered: Answered = { choice: optionId, right: option.right ?? false, why: option.why, ...(option.tag !== undefined && { tag: option.tag }) }
  return changed(lesson, attempt, id, { ...state, answers: [...state.answers, answered] }, cluster)
}

/** The attempt with a guess, and with what `measure` said. Any guess passes; a second one is not taken. */
export function withGuess(lesson: Lesson, attempt: Attempt, id: string, choice: string, measured: Measured, cluster: Cluster): Attempt {
  const state = attempt.tasks[id]
  const predict = lesson.tasks.find((task) => task.id === id)?.predict
  const chosen = predict?.choices.find(({ value }) => String(value) === choice)
  if (state?.status !== 'open' || state.answers.length > 0 || !predict) return attempt
  const replay = predictionReplay(cluster, predict, measured)
  if (choice === skip) return changed(lesson, attempt, id, { ...state, answers: [{ choice, right: false, skipped: true, measured, replay, ...(predict.explain !== undefined && { why: predict.explain }) }] }, cluster)
  if (!chosen) return attempt
  const right = rightChoice(predict, measured)
  const isRight = right !== undefined && isEqual(right.value, chosen.value)
  const answered: Answered = { choice, right: isRight, measured, replay, why: [isRight ? undefined : chosen.why, predict.explain].filter((text) => text !== undefined).join(' '), ...(!isRight && chosen.tag !== undefined && { tag: chosen.tag }) }
  return changed(lesson, attempt, id, { ...state, answers: [answered] }, cluster)
}

/** The attempt with one more step of a task's hint ladder taken. */
export function withHint(attempt: Attempt, id: string): Attempt {
  const state = attempt.tasks[id]
  return state ? { ...attempt, tasks: { ...attempt.tasks, [id]: { ...state, hints: state.hints + 1 } } } : attempt
}

function changed(lesson: Lesson, attempt: Attempt, id: string, state: TaskState, cluster: Cluster): Attempt {
  return new Eye(lesson, { ...attempt, tasks: { ...attempt.tasks, [id]: state } }).close(cluster)
}
