/** Every kind of thing that happens in the recordings of a real control plane has a cause that leads to an act, and a sentence of its own. */
import { expect, test } from 'vitest'
import { eventIdOf } from '#cluster/cause'
import { JournalPart, journalOf } from '#cluster/journal/journal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { carriedRecordings } from '#kubectl/conformance/carried-recordings'
import { replay } from '#kubectl/conformance/replay'
import { causeOf } from '#scene/why/cause-of'
import { chainOf } from '#scene/why/chain'
import type { Past } from '#scene/why/past'
import { tellStep } from '#scene/steps/tell-step'

const kindOf = ({ component, resource, subresource, type, reason }: WatchEvent) => [component, resource, subresource ?? '', type, reason?.rule ?? 'no rule'].join(' ')
/** Of each kind this many are walked in each recording. */
const walked = 4

interface Played {
  readonly name: string
  readonly events: readonly WatchEvent[]
  readonly past: Past
}

function played(): readonly Played[] {
  return carriedRecordings().map((recording) => {
    const part = new JournalPart()
    const events: WatchEvent[] = []
    const byId = new Map<number, WatchEvent>()
    replay(recording, { onWatchEvent: (event) => {
      part.note(event)
      events.push(event)
      byId.set(event.id, event)
    } })
    const past: Past = {
      journal: journalOf(part),
      recall: (ids) => new Map(ids.flatMap((id) => (byId.has(id) ? [[id, byId.get(id)!] as const] : []))),
      act: (place) => ({ atMs: 0, text: JSON.stringify(recording.steps[place]!.do) }),
    }
    return { name: recording.name, events, past }
  })
}

const all = played()
const sample = all.flatMap(({ name, events, past }) => {
  const times = new Map<string, number>()
  return events.flatMap((event) => {
    const kind = kindOf(event)
    times.set(kind, (times.get(kind) ?? 0) + 1)
    return times.get(kind)! <= walked ? [{ name, kind, event, past }] : []
  })
})

test('every write says by which rule it was made', () => {
  expect(all.flatMap(({ name, events }) => events.filter(({ reason }) => !reason?.rule).map((event) => `${name}: ${kindOf(event)}`))).toEqual([])
})

test('every kind of step leads back to an act', () => {
  const lost = sample.flatMap(({ name, kind, event, past }) => {
    const chain = chainOf(past, event)
    return chain.at(-1)!.kind === 'act' ? [] : [`${name}: ${kind} ${event.key}`]
  })
  expect(lost).toEqual([])
})

test('a cause comes before what it led to, but for an event that tells of the step beside it', () => {
  const early = sample.filter(({ event, past }) => {
    const cause = eventIdOf(causeOf(past, event))
    return event.resource !== 'events' && cause !== undefined && cause >= event.id
  })
  expect(early.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([])
})

test('every kind of step is told in a sentence of its own, with what it is about', () => {
  const vague = sample.flatMap(({ kind, event }) => {
    const { text } = tellStep(event)
    const name = event.resource === 'events' ? (event.object as { involvedObject: { name: string } }).involvedObject.name : event.object.metadata!.name!
    const isParticular = text.includes(name) && !/undefined|null|NaN|\[object|unknown/.test(text) && text.length > name.length + 8
    return isParticular || /kubelet of .* reports/.test(text) ? [] : [`${kind}: ${text}`]
  })
  expect([...new Set(vague)]).toEqual([])
})
