/** A lesson as the program holds it: what its folder says, read and checked. Plain data. */
import type { Answers, Hint, LessonFile, Task } from './format/lesson-fields.ts'
import type { Check, PlainCheck } from './format/check-fields.ts'
import type { Prose } from './format/prose.ts'

export type { Answers, Hint, Task, Check, PlainCheck }

/** Files of a lesson's folder, by their names. Pictures are only named: the page shows them from where they lie. */
export interface LessonFiles {
  readonly texts: Readonly<Record<string, string>>
  /** Names of pictures with their sizes in bytes. */
  readonly pictures: Readonly<Record<string, number>>
}

/** What a folder has in one language. */
export interface Translation {
  /** By key, as `textsOf` in `translation.ts` names them. */
  readonly strings: Readonly<Record<string, string>>
  /** Absent: the original text is shown. */
  readonly prose?: Prose
}

export interface Lesson extends LessonFile {
  readonly prose: Prose
  readonly answers: Answers
  /** By language: `de`. */
  readonly translations: Readonly<Record<string, Translation>>
  /** All YAML files of the folder, by name: what `apply` and `kubectl -f` find. */
  readonly files: Readonly<Record<string, string>>
}

/** Tasks that must have passed before this one begins. */
export function needsOf({ tasks }: Pick<Lesson, 'tasks'>, task: Task): readonly string[] {
  const before = tasks[tasks.indexOf(task) - 1]
  return task.needs ?? (before ? [before.id] : [])
}

/** What a task is worth: its question's points and its checks'. */
export const pointsOf = ({ points, predict, choose, checks = [] }: Task): number => (predict || choose ? (points ?? 1) : 0) + checks.reduce((sum, check) => sum + (check.points ?? 1), 0)

/** The manifest that the editor opens with. */
export const openingManifest = ({ start, files }: Pick<Lesson, 'start' | 'files'>): string => (start.manifest === undefined ? '' : (files[start.manifest] ?? ''))
