/**
 * A folder → a lesson, or everything that is wrong with it at once. The one door for lessons, our
 * own and strangers'.
 */
import type { Lesson, LessonFiles, Translation } from '../lesson.ts'
import { coverageOf } from '../translation.ts'
import { answersFields, lessonFields, stringsFields, type Answers, type LessonFile } from './lesson-fields.ts'
import { limits } from './limits.ts'
import { readMarkdown } from './markdown.ts'
import type { LessonProblem } from './problem.ts'
import { misusesIn } from './misuses.ts'
import { tasksIn } from './prose.ts'
import type { Finding } from './schema.ts'
import { readYaml } from './yaml-file.ts'

/** Reads a lesson. A list of problems is never empty. */
export function parseLesson(folder: LessonFiles): Lesson | readonly LessonProblem[] {
  const problems: LessonProblem[] = [...tooLarge(folder)]
  if (problems.length > 0) return problems
  const { texts, pictures } = folder
  const missing = (file: string) => problems.push({ file, found: 'no such file', expected: `${file} in the folder` })
  for (const file of ['lesson.yaml', 'lesson.md', 'answers.yaml']) if (texts[file] === undefined) missing(file)
  if (problems.length > 0) return problems
  const lessonYaml = readYaml<LessonFile>('lesson.yaml', texts['lesson.yaml']!, lessonFields, problems)
  const answersYaml = readYaml<Answers>('answers.yaml', texts['answers.yaml']!, answersFields, problems)
  const prose = readMarkdown('lesson.md', texts['lesson.md']!, new Set(Object.keys(pictures)), problems)
  if (!lessonYaml.value || !answersYaml.value || (prose.length === 0 && problems.length > 0)) return problems
  const files = Object.fromEntries(Object.entries(texts).filter(([name]) => /\.ya?ml$/.test(name) && !name.includes('/') && !own.has(name)))
  const lesson: Lesson = { ...lessonYaml.value, prose, answers: answersYaml.value, files, translations: translationsIn(folder, problems) }
  const at = { 'lesson.yaml': lessonYaml.at, 'answers.yaml': answersYaml.at, 'lesson.md': (finding: Finding): LessonProblem => ({ file: 'lesson.md', ...finding }) }
  problems.push(...misusesIn(lesson).map(({ file, ...finding }) => at[file](finding)))
  problems.push(...mistranslated(lesson))
  return problems.length > 0 ? problems : lesson
}

/** True for a lesson, false for problems. */
export const isLesson = (parsed: Lesson | readonly LessonProblem[]): parsed is Lesson => !Array.isArray(parsed)

/** Folders of languages: `de/strings.yaml`, `de/lesson.md`. */
const languageFile = /^([a-z]{2}(?:-[A-Z]{2})?)\/(strings\.yaml|lesson\.md)$/

function translationsIn({ texts, pictures }: LessonFiles, problems: LessonProblem[]): Readonly<Record<string, Translation>> {
  const found: Record<string, Translation> = {}
  for (const [path, text] of Object.entries(texts)) {
    const [, language, file] = languageFile.exec(path) ?? []
    if (language === undefined) continue
    const before = found[language] ?? { strings: {} }
    found[language] = file === 'lesson.md' ? { ...before, prose: readMarkdown(path, text, new Set(Object.keys(pictures)), problems) } : { ...before, strings: readYaml(path, text, stringsFields, problems).value ?? {} }
  }
  return found
}

/** Translations that speak of what the lesson does not have. What is missing is no problem. */
function mistranslated(lesson: Lesson): readonly LessonProblem[] {
  return Object.entries(lesson.translations).flatMap(([language, { prose }]) => {
    const [own, original] = [prose && tasksIn(prose).join(', '), tasksIn(lesson.prose).join(', ')]
    return [
      ...coverageOf(lesson, language).unknown.map((key): LessonProblem => ({ file: `${language}/strings.yaml`, path: key, found: `a key ${key}`, expected: 'a key of the lesson', mend: 'npm run lessons -- strings lists them' })),
      ...(own === undefined || own === original ? [] : [{ file: `${language}/lesson.md`, found: `tasks ${own || 'none'}`, expected: `as in lesson.md: ${original}` }]),
    ]
  })
}

const own: ReadonlySet<string> = new Set(['lesson.yaml', 'answers.yaml'])

function tooLarge({ texts, pictures }: LessonFiles): readonly LessonProblem[] {
  const bytes = Object.values(texts).reduce((sum, text) => sum + text.length, 0) + Object.values(pictures).reduce((sum, size) => sum + size, 0)
  const count = Object.keys(texts).length + Object.keys(pictures).length
  const folder = 'the folder'
  return [
    ...(bytes > limits.folderBytes ? [{ file: folder, found: `${bytes.toLocaleString('en')} bytes`, expected: `at most ${limits.folderBytes.toLocaleString('en')}` }] : []),
    ...(count > limits.files ? [{ file: folder, found: `${count} files`, expected: `at most ${limits.files}` }] : []),
  ]
}
