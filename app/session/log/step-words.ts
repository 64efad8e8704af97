/** Steps in words. The latest are known with their objects; others are brought back by playing again, when there is time for it. */
import type { Entry } from '#cluster/journal/journal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { callOf, type ApiCall } from '#scene/log/api-call'
import { fieldChanges, type FieldChange } from '#scene/log/field-changes'
import { actorOf } from '#scene/steps/told-step'
import { tellStep } from '#scene/steps/tell-step'
import { recall } from '#timeline/past'
import type { Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'

/** What can be said of a step. */
export interface StepWords {
  /** One sentence without its full stop. */
  readonly text: string
  readonly call: ApiCall
  readonly changes: readonly FieldChange[]
}

/** As many as are kept once they were told. */
const mostKept = 2_000

export class StepTeller {
  readonly #told = new Map<string, StepWords>()

  /** Its words, where nothing need be played for them. */
  find(timeline: Timeline<Seen>, entry: Entry): StepWords | undefined {
    const known = this.#told.get(nameOf(entry))
    if (known) return known
    const event = timeline.memory.stretch(undefined)?.log.latest.find(entry)
    return event && this.#keep(entry, event)
  }

  /** Makes the words of these, playing again; those of the beginning of a lesson stay unknown. */
  bring(timeline: Timeline<Seen>, entries: readonly Entry[]): void {
    const missing = entries.filter((entry) => !this.find(timeline, entry))
    if (missing.length === 0) return
    const events = recall(timeline, missing.map(({ id }) => id))
    for (const entry of missing) {
      const event = events.get(entry.id)
      if (event) this.#keep(entry, event)
      else this.#told.set(nameOf(entry), shortWords(entry))
    }
  }

  #keep(entry: Entry, event: WatchEvent): StepWords {
    if (this.#told.size >= mostKept) this.#told.clear()
    const words = wordsOf(entry, event)
    this.#told.set(nameOf(entry), words)
    return words
  }
}

/** Of another line the same id may be something else. */
const nameOf = ({ id, atMs, key, type }: Entry): string => `${id} ${atMs} ${type} ${key}`

/** A step of which the change is known. */
export const wordsOf = (entry: Entry, event: WatchEvent): StepWords => ({ text: tellStep(event).text, call: callOf(entry, event.reason), changes: fieldChanges(event) })

/** A step of which only the journal knows. */
export function shortWords(entry: Entry): StepWords {
  const call = callOf(entry)
  const actor = actorOf(entry.component, entry.node)
  return { text: `${actor}: ${call.verb} ${call.subresource ? `${call.resource}/${call.subresource}` : call.resource} ${entry.key}`, call, changes: [] }
}
