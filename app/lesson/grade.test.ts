import { describe, expect, test } from 'vitest'
import { playAct, type AnyAct, type Stage } from './acts.ts'
import type { Done } from './done.ts'
import { StartStates } from './course.ts'
import { grade } from './grade.ts'
import { isLessonRecording, parseLessonRecording, type LessonStep } from './lesson-recording.ts'
import { lessonWith, logs } from './lesson.fixture.ts'

const lesson = lessonWith(`- id: which
  title: Which
  choose:
    ask: Which?
    options: [{id: a, text: A, tag: A, why: No.}, {id: b, text: B, right: true, why: Yes.}]
  points: 2
- id: run
  title: Run
  checks: [{podOnEvery: {of: ds/logs}, within: 60s, points: 3}, {kept: node/node-1}]
  hints: [{text: Hm., tag: T}]
`.replace('tag: A,', 'tag: T,'))
const starts = new StartStates([lesson])
const beganMs = starts.of(lesson).cluster.nowMs
const graded = (...steps: readonly (LessonStep & { readonly atMs: number })[]) => grade(lesson, { version: 1, lesson: 'test', steps, untilMs: beganMs + 20_000 }, starts)
const at = (seconds: number) => beganMs + seconds * 1_000

describe('a recording is graded by playing it', () => {
  test.each<[string, AnyAct]>([
    ['the Apply button', { apply: logs }],
    ['a line of the terminal', { shell: '1', line: 'kubectl apply -f manifest.yaml' }],
    ['a line that ends with something else', { shell: '1', line: 'echo hello && k create -f manifest.yaml' }],
  ])('with %s', (_, act) => {
    const result = graded({ atMs: at(1), answer: { task: 'which', choice: 'a' } }, { atMs: at(2), answer: { task: 'which', choice: 'b' } }, { atMs: at(3), hint: 'run' }, { atMs: at(4), act })
    expect(result).toMatchObject({
      lesson: 'test', passed: true, score: { raw: 6, max: 6 },
      tasks: [
        { id: 'which', passed: true, attempts: 2, hints: 0, points: 2, of: 2, rightAtOnce: false, misconceptions: ['T'] },
        { id: 'run', passed: true, attempts: 1, hints: 1, points: 4, of: 4, misconceptions: [] },
      ],
    })
  })

  test('what did not pass has no points, and shows its first hint', () => {
    expect(graded({ atMs: at(1), answer: { task: 'which', choice: 'b' } }, { atMs: at(2), act: { kubectl: 'get nodes' } })).toMatchObject({
      passed: false, score: { raw: 2, max: 6 }, tasks: [{ passed: true }, { id: 'run', passed: false, attempts: 1, points: 0, misconceptions: ['T'] }],
    })
  })
})

test.each([
  ['no JSON', 'x', 'Unexpected token \'x\', "x" is not valid JSON'],
  ['another version', '{"version":2,"lesson":"test","steps":[],"untilMs":1}', '2'],
  ['an act that there is not', '{"version":1,"lesson":"test","steps":[{"atMs":1,"act":{"explode":true}}],"untilMs":1}', '{"explode":true}'],
  ['a step that goes back in time', '{"version":1,"lesson":"test","steps":[{"atMs":2,"hint":"a"},{"atMs":1,"hint":"a"}],"untilMs":2}', '1'],
  ['a field beside', '{"version":1,"lesson":"test","steps":[{"atMs":2,"hint":"a","score":9}],"untilMs":2}', '9'],
])('a recording is not believed: %s', (_, text, found) => {
  const parsed = parseLessonRecording(text)
  expect(isLessonRecording(parsed) ? [] : parsed.map((problem) => problem.found)).toEqual([found])
})

describe('acts', () => {
  const play = (...acts: readonly AnyAct[]) => {
    const done: Done[] = []
    let stage: Stage = { cluster: starts.of(lesson).cluster }
    for (const act of acts) stage = playAct(stage, act, { files: lesson.files, onDone: (each) => done.push(each) })
    return done.map(({ words, stdout, stderr, refused, atMs }) => [(atMs - beganMs) / 1_000, words, `${stdout}${stderr}`, refused])
  }

  test('a file is applied with changes', () => {
    expect(play({ apply: 'manifest.yaml', with: { 'metadata.name': 'other', 'spec.template.spec.containers[0].image': 'x:1' } }, { kubectl: 'get ds other -o jsonpath={.spec.template.spec.containers[0].image}' }))
      .toEqual([[0, 'apply', 'daemonset.apps/other created\n', false], [0, 'kubectl get ds other -o jsonpath={.spec.template.spec.containers[0].image}', 'x:1', false]])
  })

  test('a command that waits ends before the next act, or is ended after a wait', () => {
    const image = { 'spec.template.spec.containers[0].image': 'fluent-bit:none' }
    const [, status, get] = play({ apply: 'manifest.yaml', with: image }, { kubectl: 'rollout status ds/logs' }, { wait: 10_000 }, { kubectl: 'get nodes -o name' })
    expect([status?.[0], status?.[1], String(status?.[2]).endsWith('available...\n^C\n'), status?.[3]]).toEqual([0, 'kubectl rollout status ds/logs', true, false])
    expect(get).toEqual([10, 'kubectl get nodes -o name', 'node/node-1\nnode/node-2\nnode/node-3\n', false])
  })

  test('what is refused says so', () => {
    expect(play({ kubectl: 'scale ds logs --replicas=0' })).toEqual([[0, 'kubectl scale ds logs --replicas=0', expect.stringMatching(/^(error|Error)/) as unknown, true]])
  })
})
