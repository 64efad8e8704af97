/** Opening a lesson: a session of its own, or the one in which it was begun. */
import { localQuickShelf } from '../quick-shelf.ts'
import { session } from '../session.ts'
import { beginAnew, listSessions, openSessionOf } from '../sessions.ts'
import { lessonStart } from './openings.ts'

const sessionOf = (id: string): string => `lesson-session.${id}`

/** Begins a lesson from its start state; what was done in it before stays on the shelf. */
export async function beginLesson(id: string): Promise<void> {
  const { start, draft, opening, entry } = await lessonStart(id)
  await beginAnew(start, draft, entry.lesson.title, opening)
  localQuickShelf.write(sessionOf(id), session.getState().origin.id)
}

/** Was this lesson begun in a session that may still be there? */
export const wasBegun = (id: string): boolean => localQuickShelf.read(sessionOf(id)) !== undefined

/** Goes on with a lesson where it was left, or begins it. */
export async function resumeLesson(id: string): Promise<void> {
  const wanted = localQuickShelf.read(sessionOf(id))
  const kept = wanted === undefined ? undefined : (await listSessions()).find((each) => each.id === wanted)
  if (!kept) return beginLesson(id)
  if (kept.id !== session.getState().origin.id) await openSessionOf(kept)
}
