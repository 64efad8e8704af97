/** The log as text, to be copied or saved; in pieces, so that the page goes on between them. */
import { pathOf, refusedCallOf } from '#scene/log/api-call'
import type { LogFilter } from '#scene/log/log-filter'
import { actorOf } from '#scene/steps/told-step'
import { printClock } from '#scene/clock-text'
import { paragraphAt, type StoryEntry } from '#scene/story/story'
import { sentence } from '#scene/story/sentence'
import { tell } from '#scene/story/tell'
import { recall } from '#timeline/past'
import { currentBranch, type Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'
import { trackOf } from '../track.ts'
import { actWords } from './act-words.ts'
import { StepReader, type StepRow } from './step-reader.ts'
import { shortWords, wordsOf } from './step-words.ts'
import { StoryReader } from './story-reader.ts'

export type Depth = 'story' | 'steps' | 'calls'

/** Steps that are brought back in one go. */
const piece = 1_000

/** The log of the whole line. `rest` is awaited between pieces. */
export async function logText(timeline: Timeline<Seen>, depth: Depth, filter: LogFilter, rest: () => Promise<void>): Promise<string> {
  if (depth === 'story') return storyText(timeline, filter)
  const reader = new StepReader(filter, depth === 'calls')
  while (reader.read(timeline)) await rest()
  const lines: string[] = []
  for (let from = 0; from < reader.size; from += piece) {
    const rows = Array.from({ length: Math.min(piece, reader.size - from) }, (_, at) => reader.row(from + at)!)
    const events = recall(timeline, rows.flatMap((row) => (row.kind === 'change' ? row.entry.id : [])))
    for (const row of rows) lines.push(...(depth === 'steps' ? stepLines(row, events) : callLines(row, events)))
    await rest()
  }
  return `${lines.join('\n')}\n`
}

function storyText(timeline: Timeline<Seen>, filter: LogFilter): string {
  const reader = new StoryReader(filter)
  while (reader.read(timeline)) continue
  const { revisions } = trackOf(timeline)
  const { acts } = currentBranch(timeline)
  const { entries } = reader
  const act = (place: number) => {
    const { text, verbatim } = actWords(acts[place]!.act)
    return verbatim === undefined ? text : `${text}: ${verbatim}`
  }
  const line = (entry: StoryEntry, at: number): string => {
    if (entry.kind === 'act') return `\n${printClock(entry.fromMs)}  ${act(entry.act.place)}`
    const resumes = paragraphAt(entries, at) === 'resumes' ? `\n(${entry.origin === 0 ? 'from how all began' : `from ${printClock(acts[-1 - entry.origin]!.atMs)}, ${act(-1 - entry.origin)}`})\n` : ''
    return `${resumes}${printClock(entry.fromMs)}${entry.toMs > entry.fromMs ? `–${printClock(entry.toMs)}` : ''}  ${sentence(tell(entry.group, revisions))}`
  }
  return `${entries.map(line).join('\n').trim()}\n`
}

type Events = ReturnType<typeof recall>

function stepLines(row: StepRow, events: Events): readonly string[] {
  if (row.kind === 'refused') return [`${printClock(row.request.atMs)}  ${sentence(refusedText(row))}`]
  const event = events.get(row.entry.id)
  const { text } = event ? wordsOf(row.entry, event) : shortWords(row.entry)
  return [`${printClock(row.entry.atMs)}  ${sentence(text)}`]
}

function callLines(row: StepRow, events: Events): readonly string[] {
  if (row.kind === 'refused') {
    const { request } = row
    const call = refusedCallOf(request)
    return [`${printClock(request.atMs)}  ${call.verb} ${pathOf(call)} ${call.key}  ${call.code} ${request.status.reason ?? ''}  by ${request.component}`, `    ${request.status.message ?? ''}`]
  }
  const { entry } = row
  const event = events.get(entry.id)
  const { call, changes } = event ? wordsOf(entry, event) : shortWords(entry)
  return [
    `${printClock(entry.atMs)}  ${call.verb} ${pathOf(call)} ${call.key}  ${call.code}  resourceVersion ${entry.id}  by ${entry.component}`,
    ...changes.map(({ path, before, after }) => `    ${path}: ${before ?? 'none'} → ${after ?? 'none'}`),
  ]
}

/** A refused request in a sentence of the steps. */
export function refusedText({ request }: Extract<StepRow, { kind: 'refused' }>): string {
  const { component, status } = request
  const call = refusedCallOf(request)
  return `The API server does not let ${actorOf(component).replace(/^The/, 'the').replace(/^You/, 'you')} ${call.verb} ${pathOf(call)} ${call.key}: ${status.message ?? `code ${call.code}`}`
}
