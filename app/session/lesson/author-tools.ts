/** Whether the tools of who writes lessons are shown, and what they do. */
import { createStore } from 'zustand/vanilla'
import { StartStates, lessonsOf } from '#lesson/course'
import { proofsOf } from '#lesson/prove'
import { localQuickShelf } from '../quick-shelf.ts'
import { isForeign } from './lesson-key.ts'
import { lessonStart, openCourse } from './openings.ts'

const name = 'author'

/** Did somebody ask for them in every lesson? */
export const authorSetting = createStore<boolean>(() => localQuickShelf.read(name) === 'on')

/** Shows them in every lesson, or only where they are shown anyway. */
export function setAuthor(on: boolean): void {
  authorSetting.setState(on, true)
  localQuickShelf.write(name, on ? 'on' : 'off')
}

/** Are they shown in this lesson? In those from elsewhere, while developing, and wherever somebody asked for them. */
export const showsAuthorTools = (key: string, asked: boolean): boolean => asked || isForeign(key) || import.meta.env.DEV

/** One thing that was proven, or what is wrong with it. */
export interface Proven {
  readonly name: string
  readonly problems: readonly string[]
}

/** Proves a lesson as `npm run lessons -- check` does, a proof at a time; `onProof` may answer false to end it. */
export async function proveLesson(key: string, onProof: (proven: Proven, done: number, of: number) => boolean): Promise<void> {
  const [{ entry: { lesson } }, { course }] = await Promise.all([lessonStart(key), openCourse()])
  const others = lessonsOf(course).map((each) => each.lesson).filter(({ id }) => id !== lesson.id)
  const proofs = proofsOf(lesson, new StartStates([...others, lesson]))
  for (const [at, { name: what, run }] of proofs.entries()) {
    await new Promise((resolve) => setTimeout(resolve))
    if (!onProof({ name: what, problems: run() }, at + 1, proofs.length)) return
  }
}
