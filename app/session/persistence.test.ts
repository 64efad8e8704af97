import { expect, test } from 'vitest'
import type { Recording } from '#timeline/recording'
import type { Start } from '#timeline/start'
import { discardSetAside, Keeper, keptSessions, load, loadFormer, momentIn, removeSession, setAside, writeAbout, type KeptSession } from './persistence.ts'
import { memoryQuickShelf, type QuickShelf } from './quick-shelf.ts'
import { memoryShelf, type Shelf } from './shelf.ts'

const start: Start = { seed: 1, nodes: [{ name: 'node-1' }], readyAtMs: 5_000 }
const recording: Recording = { version: 4, start, lines: [{ acts: [{ atMs: 5_000, act: { shell: 'shell-1', line: 'kubectl cordon node-1' } }], untilMs: 9_000 }], current: 0, atMs: 9_000, draft: 'kind: DaemonSet' }
const own: KeptSession = { id: 'one', name: 'Sandbox', changedAtMs: 1 }

/** A frame without storage. */
const nowhere: QuickShelf = { names: () => [], read: () => undefined, write: () => false, remove: () => undefined }

async function kept(...all: readonly Recording[]): Promise<[Shelf, QuickShelf]> {
  const [shelf, quick] = [memoryShelf(), memoryQuickShelf()]
  const keeper = new Keeper(shelf, quick)
  for (const each of all) keeper.keep(own, each)
  await keeper.settled()
  return [shelf, quick]
}

test('what was kept comes back, with the latest draft and playhead', async () => {
  const [shelf, quick] = await kept(recording)
  new Keeper(shelf, quick).keepMoment('one', { ...momentIn(recording), draft: 'kind: Daemon', untilMs: 12_345, atMs: 11_000 })
  expect(await load(shelf, quick, 'one', start)).toEqual({ recording: { ...recording, draft: 'kind: Daemon', atMs: 11_000, lines: [{ ...recording.lines[0], untilMs: 12_345 }] }, draft: 'kind: Daemon', problems: [] })
})

test('a playhead of a line that has changed since does not count; its draft does', async () => {
  const [shelf, quick] = await kept(recording)
  new Keeper(shelf, quick).keepMoment('one', { draft: 'newer', atMs: 20_000, untilMs: 20_000, line: 0, acts: 2 })
  expect((await load(shelf, quick, 'one', start)).recording).toEqual({ ...recording, draft: 'newer' })
})

test('a first visit finds nothing and complains of nothing', async () => {
  expect(await load(memoryShelf(), nowhere, 'one', start)).toEqual({ recording: undefined, draft: undefined, problems: [] })
  expect(await loadFormer(memoryShelf(), nowhere, 'one', start)).toEqual({ recording: undefined, draft: undefined, problems: [] })
})

test('the session of version 1 is found where it was', async () => {
  const quick = memoryQuickShelf()
  quick.write('session', JSON.stringify({ version: 1, draft: recording.draft, nowMs: 9_000, acts: recording.lines[0]!.acts }))
  expect((await loadFormer(memoryShelf(), quick, 'one', start)).recording).toEqual(recording)
})

test('without a quick shelf the recording alone is enough', async () => {
  const [shelf] = await kept(recording)
  expect((await load(shelf, nowhere, 'one', start)).recording).toEqual(recording)
})

test('several sessions stand side by side, the latest first', async () => {
  const [shelf, quick] = [memoryShelf(), memoryQuickShelf()]
  const keeper = new Keeper(shelf, quick)
  keeper.keep(own, recording)
  keeper.keep({ id: 'two', name: 'Other', changedAtMs: 2 }, { ...recording, draft: 'other' })
  await keeper.settled()
  expect(await keptSessions(shelf)).toEqual([{ id: 'two', name: 'Other', changedAtMs: 2 }, own])
  await writeAbout(shelf, { ...own, name: 'Mine' })
  await removeSession(shelf, quick, 'two')
  expect(await keptSessions(shelf)).toEqual([{ ...own, name: 'Mine' }])
  expect([(await load(shelf, quick, 'two', start)).recording, (await load(shelf, quick, 'one', start)).recording]).toEqual([undefined, recording])
})

test.each([
  { name: 'cut short', text: '{"version":3,"dra', draft: undefined },
  { name: 'from a version to come', text: JSON.stringify({ ...recording, version: 9 }), draft: 'kind: DaemonSet' },
  { name: 'of another make', text: '[]', draft: undefined },
])('storage that is $name is set aside and told of; the draft is saved where it can be', async ({ text, draft }) => {
  const [shelf, quick] = [memoryShelf(), memoryQuickShelf()]
  await shelf.write({ 'recording.one': text })
  const found = await load(shelf, quick, 'one', start)
  expect([found.recording, found.draft, found.problems.length > 0]).toEqual([undefined, draft, true])
  expect([...(await setAside(shelf, quick))]).toEqual([['one', text]])
  await discardSetAside(shelf, quick, 'one')
  expect([...(await setAside(shelf, quick))]).toEqual([])
})

test('storage that cannot be read costs the session, not the draft', async () => {
  const quick = memoryQuickShelf()
  new Keeper(memoryShelf(), quick).keepMoment('one', momentIn(recording))
  const broken: Shelf = { ...memoryShelf(), read: () => Promise.reject(new Error('the disk is gone')) }
  expect(await load(broken, quick, 'one', start)).toEqual({ recording: undefined, draft: 'kind: DaemonSet', problems: [{ where: '', found: 'the disk is gone', expected: 'storage that can be read' }] })
})

test('a moment that makes no sense is left out', async () => {
  const [shelf, quick] = await kept(recording)
  quick.write('moment.one', '{"draft":7}')
  expect((await load(shelf, quick, 'one', start)).recording).toEqual(recording)
})

test('while one recording is written, of those that follow only the last is', async () => {
  const written: number[] = []
  const shelf: Shelf = { ...memoryShelf(), write: (texts) => new Promise((resolve) => setTimeout(() => resolve(void written.push((JSON.parse(texts['recording.one']!) as Recording).atMs)), 5)) }
  const keeper = new Keeper(shelf, nowhere)
  keeper.keep(own, recording)
  await new Promise((resolve) => setTimeout(resolve, 1))
  for (const atMs of [6_000, 7_000, 8_000]) keeper.keep(own, { ...recording, atMs })
  await keeper.settled()
  expect(written).toEqual([9_000, 8_000])
})

test('a full disk is told of, and that it is well again', async () => {
  let full = true
  const told: (string | undefined)[] = []
  const keeper = new Keeper({ ...memoryShelf(), write: () => (full ? Promise.reject(new Error('no room')) : Promise.resolve()) }, nowhere, (problem) => told.push(problem))
  keeper.keep(own, recording)
  await keeper.settled()
  full = false
  keeper.keep(own, recording)
  await keeper.settled()
  expect(told).toEqual(['This session could not be saved: no room', undefined])
})
