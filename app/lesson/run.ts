/** Plays a list of acts on a lesson without anybody watching: answers in tests, recordings in the grader. */
import type { Cluster } from '#cluster/cluster'
import { bothHear, bounded } from './bounded.ts'
import { endRunning, passTime, playAct, type AnyAct, type Stage } from './acts.ts'
import { beginAttempt, dueWhatIfs, Eye, isComplete, plainChecksOf, withChoice, withGuess, withWhatIf, type Attempt } from './attempt.ts'
import type { Done } from './done.ts'
import type { LessonAct } from './format/act-fields.ts'
import { limits } from './format/limits.ts'
import type { Lesson, Task } from './lesson.ts'
import { measure, playWhatIf, rightChoice, whatIfReplay, type Replay, type WhatIfOutcome } from './what-if.ts'

const stepMs = 1_000
/** What-ifs are played once this long nothing has changed. */
const calmSteps = 2

/** A run of a lesson: a cluster with an attempt that belongs to it. Throws `TooMuchHappens` where it does not come to rest. */
export class Run {
  readonly lesson: Lesson
  attempt: Attempt
  /** Every what-if that was played, in order. */
  readonly played: (WhatIfOutcome & { readonly replay: Replay })[] = []
  /** Every act that ended with an error. */
  readonly refused: Done[] = []
  private stage: Stage
  private readonly bound = bounded()
  /** Questions that are answered by whoever acts: the others are answered rightly as they open. */
  private readonly leftOpen: ReadonlySet<string> | 'all'

  constructor(lesson: Lesson, start: Cluster, leftOpen: ReadonlySet<string> | 'all') {
    this.lesson = lesson
    this.leftOpen = leftOpen
    this.stage = { cluster: start }
    this.attempt = beginAttempt(lesson, start)
    this.answerOpenQuestions()
  }

  get cluster(): Cluster {
    return this.stage.cluster
  }

  act(act: LessonAct | AnyAct): void {
    if ('answer' in act) for (const [task, choice] of Object.entries(act.answer)) this.answer(task, choice)
    else if ('wait' in act) this.wait(act.wait)
    else this.watched((around) => playAct(this.stage, act, around))
    this.answerOpenQuestions()
  }

  /** Lets time pass in small steps, so that tasks that pass on the way open the next ones. */
  wait(ms: number): void {
    let calm = 0
    for (const untilMs = this.cluster.nowMs + ms; this.cluster.nowMs < untilMs; ) {
      const before = this.attempt.changes
      this.watched((around) => passTime(this.stage, Math.min(stepMs, untilMs - this.cluster.nowMs), around))
      calm = this.attempt.changes === before ? calm + 1 : 0
      if (calm === calmSteps) this.playWhatIfs()
      this.answerOpenQuestions()
    }
    this.playWhatIfs()
    this.answerOpenQuestions()
  }

  /** Ends what still runs, and waits for what the open tasks may wait for. */
  finish(): void {
    this.watched((around) => endRunning(this.stage, around))
    this.playWhatIfs()
    this.answerOpenQuestions()
    const latestMs = this.cluster.nowMs + limits.virtualMs
    for (let waitedMs = 0; waitedMs < this.mayWaitMs() && this.cluster.nowMs < latestMs; ) {
      const before = this.passedCount()
      this.wait(stepMs)
      waitedMs = this.passedCount() > before ? 0 : waitedMs + stepMs
    }
  }

  answer(id: string, choice: string): void {
    const task = this.lesson.tasks.find((each) => each.id === id)
    if (task?.choose) this.attempt = withChoice(this.lesson, this.attempt, id, choice, this.cluster)
    if (task?.predict) this.attempt = withGuess(this.lesson, this.attempt, id, choice, measure(this.cluster, task.predict, this.lesson.files), this.cluster)
  }

  private watched(play: (around: Parameters<typeof playAct>[2]) => Stage): void {
    const eye = new Eye(this.lesson, this.attempt)
    this.stage = play({ files: this.lesson.files, observer: bothHear(this.bound, eye.observer), onDone: (done) => {
      eye.did(done)
      if (done.refused) this.refused.push(done)
    } })
    this.attempt = eye.close(this.stage.cluster)
  }

  private playWhatIfs(): void {
    for (let due = dueWhatIfs(this.lesson, this.attempt); due.length > 0; due = dueWhatIfs(this.lesson, this.attempt)) {
      for (const each of due) {
        const outcome = playWhatIf(this.cluster, each.whatIf, this.lesson.files)
        this.played.push({ ...outcome, replay: whatIfReplay(this.cluster, each.whatIf, outcome) })
        this.attempt = withWhatIf(this.lesson, this.attempt, each, outcome, this.cluster)
      }
    }
  }

  private answerOpenQuestions(): void {
    if (this.leftOpen === 'all') return
    for (const task of this.lesson.tasks) {
      const state = this.attempt.tasks[task.id]!
      if (state.status === 'open' && state.answers.length === 0 && !this.leftOpen.has(task.id)) this.answerRightly(task)
    }
  }

  private answerRightly({ id, choose, predict }: Task): void {
    const right = choose?.options.find((option) => option.right)
    if (right) this.attempt = withChoice(this.lesson, this.attempt, id, right.id, this.cluster)
    if (!predict) return
    const measured = measure(this.cluster, predict, this.lesson.files)
    const choice = rightChoice(predict, measured) ?? predict.choices[0]!
    this.attempt = withGuess(this.lesson, this.attempt, id, String(choice.value), measured, this.cluster)
  }

  private mayWaitMs(): number {
    if (isComplete(this.lesson, this.attempt)) return 0
    const open = this.lesson.tasks.filter(({ id }) => this.attempt.tasks[id]!.status === 'open')
    return Math.max(0, ...open.flatMap((task) => plainChecksOf(task)).map((check) => (check.within ?? 0) + (check.for ?? 0)))
  }

  private passedCount(): number {
    return Object.values(this.attempt.tasks).filter(({ status }) => status === 'passed').length
  }
}

/** Plays an answer of `answers.yaml` from a start state to its end. Questions that it leaves out are answered rightly. */
export function runAnswer(lesson: Lesson, start: Cluster, acts: readonly LessonAct[]): Run {
  const answered = new Set(acts.flatMap((act) => ('answer' in act ? Object.keys(act.answer) : [])))
  const run = new Run(lesson, start, answered)
  for (const act of acts) run.act(act)
  run.finish()
  return run
}

/** The first task that did not pass, or whose question was answered wrongly at first; undefined: none. */
export function firstFailed(lesson: Lesson, attempt: Attempt): Task | undefined {
  return lesson.tasks.find(({ id, optional }) => {
    const { status, answers } = attempt.tasks[id]!
    return (status !== 'passed' && !optional) || (answers[0] !== undefined && !answers[0].right)
  })
}

