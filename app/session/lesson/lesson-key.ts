/** What a lesson is called in sessions and progress. */
import type { CourseLesson } from '#lesson/course'

/** Is this how a lesson from elsewhere is named, by its id and a hash of its content? Ids of the course hold no `@`. */
export const isForeign = (key: string): boolean => key.includes('@')

/** A lesson of the course goes by its id; one from elsewhere by what it is kept under, which is its folder. */
export const keyOf = ({ folder, lesson }: CourseLesson): string => (isForeign(folder) ? folder : lesson.id)
