/** `npm run lessons -- COMMAND …`: what an instructor does with lessons outside of the page. Ends with 0 when all is well, 1 when something is not, 2 when it was called wrongly. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lessonsOf, readCourse, StartStates, type CourseLesson } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { printGuideTables, printJsonSchemas } from './format/print-format.ts'
import { printProblem } from './format/problem.ts'
import { nearest } from './format/schema.ts'
import { filesMeant, gradeFiles } from './grade-files-cli.ts'
import type { Lesson } from './lesson.ts'
import { newLesson } from './new-lesson.ts'
import { readFolder } from './lesson-folders-cli.ts'
import { proofsOf } from './prove.ts'
import { coverageOf, textsOf } from './translation.ts'

/** Said to whoever called it; without a stack. */
class Mistake extends Error {}

const lessonsFolder = fileURLToPath(new URL('../../lessons', import.meta.url))
/** npm goes to the folder of package.json; what is typed is meant from where it was typed. */
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const meant = (path: string): string => resolve(typedIn, path)
function short(path: string): string {
  const way = relative(typedIn, path)
  return way.startsWith('..') ? path : way || '.'
}

function course() {
  const { texts, pictures } = readFolder(lessonsFolder)
  return readCourse(texts, pictures)
}
const ownLessons = (): readonly CourseLesson[] => lessonsOf(course())

/** Folders of lessons that are meant by an id of the course, a lesson's folder, or one with lessons below it. */
function foldersMeant(word: string): readonly string[] {
  const folder = meant(word)
  if (!existsSync(folder)) {
    const own = ownLessons().find(({ lesson }) => lesson.id === word)
    if (own) return [join(lessonsFolder, own.folder)]
    throw new Mistake(`there is no folder ${word}, and no lesson of the course with that id${didYouMean(word)}`)
  }
  if (!statSync(folder).isDirectory()) throw new Mistake(`${word} is a file; the folder of a lesson is meant`)
  if (existsSync(join(folder, 'lesson.yaml'))) return [folder]
  const found = [...new Set(Object.keys(readFolder(folder).texts).filter((path) => basename(path) === 'lesson.yaml').map((path) => join(folder, dirname(path))))].sort()
  if (found.length === 0) throw new Mistake(`there is no lesson.yaml in ${word}, nor below it`)
  return found
}

function didYouMean(word: string): string {
  const near = nearest(word, ownLessons().map(({ lesson }) => lesson.id))
  return near === undefined ? '' : `; did you mean ${near}?`
}

/** Proves every lesson; prints a line per proof. */
function check(words: readonly string[]): number {
  let failed = 0
  const known = ownLessons().map(({ lesson }) => lesson)
  for (const folder of words.flatMap(foldersMeant)) {
    const parsed = parseLesson(readFolder(folder))
    console.log(`\n${short(folder)}`)
    if (!isLesson(parsed)) {
      failed += parsed.length
      for (const problem of parsed) console.log(`  ✗ ${printProblem(problem)}`)
      continue
    }
    for (const language of Object.keys(parsed.translations)) console.log(`  · ${printCoverage(parsed, language)}`)
    const starts = new StartStates([...known.filter(({ id }) => id !== parsed.id), parsed])
    const said = new Map<string, string>()
    for (const { name, run } of proofsOf(parsed, starts)) {
      const found = run()
      const text = found.join('\n')
      const problems = said.has(text) && found.length > 0 ? [`the same as: ${said.get(text)!}`] : found
      if (!said.has(text)) said.set(text, name)
      if (problems.length > 0) failed++
      console.log(problems.length === 0 ? `  ✓ ${name}` : `  ✗ ${name}\n${problems.map((problem) => `      ${problem.replaceAll('\n', '\n        ')}`).join('\n')}`)
    }
  }
  console.log(failed === 0 ? '\nAll is proven.' : `\n${failed} failed.`)
  return failed === 0 ? 0 : 1
}

/** `de: 31 of 40 texts; not yet: guess.ask, …` */
function printCoverage(lesson: Lesson, language: string): string {
  const { total, translated, missing } = coverageOf(lesson, language)
  return `${language}: ${translated} of ${total} texts${missing.length > 0 ? `; not yet: ${missing.join(', ')}` : ''}`
}

/** The lesson that is meant. */
function lessonMeant(word: string): Lesson {
  const [folder, ...more] = foldersMeant(word)
  if (more.length > 0) throw new Mistake(`there are ${more.length + 1} lessons below ${word}; one is meant`)
  const parsed = parseLesson(readFolder(folder!))
  if (isLesson(parsed)) return parsed
  throw new Mistake(`${word} cannot be read:\n${parsed.map((problem) => `  ${printProblem(problem)}`).join('\n')}`)
}

async function grade([word, ...given]: readonly string[]): Promise<number> {
  const named = given.flatMap((file) => (file === '-' ? readFileSync(0, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean) : [file]))
  const lesson = lessonMeant(word!)
  const others = ownLessons().map((each) => each.lesson).filter(({ id }) => id !== lesson.id)
  process.chdir(typedIn)
  await gradeFiles(filesMeant(named), { lesson, others }, (line) => console.log(line))
  return 0
}

function make([id, folder = '.']: readonly string[]): number {
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(id!)) throw new Mistake(`${id} is no id: lower case letters, digits and - only, beginning with a letter`)
  if (ownLessons().some(({ lesson }) => lesson.id === id)) throw new Mistake(`the course has a lesson ${id} already`)
  const target = join(meant(folder), id!)
  if (existsSync(target)) throw new Mistake(`${short(target)} is there already`)
  mkdirSync(target, { recursive: true })
  const schemas = relative(target, lessonsFolder).replaceAll('\\', '/')
  for (const [file, text] of Object.entries(newLesson(id!, schemas))) writeFileSync(join(target, file), text)
  console.log(`${short(target)} is a lesson. Prove it with: npm run lessons -- check ${short(target)}`)
  return 0
}

function strings([word]: readonly string[]): number {
  for (const [key, text] of Object.entries(textsOf(lessonMeant(word!)))) console.log(`${key}: ${JSON.stringify(text)}`)
  return 0
}

function print(): number {
  for (const [file, schema] of Object.entries(printJsonSchemas())) writeFileSync(join(lessonsFolder, file), schema)
  const guide = join(lessonsFolder, 'README.md')
  const [begin, end] = ['<!-- printed from the tables of the format: npm run lessons -- print -->', '<!-- end of the printed part -->']
  const text = readFileSync(guide, 'utf8')
  writeFileSync(guide, `${text.slice(0, text.indexOf(begin) + begin.length)}\n\n${printGuideTables()}\n\n${text.slice(text.indexOf(end))}`)
  console.log(`${[...Object.keys(printJsonSchemas()), 'README.md'].join(', ')} are written anew in ${short(lessonsFolder)}.`)
  return 0
}

interface Command {
  readonly usage: string
  readonly about: string
  /** How many words it takes, at least and at most. */
  readonly takes: readonly [number, number]
  /** The exit code. */
  readonly run: (words: readonly string[]) => number | Promise<number>
}

const commands: Readonly<Record<string, Command>> = {
  new: { usage: 'new ID [DIR]', about: 'Makes a folder ID (in DIR) with a small lesson that passes. Begin there.', takes: [1, 2], run: make },
  check: { usage: 'check LESSON…', about: 'Proves a lesson, or all lessons below a folder: a line for each thing that is proven.\nLESSON is a folder or an id of the course. Ends with 1 where anything is not proven.', takes: [1, Infinity], run: check },
  grade: { usage: 'grade LESSON FILE…', about: 'Grades what students have exported, on all cores: one JSON line for each FILE, in order.\nA folder stands for all JSON files below it; - reads names of files from standard input.\nA file that cannot be graded has a line with its error, and the others go on.', takes: [2, Infinity], run: grade },
  strings: { usage: 'strings LESSON', about: 'Prints every text of lesson.yaml under its key, for a translator:\nput it into de/strings.yaml beside the lesson and translate what stands in quotes.', takes: [1, 1], run: strings },
  print: { usage: 'print', about: 'Writes lessons/*.schema.json and the tables of lessons/README.md anew, after the format was changed.', takes: [0, 0], run: print },
}

const usage = (): string => `usage: ${Object.values(commands).map((command) => `npm run lessons -- ${command.usage}`).join('\n       ')}\n\n--help after a command says more about it. lessons/README.md is the author's guide.`
const help = ({ usage: line, about }: Command): string => `usage: npm run lessons -- ${line}\n\n${about}`

async function main([name, ...words]: readonly string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  const asks = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help'
  if (!command) {
    if (asks(name)) return console.log(usage()), 0
    if (name !== undefined) console.error(`there is no command ${name}${nearest(name, Object.keys(commands)) === undefined ? '' : `; did you mean ${nearest(name, Object.keys(commands))}?`}`)
    return console.error(usage()), 2
  }
  if (words.some((word) => word === '--help' || word === '-h')) return console.log(help(command)), 0
  const option = words.find((word) => word.startsWith('-') && word !== '-')
  if (option !== undefined) return console.error(`${name} has no option ${option}\n${help(command)}`), 2
  const [least, most] = command.takes
  if (words.length < least || words.length > most) return console.error(`${words.length < least ? 'something is missing' : `${words.slice(most).join(' ')} is too much`}\n${help(command)}`), 2
  return command.run(words)
}

// Whoever reads us may have seen enough.
process.stdout.on('error', () => process.exit())
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Mistake)) throw error
  console.error(error.message)
  process.exitCode = 1
}
