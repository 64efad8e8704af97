/**
 * `npm run lessons -- check DIR…`       proves a lesson, or all lessons below a folder
 * `npm run lessons -- grade LESSON FILE…` grades recordings, one JSON line each in the order given, on all cores;
 *                                       LESSON is an id or a folder, FILE - reads names of files from standard input
 * `npm run lessons -- new ID [DIR]`     makes a folder ID (in DIR) with a small lesson that passes
 * `npm run lessons -- strings LESSON`    prints every text under its key, for a translator
 * `npm run lessons -- print`            writes the JSON Schemas and the tables of the author's guide anew
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lessonsOf, readCourse, StartStates } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { printGuideTables, printJsonSchemas } from './format/print-format.ts'
import { printProblem } from './format/problem.ts'
import type { Lesson } from './lesson.ts'
import type { GradeWork } from './grade-worker-cli.ts'
import { newLesson } from './new-lesson.ts'
import { readFolder } from './lesson-folders-cli.ts'
import { proofsOf } from './prove.ts'
import { coverageOf, textsOf } from './translation.ts'

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
    for (const language of Object.keys(parsed.translations)) console.log(`  · ${printCoverage(parsed, language)}`)
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

/** `de: 31 of 40 texts; not yet: guess.ask, …` */
function printCoverage(lesson: Lesson, language: string): string {
  const { total, translated, missing } = coverageOf(lesson, language)
  return `${language}: ${translated} of ${total} texts${missing.length > 0 ? `; not yet: ${missing.join(', ')}` : ''}`
}

/** What a translator begins with: every text under its key. */
function strings(word: string): void {
  for (const [key, text] of Object.entries(textsOf(lessonNamed(word)))) console.log(`${key}: ${JSON.stringify(text)}`)
}

function print(): void {
  for (const [file, schema] of Object.entries(printJsonSchemas())) writeFileSync(join(lessonsFolder, file), schema)
  const guide = join(lessonsFolder, 'README.md')
  if (!existsSync(guide)) return
  const [begin, end] = ['<!-- printed from the tables of the format: npm run lessons -- print -->', '<!-- end of the printed part -->']
  const text = readFileSync(guide, 'utf8')
  writeFileSync(guide, `${text.slice(0, text.indexOf(begin) + begin.length)}\n\n${printGuideTables()}\n\n${text.slice(text.indexOf(end))}`)
}

/** The lesson that is meant: an id of ours, or a folder. */
function lessonNamed(word: string): Lesson {
  const own = ownLessons().find(({ id }) => id === word)
  if (own) return own
  if (!existsSync(join(word, 'lesson.yaml'))) throw new Error(`there is no lesson ${word}, and no folder of that name with a lesson.yaml`)
  const parsed = parseLesson(readFolder(word))
  if (isLesson(parsed)) return parsed
  throw new Error(parsed.map(printProblem).join('\n'))
}

/** A thread has to learn to read TypeScript first. */
const threadBody = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(new URL('grade-worker-cli.ts', import.meta.url).href)}) })`

/** Grades files on all cores. Lines come in the order of the files, whoever is done first. */
function grade(word: string, given: readonly string[]): Promise<void> {
  const files = given.flatMap((file) => (file === '-' ? readFileSync(0, 'utf8').split('\n').filter(Boolean) : [file]))
  const lesson = lessonNamed(word)
  const workerData: GradeWork = { lesson, others: ownLessons().filter(({ id }) => id !== lesson.id) }
  const lines = new Map<number, string>()
  let [next, printed] = [0, 0]
  return new Promise((done, fail) => {
    if (files.length === 0) done()
    for (let thread = 0; thread < Math.min(availableParallelism(), files.length); thread++) {
      const worker = new Worker(threadBody, { eval: true, workerData })
      const give = () => (next < files.length ? worker.postMessage({ at: next, file: files[next++]! }) : void worker.terminate())
      worker.on('error', fail)
      worker.on('message', ({ at, line }: { at: number; line: string }) => {
        lines.set(at, line)
        for (let ready = lines.get(printed); ready !== undefined; ready = lines.get(++printed)) {
          console.log(ready)
          lines.delete(printed)
        }
        if (printed === files.length) done()
        give()
      })
      give()
    }
  })
}

function make(id: string, folder: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) throw new Error(`${id} is no id: lower case letters, digits and - only`)
  const target = join(folder, id)
  if (existsSync(target)) throw new Error(`${target} is there already`)
  mkdirSync(target, { recursive: true })
  for (const [file, text] of Object.entries(newLesson(id))) writeFileSync(join(target, file), text)
  console.log(`${target} is a lesson. Prove it with: npm run lessons -- check ${target}`)
}

// Whoever reads us may have seen enough.
process.stdout.on('error', () => process.exit())
const usage = ['check DIR…', 'grade LESSON FILE…', 'new ID [DIR]', 'strings LESSON', 'print'].map((line) => `npm run lessons -- ${line}`).join('\n       ')
try {
  if (command === 'check' && args.length > 0) process.exitCode = check(args.map((folder) => resolve(folder))) ? 0 : 1
  else if (command === 'grade' && args.length > 1) await grade(args[0]!, args.slice(1))
  else if (command === 'new' && args.length > 0) make(args[0]!, args[1] ?? '.')
  else if (command === 'strings' && args.length === 1) strings(args[0]!)
  else if (command === 'print') print()
  else {
    console.error(`usage: ${usage}`)
    process.exitCode = 2
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
