/** The lesson of the open session, at the moment that is seen. */
import { createStore } from 'zustand/vanilla'
import type { Attempt } from '#lesson/attempt'
import { lessonsOf, type CourseLesson } from '#lesson/course'
import { progressOf } from '#lesson/progress'
import { newWorld } from '#timeline/world'
import { localQuickShelf } from '../quick-shelf.ts'
import { parsed } from '../quick-draft.ts'
import { session } from '../session.ts'
import { Follower } from './follower.ts'
import { noteReached } from './kept-progress.ts'
import { keyOf } from './lesson-key.ts'
import { lessonStart, openCourse, type OpenCourse } from './openings.ts'
import { playInIdleTime } from './play-what-if.ts'

export interface LessonNow {
  /** Undefined until it is read, and where no lesson is open. */
  readonly entry: CourseLesson | undefined
  readonly course: OpenCourse | undefined
  /** At the moment that is seen; undefined until it is found. */
  readonly attempt: Attempt | undefined
  /** Is a what-if being played? */
  readonly playing: boolean
  /** Steps of the hint ladder that were taken in this session, by task. */
  readonly hints: Readonly<Record<string, number>>
  /** Why the lesson cannot be shown. */
  readonly problem: string | undefined
}

const nothing: LessonNow = { entry: undefined, course: undefined, attempt: undefined, playing: false, hints: {}, problem: undefined }
export const lessonNow = createStore<LessonNow>(() => nothing)

/** Wall ms that following may take of one turn. */
const pieceMs = 10

let follower: Follower | undefined
/** What the follower belongs to: the memory of a timeline is made once for each opened session. */
let followed: object | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let lastStep = ''

/** Follows the open session until the returned function is called. */
export function followLesson(): () => void {
  const unsubscribe = session.subscribe((state, before) => {
    if (state.timeline !== before.timeline || state.restoring !== before.restoring) look()
  })
  look()
  return () => {
    unsubscribe()
    clearTimeout(timer)
    followed = undefined
    lessonNow.setState(nothing, true)
  }
}

function look(): void {
  const { timeline, restoring } = session.getState()
  const { lesson, free } = timeline.start
  if (restoring) return
  if (lesson === undefined || free) {
    if (lessonNow.getState() !== nothing) lessonNow.setState(nothing, true)
    followed = undefined
    return
  }
  if (followed !== timeline.memory) return void open(lesson, timeline.memory)
  if (follower) follow(follower)
}

/** Shows the open lesson as it is now that it was edited; until that is read, as it was. While developing only. */
export function lessonEdited(): void {
  const { lesson } = session.getState().timeline.start
  if (followed && lesson !== undefined) void open(lesson, followed, true)
}

async function open(id: string, memory: object, edited = false): Promise<void> {
  followed = memory
  follower = undefined
  lastStep = ''
  if (!edited) lessonNow.setState({ ...nothing, hints: keptHints() }, true)
  try {
    const [{ entry, opening }, course] = await Promise.all([lessonStart(id), openCourse()])
    if (followed !== memory) return
    const { files } = entry.lesson
    follower = new Follower(entry.lesson, newWorld(opening.cluster, opening.files), (cluster, { whatIf }) => playInIdleTime(cluster, whatIf, files), look)
    lessonNow.setState({ entry, course })
    look()
  } catch (error) {
    if (followed === memory) lessonNow.setState({ problem: error instanceof Error ? error.message : String(error) })
  }
}

function follow(mine: Follower): void {
  clearTimeout(timer)
  const { acts, cluster } = session.getState()
  const untilMs = performance.now() + pieceMs
  const { followed: found, state } = mine.reach(acts, cluster.nowMs, () => performance.now() < untilMs)
  if (state === 'on the way') timer = setTimeout(look)
  const step = `${state} ${acts.length} ${found.world.cluster.nowMs}`
  const now = lessonNow.getState()
  if (now.attempt === found.attempt && step === lastStep) return
  lastStep = step
  // On the way the picture of another moment would only flicker.
  if (state === 'on the way' && now.attempt) return
  lessonNow.setState({ attempt: found.attempt, playing: state === 'waiting' })
  note(now.attempt, found.attempt)
}

/** Writes down what was reached, where a task stands otherwise than before. */
function note(before: Attempt | undefined, attempt: Attempt): void {
  const { entry, hints } = lessonNow.getState()
  if (!entry) return
  const changed = Object.entries(attempt.tasks).some(([id, { status, answers }]) => before?.tasks[id]?.status !== status || before.tasks[id].answers.length !== answers.length)
  if (changed) noteReached(keyOf(entry), progressOf(entry.lesson, withHints(attempt, hints)))
}

/** The attempt with the hints that were taken: they are no acts, and undo does not take them back. */
const withHints = (attempt: Attempt, hints: LessonNow['hints']): Attempt =>
  ({ ...attempt, tasks: Object.fromEntries(Object.entries(attempt.tasks).map(([id, task]) => [id, { ...task, hints: hints[id] ?? 0 }])) })

const hintsName = (): string => `hints.${session.getState().origin.id}`

function keptHints(): LessonNow['hints'] {
  const kept = parsed(localQuickShelf.read(hintsName()))
  return typeof kept === 'object' && kept !== null && Object.values(kept).every((count) => Number.isSafeInteger(count)) ? (kept as LessonNow['hints']) : {}
}

/** Takes the next step of a task's hint ladder. */
export function takeHint(task: string): void {
  const { hints, attempt, entry } = lessonNow.getState()
  const next = { ...hints, [task]: (hints[task] ?? 0) + 1 }
  lessonNow.setState({ hints: next })
  localQuickShelf.write(hintsName(), JSON.stringify(next))
  if (entry && attempt) noteReached(keyOf(entry), progressOf(entry.lesson, withHints(attempt, next)))
}

/** The lesson after this one; undefined after the last, and after one from elsewhere. */
export function lessonAfter(entry: CourseLesson, { course }: OpenCourse): CourseLesson | undefined {
  const all = lessonsOf(course)
  const at = all.indexOf(entry)
  return at < 0 ? undefined : all[at + 1]
}
