/** A YAML file of a lesson: read through its table of fields, with every finding at its line. */
import { locate, readManifest } from '#apis/manifest'
import { limits } from './limits.ts'
import { yamlMend } from './mend.ts'
import { lineOf, type LessonProblem } from './problem.ts'
import type { Finding, Schema } from './schema.ts'

/** A file that was read, and the way from a path to its line. */
export interface YamlFile<T> {
  readonly value: T | undefined
  /** A problem at a path of this file. */
  readonly at: (finding: Finding) => LessonProblem
}

/** Reads one document. What is wrong is added to `problems`; then `value` is undefined. */
export function readYaml<T>(file: string, text: string, schema: Schema<T>, problems: LessonProblem[]): YamlFile<T> {
  const read = readManifest(text, true)
  const nowhere = (finding: Finding): LessonProblem => ({ file, ...finding })
  if (read.problem) {
    const at = lineOf(text, read.problem.at.start)
    const mend = yamlMend(read.problem.message, text.split('\n')[at.line - 1] ?? '')
    problems.push({ file, ...at, found: `unreadable YAML (${read.problem.message.replace(/^line \d+: /, '')})`, expected: 'YAML', ...(mend !== undefined && { mend }) })
    return { value: undefined, at: nowhere }
  }
  const document = read.documents[0]
  if (!document || read.documents.length > 1) {
    problems.push({ file, found: document ? `${read.documents.length} documents` : 'nothing', expected: `one document: ${schema.words}` })
    return { value: undefined, at: nowhere }
  }
  const at = (finding: Finding): LessonProblem => ({ file, ...lineOf(text, locate(document, finding.path).start), ...finding })
  const findings: Finding[] = []
  const value = schema.read(document.value, '', findings)
  problems.push(...findings.slice(0, limits.problems).map(at))
  if (findings.length > limits.problems) problems.push({ file, found: `${findings.length - limits.problems} more problems`, expected: 'none' })
  return { value: findings.length > 0 ? undefined : value, at }
}
