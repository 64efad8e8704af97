import { expect, test } from 'vitest'
import { lessonWith, runOf } from './lesson.fixture.ts'
import { isProgress, mergeProgress, noProgress, parseProgress, progressOf, withLesson, type LessonProgress } from './progress.ts'

const lesson = lessonWith(`- {id: run, title: Run, checks: [{podOnEvery: {of: ds/logs}, points: 2}], hints: [{text: Hm., tag: T}]}
- {id: last, title: Last, checks: [{gone: ds/logs}], hints: [{text: Hm.}]}`)

const reached = (raw: number, run: boolean, hints: number, untilMs?: number): LessonProgress => ({
  tasks: { run: { passed: run, hints, attempts: 1 } }, completed: false, score: { raw, max: 3 },
  ...(untilMs !== undefined && { recording: { version: 1, lesson: 'test', steps: [], untilMs } }),
})

test('an attempt comes to tasks, points and whether it is complete', () => {
  const run = runOf(lesson)
  run.act({ apply: 'manifest.yaml' })
  run.wait(20_000)
  expect(progressOf(lesson, run.attempt)).toEqual({ tasks: { run: { passed: true, hints: 0, attempts: 1 }, last: { passed: false, hints: 0, attempts: 0 } }, completed: false, score: { raw: 2, max: 3 } })
  run.act({ kubectl: 'delete ds logs' })
  expect(progressOf(lesson, run.attempt)).toMatchObject({ completed: true, score: { raw: 3, max: 3 } })
})

test.each([
  ['a worse import takes nothing away', reached(2, true, 1, 10), reached(0, false, 3, 20), { tasks: { run: { passed: true, hints: 3, attempts: 1 } }, completed: false, score: { raw: 2, max: 3 }, recording: { untilMs: 10 } }],
  ['a better one brings its recording', reached(0, false, 0, 10), reached(2, true, 0, 20), { tasks: { run: { passed: true } }, score: { raw: 2 }, recording: { untilMs: 20 } }],
  ['a better one without a recording leaves the old one', reached(0, false, 0, 10), reached(2, true, 0), { score: { raw: 2 }, recording: { untilMs: 10 } }],
])('%s', (_, mine, theirs, both) => {
  const [a, b] = [mine, theirs].map((each) => withLesson(noProgress, 'test', each))
  expect(mergeProgress(a!, b!).lessons['test']).toMatchObject(both)
})

test('lessons that only one of them has stay', () => {
  const both = mergeProgress(withLesson(noProgress, 'a', reached(1, false, 0)), withLesson(noProgress, 'b', reached(2, true, 0)))
  expect(Object.keys(both.lessons)).toEqual(['a', 'b'])
  expect(parseProgress(JSON.stringify(both))).toEqual(both)
})

test.each([
  ['no JSON', '{', ''],
  ['another version', '{"version":2,"lessons":{}}', 'version'],
  ['a task that is no task', '{"version":1,"lessons":{"a":{"tasks":{"t":true},"completed":true,"score":{"raw":0,"max":0}}}}', 'lessons.a.tasks.t'],
  ['a score beyond number', '{"version":1,"lessons":{"a":{"tasks":{},"completed":true,"score":{"raw":1e99,"max":0}}}}', 'lessons.a.score.raw'],
  ['a broken recording', '{"version":1,"lessons":{"a":{"tasks":{},"completed":true,"score":{"raw":0,"max":0},"recording":{"version":1}}}}', 'lessons.a.recording.lesson'],
])('a file of progress is not believed: %s', (_, text, where) => {
  const parsed = parseProgress(text)
  expect(isProgress(parsed) ? undefined : parsed[0]!.where).toBe(where)
})
