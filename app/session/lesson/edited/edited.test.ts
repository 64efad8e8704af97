import { expect, test } from 'vitest'
import { lessonsOf, readCourse } from '#lesson/course'
import { newLesson } from '#lesson/new-lesson'
import type { Recording } from '#timeline/recording'
import { fitToStart } from './fit-acts.ts'
import { withLastGood } from './with-last-good.ts'

const filesOf = (folder: string, id: string, changes: Readonly<Record<string, string>> = {}) => Object.fromEntries(Object.entries({ ...newLesson(id), ...changes }).map(([name, text]) => [`1-a/${folder}/${name}`, text]))
const courseOf = (second: Readonly<Record<string, string>> = {}) => readCourse({ '1-a/chapter.yaml': 'title: A\nsummary: B.\n', ...filesOf('1-x', 'one'), ...filesOf('2-y', 'two', second), ...filesOf('10-z', 'ten') })

test('a lesson that was broken by an edit stays at its place as it was, and what is wrong with it is told', () => {
  const before = courseOf()
  const broken = courseOf({ 'lesson.yaml': 'format: 2\n' })
  expect(lessonsOf(broken).map(({ lesson }) => lesson.id)).toEqual(['one', 'ten'])
  const shown = withLastGood(broken, before)
  expect(lessonsOf(shown).map(({ lesson }) => lesson.id)).toEqual(['one', 'two', 'ten'])
  expect(shown.problems['1-a/2-y']![0]).toMatchObject({ file: 'lesson.yaml', line: 1, found: '2', expected: '1' })
  // From broken to broken, and to whole again.
  expect(lessonsOf(withLastGood(courseOf({ 'lesson.md': '' }), shown)).map(({ lesson }) => lesson.id)).toEqual(['one', 'two', 'ten'])
  expect(withLastGood(courseOf(), shown)).toEqual(courseOf())
})

test('acts are done as long after the new start as after the old one; answers to what is gone go', () => {
  const lesson = lessonsOf(courseOf())[0]!.lesson
  const line = { shell: 'shell-1', line: 'kubectl get nodes' }
  const recording: Recording = {
    version: 4, start: { seed: 1, nodes: [], readyAtMs: 10_000, lesson: 'one' }, draft: '', current: 1, atMs: 30_000,
    lines: [{ acts: [{ atMs: 12_000, act: line }, { atMs: 13_000, act: { leave: ['a'] } }], untilMs: 20_000 }, { from: { line: 0, acts: 1 }, acts: [{ atMs: 15_000, act: { answer: { task: 'gone', choice: 'x' } } }, { atMs: 16_000, act: { fail: ['b'] } }], untilMs: 31_000 }],
  }
  expect(fitToStart(recording, { seed: 2, nodes: [], readyAtMs: 4_000, lesson: 'one' }, lesson)).toEqual({
    version: 4, start: { seed: 2, nodes: [], readyAtMs: 4_000, lesson: 'one' }, draft: '', current: 0, atMs: 24_000,
    lines: [{ acts: [{ atMs: 6_000, act: line }, { atMs: 10_000, act: { fail: ['b'] } }], untilMs: 25_000 }],
  })
})
