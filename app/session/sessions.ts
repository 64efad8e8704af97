/**
 * The sessions on the shelf, and which of them is open: at load, in a second tab, from a link or a
 * file. What comes from elsewhere is looked at without replacing what one has.
 */
import { isRefused, parseRecording, recordingOf, type Recording } from '#timeline/recording'
import type { Opening } from '#timeline/start'
import { currentBranch, firstLine, nowMsOf, type Timeline } from '#timeline/timeline'
import { hasSession, lessonIn, lessonUrlIn } from './link-hash.ts'
import { fromLink } from './link.ts'
import { notify, settle } from './notice.ts'
import { discardSetAside, forgetFormer, Keeper, keptSessions, load, loadFormer, momentIn, removeSession, setAside, writeAbout, type Found, type KeptSession } from './persistence.ts'
import { replay } from './replay.ts'
import type { Seen } from './seen.ts'
import { newState, openSession, session, show, type Origin } from './session.ts'
import { quickDraft } from './quick-draft.ts'
import { localQuickShelf } from './quick-shelf.ts'
import { memoryShelf, openShelf, type Shelf } from './shelf.ts'
import { firstManifest, sandboxStart } from './start.ts'
import { claim, type Claim } from './tab-claim.ts'
import { latestSession, noteSessionOfTab, sessionOfTab } from './tab-session.ts'

const quick = localQuickShelf
let shelf: Shelf = memoryShelf()
let keeper = new Keeper(shelf, quick)
let held: Claim | undefined
/** Is there anything in this session that is not on the shelf? A copy or a fresh sandbox is written down only once it is touched. */
let touched = false
/** Is the open session on the shelf at all? */
let written = false
/** The draft of a session that was just begun: left like that there is nothing in it to keep. */
let begunWith: string | undefined
/** Did a person type while the session was being restored? Then that counts. */
let typed = false
/** Which opening is the latest: an older one that is still on its way gives up. */
let opening = 0
/** What was done while the session was not there yet. */
let waiting: (() => void)[] = []
/** How long a page that is being left may hold on to its session, in ms. */
const patienceMs = 1_000

/** Opens what this page is to show: a session in its address, else the one that was open, else the latest, else a new one. */
export async function openLab(): Promise<void> {
  const turn = begin()
  shelf = await openShelf(quick)
  keeper = new Keeper(shelf, quick, (why) => (why === undefined ? settle('not-saved') : notify({ kind: 'not-saved', why })))
  if (shelf.kind === 'memory') notify({ kind: 'memory-only' })
  addEventListener('hashchange', () => void (hasSession(location.hash) ? openLink(begin()) : openLessonInAddress()))
  if (hasSession(location.hash)) await openLink(turn)
  // A new tab that is to show a lesson need not open anything else before.
  else if (lessonIn(location.hash) === undefined || sessionOfTab() !== undefined) await openMine(turn)
  await openLessonInAddress()
  for (const [id, text] of await setAside(shelf, quick)) notify({ kind: 'set-aside', id, text, why: whyRefused(text) })
}

/** Opens a lesson that the address names, of the course or from this site, beside the session that is open. */
async function openLessonInAddress(): Promise<void> {
  const id = lessonIn(location.hash)
  if (id !== undefined) return openLesson(id)
  const address = lessonUrlIn(location.hash)
  if (address === undefined) return
  const { openFromAddress } = await import('./lesson/foreign/open-foreign.ts')
  leaveLink()
  await openFromAddress(address)
}

async function openLesson(id: string): Promise<void> {
  const { restoring, timeline: { start } } = session.getState()
  if (!restoring && start.lesson === id && !start.free) return
  try {
    await (await import('./lesson/begin-lesson.ts')).resumeLesson(id)
  } catch (error) {
    leaveLink()
    notify({ kind: 'said', text: `The lesson in the address could not be opened: ${error instanceof Error ? error.message : String(error)}.` })
    if (session.getState().restoring) await openMine(begin())
  }
}

const whyRefused = (text: string): string => {
  const read = parseRecording(text, sandboxStart)
  return isRefused(read) ? printProblems(read)[0]! : 'it could not be played'
}

function begin(): number {
  keepNow()
  session.setState({ restoring: { atMs: 0, untilMs: 0 } })
  return ++opening
}

/** Opens the session of this tab, or the latest one. A session that another tab has is copied. */
async function openMine(turn: number): Promise<void> {
  const kept = await keptSessions(shelf).catch(() => [])
  const own = kept.find(({ id }) => id === sessionOfTab())
  const wanted = own ?? kept.find(({ id }) => id === latestSession(quick)) ?? kept[0]
  if (wanted) return openKept(turn, wanted, own ? patienceMs : 0)
  // A page that was closed right after the first words has left no more than these.
  const id = sessionOfTab() ?? latestSession(quick) ?? newId()
  const former = await loadFormer(shelf, quick, id, sandboxStart)
  const came = former.recording !== undefined || former.problems.length > 0
  await enter(turn, { id, name: 'Sandbox', changedAtMs: Date.now() }, { ...former, draft: former.draft ?? quickDraft(quick, id) }, former.recording !== undefined)
  if (!came || turn !== opening) return
  keepNow()
  await keeper.settled()
  forgetFormer(quick)
}

async function openKept(turn: number, wanted: KeptSession, patience: number): Promise<void> {
  const claimed = await claim(wanted.id, patience)
  const found = await load(shelf, quick, wanted.id, sandboxStart)
  if (claimed) {
    held?.release()
    held = claimed
    return enter(turn, wanted, found, false)
  }
  const copy = { id: newId(), name: await freeName(`${wanted.name}, copy`), changedAtMs: Date.now() }
  await enter(turn, copy, found, false)
  notify({ kind: 'copied', name: wanted.name })
}

/** Makes a session of the shelf the one that is open. */
async function enter(turn: number, { id, name }: KeptSession, { recording, draft }: Found, unsaved: boolean): Promise<void> {
  const origin: Origin = { from: 'shelf', id, name }
  const timeline = recording && (await played(turn, recording, origin))
  if (turn !== opening) return
  if (!timeline) return settleIn(openSession(firstLine(sandboxStart)), origin, draft ?? firstManifest, unsaved)
  settleIn(timeline, origin, recording.draft, unsaved)
}

/** Plays a recording while the page goes on; undefined where something else was opened meanwhile, or the recording cannot be played. */
async function played(turn: number, recording: Recording, origin: Origin): Promise<Timeline<Seen> | undefined> {
  let drawn = performance.now()
  if (!typed) session.setState({ draft: recording.draft })
  try {
    return await replay(recording, (timeline) => {
      const now = performance.now()
      if (turn === opening && now - drawn > 100) {
        drawn = now
        show(timeline, { origin, restoring: { atMs: nowMsOf(timeline), untilMs: currentBranch(timeline).untilMs } })
      }
      return turn === opening
    })
  } catch (error) {
    const text = JSON.stringify(recording)
    await shelf.write({ [`set-aside.${origin.id || newId()}`]: text }).catch(() => undefined)
    notify({ kind: 'set-aside', id: origin.id, text, why: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

function settleIn(timeline: Timeline<Seen>, origin: Origin, draft: string, unsaved: boolean): void {
  const { speed, draft: now } = session.getState()
  touched = unsaved || typed
  written = false
  session.setState(newState(timeline, { draft: typed ? now : draft, origin, speed, playing: origin.from === 'shelf' && atEnd(timeline) }))
  typed = false
  if (origin.from === 'shelf') noteSessionOfTab(quick, origin.id)
  if (origin.from === 'shelf' && !held) void claim(origin.id).then((claimed) => (held = claimed))
  const queue = waiting
  waiting = []
  for (const act of queue) act()
}

const atEnd = (timeline: Timeline): boolean => nowMsOf(timeline) >= currentBranch(timeline).untilMs

/** Does something once the session is there. */
export function whenOpen(act: () => void): void {
  if (session.getState().restoring) waiting.push(act)
  else act()
}

/** Notes that a person typed. */
export function noteTyping(): void {
  if (session.getState().restoring) typed = true
  touched = true
}

/** Notes an act, or anything else that belongs on the shelf, and writes it down. */
export function keep(): void {
  touched = true
  keepNow()
}

/** Writes down what is needed to come back to this moment. */
export function keepNow(): void {
  const { origin, restoring, timeline, draft } = session.getState()
  if (!touched || restoring || origin.from !== 'shelf' || origin.id === '') return
  written = true
  keeper.keep({ id: origin.id, name: origin.name, changedAtMs: Date.now() }, recordingOf(timeline, draft))
}

/** Writes down the draft and the playhead only, where the rest is written already. */
export function keepMoment(): void {
  if (!written) return keepNow()
  const { origin, restoring, timeline, draft } = session.getState()
  if (touched && !restoring && origin.from === 'shelf' && origin.id !== '') keeper.keepMoment(origin.id, momentIn(recordingOf(timeline, draft)))
}

/** Plays the open session anew from another beginning, that of its lesson, which was edited meanwhile. Where its acts fit no more, it begins without them. */
export async function replayOpen(recording: Recording, start: Opening): Promise<void> {
  const { origin } = session.getState()
  const turn = begin()
  const timeline = await played(turn, recording, origin)
  if (turn === opening) settleIn(timeline ?? openSession(firstLine(recording.start), start), origin, recording.draft, true)
  keepNow()
}

// ── from elsewhere ──

async function openLink(turn: number): Promise<void> {
  try {
    const { text, atMs } = await fromLink(location.hash)
    await preview(turn, text, { from: 'link', id: '', name: 'a session from a link' }, atMs)
  } catch (error) {
    await refuse(turn, 'link', [error instanceof Error ? error.message : String(error)])
  }
}

/** Shows a file of somebody's session beside what one has. */
export const openFile = (name: string, text: string): Promise<void> => preview(begin(), text, { from: 'file', id: '', name })

async function preview(turn: number, text: string, origin: Origin, atMs?: number): Promise<void> {
  const read = parseRecording(text, sandboxStart)
  if (isRefused(read)) return refuse(turn, origin.from === 'link' ? 'link' : `file ${origin.name}`, printProblems(read))
  typed = false
  const current = read.lines[read.current]!
  const moment = atMs === undefined ? read.atMs : Math.min(Math.max(atMs, read.start.readyAtMs), current.untilMs)
  const timeline = await played(turn, { ...read, atMs: moment }, origin)
  if (turn !== opening) return
  if (!timeline) return openMine(turn)
  letGo()
  settleIn(timeline, origin, read.draft, true)
}

async function refuse(turn: number, what: string, why: readonly string[]): Promise<void> {
  leaveLink()
  notify({ kind: 'refused', what, why })
  if (turn === opening) await openMine(turn)
}

const printProblems = (problems: readonly { where: string; found: string; expected: string }[]): readonly string[] =>
  problems.slice(0, 3).map(({ where, found, expected }) => `${where ? `${where}: ` : ''}found ${found}, expected ${expected}`)

/** Makes the session that is looked at one of one's own. */
export async function keepPreview(): Promise<void> {
  const { origin } = session.getState()
  if (origin.from === 'shelf') return
  const name = await freeName(origin.from === 'link' ? 'From a link' : origin.name.replace(/\.json$/, ''))
  const id = newId()
  session.setState({ origin: { from: 'shelf', id, name } })
  held = await claim(id)
  noteSessionOfTab(quick, id)
  leaveLink()
  keep()
}

/** Goes back to one's own session; what was looked at is left as it is. */
export async function backToMine(): Promise<void> {
  leaveLink()
  await openMine(begin())
}

const leaveLink = (): void => history.replaceState(history.state, '', location.pathname + location.search)

// ── named sessions ──

/** All sessions on the shelf, the latest first, the open one with them. */
export const listSessions = (): Promise<readonly KeptSession[]> => keeper.settled().then(() => keptSessions(shelf))

/** Opens another session of the shelf. */
export async function openSessionOf(wanted: KeptSession): Promise<void> {
  const turn = begin()
  await keeper.settled()
  letGo()
  leaveLink()
  await openKept(turn, wanted, 0)
}

/** Begins a new sandbox, or with an opening a lesson; the session before stays on the shelf. `start` and `draft` where it is not to begin as all do. */
export async function beginAnew(start = sandboxStart, draft = firstManifest, wantedName = 'Sandbox', opening?: Opening): Promise<void> {
  const { origin: before, timeline, draft: text } = session.getState()
  const empty = timeline.branches.every(({ acts }) => acts.length === 0) && (text === firstManifest || text === begunWith)
  begin()
  letGo()
  leaveLink()
  await keeper.settled()
  if (empty && before.from === 'shelf') await removeSession(shelf, quick, before.id)
  const name = await freeName(wantedName)
  settleIn(openSession(firstLine(start), opening), { from: 'shelf', id: newId(), name }, draft, true)
  begunWith = draft
  keepNow()
  if (!empty && !opening && before.from === 'shelf') notify({ kind: 'begun-anew', id: before.id, name: before.name, what: 'A new sandbox.' })
  if (!empty && opening && before.from === 'shelf' && timeline.start.lesson === start.lesson && !timeline.start.free) notify({ kind: 'begun-anew', id: before.id, name: before.name, what: 'The lesson from its beginning.' })
}

/** Goes on from here without the lesson's tasks, in a session of its own; the lesson stays on the shelf as it is. */
export async function sandboxFromHere(): Promise<void> {
  const { timeline, draft, origin: before } = session.getState()
  const turn = begin()
  await keeper.settled()
  const origin: Origin = { from: 'shelf', id: newId(), name: await freeName(`Sandbox from ${before.name}`) }
  // Played anew, for the lesson's limits are those of its cluster from the start.
  const free = await played(turn, recordingOf({ ...timeline, start: { ...timeline.start, free: true } }, draft), origin)
  if (turn !== opening || !free) return
  letGo()
  leaveLink()
  settleIn(free, origin, draft, true)
  keepNow()
}

/** Goes back from a sandbox that was just begun to the session before it. */
export async function undoBeginAnew(id: string): Promise<void> {
  settle('begun-anew')
  const wanted = (await listSessions()).find((each) => each.id === id)
  if (wanted) await openSessionOf(wanted)
}

/** Calls a session something else. */
export async function renameSession(kept: KeptSession, name: string): Promise<void> {
  const { origin } = session.getState()
  await keeper.settled()
  await writeAbout(shelf, { ...kept, name })
  if (origin.id === kept.id) session.setState({ origin: { ...origin, name } })
}

/** Throws a session of the shelf away; not the one that is open. */
export const deleteSession = ({ id }: KeptSession): Promise<void> => (id === session.getState().origin.id ? Promise.resolve() : removeSession(shelf, quick, id))

/** Throws away what could not be read. */
export const discard = (id: string): Promise<void> => discardSetAside(shelf, quick, id)

function letGo(): void {
  held?.release()
  held = undefined
}

async function freeName(wanted: string): Promise<string> {
  const taken = new Set((await listSessions().catch(() => [])).map(({ name }) => name))
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`
    if (!taken.has(name)) return name
  }
}

/** Unlike any other: two tabs of two computers may meet on one shelf. */
const newId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`


