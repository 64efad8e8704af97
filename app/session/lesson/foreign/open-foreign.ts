/** Opens a lesson from elsewhere beside what one has, or says all that is wrong with it. Brings the lesson engine along: import it when it is needed. */
import { beginLesson, resumeLesson, wasBegun } from '../begin-lesson.ts'
import { lessonStart } from '../openings.ts'
import { notify } from '../../notice.ts'
import type { Dropped } from './dropped.ts'
import { takeIn, throwAway, type KeptLesson } from './foreign-lesson.ts'
import { chosenFiles, droppedFiles, gatherFiles, gatherFrom, type Gathered } from './gather.ts'
import { refusedLesson } from './refused-lesson.ts'

/** Opens what was dropped on the page. */
export async function openDropped(dropped: Dropped): Promise<void> {
  const files = await droppedFiles(dropped)
  await openGathered(files[0]?.path.split('/')[0] ?? 'what was dropped', gatherFiles(files))
}

/** Opens a zip, or the files of a folder, that were chosen. */
export async function openChosen(list: FileList): Promise<void> {
  const files = chosenFiles(list)
  await openGathered(files[0]?.path.split('/')[0] ?? 'what was chosen', gatherFiles(files))
}

/** Opens a lesson of this site: `#lesson-url=lessons/my-lesson.zip`. */
export const openFromAddress = (address: string): Promise<void> => openGathered(address, gatherFrom(address))

async function openGathered(from: string, gathering: Promise<Gathered>): Promise<void> {
  const gathered = await gathering.catch((error: unknown): Gathered => [{ file: from, found: error instanceof Error ? error.message : String(error), expected: 'files that can be read' }])
  if (!(gathered instanceof Map)) return refuse(from, gathered as Exclude<Gathered, ReadonlyMap<string, unknown>>)
  const taken = await takeIn(from, gathered)
  if (!isKept(taken)) return refuse(from, taken)
  const unsettled = (await lessonStart(taken.key)).problems
  if (unsettled.length > 0) {
    await throwAway(taken.key)
    return refuse(from, unsettled.map((found) => ({ file: 'lesson.yaml', path: 'start', found, expected: 'a start that comes to rest' })))
  }
  refusedLesson.setState({ refused: undefined })
  const before = wasBegun(taken.key)
  await (before ? resumeLesson(taken.key) : beginLesson(taken.key))
  notify({ kind: 'said', text: `${taken.title}, from ${from}: a lesson from elsewhere${before ? ', as you left it' : ''}. It is kept in this browser only; your other sessions are as you left them.` })
}

const isKept = (taken: KeptLesson | Awaited<ReturnType<typeof takeIn>>): taken is KeptLesson => !Array.isArray(taken)
const refuse = (from: string, problems: Exclude<Gathered, ReadonlyMap<string, unknown>>): void => refusedLesson.setState({ refused: { from, problems } })
