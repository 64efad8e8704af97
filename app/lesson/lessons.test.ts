import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lessonsOf, readCourse, StartStates } from './course.ts'
import { printProblem } from './format/problem.ts'
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

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  test.each(proofsOf(lesson, starts).map(({ name, run }) => [name, run] as const))('%s', (_name, run) => {
    expect(run()).toEqual([])
  })
})
