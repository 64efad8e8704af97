/** How the panes lie at a given width of the lab's root: look by container, so that an iframe of 720 px is laid out as a window of 720. */
import type { GridTrackProps } from 'react-resizable-panels'

/** `ledger` is the wide layout above 600 nodes: the manifest waits on a rail at the right. */
export type LayoutName = 'wide' | 'ledger' | 'medium' | 'narrow' | 'phone'

/** The panes that lie in the grid; top bar, timeline and tab bar stand around it. */
export type PaneName = 'guide' | 'stage' | 'manifest' | 'terminal'

export interface CellPlace {
  readonly column: number
  readonly row: number
  readonly rowSpan?: number
}

export interface LabLayout {
  readonly columns: GridTrackProps[]
  readonly rows: GridTrackProps[]
  readonly cells: Readonly<Record<PaneName, CellPlace>>
  /** Where manifest and terminal share one place: that of the tabs between them. */
  readonly tabs?: CellPlace
}

/** Nodes above which the reasons are counted instead of said. */
export const ledgerFrom = 601

/** Below this height, in px, one column has no room for two panes on top of each other. */
const stackedFromPx = 640

/** The layout for a root of `widthPx` × `heightPx` and a cluster of `nodes`. */
export function layoutName(widthPx: number, heightPx: number, nodes: number): LayoutName {
  if (widthPx <= 480 || (widthPx <= 900 && heightPx < stackedFromPx)) return 'phone'
  if (widthPx <= 900) return 'narrow'
  if (widthPx <= 1180) return 'medium'
  return nodes >= ledgerFrom ? 'ledger' : 'wide'
}

const side = (id: string, px: number, minPx: number, maxPx: number): GridTrackProps =>
  ({ id, defaultSize: `${px}px`, minSize: `${minPx}px`, maxSize: `${maxPx}px`, groupResizeBehavior: 'preserve-pixel-size' })
const fixed = (id: string, px: number): GridTrackProps =>
  ({ id, defaultSize: `${px}px`, minSize: `${px}px`, maxSize: `${px}px`, groupResizeBehavior: 'preserve-pixel-size', disabled: true })
const rest = (id: string, minPx: number): GridTrackProps => ({ id, minSize: `${minPx}px` })

/** Height of the guide where it is a strip, in px. */
const stripPx = 76
/** Width of the rail above 600 nodes, in px. */
const railPx = 48

/** Height of a pane's bar, in px: all that is left of a terminal that is folded. */
const barPx = 38
/** Below this height of the root, in px, the terminal begins folded. */
const roomyFromPx = 840

/** Does the terminal begin folded to its bar? */
export const beginsFolded = (name: LayoutName, heightPx: number): boolean => name === 'medium' || name === 'ledger' || (name === 'wide' && heightPx < roomyFromPx)

/** Can the terminal be folded, and dragged higher, there? */
export const folds = (name: LayoutName): boolean => name === 'wide' || name === 'ledger' || name === 'medium'

const terminalRow = (folded: boolean): GridTrackProps => (folded ? fixed('terminal', barPx) : side('terminal', barPx + 160, barPx + 60, 640))

/** Tracks and places of a layout. `railOpen`: the manifest has been called from its rail; `folded`: the terminal is only its bar; `hidden`: panes that a lesson does not show. */
export function labLayout(name: LayoutName, railOpen: boolean, folded: boolean, hidden: ReadonlySet<PaneName> = nothing): LabLayout {
  const whole = wholeLayout(name, railOpen, folded)
  return hidden.size === 0 ? whole : without(whole, hidden)
}

const nothing: ReadonlySet<PaneName> = new Set()

/** The layout without some panes: tracks in which nothing is left go, and the rest move up. The last track that stays takes what room there is. */
function without({ columns, rows, cells, tabs }: LabLayout, hidden: ReadonlySet<PaneName>): LabLayout {
  const shown = (Object.entries(cells) as [PaneName, CellPlace][]).filter(([pane]) => !hidden.has(pane))
  const showsTabs = tabs && !hidden.has('manifest') && !hidden.has('terminal')
  const places = [...shown.map(([, place]) => place), ...(showsTabs ? [tabs] : [])]
  const usedColumns = columns.map((_, at) => places.some(({ column }) => column === at))
  // A pane that reaches over several rows fills those that others make.
  const usedRows = rows.map((_, at) => places.some(({ row, rowSpan }) => row === at && (rowSpan ?? 1) === 1)).map((used, at, all) => used || (at === 0 && !all.includes(true)))
  const place = ({ column, row, rowSpan = 1 }: CellPlace): CellPlace => {
    const span = usedRows.slice(row, row + rowSpan).filter(Boolean).length
    return { column: countBefore(usedColumns, column), row: Math.min(countBefore(usedRows, row), usedRows.filter(Boolean).length - 1), ...(span > 1 && { rowSpan: span }) }
  }
  const placed = Object.fromEntries(shown.map(([pane, at]) => [pane, place(at)])) as Record<PaneName, CellPlace>
  return {
    columns: withRoom(columns.filter((_, at) => usedColumns[at])), rows: withRoom(rows.filter((_, at) => usedRows[at])),
    cells: { ...cells, ...placed }, ...(showsTabs && { tabs: place(tabs) }),
  }
}

const countBefore = (used: readonly boolean[], at: number): number => used.slice(0, at).filter(Boolean).length

/** One track must take what is left. */
function withRoom(tracks: readonly GridTrackProps[]): GridTrackProps[] {
  if (tracks.some(({ groupResizeBehavior }) => groupResizeBehavior === undefined)) return [...tracks]
  return tracks.map((track, at) => (at === tracks.length - 1 ? { id: track.id, minSize: track.minSize } : track))
}

function wholeLayout(name: LayoutName, railOpen: boolean, folded: boolean): LabLayout {
  switch (name) {
    case 'wide':
      return {
        columns: [side('guide', 336, 240, 520), rest('stage', 420), side('manifest', 392, 300, 720)],
        rows: [rest('stage', 200), terminalRow(folded)],
        cells: { guide: { column: 0, row: 0, rowSpan: 2 }, stage: { column: 1, row: 0 }, terminal: { column: 1, row: 1 }, manifest: { column: 2, row: 0, rowSpan: 2 } },
      }
    case 'ledger':
      return {
        columns: [side('ledger', 320, 260, 480), rest('stage', 420), railOpen ? side('manifest', 392, 300, 720) : fixed('rail', railPx)],
        rows: [rest('stage', 200), terminalRow(folded)],
        cells: { guide: { column: 0, row: 0, rowSpan: 2 }, stage: { column: 1, row: 0 }, terminal: { column: 1, row: 1 }, manifest: { column: 2, row: 0, rowSpan: 2 } },
      }
    case 'medium':
      return {
        columns: [side('left', 352, 280, 520), rest('stage', 420)],
        rows: [fixed('strip', stripPx), rest('manifest', 200), terminalRow(folded)],
        cells: { guide: { column: 0, row: 0 }, stage: { column: 1, row: 0, rowSpan: 2 }, terminal: { column: 1, row: 2 }, manifest: { column: 0, row: 1, rowSpan: 2 } },
      }
    case 'narrow':
      return {
        columns: [rest('all', 300)],
        rows: [fixed('strip', stripPx), { id: 'stage', defaultSize: '54%', minSize: '220px' }, fixed('tabs', barPx), { id: 'manifest', minSize: '150px' }],
        cells: { guide: { column: 0, row: 0 }, stage: { column: 0, row: 1 }, manifest: { column: 0, row: 3 }, terminal: { column: 0, row: 3 } },
        tabs: { column: 0, row: 2 },
      }
    case 'phone':
      return {
        columns: [rest('all', 0)],
        rows: [rest('all', 0)],
        cells: { guide: { column: 0, row: 0 }, stage: { column: 0, row: 0 }, manifest: { column: 0, row: 0 }, terminal: { column: 0, row: 0 } },
      }
  }
}
