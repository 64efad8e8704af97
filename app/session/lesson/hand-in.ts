/** What is given away of a lesson: a student's work to be graded, an author's acts for answers.yaml. */
import { printAnswer } from '#lesson/record-answer'
import { workOf } from '#lesson/work'
import { currentBranch } from '#timeline/timeline'
import { session } from '../session.ts'
import { lessonNow } from './lesson-now.ts'
import { lessonStart } from './openings.ts'

/** The work on the line that is open, to its end, as `npm run lessons -- grade` takes it; undefined where no lesson is open. */
export function exportWork(): { readonly name: string; readonly text: string } | undefined {
  const { entry, aids } = lessonNow.getState()
  if (!entry) return undefined
  const hints = Object.fromEntries(entry.lesson.tasks.map(({ id }) => [id, aids.filter(({ task }) => task === id).length]))
  const work = workOf(entry.lesson, currentBranch(session.getState().timeline), hints)
  return { name: `${entry.lesson.id}-work.json`, text: JSON.stringify(work) }
}

/** What was done on the open line up to the playhead, as acts for `answers.yaml`. */
export async function recordAnswer(): Promise<string> {
  const { timeline, acts, cluster } = session.getState()
  const { lesson: key } = timeline.start
  if (key === undefined) return ''
  const { entry: { lesson }, opening } = await lessonStart(key)
  const { steps, untilMs } = workOf(lesson, { acts, untilMs: cluster.nowMs })
  return printAnswer(lesson, opening.cluster, steps, untilMs)
}
