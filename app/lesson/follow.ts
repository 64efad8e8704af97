/**
 * A lesson beside a session: the attempt at any moment of a timeline, found by playing the same acts
 * once more with an `Eye` open. What it comes to depends on acts and times only, never on when it is
 * asked, so that seeking, undo, reload and links give what was there when it was played.
 */
import type { Observer } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import { outputSince } from '#kubectl/shell/chunk'
import { isAnswerAct, isShellAct, isWatchAct, type AnswerAct, type LabAct } from '#timeline/lab-act'
import { advanceWorld, performInWorld, type World } from '#timeline/world'
import { bothHear } from './bounded.ts'
import { beginAttempt, dueWhatIfs, Eye, withChoice, withGuess, withWhatIf, type Attempt, type DueWhatIf } from './attempt.ts'
import type { Lesson } from './lesson.ts'
import { lineEntered, linePrinted, linesEnded, type PendingLines } from './shell-lines.ts'
import { measure, type WhatIfOutcome } from './what-if.ts'

/** A moment of a session, and what the lesson makes of it. */
export interface Followed {
  readonly world: World
  readonly attempt: Attempt
  /** Lines of the terminal that still run. */
  readonly pending: PendingLines
  /** Steps since the cluster changed last. */
  readonly calm: number
  /** What is being watched on this line, not done: the attempt stays as it was. */
  readonly watching?: string
}

/** Virtual ms between two looks at the clock; the times at which they happen are multiples of it. */
export const followStepMs = 500
/** What-ifs are played once this many steps nothing has changed. */
const calmSteps = 4

/** The lesson's beginning, at the first moment at which one may act. */
export const beginFollowing = (lesson: Lesson, world: World): Followed => ({ world, attempt: beginAttempt(lesson, world.cluster), pending: {}, calm: 0 })

/** The moment after an act that is done in it. `bound` hears of everything, and may throw. */
export function followAct(lesson: Lesson, followed: Followed, act: LabAct, bound: Observer = {}): Followed {
  if (isAnswerAct(act) && followed.watching === undefined) return { ...followed, attempt: answered(lesson, followed, act), calm: 0 }
  if (isWatchAct(act)) return { ...followed, world: performInWorld(followed.world, act)[0], watching: act.watch }
  const { world: before, pending } = followed
  if (followed.watching !== undefined) return { ...followed, world: advanceWorld(performInWorld(before, act)[0], before.cluster.nowMs) }
  const lines = 'line' in act ? lineEntered(pending, act.shell, act.line, before.cluster.nowMs) : pending
  return watched(lesson, { ...followed, pending: lines }, (observer, eye) => {
    const [world, { text, refused }] = performInWorld(before, act, observer)
    // The page writes down no act that changed nothing.
    if (!isShellAct(act) && world !== before) eye.did({ atMs: before.cluster.nowMs, words: Object.keys(act)[0]!, stdout: refused ? '' : text, stderr: refused ? text : '', refused })
    return advanceWorld(world, before.cluster.nowMs, observer)
  }, bound)
}

/** The moment one step later, or at `untilMs` (virtual) where that is sooner. */
export function followTime(lesson: Lesson, followed: Followed, untilMs: number, bound: Observer = {}): Followed {
  const { nowMs } = followed.world.cluster
  const next = Math.min(untilMs, (Math.floor(nowMs / followStepMs) + 1) * followStepMs)
  if (followed.watching !== undefined) return { ...followed, world: advanceWorld(followed.world, next) }
  const after = watched(lesson, followed, (observer) => advanceWorld(followed.world, next, observer), bound)
  const isWhole = next % followStepMs === 0
  return { ...after, calm: after.attempt.changes !== followed.attempt.changes ? 0 : followed.calm + (isWhole ? 1 : 0) }
}

/** What-ifs that are to be played on this moment's cluster: it has been calm long enough. */
export const whatIfsDue = (lesson: Lesson, { attempt, calm, watching }: Followed): readonly DueWhatIf[] => (calm >= calmSteps && watching === undefined ? dueWhatIfs(lesson, attempt) : [])

/** The moment with what came of a what-if that was played on its cluster. */
export const followedWhatIf = (lesson: Lesson, followed: Followed, due: DueWhatIf, outcome: WhatIfOutcome): Followed =>
  ({ ...followed, attempt: withWhatIf(lesson, followed.attempt, due, outcome, followed.world.cluster) })

function watched(lesson: Lesson, followed: Followed, play: (observer: Observer, eye: Eye) => World, bound: Observer): Followed {
  const eye = new Eye(lesson, followed.attempt)
  const world = play(bothHear(bound, eye.observer), eye)
  const [done, pending] = linesEnded(withOutput(followed, world), world.desk, world.cluster.options.rules)
  for (const each of done) eye.did(each)
  return { ...followed, world, pending, attempt: eye.close(world.cluster) }
}

/** Lines that run, with what was printed since the moment before. */
function withOutput({ pending, world: before }: Followed, { desk }: World): PendingLines {
  let lines = pending
  for (const shell of desk.shells) {
    if (!lines[shell.id]) continue
    const { chunks } = outputSince(shell, before.desk.shells.find(({ id }) => id === shell.id)?.printed ?? 0)
    lines = linePrinted(lines, shell.id, chunks)
  }
  return lines
}

function answered(lesson: Lesson, { attempt, world: { cluster } }: Followed, act: AnswerAct): Attempt {
  const { task: id, choice } = act.answer
  const task = lesson.tasks.find((each) => each.id === id)
  if (task?.choose) return withChoice(lesson, attempt, id, choice, cluster)
  return task?.predict ? withGuess(lesson, attempt, id, choice, measuredBy(act, cluster, task.predict, lesson), cluster) : attempt
}

/** An act is done in one moment only, however often that is played; but a lesson that was edited asks anew. */
const measured = new WeakMap<object, WeakMap<AnswerAct, ReturnType<typeof measure>>>()

function measuredBy(act: AnswerAct, cluster: Cluster, predict: Parameters<typeof measure>[1], { files }: Lesson): ReturnType<typeof measure> {
  const ofThis = measured.get(predict) ?? new WeakMap<AnswerAct, ReturnType<typeof measure>>()
  const known = ofThis.get(act) ?? measure(cluster, predict, files)
  measured.set(predict, ofThis.set(act, known))
  return known
}
