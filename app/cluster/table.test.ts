import { expect, test } from 'vitest'
import fc from 'fast-check'
import { changedKeys, Table } from './table.ts'

/** What is done to one of several states of a table. */
type Step = { readonly set: string; readonly value: number } | { readonly delete: string } | { readonly publish: true } | { readonly goOnFrom: number }

// Few keys, so that they come and go; many, so that leaves and branches fill.
const key = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3_000 })).map((number) => `default/pod-${number}`)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ set: key, value: fc.integer() }) },
  { weight: 4, arbitrary: fc.record({ delete: key }) },
  { weight: 1, arbitrary: fc.record({ publish: fc.constant(true as const) }) },
  { weight: 1, arbitrary: fc.record({ goOnFrom: fc.nat() }) },
)

function expectAlike(table: ReadonlyMap<string, number>, model: ReadonlyMap<string, number>): void {
  expect([...table]).toEqual([...model])
  expect([...table.keys()]).toEqual([...model.keys()])
  expect([...table.values()]).toEqual([...model.values()])
  expect(table.size).toBe(model.size)
}

test('a table says what a Map says, in its order, and what was published stays', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 400 }), fc.nat({ max: 200 }), (steps, many) => {
    const states: [table: ReadonlyMap<string, number>, model: ReadonlyMap<string, number>][] = [[new Table<number>().publish(), new Map()]]
    let [table, model] = [new Table<number>(), new Map<string, number>()]
    for (let at = 0; at < many; at++) {
      table.set(`default/first-${at}`, at)
      model.set(`default/first-${at}`, at)
    }
    for (const each of steps) {
      if ('set' in each) {
        table.set(each.set, each.value)
        model.set(each.set, each.value)
        expect([table.get(each.set), table.has(each.set)]).toEqual([each.value, true])
      } else if ('delete' in each) {
        expect(table.delete(each.delete)).toBe(model.delete(each.delete))
        expect([table.get(each.delete), table.has(each.delete)]).toEqual([undefined, false])
      } else if ('publish' in each) states.push([table.publish(), new Map(model)])
      else {
        const [from, was] = states[each.goOnFrom % states.length]!
        ;[table, model] = [new Table(from), new Map(was)]
      }
    }
    expectAlike(table, model)
    for (const [published, was] of states) {
      expectAlike(published, was)
      const changed = new Set([...was.keys(), ...model.keys()].filter((each) => was.get(each) !== model.get(each)))
      expect(changedKeys(published, table)).toEqual(expect.arrayContaining([...changed]))
    }
  }), { numRuns: 300 })
})

test('keys that come and go for long leave nothing behind, and states of before keep theirs', () => {
  const table = new Table<number>()
  const model = new Map<string, number>()
  const states: [ReadonlyMap<string, number>, ReadonlyMap<string, number>][] = []
  for (let at = 0; at < 20_000; at++) {
    table.set(`pod-${at}`, at).set(`node-${at % 7}`, at)
    model.set(`pod-${at}`, at).set(`node-${at % 7}`, at)
    if (at >= 100) expect(table.delete(`pod-${at - 100}`)).toBe(model.delete(`pod-${at - 100}`))
    if (at % 3 === 0) expect(table.delete(`node-${at % 5}`)).toBe(model.delete(`node-${at % 5}`))
    if (at % 999 === 0) states.push([table.publish(), new Map(model)])
  }
  for (const [published, was] of states) expectAlike(published, was)
  expectAlike(table, model)
})

test.each<{ name: string; change: (table: Table<number>) => void; changed: string[] }>([
  { name: 'nothing', change: () => undefined, changed: [] },
  { name: 'another value', change: (table) => table.set('key-700', -1), changed: ['key-700'] },
  { name: 'the same value', change: (table) => table.set('key-700', 700), changed: [] },
  { name: 'the first one taken out', change: (table) => table.delete('key-0'), changed: ['key-0'] },
  { name: 'one more', change: (table) => table.set('key-9999', 1), changed: ['key-9999'] },
  { name: 'taken out and put in again', change: (table) => table.delete('key-3') && table.set('key-3', 4), changed: ['key-3'] },
])('changed keys: $name', ({ change, changed }) => {
  const table = new Table<number>()
  for (let at = 0; at < 5_000; at++) table.set(`key-${at}`, at)
  const before = table.publish()
  change(table)
  expect(changedKeys(before, table.publish())).toEqual(changed)
  expect(changedKeys(new Map(before), table.publish())).toEqual(changed)
  expect(changedKeys(table.publish(), before)).toEqual(changed)
})

test('where nothing was written the same table is published again, and it cannot be written to', () => {
  const table = new Table(new Map([['a', 1]]))
  const published = table.publish()
  expect(table.publish()).toBe(published)
  expect(new Table(published).publish()).toBe(published)
  for (const write of [(to: Table<number>) => to.set('a', 2), (to: Table<number>) => to.set('b', 2), (to: Table<number>) => to.delete('a')]) expect(() => write(published as Table<number>)).toThrow('read-only')
  expect([[...published], published.size]).toEqual([[['a', 1]], 1])
})

test('what is written during a walk is met as in a Map', () => {
  const met = (map: Pick<Map<string, number>, 'set' | 'delete' | typeof Symbol.iterator>) => {
    const keys: string[] = []
    for (const [each, value] of map) {
      keys.push(`${each}=${value}`)
      if (each === 'a') map.set('d', 4).set('c', 5)
      if (each === 'c') map.delete('d')
      if (each === 'c') map.delete('b')
    }
    return keys
  }
  const start: [string, number][] = [['a', 1], ['b', 2], ['c', 3]]
  const published = new Table(new Map(start)).publish()
  expect(met(new Table(published) as never)).toEqual(met(new Map(start)))
  expect([...published]).toEqual(start)
})
