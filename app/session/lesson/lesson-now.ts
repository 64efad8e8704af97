/** The lesson of the open session, at the moment that is seen. */
import { createStore } from 'zustand/vanilla'
import type { Attempt } from '#lesson/attempt'
import { lessonsOf, type CourseLesson } from '#lesson/course'
import type { Lesson } from '#lesson/lesson'
import { progressOf } from '#lesson/progress'
import { readIn, type InLanguage } from '#lesson/translation'
import { newWorld } from '#timeline/world'
import { hasSession, lessonHash, lessonIn } from '../link-hash.ts'
import { notify } from '../notice.ts'
import { session } from '../session.ts'
import { keepAids, keptAids, type Aid } from './aids.ts'
import { Follower } from './follower.ts'
import { noteReached } from './kept-progress.ts'
import { language } from './language.ts'
import { isForeign, keyOf } from './lesson-key.ts'
import { lessonStart, openCourse, type OpenCourse } from './openings.ts'
import { playWhatIfAside } from './play-what-if.ts'
import { shownPanels } from './shown-panels.ts'

export interface LessonNow {
  /** Undefined until it is read, and where no lesson is open. */
  readonly entry: CourseLesson | undefined
  /** As it is read in the chosen language; undefined where it is not translated. */
  readonly translated: InLanguage | undefined
  readonly course: OpenCourse | undefined
  /** At the moment that is seen; undefined until it is found. */
  readonly attempt: Attempt | undefined
  /** Is a what-if being played? */
  readonly playing: boolean
  /** What is being watched on this line; undefined: it is the student's own. */
  readonly watching: string | undefined
  /** Hints and solutions that were taken in this session. */
  readonly aids: readonly Aid[]
  /** Why the lesson cannot be shown. */
  readonly problem: string | undefined
}

const nothing: LessonNow = { entry: undefined, translated: undefined, course: undefined, attempt: undefined, playing: false, watching: undefined, aids: [], problem: undefined }
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
  const other = language.subscribe(({ chosen }) => {
    const { entry } = lessonNow.getState()
    if (entry) lessonNow.setState({ translated: readIn(entry.lesson, chosen) })
  })
  look()
  return () => {
    unsubscribe()
    other()
    clearTimeout(timer)
    leave()
  }
}

function leave(): void {
  followed = undefined
  if (lessonNow.getState() === nothing) return
  lessonNow.setState(nothing, true)
  shownPanels.setState({ panels: undefined })
  if (lessonIn(location.hash) !== undefined) showInAddress(undefined)
}

/** A lesson of the course stands in the address, so that a copy of that leads to it; a link to a session that is looked at stays. */
function showInAddress(id: string | undefined): void {
  const { hash, pathname, search } = location
  if (hasSession(hash)) return
  const wanted = id === undefined || isForeign(id) ? '' : lessonHash(id)
  if (hash !== wanted) history.replaceState(history.state, '', `${pathname}${search}${wanted}`)
}

function look(): void {
  const { timeline, restoring } = session.getState()
  const { lesson, free } = timeline.start
  if (restoring) return
  if (lesson === undefined || free) return leave()
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
  if (!edited) lessonNow.setState({ ...nothing, aids: keptAids(session.getState().origin.id) }, true)
  try {
    const [{ entry, opening }, course] = await Promise.all([lessonStart(id), openCourse()])
    if (followed !== memory) return
    const { files, panels } = entry.lesson
    follower = new Follower(entry.lesson, newWorld(opening.cluster, opening.files), (cluster, { whatIf }) => playWhatIfAside(cluster, { whatIf, files }), look)
    shownPanels.setState({ panels })
    showInAddress(id)
    lessonNow.setState({ entry, course, translated: readIn(entry.lesson, language.getState().chosen) })
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
  // While something is watched the student's own work stands beside it as it was left.
  if (found.watching !== undefined && now.attempt) return lessonNow.setState({ watching: found.watching })
  lessonNow.setState({ attempt: found.attempt, playing: state === 'waiting', watching: found.watching })
  note(now.attempt, found.attempt)
}

/** Writes down what was reached, where a task stands otherwise than before. */
function note(before: Attempt | undefined, attempt: Attempt): void {
  const { entry, aids } = lessonNow.getState()
  if (!entry) return
  const changed = Object.entries(attempt.tasks).some(([id, { status, answers }]) => before?.tasks[id]?.status !== status || before.tasks[id].answers.length !== answers.length)
  if (changed) noteProgress(entry, attempt, aids)
}

function noteProgress(entry: CourseLesson, attempt: Attempt, aids: readonly Aid[]): void {
  if (!noteReached(keyOf(entry), progressOf(entry.lesson, withAids(attempt, aids)))) notify({ kind: 'said', text: 'This browser keeps no progress: it holds as long as the page is open. All lessons, Export progress gives it to you as a file.' })
}

/** The attempt with the hints that were taken: they are no acts, and undo does not take them back. */
const withAids = (attempt: Attempt, aids: readonly Aid[]): Attempt =>
  ({ ...attempt, tasks: Object.fromEntries(Object.entries(attempt.tasks).map(([id, task]) => [id, { ...task, hints: aids.filter(({ task: of }) => of === id).length }])) })

/** Takes a step of a task's hint ladder: the place of a hint among the task's, or the solution. */
export function takeAid(task: string, hint: number): void {
  const { aids, attempt, entry } = lessonNow.getState()
  if (aids.some((each) => each.task === task && each.hint === hint)) return
  const { origin, cluster } = session.getState()
  const next = [...aids, { task, hint, atMs: cluster.nowMs }]
  lessonNow.setState({ aids: next })
  keepAids(origin.id, next)
  if (entry && attempt) noteProgress(entry, attempt, next)
}

/** The lesson as it is read now. */
export const lessonRead = ({ entry, translated }: LessonNow): Lesson | undefined => translated?.lesson ?? entry?.lesson

/** The lesson so many places further on in the course; undefined beyond its ends, and beside one from elsewhere. */
export function lessonBeside(entry: CourseLesson, { course }: OpenCourse, by: 1 | -1): CourseLesson | undefined {
  const all = lessonsOf(course)
  const at = all.indexOf(entry)
  return at < 0 ? undefined : all[at + by]
}
