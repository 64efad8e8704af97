/**
 * A lesson was edited on the disk: it takes its place in the page, with what was done in it as far as
 * that still fits. One that cannot be read any more stays as it was. While developing only; nothing
 * of this is in the build.
 */
import { serializeCluster } from '#cluster/cluster'
import { lessonsOf } from '#lesson/course'
import { openingManifest } from '#lesson/lesson'
import { recordingOf } from '#timeline/recording'
import { notify } from '../../notice.ts'
import { session } from '../../session.ts'
import { replayOpen } from '../../sessions.ts'
import type { CourseSource } from '../course-source.ts'
import { isForeign } from '../lesson-key.ts'
import { lessonEdited } from '../lesson-now.ts'
import { lessonStart, openCourse, replaceCourse } from '../openings.ts'
import { editedLessons } from './edited-lessons.ts'
import { fitToStart } from './fit-acts.ts'
import { withLastGood } from './with-last-good.ts'

/** Takes in the course as it is on the disk now. */
export async function courseEdited({ builtInCourse, pictureUrl }: CourseSource): Promise<void> {
  const { lesson: key, free } = session.getState().timeline.start
  const isOpen = key !== undefined && free === undefined && !isForeign(key)
  const { course: before } = await openCourse()
  const startBefore = isOpen ? await lessonStart(key).catch(() => undefined) : undefined
  const course = withLastGood(builtInCourse(), before)
  replaceCourse({ course, pictureUrl })
  editedLessons.setState({ problems: course.problems })
  if (!isOpen || !startBefore || !lessonsOf(course).some(({ lesson }) => lesson.id === key)) return
  const after = await lessonStart(key)
  if (JSON.stringify(after.entry.files) === JSON.stringify(startBefore.entry.files)) return
  const isSameStart = serializeCluster(after.opening.cluster) === serializeCluster(startBefore.opening.cluster) && JSON.stringify(after.opening.files) === JSON.stringify(startBefore.opening.files)
  if (isSameStart) return lessonEdited()
  const { timeline, draft } = session.getState()
  const newDraft = draft === openingManifest(startBefore.entry.lesson) ? after.draft : draft
  await replayOpen(fitToStart(recordingOf(timeline, newDraft), after.start, after.entry.lesson), after.opening)
  notify({ kind: 'said', text: `The start of ${after.entry.lesson.title} was edited: what you had done was done once more on the new one.` })
}
