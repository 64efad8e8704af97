/** A session on the new start of its lesson: what was done in it as far as it still fits. Pure. */
import type { TimedAct } from '#timeline/branch'
import { isAnswerAct } from '#timeline/lab-act'
import type { Recording } from '#timeline/recording'
import type { Start } from '#timeline/start'
import type { Lesson } from '#lesson/lesson'

/** The recording with its acts as long after the new start as they were after the old one. Answers to questions that are gone go. */
export function fitToStart(recording: Recording, start: Start, lesson: Lesson): Recording {
  const later = start.readyAtMs - recording.start.readyAtMs
  const moved = (atMs: number) => Math.max(start.readyAtMs, atMs + later)
  const fits = ({ act }: TimedAct) => !isAnswerAct(act) || lesson.tasks.some(({ id, choose, predict }) =>
    id === act.answer.task && (choose?.options.some((option) => option.id === act.answer.choice) ?? predict?.choices.some(({ value }) => String(value) === act.answer.choice) ?? false))
  const current = recording.lines[recording.current]!
  const acts = wholeLine(recording, recording.current).filter(fits).map((each) => ({ ...each, atMs: moved(each.atMs) }))
  // Forks and what was undone belong to a beginning that is gone.
  return { ...recording, start: { ...recording.start, ...start }, lines: [{ acts, untilMs: moved(current.untilMs) }], current: 0, atMs: moved(recording.atMs) }
}

function wholeLine({ lines }: Recording, at: number): readonly TimedAct[] {
  const { from, acts } = lines[at]!
  return from ? [...wholeLine({ lines } as Recording, from.line).slice(0, from.acts), ...acts] : acts
}
