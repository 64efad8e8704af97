import { expect, test } from 'vitest'
import { humanDuration, printAge, shortHumanDuration } from './age.ts'

const [second, minute, hour, day, year] = [1_000, 60_000, 3_600_000, 86_400_000, 365 * 86_400_000]

test.each([
  { ms: -2 * second, text: '<invalid>', short: '<invalid>' },
  { ms: -1_999, text: '0s', short: '0s' },
  { ms: 0, text: '0s', short: '0s' },
  { ms: 999, text: '0s', short: '0s' },
  { ms: 119_999, text: '119s', short: '1m' },
  { ms: 2 * minute, text: '2m', short: '2m' },
  { ms: 9 * minute + 59 * second, text: '9m59s', short: '9m' },
  { ms: 10 * minute + 30 * second, text: '10m', short: '10m' },
  { ms: 179 * minute, text: '179m', short: '2h' },
  { ms: 3 * hour, text: '3h', short: '3h' },
  { ms: 7 * hour + 59 * minute, text: '7h59m', short: '7h' },
  { ms: 8 * hour + 59 * minute, text: '8h', short: '8h' },
  { ms: 47 * hour, text: '47h', short: '1d' },
  { ms: 48 * hour, text: '2d', short: '2d' },
  { ms: 7 * day + 23 * hour, text: '7d23h', short: '7d' },
  { ms: 8 * day + 23 * hour, text: '8d', short: '8d' },
  { ms: 729 * day, text: '729d', short: '1y' },
  { ms: 2 * year, text: '2y', short: '2y' },
  { ms: 7 * year + 364 * day, text: '7y364d', short: '7y' },
  { ms: 8 * year + 364 * day, text: '8y', short: '8y' },
])('$ms ms are $text, in short $short', ({ ms, text, short }) => {
  expect([humanDuration(ms), shortHumanDuration(ms)]).toEqual([text, short])
})

test('an age counts from a timestamp, which may be missing or no timestamp at all', () => {
  expect(printAge('1970-01-01T00:01:00Z', 65_900)).toBe('5s')
  expect(printAge(undefined, 65_900)).toBe('<unknown>')
  expect(printAge('soon', 65_900)).toBe('<unknown>')
})
