/**
 * What survives a reload, a crash and a closed tab. The recording goes to the shelf after each act;
 * the draft and the playhead, which change all the time, go to the quick shelf. What cannot be read
 * is set aside under another name and told of, never thrown away and never fatal.
 */
import { isRefused, parseRecording, type Recording, type Start } from '#timeline/recording'
import type { Problem } from '#timeline/decode-act'
import type { QuickShelf, Shelf } from './shelf.ts'

const recordingName = 'recording'
const momentName = 'moment'
const setAsideName = 'set-aside'
/** Where version 1 had its recording. */
const formerName = 'session'

/** What changes between two acts. */
export interface Moment {
  readonly draft: string
  /** Virtual ms. */
  readonly untilMs: number
}

/** What was found on the shelf. */
export interface Found {
  readonly recording: Recording | undefined
  readonly draft: string | undefined
  /** Why what was there is not used; it is kept under another name. */
  readonly problems: readonly Problem[]
}

/** Reads what was kept. `start` is how sessions began that did not write it down. */
export async function load(shelf: Shelf, quick: QuickShelf, start: Start): Promise<Found> {
  const moment = readMoment(quick)
  let text: string | undefined
  try {
    text = (await shelf.read(recordingName)) ?? quick.read(formerName)
  } catch (error) {
    return { recording: undefined, draft: moment?.draft, problems: [{ where: '', found: error instanceof Error ? error.message : String(error), expected: 'storage that can be read' }] }
  }
  if (text === undefined) return { recording: undefined, draft: moment?.draft, problems: [] }
  const read = parseRecording(text, start)
  if (isRefused(read)) {
    await shelf.write(setAsideName, text).catch(() => quick.write(setAsideName, text!))
    return { recording: undefined, draft: moment?.draft ?? draftIn(text), problems: read }
  }
  const recording = { ...read, draft: moment?.draft ?? read.draft, untilMs: Math.max(read.untilMs, moment?.untilMs ?? 0) }
  return { recording, draft: recording.draft, problems: [] }
}

function readMoment(quick: QuickShelf): Moment | undefined {
  try {
    const moment = JSON.parse(quick.read(momentName) ?? 'null') as Partial<Moment> | null
    return typeof moment?.draft === 'string' && Number.isSafeInteger(moment.untilMs) ? { draft: moment.draft, untilMs: moment.untilMs! } : undefined
  } catch {
    return undefined
  }
}

/** What a person typed is saved even out of a recording that is of no use otherwise. */
function draftIn(text: string): string | undefined {
  try {
    const value = JSON.parse(text) as { readonly draft?: unknown } | null
    return typeof value?.draft === 'string' ? value.draft : undefined
  } catch {
    return undefined
  }
}

/** Writes recordings one after another; of those that come while one is being written, only the last. */
export class Keeper {
  #next: Recording | undefined
  #busy: Promise<void> | undefined

  constructor(
    private readonly shelf: Shelf,
    private readonly quick: QuickShelf,
    /** Called with what went wrong, and with undefined once it goes well again. */
    private readonly onProblem: (problem: string | undefined) => void = () => undefined,
  ) {}

  /** After each act. */
  keep(recording: Recording): void {
    this.#next = recording
    this.keepMoment(recording)
    this.#busy ??= this.#write().finally(() => (this.#busy = undefined))
  }

  /** After each pause in the typing, every few seconds, and when the page goes. */
  keepMoment({ draft, untilMs }: Moment): void {
    this.quick.write(momentName, JSON.stringify({ draft, untilMs }))
  }

  /** Resolves when all that was given is written. */
  async settled(): Promise<void> {
    await this.#busy
  }

  async #write(): Promise<void> {
    // Out of the act that is being done: writing down must not make a click slow.
    await Promise.resolve()
    for (let recording = this.#next; recording; recording = this.#next) {
      this.#next = undefined
      try {
        await this.shelf.write(recordingName, JSON.stringify(recording))
        this.onProblem(undefined)
      } catch (error) {
        this.onProblem(`This session could not be saved: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
}
