/** What a description is made from beside the object itself. */
import type { Event } from '#apis/event'
import type { Draft } from '#cluster/draft'

export interface DescribeContext {
  readonly draft: Draft
  /** The time in ms since 1970. */
  readonly nowUnixMs: number
  /** Are events shown? By default only for a single object. */
  readonly showEvents: boolean
  /** The events about objects of a name, of any kind and namespace. */
  eventsAbout(name: string): readonly Event[]
}

/** For all descriptions of one command: events are sorted out once, when they are first asked for. */
export function newDescribeContext(draft: Draft, showEvents: boolean): DescribeContext {
  let byName: ReadonlyMap<string, readonly Event[]> | undefined
  return {
    draft, showEvents,
    nowUnixMs: draft.options.epochMs + draft.nowMs,
    eventsAbout: (name) => (byName ??= eventsByName(draft)).get(name) ?? [],
  }
}

function eventsByName(draft: Draft): ReadonlyMap<string, readonly Event[]> {
  const byName = new Map<string, Event[]>()
  for (const event of draft.api.list('events').values()) {
    const { name } = event.involvedObject
    const known = byName.get(name)
    if (known) known.push(event)
    else byName.set(name, [event])
  }
  return byName
}
