/**
 * A lesson's proof: that what it says comes true. Each proof has a name and says what is wrong;
 * tests and `npm run lessons -- check` run the same ones.
 */
import { serializeCluster } from '#cluster/cluster'
import { unlessTooMuch } from './bounded.ts'
import { beginAttempt, type Attempt } from './attempt.ts'
import type { StartStates } from './course.ts'
import { endRunning, passTime, playAct, type ClusterAct, type Stage } from './acts.ts'
import { firstTag } from './hints.ts'
import type { Lesson, Task } from './lesson.ts'
import { textProblems } from './texts.ts'
import { firstFailed, Run, runAnswer } from './run.ts'
import { rightChoice, type Measured, type Replay } from './what-if.ts'

/** Seeds under which a solution must pass: the order of nodes and all names differ. */
export const proofSeeds: readonly number[] = Object.freeze([1, 2, 3, 4, 5])

export interface Proof {
  readonly name: string
  /** What is wrong, a sentence each; empty when it is proven. */
  readonly run: () => readonly string[]
}

/** All proofs of one lesson, to be run in any order. */
export function proofsOf(lesson: Lesson, starts: StartStates): readonly Proof[] {
  const { answers } = lesson
  const proofs: readonly Proof[] = [
    { name: 'the start settles', run: () => starts.of(lesson).problems },
    { name: 'nothing passes by itself', run: () => passedUnasked(lesson, starts) },
    ...proofSeeds.map((seed): Proof => ({ name: `the solution passes under seed ${seed}`, run: () => solutionProblems(lesson, starts, seed) })),
    ...answers.wrong.map(({ name, acts, fails, hint }): Proof => ({
      name: `wrong: ${name} → ${fails}, ${hint}`,
      run: () => {
        const { attempt, cluster } = runAnswer(lesson, starts.of(lesson).cluster, acts)
        const failed = firstFailed(lesson, attempt)
        if (!failed) return [`it passes all tasks, and should fail ${fails}`]
        if (failed.id !== fails) return [`it fails ${failed.id}, and should fail ${fails}`]
        const tag = firstTag(failed, attempt.tasks[failed.id]!, cluster)
        return tag === hint ? [] : [`the first hint is ${tag ?? 'one without a tag'}, not ${hint}${unmet(failed, hint)}`]
      },
    })),
    { name: 'what-ifs and predictions repeat byte for byte', run: () => unrepeatable(lesson, starts) },
    { name: 'texts, links and misconceptions are whole', run: () => textProblems(lesson) },
  ]
  return proofs.map(({ name, run }) => ({ name, run: () => unlessTooMuch(run, (words) => [words]) }))
}

/** Why a hint is not shown: its condition does not hold then. */
function unmet({ hints = [] }: Task, tag: string): string {
  const meant = hints.find((hint) => hint.tag === tag && hint.when !== undefined)
  return meant ? `: that one is shown when ${meant.when!}, which is not so then` : ''
}

function passedUnasked(lesson: Lesson, starts: StartStates): readonly string[] {
  const { cluster } = starts.of(lesson)
  const run = new Run(lesson, cluster, 'all')
  run.wait(60_000)
  return [beginAttempt(lesson, cluster), run.attempt].flatMap((attempt, at) => passedIn(lesson, attempt).map((id) => `${id} passes ${at === 0 ? 'at the start' : 'within a minute in which nothing is done'}`))
}

const passedIn = ({ tasks }: Lesson, attempt: Attempt): readonly string[] => tasks.map(({ id }) => id).filter((id) => attempt.tasks[id]!.status === 'passed')

function solutionProblems(lesson: Lesson, starts: StartStates, seed: number): readonly string[] {
  const { attempt, refused } = runAnswer(lesson, starts.of(lesson, seed).cluster, lesson.answers.solution)
  const onTheWay = refused.map(({ words, stderr }) => `on the way ${words} was refused: ${stderr.trim()}`)
  const problems = lesson.tasks.flatMap((task): readonly string[] => {
    const state = attempt.tasks[task.id]!
    if (state.status !== 'passed') {
      const open = (task.checks ?? []).flatMap((check, at) => {
        const outcome = state.outcomes[at]
        return outcome && !outcome.passed ? [`${nameOf(check)}: found ${outcome.found}; expected ${outcome.expected}`] : []
      }).filter((words, at, all) => at === 0 || all.every((each) => isWhatIf(each)) || !isWhatIf(words))
      return [`${task.id} is ${state.status}${open.length > 0 ? `: ${open.join(' | ')}` : ''}`]
    }
    const misguess = task.predict && guessProblem(task.predict, state.answers[0]?.measured)
    if (misguess !== undefined) return [`${task.id}: ${misguess}`]
    return task.checks && state.passedAtMs === state.openedAtMs && state.answers.length === 0 && state.memory!.acts.length === 0 ? [`${task.id} passes the moment it opens`] : []
  })
  return problems.length > 0 ? [...problems, ...onTheWay] : []
}

/** What-ifs are not tried before all else holds: that is no news. */
const isWhatIf = (words: string): boolean => words.startsWith('whatIf: found not tried')

/** What came out must be a choice, and none that is tagged as a false idea. */
function guessProblem(predict: NonNullable<Task['predict']>, measured: Measured | undefined): string | undefined {
  if (!measured) return undefined
  const came = `${JSON.stringify(measured.value)} comes out, which is`
  const right = rightChoice(predict, measured)
  if (!right) return `${came} no choice${measured.problem ? ` (${measured.problem})` : ''}`
  return right.tag === undefined ? undefined : `${came} tagged as a false idea, ${right.tag}`
}

const nameOf = (check: object): string => Object.keys(check)[0]!

function unrepeatable(lesson: Lesson, starts: StartStates): readonly string[] {
  const run = runAnswer(lesson, starts.of(lesson).cluster, lesson.answers.solution)
  const replays = [...run.played.map(({ name, replay }) => ({ name, replay })), ...lesson.tasks.flatMap(({ id }) => run.attempt.tasks[id]!.answers.flatMap(({ replay }) => (replay ? [{ name: id, replay }] : [])))]
  return replays.flatMap(({ name, replay }) => (serializeCluster(endOf(replay, lesson)) === serializeCluster(endOf(replay, lesson)) ? [] : [`${name} comes out differently the second time`]))
}

/** A replay played to its end. */
function endOf({ cluster, acts, untilMs }: Replay, { files }: Lesson) {
  let stage: Stage = { cluster }
  for (const act of acts) stage = playAct(stage, act as ClusterAct, { files })
  stage = endRunning(stage, { files })
  return passTime(stage, Math.max(0, untilMs - stage.cluster.nowMs), { files }).cluster
}
