/**
 * Where each node lies, and how large: the largest level at which all of them fit the room, cards
 * alone may scroll. A node keeps its place in its group from level to level.
 */
import type { ZoneOfNodes } from '#scene/node-groups'

/** How much of a node is shown: all of it, its name and word, its pod, a speck. */
export type Level = 'card' | 'tile' | 'cell' | 'pixel'

/** What stands above a group of cells or pixels. */
export interface GroupLabel {
  readonly key: string
  readonly text: string
  /** Number of nodes, beside a zone. */
  readonly count: number | undefined
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Places in px, from the upper left corner of the picture. */
export interface NodeLayout {
  readonly level: Level
  /** Size of every node. */
  readonly width: number
  readonly height: number
  readonly names: readonly string[]
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly labels: readonly GroupLabel[]
  /** Of the whole picture; above the room's height it scrolls. */
  readonly contentHeight: number
  /** How many stand side by side: what the arrow keys move by. 0 where groups have rows of their own. */
  readonly columns: number
}

export interface Room {
  readonly width: number
  readonly height: number
}

const gap = 10
const tileGap = 8
const card = { width: 196, height: 168, most: 12 }
const tile = { width: 158, height: 112, leastWidth: 84, leastHeight: 34 }
const cell = { most: 24, least: 18, gap: 4 }
const pixel = { most: 9, least: 5 }
const zoneLabel = 22
const poolLabel = 20

/** Lays nodes out in a room. */
export function layoutNodes(zones: readonly ZoneOfNodes[], room: Room): NodeLayout {
  const names = zones.flatMap((zone) => zone.pools.flatMap((pool) => pool.nodes))
  if (names.length <= card.most || fitsAsCards(names.length, room)) return cardLayout(names, room)
  return tileLayout(names, room) ?? cellLayout(zones, names, room) ?? pixelLayout(zones, names, room)
}

const columnsOf = (least: number, between: number, width: number) => Math.max(1, Math.floor((width + between) / (least + between)))

function fitsAsCards(count: number, room: Room): boolean {
  const lines = Math.ceil(count / columnsOf(card.width, gap, room.width))
  return lines * (card.height + gap) - gap <= room.height
}

function cardLayout(names: readonly string[], room: Room): NodeLayout {
  const most = columnsOf(card.width, gap, room.width)
  // Even rows look calmer than one long and one short: 6 in 3 + 3, not 4 + 2.
  const lines = Math.max(1, Math.ceil(names.length / most))
  const columns = Math.max(Math.min(most, Math.ceil(names.length / lines)), Math.min(most, 2))
  const height = Math.min(204, Math.max(card.height, (room.height - (lines - 1) * gap) / lines))
  return inLines('card', names, room.width, columns, Math.floor(height), gap)
}

function tileLayout(names: readonly string[], room: Room): NodeLayout | undefined {
  let best: { columns: number; height: number } | undefined
  for (let columns = columnsOf(tile.leastWidth, tileGap, room.width); columns >= 1; columns--) {
    const lines = Math.ceil(names.length / columns)
    const height = (room.height - (lines - 1) * tileGap) / lines
    if (height < tile.leastHeight) break
    // Wider first: a name cut short says less than a missing word.
    best = { columns, height: Math.min(tile.height, height) }
    if ((room.width - (columns - 1) * tileGap) / columns >= tile.width) break
  }
  return best && inLines('tile', names, room.width, best.columns, Math.floor(best.height), tileGap)
}

function inLines(level: Level, names: readonly string[], room: number, columns: number, height: number, between: number): NodeLayout {
  const width = Math.floor((room - (columns - 1) * between) / columns)
  const lines = Math.ceil(names.length / columns)
  return {
    level, width, height, names, columns,
    x: names.map((_, index) => (index % columns) * (width + between)),
    y: names.map((_, index) => Math.floor(index / columns) * (height + between)),
    labels: [], contentHeight: Math.max(0, lines * (height + between) - between),
  }
}

/** A row per zone, a block per pool in it. */
function cellLayout(zones: readonly ZoneOfNodes[], names: readonly string[], room: Room): NodeLayout | undefined {
  for (let size = cell.most; size >= cell.least; size--) {
    const pitch = size + cell.gap
    const builder = newBuilder()
    let y = 0
    for (const zone of zones) {
      builder.label(zone.zone, `zone ${zone.zone}`, countOf(zone), 0, y, room.width)
      y += zoneLabel
      for (const pool of zone.pools) {
        if (zone.pools.length > 1 || pool.pool) {
          builder.label(`${zone.zone}/${pool.pool}`, pool.pool, undefined, 0, y, room.width)
          y += poolLabel
        }
        y = builder.block(pool.nodes.length, 0, y, room.width, pitch)
      }
      y += 12
    }
    if (y - 12 <= room.height) return builder.done('cell', size, names, y - 12)
  }
  return undefined
}

/** A column per zone, its pools below one another; at the least size it may scroll. */
function pixelLayout(zones: readonly ZoneOfNodes[], names: readonly string[], room: Room): NodeLayout {
  const between = 28
  for (let pitch = pixel.most; ; pitch--) {
    const columns = Math.min(zones.length, columnsOf(150, between, room.width))
    const width = Math.floor((room.width - (columns - 1) * between) / columns)
    const builder = newBuilder()
    let top = 0
    for (let first = 0; first < zones.length; first += columns) {
      let bottom = top
      zones.slice(first, first + columns).forEach((zone, column) => {
        const x = column * (width + between)
        let y = top
        builder.label(zone.zone, `zone ${zone.zone}`, countOf(zone), x, y, width)
        y += zoneLabel
        for (const pool of zone.pools) {
          if (pool.pool) {
            builder.label(`${zone.zone}/${pool.pool}`, pool.pool, undefined, x, y, width)
            y += poolLabel
          }
          y = builder.block(pool.nodes.length, x, y, width, pitch) + 6
        }
        bottom = Math.max(bottom, y)
      })
      top = bottom + 12
    }
    if (top - 18 <= room.height || pitch === pixel.least) return builder.done('pixel', pitch - 2, names, top - 18)
  }
}

const countOf = (zone: ZoneOfNodes): number => zone.pools.reduce((sum, pool) => sum + pool.nodes.length, 0)

function newBuilder() {
  const x: number[] = []
  const y: number[] = []
  const labels: GroupLabel[] = []
  return {
    label(key: string, text: string, count: number | undefined, left: number, top: number, width: number): void {
      labels.push({ key, text, count, x: left, y: top, width })
    },
    /** Places so many nodes in lines of `width`, and answers where the next thing may begin. */
    block(count: number, left: number, top: number, width: number, pitch: number): number {
      const columns = Math.max(1, Math.floor((width + 2) / pitch))
      for (let index = 0; index < count; index++) {
        x.push(left + (index % columns) * pitch)
        y.push(top + Math.floor(index / columns) * pitch)
      }
      return top + Math.ceil(count / columns) * pitch
    },
    done(level: Level, size: number, names: readonly string[], contentHeight: number): NodeLayout {
      return { level, width: size, height: size, names, x, y, labels, contentHeight, columns: 0 }
    },
  }
}

/** Which node an arrow key leads to from `index`: the nearest in that direction; the same where there is none. */
export function neighbour(layout: NodeLayout, index: number, key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'): number {
  if (key === 'ArrowLeft') return Math.max(0, index - 1)
  if (key === 'ArrowRight') return Math.min(layout.names.length - 1, index + 1)
  const x = layout.x[index] ?? 0
  const y = layout.y[index] ?? 0
  const down = key === 'ArrowDown'
  let best = index
  let bestDistance = Infinity
  for (let other = 0; other < layout.names.length; other++) {
    const rise = (layout.y[other] ?? 0) - y
    if (down ? rise <= 0.5 : rise >= -0.5) continue
    const distance = Math.abs(rise) + 3 * Math.abs((layout.x[other] ?? 0) - x)
    if (distance < bestDistance) [best, bestDistance] = [other, distance]
  }
  return best
}

/** The node under a point of the picture; undefined between nodes. */
export function nodeAt(layout: NodeLayout, x: number, y: number): number | undefined {
  // Half the gap on each side belongs to the node: no dead lines between pixels.
  const slack = layout.level === 'pixel' ? 1 : layout.level === 'cell' ? 2 : 0
  for (let index = 0; index < layout.names.length; index++) {
    const left = layout.x[index]! - slack
    const top = layout.y[index]! - slack
    if (x >= left && y >= top && x < left + layout.width + 2 * slack && y < top + layout.height + 2 * slack) return index
  }
  return undefined
}
