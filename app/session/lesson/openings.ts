/** The course, and how each of its lessons begins. Brings the whole lesson engine along: import it when a lesson is opened. */
import { lessonsOf, StartStates, type Course, type CourseLesson } from '#lesson/course'
import { openingManifest } from '#lesson/lesson'
import type { Opening, Start } from '#timeline/start'
import { courseSource } from './course-source.ts'
import { foreignLesson, foreignPictureUrl } from './foreign/foreign-lesson.ts'
import { isForeign } from './lesson-key.ts'

/** The course, and where its pictures are served. */
export interface OpenCourse {
  readonly course: Course
  readonly pictureUrl: (folder: string, file: string) => string | undefined
}

let opened: Promise<OpenCourse> | undefined

/** The course, read once. After a failed fetch it is fetched anew. */
export function openCourse(): Promise<OpenCourse> {
  opened ??= courseSource().then(({ builtInCourse, pictureUrl }) => ({ course: builtInCourse(), pictureUrl: (folder, file) => (isForeign(folder) ? foreignPictureUrl(folder, file) : pictureUrl(folder, file)) }))
  opened.catch(() => (opened = undefined))
  return opened
}

/** Puts another course in the place of the one that was read; starts are made anew. While developing only. */
export function replaceCourse(course: OpenCourse): void {
  opened = Promise.resolve(course)
  for (const key of starts.keys()) if (!isForeign(key)) starts.delete(key)
}

/** How a session of a lesson begins. */
export interface LessonStart {
  readonly entry: CourseLesson
  readonly start: Start
  readonly opening: Opening
  /** What the editor opens with. */
  readonly draft: string
  /** What went wrong on the way to it: nothing, in a lesson of the course. */
  readonly problems: readonly string[]
}

const starts = new Map<string, LessonStart>()

/** The start of a lesson, of the course or from elsewhere; rejects where there is no such lesson. */
export async function lessonStart(id: string): Promise<LessonStart> {
  const known = starts.get(id)
  if (known) return known
  const { course } = await openCourse()
  const entry = isForeign(id) ? await foreignLesson(id) : lessonsOf(course).find(({ lesson }) => lesson.id === id)
  if (!entry) throw new Error(`there is no lesson ${id}`)
  const { lesson } = entry
  const { cluster, problems } = new StartStates([...lessonsOf(course).map((each) => each.lesson).filter((each) => each.id !== lesson.id), lesson]).of(lesson)
  const start: Start = { seed: cluster.seed, nodes: [], readyAtMs: cluster.nowMs, lesson: id }
  const made = { entry, start, opening: { cluster, files: lesson.files }, draft: openingManifest(lesson), problems }
  starts.set(id, made)
  return made
}
