/**
 * `npm run lessons -- check DIR…`       proves a lesson, or all lessons below a folder
 * `npm run lessons -- print`            writes lesson.schema.json and the tables of the author's guide anew
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lessonsOf, readCourse, StartStates } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { printGuideTables, printJsonSchemas } from './format/print-format.ts'
import { printProblem } from './format/problem.ts'
import type { Lesson } from './lesson.ts'
import { readFolder } from './lesson-folders-cli.ts'
import { proofsOf } from './prove.ts'

const lessonsFolder = fileURLToPath(new URL('../../lessons', import.meta.url))
const [command, ...args] = process.argv.slice(2)

/** Lessons of our own, which others may start from. */
const ownLessons = (): readonly Lesson[] => lessonsOf(readCourse(readFolder(lessonsFolder).texts, readFolder(lessonsFolder).pictures)).map(({ lesson }) => lesson)

function foldersBelow(folder: string): readonly string[] {
  if (existsSync(join(folder, 'lesson.yaml'))) return [folder]
  return [...new Set(Object.keys(readFolder(folder).texts).filter((path) => basename(path) === 'lesson.yaml').map((path) => join(folder, dirname(path))))].sort()
}

/** Proves every lesson; prints a line per proof. True when all is well. */
function check(folders: readonly string[]): boolean {
  let failed = 0
  const known = ownLessons()
  for (const folder of folders.flatMap(foldersBelow)) {
    const parsed = parseLesson(readFolder(folder))
    console.log(`\n${relative('.', folder) || folder}`)
    if (!isLesson(parsed)) {
      failed += parsed.length
      for (const problem of parsed) console.log(`  ✗ ${printProblem(problem)}`)
      continue
    }
    const starts = new StartStates([...known.filter(({ id }) => id !== parsed.id), parsed])
    for (const { name, run } of proofsOf(parsed, starts)) {
      const problems = run()
      if (problems.length > 0) failed++
      console.log(problems.length === 0 ? `  ✓ ${name}` : `  ✗ ${name}\n${problems.map((problem) => `      ${problem}`).join('\n')}`)
    }
  }
  console.log(failed === 0 ? '\nAll is proven.' : `\n${failed} failed.`)
  return failed === 0
}

function print(): void {
  for (const [file, schema] of Object.entries(printJsonSchemas())) writeFileSync(join(lessonsFolder, file), schema)
  const guide = join(lessonsFolder, 'README.md')
  if (!existsSync(guide)) return
  const [begin, end] = ['<!-- printed from the tables of the format: npm run lessons -- print -->', '<!-- end of the printed part -->']
  const text = readFileSync(guide, 'utf8')
  writeFileSync(guide, `${text.slice(0, text.indexOf(begin) + begin.length)}\n\n${printGuideTables()}\n\n${text.slice(text.indexOf(end))}`)
}

if (command === 'check' && args.length > 0) process.exit(check(args.map((folder) => resolve(folder))) ? 0 : 1)
else if (command === 'print') print()
else {
  console.error('usage: npm run lessons -- check DIR…\n       npm run lessons -- print')
  process.exit(2)
}
