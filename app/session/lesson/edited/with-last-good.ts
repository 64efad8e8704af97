/** The course after an edit. Pure. */
import type { Course, CourseChapter } from '#lesson/course'

const number = (folder: string): number => Number(/\/(\d+)/.exec(folder)?.[1] ?? Infinity)

/** The new course, with the lessons that cannot be read any more as they were when they could; what is wrong with them stays told. */
export function withLastGood(next: Course, before: Course): Course {
  const broken = (folder: string) => Object.hasOwn(next.problems, folder)
  const chapters = next.chapters.map((chapter): CourseChapter => {
    const kept = before.chapters.flatMap(({ lessons }) => lessons).filter(({ folder }) => folder.startsWith(`${chapter.folder}/`) && broken(folder))
    return kept.length === 0 ? chapter : { ...chapter, lessons: [...chapter.lessons, ...kept].sort((a, b) => number(a.folder) - number(b.folder)) }
  })
  return { ...next, chapters }
}
