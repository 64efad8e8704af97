/** Sessions for tests of the story, and how it reads. */
import { tell } from '#scene/story/tell'
import { paragraphAt, Story, type BeatEntry } from '#scene/story/story'
import type { JoiningNode } from '#cluster/faults'
import { printAct } from '#timeline/print-act'
import { currentBranch, firstLine, openTimeline, type Timeline } from '#timeline/timeline'
import { Seen } from '../seen.ts'
import { trackOf } from '../track.ts'
import { originIn, storyStretches } from './story-of.ts'

/** A session with these nodes, whose story is told. */
export const openTold = (nodes: readonly (string | JoiningNode)[]): Timeline<Seen> =>
  openTimeline(firstLine({ seed: 1, nodes: nodes.map((node) => (typeof node === 'string' ? { name: node } : node)), readyAtMs: 5_000 }), (journal) => new Seen(journal))

/** The story of the line after its beginning, a text per entry: an act, or a sentence with its time in seconds. */
export function storyOf(timeline: Timeline<Seen>, fromAct = 0): readonly string[] {
  const story = new Story(originIn(timeline))
  story.tellOn(storyStretches(timeline))
  const { revisions } = trackOf(timeline)
  const { acts } = currentBranch(timeline)
  const { entries } = story
  const from = entries.findIndex((entry) => entry.kind === 'act' && entry.act.place >= fromAct)
  return entries.flatMap((entry, at) => {
    if (at < from) return []
    if (entry.kind === 'act') return [`— ${printAct(acts[entry.act.place]!.act)}`]
    const still = paragraphAt(entries, at) === 'resumes' ? `still ${entry.origin === 0 ? 'from the beginning' : printAct(acts[-1 - entry.origin]!.act)}: ` : ''
    return [`${times(entry)} ${still}${tell(entry.group, revisions).replace(/\b(agent|web|old)-[a-z0-9]{5}\b/g, '$1-…')}`]
  })
}

const times = ({ fromMs, toMs }: BeatEntry) => (Math.floor(fromMs / 1_000) === Math.floor(toMs / 1_000) ? `${Math.floor(fromMs / 1_000)}` : `${Math.floor(fromMs / 1_000)}–${Math.floor(toMs / 1_000)}`)
