import { expect, test } from 'vitest'
import { placeFlags, trackEndMs, trackTicks } from './track-layout.ts'

test.each([
  [0, 60_000],
  [40_000, 60_000],
  [44_000, 70_000],
  [95_000, 135_000],
  [300_000, 420_000],
])('at %d ms the bar ends at %d ms', (nowMs, end) => expect(trackEndMs(nowMs)).toBe(end))

test('ticks leave room for their numbers', () => {
  expect(trackTicks(60_000, 1_200)).toEqual([0, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 55_000, 60_000])
  expect(trackTicks(60_000, 320)).toEqual([0, 30_000, 60_000])
})

test('labels are shortened, then dropped', () => {
  const flags = [{ atMs: 0, text: 'cordon worker-2', by: 'you' as const }, { atMs: 90, text: 'power off worker-4', by: 'you' as const }, { atMs: 120, text: 'apply', by: 'you' as const }]
  expect(placeFlags(flags, (atMs) => atMs, 400).map(({ label }) => label)).toEqual(['cordon wor…', '', 'apply'])
})
