import { expect, test } from 'vitest'
import { labLayout, type LayoutName, type PaneName } from './lab-layout.ts'

const tracks = (name: LayoutName, ...hidden: PaneName[]) => {
  const { columns, rows, cells, tabs } = labLayout(name, false, false, new Set(hidden))
  const shown = Object.entries(cells).filter(([pane]) => !hidden.includes(pane as PaneName)).map(([pane, { column, row, rowSpan }]) => `${pane} ${column}/${row}${rowSpan ? `+${rowSpan}` : ''}`)
  return { columns: columns.map(({ id }) => id), rows: rows.map(({ id }) => id), shown, tabs }
}

test.each<[LayoutName, PaneName[], unknown]>([
  ['wide', [], { columns: ['guide', 'stage', 'manifest'], rows: ['stage', 'terminal'], shown: ['guide 0/0+2', 'stage 1/0', 'terminal 1/1', 'manifest 2/0+2'] }],
  ['wide', ['manifest'], { columns: ['guide', 'stage'], rows: ['stage', 'terminal'], shown: ['guide 0/0+2', 'stage 1/0', 'terminal 1/1'] }],
  ['wide', ['terminal'], { columns: ['guide', 'stage', 'manifest'], rows: ['stage'], shown: ['guide 0/0', 'stage 1/0', 'manifest 2/0'] }],
  ['wide', ['stage', 'terminal'], { columns: ['guide', 'manifest'], rows: ['stage'], shown: ['guide 0/0', 'manifest 1/0'] }],
  ['wide', ['manifest', 'terminal', 'stage'], { columns: ['guide'], rows: ['stage'], shown: ['guide 0/0'] }],
  ['medium', ['manifest'], { columns: ['left', 'stage'], rows: ['strip', 'terminal'], shown: ['guide 0/0', 'stage 1/0', 'terminal 1/1'] }],
  ['medium', ['terminal'], { columns: ['left', 'stage'], rows: ['strip'], shown: ['guide 0/0', 'stage 1/0', 'manifest 0/0'] }],
  ['narrow', ['terminal'], { columns: ['all'], rows: ['strip', 'stage', 'manifest'], shown: ['guide 0/0', 'stage 0/1', 'manifest 0/2'] }],
  ['narrow', ['terminal', 'manifest'], { columns: ['all'], rows: ['strip', 'stage'], shown: ['guide 0/0', 'stage 0/1'] }],
])('%s without %j', (name, hidden, expected) => {
  expect(tracks(name, ...hidden)).toMatchObject(expected as object)
})
