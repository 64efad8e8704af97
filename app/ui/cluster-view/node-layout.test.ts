import { expect, test } from 'vitest'
import type { ZoneOfNodes } from '#scene/node-groups'
import { layoutNodes, neighbour, nodeAt, type NodeLayout } from './node-layout.ts'

const zone = (name: string, pools: Readonly<Record<string, number>>): ZoneOfNodes => ({
  zone: name,
  pools: Object.entries(pools).map(([pool, count]) => ({ pool, nodes: Array.from({ length: count }, (_, index) => `${name}-${pool}-${index + 1}`) })),
})
const ofCount = (count: number): readonly ZoneOfNodes[] => ['a', 'b', 'c'].map((name, index) => zone(name, { general: Math.floor((count + 2 - index) / 3) }))
const desktop = { width: 662, height: 430 }

test.each([
  { count: 3, level: 'card' }, { count: 12, level: 'card' }, { count: 13, level: 'tile' }, { count: 60, level: 'tile' },
  { count: 120, level: 'cell' }, { count: 500, level: 'cell' }, { count: 700, level: 'pixel' }, { count: 5_000, level: 'pixel' },
] as const)('$count nodes are shown as $level', ({ count, level }) => {
  expect(layoutNodes(ofCount(count), desktop).level).toBe(level)
})

test('pools of a zone stand side by side, the largest first', () => {
  const layout = layoutNodes([zone('a', { 'control-plane': 1, general: 158, gpu: 9 }), zone('b', { general: 158, gpu: 9 }), zone('c', { general: 156, gpu: 9 })], desktop)
  expect(layout.level).toBe('cell')
  expect(layout.labels.map(({ text }) => text)).toEqual(['zone a', 'gpu', 'control-plane', 'zone b', 'gpu', 'zone c', 'gpu'])
  expect(layout.names[0]).toBe('a-general-1')
})

test('nodes without a zone are not said to be in one', () => {
  expect(layoutNodes([zone('', { general: 300 })], desktop).labels.map(({ text }) => text)).toEqual(['no zone'])
})

test.each([1, 2, 4, 6, 12, 37, 60, 119, 333, 500, 1_003, 5_000])('%i nodes lie in the room and none over another', (count) => {
  const layout = layoutNodes([zone('a', { 'control-plane': 1, general: count }), zone('b', { general: count, gpu: 3 })], desktop)
  expect(layout.names.length).toBe(2 * count + 4)
  expect(overlapping(layout)).toEqual([])
  expect(Math.max(...layout.x) + layout.width).toBeLessThanOrEqual(desktop.width)
  if (layout.level === 'tile' || layout.level === 'cell') expect(layout.contentHeight).toBeLessThanOrEqual(desktop.height)
})

test('few nodes, or large cards, show everything', () => {
  expect([3, 4, 6].map((count) => layoutNodes(ofCount(count), desktop).whole)).toEqual([true, true, false])
  expect(layoutNodes(ofCount(4), { width: 328, height: 300 }).whole).toBe(false)
})

test('arrow keys lead to the neighbour, and a point to the node under it', () => {
  const layout = layoutNodes(ofCount(6), desktop)
  expect([neighbour(layout, 0, 'ArrowRight'), neighbour(layout, 0, 'ArrowDown'), neighbour(layout, 4, 'ArrowUp'), neighbour(layout, 0, 'ArrowLeft')]).toEqual([1, 3, 1, 0])
  expect(nodeAt(layout, layout.x[4]! + 5, layout.y[4]! + 5)).toBe(4)
  expect(nodeAt(layout, layout.x[4]! - 5, layout.y[4]! + 5)).toBeUndefined()
})

function overlapping({ x, y, width, height, names }: NodeLayout): readonly string[] {
  const seen = new Map<string, number>()
  const found: string[] = []
  names.forEach((name, index) => {
    // Equal sizes: two lie over one another only where their corners are closer than a size.
    const [column, line] = [Math.floor(x[index]! / width), Math.floor(y[index]! / height)]
    for (const other of [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, 1], [-1, 1], [1, -1]].map(([dx, dy]) => seen.get(`${column + dx!}/${line + dy!}`))) {
      if (other !== undefined && Math.abs(x[other]! - x[index]!) < width && Math.abs(y[other]! - y[index]!) < height) found.push(`${names[other]} ${name}`)
    }
    seen.set(`${column}/${line}`, index)
  })
  return found
}
