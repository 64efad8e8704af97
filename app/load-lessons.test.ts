import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { lessonsOf, readCourse } from '#lesson/course'
import { readFolder } from './lesson/lesson-folders-cli.ts'
import { builtInCourse } from './load-lessons.ts'

test('the page has the same lessons as the folder', () => {
  const { texts, pictures } = readFolder(fileURLToPath(new URL('../lessons', import.meta.url)))
  const [built, read] = [builtInCourse(), readCourse(texts, pictures)]
  expect(built.problems).toEqual({})
  expect(lessonsOf(built).map(({ folder }) => folder)).toEqual(lessonsOf(read).map(({ folder }) => folder))
  expect(lessonsOf(built).map(({ lesson }) => lesson)).toEqual(lessonsOf(read).map(({ lesson }) => lesson))
})
