/** The past of the line that is shown, as the walk of reasons asks for it. */
import type { Past } from '#scene/why/past'
import type { LabAct } from '#timeline/lab-act'
import { printAct } from '#timeline/print-act'
import { journalOfLine, recall } from '#timeline/past'
import { currentBranch, type Timeline } from '#timeline/timeline'

/** A line of the terminal as it was entered, anything else as the time bar names it. */
const actText = (act: LabAct): string => ('line' in act ? act.line.split('\n')[0]! : printAct(act))

/** Up to where the line was played; going to another moment, undo and forks ask anew. */
export function pastOf(timeline: Timeline): Past {
  const { acts } = currentBranch(timeline)
  return {
    journal: journalOfLine(timeline),
    recall: (ids) => recall(timeline, ids),
    act: (place) => {
      const timed = acts[place]
      return timed && { atMs: timed.atMs, text: actText(timed.act) }
    },
  }
}
