/** What is wrong with a lesson, told to whoever writes it. */

/** One thing that is wrong: where, what stands there, what was expected, how to mend it. */
export interface LessonProblem {
  /** Name of the file in the lesson's folder. */
  readonly file: string
  /** Counted from 1; undefined where it is about the whole file. */
  readonly line?: number
  readonly column?: number
  /** Where in the file: `tasks[1].checks[0].within`. */
  readonly path?: string
  readonly found: string
  readonly expected: string
  readonly mend?: string
}

/** `lesson.yaml:12:5 tasks[1].id: found "A", expected an id in lower case such as dead-node; take it away`. */
export function printProblem({ file, line, column, path, found, expected, mend }: LessonProblem): string {
  const at = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return `${at}${path ? ` ${path}` : ''}: found ${found}, expected ${expected}${mend ? `; ${mend}` : ''}`
}

/** Line and column, counted from 1, of a place in a text. */
export function lineOf(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position)
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') }
}
