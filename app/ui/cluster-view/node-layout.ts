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
  /** Cards with room for all labels and the capacity in words. */
  readonly whole: boolean
}

export interface Room {
  readonly width: number
  readonly height: number
}

const gap = 10
const tileGap = 8
const card = { width: 196, height: 172, mostHeight: 204, most: 12 }
/** Cards this large, or so few of them, show everything. */
const wholeCard = { width: 290, height: 188, mostHeight: 228, always: 3 }
const tile = { width: 158, height: 112, leastWidth: 84, leastHeight: 34 }
const cell = { most: 24, least: 14, gap: 4 }
const pixel = { most: 9, least: 5 }
const zoneLabel = 22
const poolLabel = 20

/** Lays nodes out in a room. */
export function layoutNodes(zones: readonly ZoneOfNodes[], room: Room): NodeLayout {
  const names = namesOf(zones)
  if (names.length <= card.most || fitsAsCards(names.length, room)) return cardLayout(names, room)
  const sorted = bySize(zones)
  return tileLayout(names, room) ?? cellLayout(sorted, room) ?? pixelLayout(sorted, room)
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
  const width = (room.width - (columns - 1) * gap) / columns
  const free = (room.height - (lines - 1) * gap) / lines
  const whole = names.length <= wholeCard.always || (width >= wholeCard.width && free >= wholeCard.height)
  const height = Math.min(whole ? wholeCard.mostHeight : card.mostHeight, Math.max(card.height, free))
  return { ...inLines('card', names, room.width, columns, Math.floor(height), gap), whole }
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
    labels: [], contentHeight: Math.max(0, lines * (height + between) - between), whole: false,
  }
}

/** The largest pool first: the others stand behind it, however few they are. */
const bySize = (zones: readonly ZoneOfNodes[]): readonly ZoneOfNodes[] =>
  zones.map((zone) => ({ ...zone, pools: [...zone.pools].sort((a, b) => b.nodes.length - a.nodes.length) }))

const namesOf = (zones: readonly ZoneOfNodes[]): readonly string[] => zones.flatMap(({ pools }) => pools.flatMap(({ nodes }) => nodes))
const zoneTitle = (zone: string): string => (zone ? `zone ${zone}` : 'no zone')

/** A row per zone, a block per pool in it, all blocks of a row equally high. */
function cellLayout(zones: readonly ZoneOfNodes[], room: Room): NodeLayout | undefined {
  for (let size = cell.most; size >= cell.least; size--) {
    const pitch = size + cell.gap
    const builder = newBuilder()
    let y = 0
    for (const zone of zones) {
      const lines = linesFor(zone, room.width, pitch)
      if (lines === undefined) return undefined
      let x = 0
      zone.pools.forEach(({ pool, nodes }, index) => {
        const width = blockWidth(pool, nodes.length, lines, pitch)
        if (index > 0) builder.label(`${zone.zone}/${pool}`, pool, undefined, x, y, width)
        else builder.label(zone.zone, pool === 'general' ? zoneTitle(zone.zone) : `${zoneTitle(zone.zone)}, ${pool}`, countOf(zone), 0, y, width)
        builder.columns(nodes.length, x, y + zoneLabel, lines, pitch)
        x += width + blockGap
      })
      y += zoneLabel + lines * pitch + 10
    }
    if (y - 10 <= room.height) return builder.done('cell', size, namesOf(zones), y - 10)
  }
  return undefined
}

const blockGap = 14
/** A block is no narrower than its name. */
const blockWidth = (pool: string, count: number, lines: number, pitch: number): number =>
  Math.max(Math.ceil(count / lines) * pitch - cell.gap, pool.length * 6.5 + 4)

/** The fewest lines in which the pools of a zone stand side by side. */
function linesFor({ pools }: ZoneOfNodes, width: number, pitch: number): number | undefined {
  const most = Math.max(...pools.map(({ nodes }) => nodes.length))
  for (let lines = 1; lines <= most; lines++) {
    const needed = pools.reduce((sum, { pool, nodes }) => sum + blockWidth(pool, nodes.length, lines, pitch) + blockGap, -blockGap)
    if (needed <= width) return lines
  }
  return undefined
}

/** A column per zone, its pools below one another; at the least size it may scroll. */
function pixelLayout(zones: readonly ZoneOfNodes[], room: Room): NodeLayout {
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
        builder.label(zone.zone, zoneTitle(zone.zone), countOf(zone), x, y, width)
        y += zoneLabel
        for (const { pool, nodes } of zone.pools) {
          builder.label(`${zone.zone}/${pool}`, pool, undefined, x, y, width)
          y = builder.lines(nodes.length, x, y + poolLabel, width, pitch) + 6
        }
        bottom = Math.max(bottom, y)
      })
      top = bottom + 12
    }
    if (top - 18 <= room.height || pitch === pixel.least) return builder.done('pixel', pitch - 2, namesOf(zones), top - 18)
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
    /** Places so many nodes in columns of `lines`, line by line as far as they go. */
    columns(count: number, left: number, top: number, lines: number, pitch: number): void {
      const columns = Math.ceil(count / lines)
      for (let index = 0; index < count; index++) {
        x.push(left + (index % columns) * pitch)
        y.push(top + Math.floor(index / columns) * pitch)
      }
    },
    /** Places so many nodes in lines of `width`, and answers where the next thing may begin. */
    lines(count: number, left: number, top: number, width: number, pitch: number): number {
      const columns = Math.max(1, Math.floor((width + 2) / pitch))
      for (let index = 0; index < count; index++) {
        x.push(left + (index % columns) * pitch)
        y.push(top + Math.floor(index / columns) * pitch)
      }
      return top + Math.ceil(count / columns) * pitch
    },
    done(level: Level, size: number, names: readonly string[], contentHeight: number): NodeLayout {
      return { level, width: size, height: size, names, x, y, labels, contentHeight, columns: 0, whole: false }
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
