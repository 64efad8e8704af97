/**
 * What survives a reload, a crash and a closed tab. The recording of a session goes to the shelf
 * after each act; the draft and the playhead, which change all the time, go to the quick shelf. What
 * cannot be read is set aside under another name and told of, never thrown away and never fatal.
 */
import { isRefused, parseRecording, type Recording } from '#timeline/recording'
import type { Problem } from '#timeline/decode-act'
import type { Start } from '#timeline/start'
import { momentOf, parsed, readMoment, type Moment } from './quick-draft.ts'
import type { QuickShelf } from './quick-shelf.ts'
import type { Shelf } from './shelf.ts'

const recordingOf = (id: string) => `recording.${id}`
const aboutOf = (id: string) => `about.${id}`
const setAsidePrefix = 'set-aside.'
/** Where version 1 had its only session. */
const formerName = 'session'

/** The moment in which a recording was made. */
export const momentIn = ({ draft, atMs, lines, current }: Recording): Moment => ({ draft, atMs, untilMs: lines[current]!.untilMs, line: current, acts: lines[current]!.acts.length })

/** A session on the shelf. */
export interface KeptSession {
  readonly id: string
  readonly name: string
  /** Wall time of the last act, in ms since 1970. */
  readonly changedAtMs: number
}

/** What was found on the shelf. */
export interface Found {
  readonly recording: Recording | undefined
  readonly draft: string | undefined
  /** Why what was there is not used; it is kept under another name. */
  readonly problems: readonly Problem[]
}

/** All sessions on the shelf, the latest first. What says nothing of itself is left out. */
export async function keptSessions(shelf: Shelf): Promise<readonly KeptSession[]> {
  const names = await shelf.names(aboutOf(''))
  const texts = await Promise.all(names.map((name) => shelf.read(name)))
  return texts.flatMap((text, at) => readAbout(text, names[at]!.slice(aboutOf('').length)) ?? []).sort((a, b) => b.changedAtMs - a.changedAtMs)
}

function readAbout(text: string | undefined, id: string): KeptSession | undefined {
  const about = parsed(text) as Partial<KeptSession> | null | undefined
  return typeof about?.name === 'string' && typeof about.changedAtMs === 'number' ? { id, name: about.name, changedAtMs: about.changedAtMs } : undefined
}

/** Calls a session something. */
export const writeAbout = (shelf: Shelf, { id, name, changedAtMs }: KeptSession): Promise<void> => shelf.write({ [aboutOf(id)]: JSON.stringify({ name, changedAtMs }) })

/** Reads what was kept of a session. `start` is how sessions began that did not write it down. */
export async function load(shelf: Shelf, quick: QuickShelf, id: string, start: Start): Promise<Found> {
  const moment = readMoment(quick, id)
  let text: string | undefined
  try {
    text = await shelf.read(recordingOf(id))
  } catch (error) {
    return { recording: undefined, draft: moment?.draft, problems: [{ where: '', found: error instanceof Error ? error.message : String(error), expected: 'storage that can be read' }] }
  }
  return read(shelf, quick, id, text, moment, start)
}

/** Reads the only session of version 1; it stays where it was until it is kept anew (`forgetFormer`). */
export const loadFormer = (shelf: Shelf, quick: QuickShelf, id: string, start: Start): Promise<Found> => read(shelf, quick, id, quick.read(formerName), undefined, start)

export const forgetFormer = (quick: QuickShelf): void => quick.remove(formerName)

async function read(shelf: Shelf, quick: QuickShelf, id: string, text: string | undefined, moment: Moment | undefined, start: Start): Promise<Found> {
  if (text === undefined) return { recording: undefined, draft: moment?.draft, problems: [] }
  const found = parseRecording(text, start)
  if (isRefused(found)) {
    await shelf.write({ [setAsidePrefix + id]: text }).catch(() => quick.write(setAsidePrefix + id, text))
    return { recording: undefined, draft: moment?.draft ?? draftIn(text), problems: found }
  }
  const recording = moment ? atMoment(found, moment) : found
  return { recording, draft: recording.draft, problems: [] }
}

/** The recording with what was seen after it was written. */
function atMoment(recording: Recording, { draft, atMs, untilMs, line, acts }: Moment): Recording {
  const current = recording.lines[recording.current]!
  if (line !== recording.current || acts !== current.acts.length) return { ...recording, draft }
  const reached = Math.max(current.untilMs, untilMs)
  const lines = recording.lines.map((each, at) => (at === line ? { ...each, untilMs: reached } : each))
  return { ...recording, lines, atMs: Math.min(Math.max(atMs, recording.start.readyAtMs), reached), draft }
}

/** What a person typed is saved even out of a recording that is of no use otherwise. */
function draftIn(text: string): string | undefined {
  const value = parsed(text) as { readonly draft?: unknown } | null | undefined
  return typeof value?.draft === 'string' ? value.draft : undefined
}

/** Texts that could not be read, by the session that they were of. */
export async function setAside(shelf: Shelf, quick: QuickShelf): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const name of await shelf.names(setAsidePrefix)) texts.set(name.slice(setAsidePrefix.length), (await shelf.read(name)) ?? '')
  for (const name of quick.names(setAsidePrefix)) texts.set(name.slice(setAsidePrefix.length), quick.read(name) ?? '')
  return texts
}

/** Throws away what was set aside of a session. */
export async function discardSetAside(shelf: Shelf, quick: QuickShelf, id: string): Promise<void> {
  await shelf.remove(setAsidePrefix + id)
  quick.remove(setAsidePrefix + id)
}

/** Throws a session away. */
export async function removeSession(shelf: Shelf, quick: QuickShelf, id: string): Promise<void> {
  quick.remove(momentOf(id))
  await Promise.all([shelf.remove(aboutOf(id)), shelf.remove(recordingOf(id))])
}

/** Writes recordings one after another; of those of one session that come while one is being written, only the last. */
export class Keeper {
  readonly #next = new Map<string, { readonly session: KeptSession; readonly recording: Recording }>()
  #busy: Promise<void> | undefined

  constructor(
    private readonly shelf: Shelf,
    private readonly quick: QuickShelf,
    /** Called with what went wrong, and with undefined once it goes well again. */
    private readonly onProblem: (problem: string | undefined) => void = () => undefined,
  ) {}

  /** After each act. */
  keep(session: KeptSession, recording: Recording): void {
    this.#next.set(session.id, { session, recording })
    this.keepMoment(session.id, momentIn(recording))
    this.#busy ??= this.#write().finally(() => (this.#busy = undefined))
  }

  /** After each pause in the typing, every few seconds, and when the page goes. */
  keepMoment(id: string, moment: Moment): void {
    this.quick.write(momentOf(id), JSON.stringify(moment))
  }

  /** Resolves when all that was given is written. */
  async settled(): Promise<void> {
    await this.#busy
  }

  async #write(): Promise<void> {
    // Out of the act that is being done: writing down must not make a click slow.
    await Promise.resolve()
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        const { id, name, changedAtMs } = next.session
        await this.shelf.write({ [recordingOf(id)]: JSON.stringify(next.recording), [aboutOf(id)]: JSON.stringify({ name, changedAtMs }) })
        this.onProblem(undefined)
      } catch (error) {
        this.onProblem(`This session could not be saved: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  #take() {
    const [id] = this.#next.keys()
    const next = id === undefined ? undefined : this.#next.get(id)
    if (id !== undefined) this.#next.delete(id)
    return next
  }
}
