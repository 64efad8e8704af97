import { expect, test } from 'vitest'
import { newWorld } from '#timeline/world'
import { StartStates } from './course.ts'
import { beginFollowing, followAct } from './follow.ts'
import { lessonWith, logs } from './lesson.fixture.ts'
import { transcriptOf } from './transcript.ts'

test('tasks with answers and help, and what was done with what came of it', () => {
  const lesson = lessonWith(`- id: which
  title: Which
  choose:
    ask: Which?
    options: [{id: a, text: This, tag: A, why: No.}, {id: b, text: That, right: true, why: Yes.}]
- id: run
  title: Run
  checks: [{that: "false"}]
  hints: [{text: Hm., tag: T}]
`.replace('tag: A,', 'tag: T,'))
  const { cluster } = new StartStates([lesson]).of(lesson)
  const atMs = cluster.nowMs
  const acts = [
    { atMs, act: { answer: { task: 'which', choice: 'a' } } },
    { atMs, act: { answer: { task: 'which', choice: 'b' } } },
    { atMs, act: { shell: 'shell-1', line: 'k get pod none' } },
    { atMs, act: { shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': logs } } },
    { atMs, act: { fail: ['node-1'] } },
  ]
  const { attempt } = acts.reduce((now, { act }) => followAct(lesson, now, act), beginFollowing(lesson, newWorld(cluster, lesson.files)))
  expect(transcriptOf(lesson, attempt, acts, atMs, (task) => (task === 'run' ? 2 : 0))).toEqual({
    tasks: [
      { title: 'Which', passed: true, passedAfterMs: 0, question: 'Which?', answers: [{ said: 'This', right: false }, { said: 'That', right: true }], hints: 0 },
      { title: 'Run', passed: false, answers: [], hints: 2 },
    ],
    lines: [
      { afterMs: 0, words: 'k get pod none', isLine: true, refusal: 'Error from server (NotFound): pods "none" not found' },
      { afterMs: 0, words: 'kubectl apply -f manifest.yaml', isLine: true },
      { afterMs: 0, words: 'power off node-1', isLine: false },
    ],
  })
})
