/** The story of the line that is played: its stretches as the story takes them, and the ways back over their borders. */
import { actPlaceOf } from '#cluster/cause'
import type { StoryStretch } from '#scene/story/story'
import { currentBranch, type Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'

/** The line's stretches, as far as it was played. */
export function storyStretches(timeline: Timeline<Seen>): readonly StoryStretch[] {
  const { acts, untilMs } = currentBranch(timeline)
  return [undefined, ...acts].flatMap((after, at): StoryStretch[] => {
    const stretch = timeline.memory.stretch(after)
    if (!stretch) return []
    const part = stretch.log.happenings
    return [{ act: after && { place: at - 1, atMs: after.atMs, looked: after.looked === true && !wasRefused(stretch.log, at - 1) }, part, count: part.countUpTo(Math.min(untilMs, acts[at]?.atMs ?? untilMs)) }]
  })
}

/** What the API server did not let a person do is told as what was done is. */
const wasRefused = ({ refused }: Seen, place: number): boolean => refused.some(({ cause }) => actPlaceOf(cause) === place)

/** From a change of any stretch to the act that it goes back to, as a `Cause`; 0 is how all began. */
export function originIn(timeline: Timeline<Seen>): (cause: number) => number {
  const { acts } = currentBranch(timeline)
  return (cause) => {
    let from = cause
    for (let at = acts.length; at >= 0 && from > 0; at--) {
      const found = timeline.memory.stretch(acts[at - 1])?.log.origins.originOf(from)
      if (found !== undefined && found < from) from = found
    }
    return actPlaceOf(from) === undefined ? 0 : from
  }
}
