/** Where lessons come from: handed in by the page, since only that knows how its files are bundled. Small; lessons themselves are fetched when first needed. */
import type { Course } from '#lesson/course'

/** The course that is built into the page. */
export interface CourseSource {
  readonly builtInCourse: () => Course
  readonly pictureUrl: (folder: string, file: string) => string | undefined
}

let fetchSource: () => Promise<CourseSource> = () => Promise.reject(new Error('this page has no lessons'))

/** Says how the course is fetched. */
export function setCourseSource(fetch: () => Promise<CourseSource>): void {
  fetchSource = fetch
}

/** Fetches the course; rejects where the network does. */
export const courseSource = (): Promise<CourseSource> => fetchSource()
