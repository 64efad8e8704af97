import { expect, test } from 'vitest'
import { parseLesson } from './format/parse-lesson.ts'
import { printProblem } from './format/problem.ts'
import { newLesson } from './new-lesson.ts'
import type { Lesson } from './lesson.ts'
import { lessonWith } from './lesson.fixture.ts'
import { coverageOf, inLanguage, readIn, textsOf } from './translation.ts'

const withGerman = (files: Readonly<Record<string, string>>) => parseLesson({ texts: { ...newLesson('small'), ...files }, pictures: {} })

test('what is translated is shown, what is missing falls back and is told', () => {
  const lesson = withGerman({ 'de/strings.yaml': 'title: Ein Pod auf beiden Nodes\ncollect.hints.1: Die Art ist falsch.\n' }) as Lesson
  const german = inLanguage(lesson, 'de')
  expect([german.title, german.goal, german.tasks[0]!.hints!.map(({ text }) => text)[1]]).toEqual(['Ein Pod auf beiden Nodes', 'Run a log collector on every node.', 'Die Art ist falsch.'])
  expect(german.prose).toBe(lesson.prose)
  expect(coverageOf(lesson, 'de')).toEqual({ language: 'de', total: 8, translated: 2, missing: ['goal', 'after.0', 'collect.title', 'collect.checks.1.whatIf', 'collect.hints.0', 'lesson.md'], unknown: [] })
})

test('a text of one\'s own is shown in its place', () => {
  const lesson = withGerman({ 'de/lesson.md': 'Zwei Nodes.\n\n:::task{#collect}\nSammle.\n:::\n' }) as Lesson
  expect(inLanguage(lesson, 'de').prose[0]).toEqual({ type: 'paragraph', children: [{ type: 'text', text: 'Zwei Nodes.' }] })
  expect(inLanguage(lesson, 'fr')).toBe(lesson)
})

test.each([
  ['a key that there is not', { 'de/strings.yaml': 'titel: Hm\n' }, ['de/strings.yaml titel: found a key titel, expected a key of the lesson; npm run lessons -- strings lists them']],
  ['a task that is not placed', { 'de/lesson.md': 'Hm.\n' }, ['de/lesson.md: found tasks none, expected as in lesson.md: collect']],
  ['HTML', { 'de/lesson.md': '<b>\n\n:::task{#collect}\nHm.\n:::\n' }, ['de/lesson.md:1:1: found HTML, expected Markdown; write it in Markdown, or as `code`']],
])('a translation is read as carefully as the original: %s', (_, files, problems) => {
  expect((withGerman(files) as readonly Parameters<typeof printProblem>[0][]).map(printProblem)).toEqual(problems)
})

test('every text has a key of its own', () => {
  const texts = textsOf(withGerman({}) as Lesson)
  expect(Object.keys(texts)).toEqual(['title', 'goal', 'after.0', 'collect.title', 'collect.checks.1.whatIf', 'collect.hints.0', 'collect.hints.1'])
})

test('a reader of a language is told which texts are in it', () => {
  const lesson = { ...lessonWith('- id: it\n  title: It\n  checks: [{that: "true", name: Named}]\n  hints: [{text: Hm., tag: T}]'), translations: { de: { strings: { 'it.title': 'Es' } } } }
  const read = readIn(lesson, 'de')!
  expect([read.lesson.tasks[0]!.title, read.say('It'), read.say('Named'), [...read.translated], read.hasProse]).toEqual(['Es', 'Es', 'Named', ['Es'], false])
  expect(readIn(lesson, 'fr')).toBeUndefined()
})
