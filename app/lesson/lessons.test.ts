import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lessonsOf, readCourse, StartStates } from './course.ts'
import { printProblem } from './format/problem.ts'
import { linksIn } from './format/prose.ts'
import { readFolder } from './lesson-folders-cli.ts'
import { proofsOf } from './prove.ts'

const { texts, pictures } = readFolder(fileURLToPath(new URL('../../lessons', import.meta.url)))
const course = readCourse(texts, pictures)
const lessons = lessonsOf(course).map(({ lesson }) => lesson)
const starts = new StartStates(lessons)

test('every lesson can be read', () => {
  const told = Object.entries(course.problems).flatMap(([folder, problems]) => problems.map((problem) => `${folder}/${printProblem(problem)}`))
  expect(told).toEqual([])
})

test('every false idea from M01 to M20 is met by a wrong answer of some lesson', () => {
  const met = new Set(lessons.flatMap(({ answers }) => answers.wrong.map(({ hint }) => hint)))
  const all = Array.from({ length: 20 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`)
  expect(all.filter((tag) => !met.has(tag))).toEqual([])
})

test('links from lesson to lesson lead somewhere', () => {
  const known = new Set(lessons.map(({ id }) => id))
  const dead = lessons.flatMap(({ id, prose }) => linksIn(prose).flatMap((target) => (target.kind === 'lesson' && !known.has(target.id) ? [`${id} → ${target.id}`] : [])))
  expect(dead).toEqual([])
})

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  test.each(proofsOf(lesson, starts).map(({ name, run }) => [name, run] as const))('%s', (_name, run) => {
    expect(run()).toEqual([])
  })
})
