/** The story of the line that is played, told on as it gets longer. */
import { isWanted, type LogFilter } from '#scene/log/log-filter'
import type { Happening } from '#scene/story/happening'
import { Story, type StoryEntry } from '#scene/story/story'
import type { Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'
import { LineWatch } from './line-reader.ts'
import { originIn, storyStretches } from './story-of.ts'

/** As many happenings as are told in one go: some ms. */
const mostAtOnce = 4_000

export class StoryReader {
  readonly #line = new LineWatch()
  #story: Story | undefined
  #timeline: Timeline<Seen> | undefined

  constructor(private readonly filter: LogFilter) {}

  get entries(): readonly StoryEntry[] {
    return this.#story?.entries ?? []
  }

  get size(): number {
    return this.entries.length
  }

  /** Reads on; true where there is more to be read. */
  read(timeline: Timeline<Seen>): boolean {
    this.#timeline = timeline
    if (this.#line.isAnother(timeline) || !this.#story) this.#story = new Story((cause) => originIn(this.#timeline!)(cause), this.#wanted())
    return !this.#story.tellOn(storyStretches(timeline), mostAtOnce)
  }

  atMs(at: number): number {
    return this.entries[at]?.fromMs ?? 0
  }

  #wanted(): (happening: Happening) => boolean {
    const { filter } = this
    return ({ by, key, node }) => isWanted(filter, { component: by, key, node })
  }
}
