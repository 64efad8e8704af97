import { expect, test } from 'vitest'
import { RowHeights } from './row-heights.ts'

/** The same by adding up every row. */
function placesOf(heights: readonly number[]): { readonly tops: readonly number[]; readonly total: number } {
  let total = 0
  return { tops: heights.map((px) => (total += px) - px), total }
}

test('rows lie one under the other, whatever was measured, over the borders of blocks', () => {
  const rows = new RowHeights(20)
  rows.resize(200)
  const heights = Array.from({ length: 200 }, () => 20)
  for (const [at, px] of [[0, 31], [63, 5], [64, 100], [199, 44]] as const) {
    expect(rows.measure(at, px)).toBe(px - 20)
    heights[at] = px
  }
  const { tops, total } = placesOf(heights)
  expect(Array.from({ length: 200 }, (_, at) => rows.top(at))).toEqual(tops)
  expect(rows.total).toBe(total)
  expect([0, 30, 31, 1_295, 1_296, 1_395, 1_396].map((px) => rows.at(px))).toEqual([0, 0, 1, ...[1_295, 1_296, 1_395, 1_396].map((px) => tops.findLastIndex((top) => top <= px))])
  expect(rows.at(1e9)).toBe(199)
})

test('a list that gets shorter and longer again keeps what is still there', () => {
  const rows = new RowHeights(10)
  rows.resize(130)
  rows.measure(5, 40)
  rows.measure(100, 90)
  rows.resize(70)
  expect([rows.size, rows.total]).toEqual([70, 730])
  rows.resize(129)
  expect([rows.total, rows.top(101)]).toEqual([1_320, 1_040])
  rows.resize(0)
  expect([rows.total, rows.at(0)]).toEqual([0, 0])
})
