import { expect, test } from 'vitest'
import type { Recording, Start } from '#timeline/recording'
import { Keeper, load } from './persistence.ts'
import { memoryShelf, type QuickShelf, type Shelf } from './shelf.ts'

const start: Start = { seed: 1, nodes: [{ name: 'node-1' }], readyAtMs: 5_000 }
const recording: Recording = { version: 2, start, acts: [{ atMs: 5_000, act: { cordon: 'node-1', on: true } }], untilMs: 9_000, draft: 'kind: DaemonSet' }

function quickShelf(): QuickShelf & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return { texts, read: (name) => texts.get(name), write: (name, text) => Boolean(texts.set(name, text)) }
}

/** A frame without storage. */
const nowhere: QuickShelf = { read: () => undefined, write: () => false }

test('what was kept comes back, with the latest draft and playhead', async () => {
  const [shelf, quick] = [memoryShelf(), quickShelf()]
  const keeper = new Keeper(shelf, quick)
  keeper.keep(recording)
  await keeper.settled()
  keeper.keepMoment({ draft: 'kind: Daemon', untilMs: 12_345 })
  expect(await load(shelf, quick, start)).toEqual({ recording: { ...recording, draft: 'kind: Daemon', untilMs: 12_345 }, draft: 'kind: Daemon', problems: [] })
})

test('a first visit finds nothing and complains of nothing', async () => {
  expect(await load(memoryShelf(), nowhere, start)).toEqual({ recording: undefined, draft: undefined, problems: [] })
})

test('without a quick shelf the recording alone is enough', async () => {
  const shelf = memoryShelf()
  const keeper = new Keeper(shelf, nowhere)
  keeper.keep(recording)
  await keeper.settled()
  expect((await load(shelf, nowhere, start)).recording).toEqual(recording)
})

test.each([
  { name: 'cut short', text: '{"version":2,"dra', draft: undefined },
  { name: 'from a version to come', text: JSON.stringify({ ...recording, version: 9 }), draft: 'kind: DaemonSet' },
  { name: 'of another make', text: '[]', draft: undefined },
])('storage that is $name is set aside and told of; the draft is saved where it can be', async ({ text, draft }) => {
  const shelf = memoryShelf()
  await shelf.write('recording', text)
  const found = await load(shelf, nowhere, start)
  expect([found.recording, found.draft, found.problems.length > 0]).toEqual([undefined, draft, true])
  expect(await shelf.read('set-aside')).toBe(text)
})

test('storage that cannot be read costs the session, not the draft', async () => {
  const quick = quickShelf()
  new Keeper(memoryShelf(), quick).keepMoment(recording)
  const broken: Shelf = { ...memoryShelf(), read: () => Promise.reject(new Error('the disk is gone')) }
  expect(await load(broken, quick, start)).toEqual({ recording: undefined, draft: 'kind: DaemonSet', problems: [{ where: '', found: 'the disk is gone', expected: 'storage that can be read' }] })
})

test('a moment that makes no sense is left out', async () => {
  const quick = quickShelf()
  quick.texts.set('moment', '{"draft":7}')
  const shelf = memoryShelf()
  await shelf.write('recording', JSON.stringify(recording))
  expect((await load(shelf, quick, start)).recording).toEqual(recording)
})

test('while one recording is written, of those that follow only the last is', async () => {
  const written: number[] = []
  const shelf: Shelf = { ...memoryShelf(), write: (_name, text) => new Promise((resolve) => setTimeout(() => resolve(void written.push((JSON.parse(text) as Recording).untilMs)), 5)) }
  const keeper = new Keeper(shelf, nowhere)
  keeper.keep(recording)
  await new Promise((resolve) => setTimeout(resolve, 1))
  for (const untilMs of [10_000, 11_000, 12_000]) keeper.keep({ ...recording, untilMs })
  await keeper.settled()
  expect(written).toEqual([9_000, 12_000])
})

test('a full disk is told of, and that it is well again', async () => {
  let full = true
  const told: (string | undefined)[] = []
  const keeper = new Keeper({ ...memoryShelf(), write: () => (full ? Promise.reject(new Error('no room')) : Promise.resolve()) }, nowhere, (problem) => told.push(problem))
  keeper.keep(recording)
  await keeper.settled()
  full = false
  keeper.keep(recording)
  await keeper.settled()
  expect(told).toEqual(['This session could not be saved: no room', undefined])
})
