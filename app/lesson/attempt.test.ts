import { describe, expect, test } from 'vitest'
import { serializeCluster } from '#cluster/cluster'
import type { LessonAct } from './format/act-fields.ts'
import { hintLadder } from './hints.ts'
import { checking, foundBy, lessonWith, runOf } from './lesson.fixture.ts'
import { dueWhatIfs, earnedBy, skip, withWhatIf } from './attempt.ts'
import { playWhatIf } from './what-if.ts'

const apply: LessonAct = { apply: 'manifest.yaml' }
const wait = (seconds: number): LessonAct => ({ wait: seconds * 1_000 })
const tasks = `- id: guess
  title: Guess
  predict: {ask: How many?, choices: [2, {value: 3, tag: T, why: One node is tainted.}], acts: [{apply: manifest.yaml}, {wait: 20s}], measure: size(pods("ds/logs")), explain: Two are eligible.}
- id: run
  title: Run
  checks: [{podOnEvery: {of: ds/logs}}]
  hints:
    - {when: 'did("join")', text: Undo., tag: J}
    - {text: Apply it.}
- id: which
  title: Which
  choose:
    ask: Which?
    options: [{id: a, text: A, tag: A, why: No.}, {id: b, text: B, right: true, why: Yes.}]
`
const keepOpen = '- {that: "false"}'
// eslint-disable-next-line unicorn/no-thenable -- the word of the format
const then = (checks: readonly unknown[]) => ({ then: checks })
const status = ({ attempt }: ReturnType<typeof runOf>) => Object.entries(attempt.tasks).map(([id, each]) => `${id} ${each.status}`)

describe('tasks come one after another', () => {
  test('each opens when the one before has passed, and what was done before does not count', () => {
    const run = runOf(lessonWith(tasks))
    run.act(apply)
    run.act(wait(20))
    expect(status(run)).toEqual(['guess open', 'run waiting', 'which waiting'])
    run.answer('guess', '2')
    expect(status(run)).toEqual(['guess passed', 'run passed', 'which open'])
    run.answer('which', 'a')
    expect(status(run)[2]).toBe('which open')
    run.answer('which', 'b')
    expect(status(run)[2]).toBe('which passed')
    expect(run.attempt.tasks['which']!.answers.map(({ choice, right, tag }) => [choice, right, tag])).toEqual([['a', false, 'A'], ['b', true, undefined]])
  })

  test('a wrong guess passes, is measured and explained, and leaves the cluster alone', () => {
    const run = runOf(lessonWith(tasks))
    const before = serializeCluster(run.cluster)
    run.answer('guess', '3')
    expect(serializeCluster(run.cluster)).toBe(before)
    expect(run.attempt.tasks['guess']).toMatchObject({ status: 'passed', answers: [{ choice: '3', right: false, tag: 'T', why: 'One node is tainted. Two are eligible.', measured: { value: 2 } }] })
  })

  test('going back in time is taking the older attempt with the older cluster', () => {
    const lesson = lessonWith(tasks)
    const run = runOf(lesson)
    run.answer('guess', '2')
    const older = run.attempt
    run.act(apply)
    run.act(wait(20))
    expect([older.tasks['run']!.status, run.attempt.tasks['run']!.status]).toEqual(['open', 'passed'])
  })

  test('hints that fit come first', () => {
    const lesson = lessonWith(tasks)
    const run = runOf(lesson)
    run.answer('guess', '2')
    const ladder = () => hintLadder(lesson.tasks[1]!, run.attempt.tasks['run']!, run.cluster).map(({ text }) => text)
    expect(ladder()).toEqual(['Apply it.'])
    run.act({ join: [{ name: 'node-4' }] })
    expect(ladder()).toEqual(['Undo.', 'Apply it.'])
  })
})

test('a question that is left open shows its answer, lets the next task begin, and earns nothing', () => {
  const lesson = lessonWith(tasks)
  const run = runOf(lesson)
  run.answer('guess', skip)
  expect(run.attempt.tasks['guess']).toMatchObject({ status: 'passed', answers: [{ skipped: true, right: false, why: 'Two are eligible.', measured: { value: 2 } }] })
  run.act(apply)
  run.act(wait(20))
  run.answer('which', skip)
  expect(run.attempt.tasks['which']).toMatchObject({ status: 'passed', answers: [{ skipped: true, why: 'Yes.' }] })
  expect(lesson.tasks.map((task) => earnedBy(task, run.attempt.tasks[task.id]!))).toEqual([0, 1, 0])
})

test('a hint may ask whether a promise was broken', () => {
  const lesson = lessonWith(`- id: it
  title: It
  checks:
    - {never: 'size(nodes) > 3', name: never more than three nodes}
    - {kept: node/node-1, name: node-1 is kept}
    - {that: "false"}
  hints:
    - {when: 'broken("never more than three nodes")', text: Too many.}
    - {when: 'broken("node-1 is kept")', text: It is another one.}
    - {text: Hm., tag: T}
`)
  const run = runOf(lesson)
  const first = () => hintLadder(lesson.tasks[0]!, run.attempt.tasks['it']!, run.cluster)[0]!.text
  expect(first()).toBe('Hm.')
  run.act({ leave: ['node-1'] })
  expect(first()).toBe('It is another one.')
  run.act({ join: [{ name: 'node-5' }, { name: 'node-6' }] })
  run.act({ leave: ['node-6'] })
  expect(first()).toBe('Too many.')
})

describe('what-ifs', () => {
  const join = `- whatIf: {name: node-4 joins, acts: [{join: [node-4]}], then: [{podOnEvery: {of: app=logs, nodes: [node-4]}, within: 30s}]}`

  test('holds for a DaemonSet, and the cluster stays as it is', () => {
    const run = checking(join)
    run.act(apply)
    run.act(wait(20))
    expect([foundBy(run), run.attempt.tasks['it']!.status, run.cluster.objects.nodes.has('node-4')]).toEqual([['passed'], 'passed', false])
  })

  test('does not hold for a Deployment, and says why', () => {
    const run = checking(`- {that: 'size(pods("app=logs")) == 2'}\n${join}`)
    run.act({ ...apply, with: { kind: 'Deployment', 'spec.replicas': 2 } })
    run.act(wait(20))
    expect(foundBy(run)).toEqual(['passed', 'node-4 has no pod'])
    expect(run.played.at(-1)).toMatchObject({ name: 'node-4 joins', held: false, untilMs: expect.any(Number) as number, replay: { acts: [{ join: [{ name: 'node-4' }] }] } })
  })

  test('is played anew once the cluster has changed', () => {
    const run = checking(`- {that: 'size(pods("app=logs")) >= 2'}\n${join}`)
    run.act({ ...apply, with: { kind: 'Deployment', 'spec.replicas': 2 } })
    run.act(wait(20))
    run.act({ kubectl: 'delete deployment logs' })
    run.act(wait(60))
    run.act(apply)
    run.act(wait(30))
    expect(run.played.map(({ held }) => held)).toEqual([false, true])
  })

  test('a result of before a change counts no more', () => {
    const lesson = lessonWith(`- {id: it, title: It, checks: [{whatIf: {name: a, acts: [{wait: 1s}], then: [{that: "size(nodes) > 2"}]}}, {whatIf: {name: b, acts: [{wait: 1s}], then: [{that: "size(nodes) > 3"}]}}], hints: [{text: Hm., tag: T}]}`)
    const run = runOf(lesson)
    run.wait(5_000)
    expect(run.attempt.tasks['it']!.outcomes.map(({ passed }) => passed)).toEqual([true, false])
    run.act({ join: [{ name: 'node-4' }] })
    const [, second] = dueWhatIfs(lesson, run.attempt)
    const half = withWhatIf(lesson, run.attempt, second!, playWhatIf(run.cluster, second!.whatIf, {}), run.cluster)
    expect([half.tasks['it']!.status, half.tasks['it']!.outcomes.map(({ passed }) => passed)]).toEqual(['open', [false, true]])
    run.wait(5_000)
    expect(run.attempt.tasks['it']!.status).toBe('passed')
  })

  test('what hangs on which node comes first does not hold', () => {
    const run = checking(keepOpen)
    run.act(apply)
    run.wait(20_000)
    const firstIs = (node: string) => ({ name: 'an update', acts: [{ kubectl: 'set image ds/logs collector=fluent-bit:3.2' }, wait(4)], ...then([{ that: `podsOn("ds/logs", "${node}").exists(p, p.upToDate)` }]) }) as Parameters<typeof playWhatIf>[1]
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
    const held = (node: string, among: readonly number[]) => playWhatIf(run.cluster, firstIs(node), {}, among).held
    const { tried, seed } = playWhatIf(run.cluster, firstIs(held('node-1', []) ? 'node-1' : 'node-2'), {}, seeds)
    expect([tried[0], tried.at(-1)]).toMatchObject([{ held: true }, { seed, held: false }])
    expect(['node-1', 'node-2'].filter((node) => held(node, []))).toHaveLength(1)
    expect(['node-1', 'node-2'].filter((node) => held(node, seeds))).toHaveLength(0)
  })

  test('comes out the same every time, byte for byte', () => {
    const run = checking('- {that: "false"}')
    run.act(apply)
    run.act(wait(20))
    // eslint-disable-next-line unicorn/no-thenable -- the word of the format
    const whatIf = { name: 'node-1 fails', acts: [{ fail: ['node-1'] }, wait(90)], then: [{ that: 'size(eligible("ds/logs")) == 1' }] } as Parameters<typeof playWhatIf>[1]
    const ends = [1, 2].map(() => JSON.stringify(playWhatIf(run.cluster, whatIf, {}), (key, value: unknown) => (key === 'cluster' ? serializeCluster(value as Parameters<typeof serializeCluster>[0]) : value)))
    expect([ends[0] === ends[1], JSON.parse(ends[0]!)]).toMatchObject([true, { held: true }])
  })
})
