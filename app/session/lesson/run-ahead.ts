/** Lets time pass quickly, and stops where something has come of it. */
import { nowMsOf, seek } from '#timeline/timeline'
import { session, show } from '../session.ts'
import { keepMoment, whenOpen } from '../sessions.ts'
import { lessonNow } from './lesson-now.ts'

/** Virtual ms between two pictures. */
const pieceMs = 1_000

/** Lets so much virtual time pass, or less: until a task has passed, or somebody does something. */
export function runAhead(ms: number): void {
  whenOpen(() => {
    const untilMs = nowMsOf(session.getState().timeline) + ms
    const passedBefore = passedNow()
    let last = session.getState().timeline
    const next = () => {
      const { timeline } = session.getState()
      if (timeline !== last || nowMsOf(timeline) >= untilMs || passedNow() > passedBefore) return keepMoment()
      show(seek(timeline, Math.min(untilMs, nowMsOf(timeline) + pieceMs)), { playing: false })
      last = session.getState().timeline
      requestAnimationFrame(next)
    }
    session.setState({ playing: false })
    next()
  })
}

const passedNow = (): number => Object.values(lessonNow.getState().attempt?.tasks ?? {}).filter(({ status }) => status === 'passed').length
