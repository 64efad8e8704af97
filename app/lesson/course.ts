/** All lessons in their chapters, from the files of a folder like `lessons/`: numbers in folder names give the order. */
import { unlessTooMuch } from './bounded.ts'
import { chapterFields, type Chapter } from './format/lesson-fields.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import type { LessonProblem } from './format/problem.ts'
import { readYaml } from './format/yaml-file.ts'
import type { Lesson, LessonFiles } from './lesson.ts'
import { runAnswer } from './run.ts'
import { startState, type StartState } from './start.ts'

export interface CourseChapter extends Chapter {
  /** `2-which-nodes`. */
  readonly folder: string
  readonly lessons: readonly CourseLesson[]
}

/** A lesson and where it stands. */
export interface CourseLesson {
  readonly lesson: Lesson
  /** `2-which-nodes/5-tainted-nodes`. */
  readonly folder: string
  readonly files: LessonFiles
}

export interface Course {
  readonly chapters: readonly CourseChapter[]
  /** By folder: lessons that cannot be read, and why. The others work all the same. */
  readonly problems: Readonly<Record<string, readonly LessonProblem[]>>
}

const number = (folder: string): number => Number(/^\d+/.exec(folder)?.[0] ?? Infinity)
const inOrder = (a: string, b: string): number => number(a) - number(b) || (a < b ? -1 : 1)

/**
 * Reads a course.
 * @param texts by path: `1-chapter/2-lesson/lesson.yaml`, `1-chapter/chapter.yaml`
 * @param pictures sizes in bytes, by path
 */
export function readCourse(texts: Readonly<Record<string, string>>, pictures: Readonly<Record<string, number>> = {}): Course {
  const problems: Record<string, readonly LessonProblem[]> = {}
  const folders = (depth: number) => [...new Set(Object.keys(texts).map((path) => path.split('/')).filter((parts) => parts.length > depth).map((parts) => parts.slice(0, depth).join('/')))]
  const lessonFolders = folders(2).filter((folder) => texts[`${folder}/lesson.yaml`] !== undefined)
  const seen = new Set<string>()
  const chapters = folders(1).filter((folder) => texts[`${folder}/chapter.yaml`] !== undefined).sort(inOrder).map((folder): CourseChapter => {
    const found: LessonProblem[] = []
    const chapter = readYaml('chapter.yaml', texts[`${folder}/chapter.yaml`]!, chapterFields, found).value
    if (found.length > 0) problems[folder] = found
    const own = lessonFolders.filter((each) => each.startsWith(`${folder}/`)).sort((a, b) => inOrder(a.slice(folder.length + 1), b.slice(folder.length + 1)))
    const lessons = own.flatMap((each): readonly CourseLesson[] => {
      const files = filesIn(each, texts, pictures)
      const parsed = parseLesson(files)
      if (!isLesson(parsed)) problems[each] = parsed
      else if (seen.has(parsed.id)) problems[each] = [{ file: 'lesson.yaml', path: 'id', found: parsed.id, expected: 'an id that no other lesson has' }]
      else {
        seen.add(parsed.id)
        return [{ lesson: parsed, folder: each, files }]
      }
      return []
    })
    return { title: chapter?.title ?? folder, summary: chapter?.summary ?? '', folder, lessons }
  })
  return { chapters, problems }
}

function filesIn(folder: string, texts: Readonly<Record<string, string>>, pictures: Readonly<Record<string, number>>): LessonFiles {
  const below = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([path]) => path.startsWith(`${folder}/`)).map(([path, value]) => [path.slice(folder.length + 1), value]))
  return { texts: below(texts), pictures: below(pictures) }
}

/** All lessons, in the order of the course. */
export const lessonsOf = ({ chapters }: Course): readonly CourseLesson[] => chapters.flatMap(({ lessons }) => lessons)

/** Lessons that can start from each other's ends. */
export class StartStates {
  private readonly lessons: ReadonlyMap<string, Lesson>
  private readonly ends = new Map<string, StartState>()
  private readonly underWay = new Set<string>()

  constructor(lessons: readonly Lesson[]) {
    this.lessons = new Map(lessons.map((lesson) => [lesson.id, lesson]))
  }

  /** The start of a lesson under a seed (absent: the lesson's own). */
  of(lesson: Lesson, seed?: number): StartState {
    return startState(lesson, (id, under) => this.endOf(id, under), seed)
  }

  /** The end of a lesson's solution; undefined where there is no such lesson, or where lessons start from each other in a circle. */
  private endOf(id: string, seed: number): StartState | undefined {
    const [key, lesson] = [`${id}/${seed}`, this.lessons.get(id)]
    if (!lesson || this.underWay.has(id)) return undefined
    let end = this.ends.get(key)
    if (!end) {
      this.underWay.add(id)
      const { cluster, problems } = this.of(lesson, seed)
      end = unlessTooMuch<StartState>(() => ({ cluster: runAnswer(lesson, cluster, lesson.answers.solution).cluster, problems }), (words) => ({ cluster, problems: [...problems, `the solution of ${id} does not come to rest: ${words}`] }))
      this.underWay.delete(id)
      this.ends.set(key, end)
    }
    return end
  }
}
