import { expect, test } from 'vitest'
import { printTable, tableText, type Column, type TableOptions } from './table.ts'

interface Thing {
  metadata: { name: string; namespace?: string; labels?: Record<string, string> }
  size: number
  note?: string
}

const columns: Column<Thing>[] = [
  { header: 'NAME', cell: ({ metadata }) => metadata.name },
  { header: 'SIZE', cell: ({ size }) => size },
  { header: 'NOTE', wide: true, cell: ({ note }) => note ?? '<none>' },
]
const things: Thing[] = [
  { metadata: { name: 'one', namespace: 'default', labels: { zone: 'a', app: 'agent', 'example.com/tier': 'gold' } }, size: 1 },
  { metadata: { name: 'two', namespace: 'other' }, size: 22, note: 'first line\nsecond' },
]

test.each<{ name: string; options: TableOptions; text: string }>([
  { name: 'plain', options: {}, text: 'NAME\tSIZE\none\t1\ntwo\t22\n' },
  { name: 'wide, cut at a line end', options: { wide: true }, text: 'NAME\tSIZE\tNOTE\none\t1\t<none>\ntwo\t22\tfirst line...\n' },
  { name: 'of all namespaces, with kinds', options: { withNamespace: true, namePrefix: 'thing/' }, text: 'NAMESPACE\tNAME\tSIZE\ndefault\tthing/one\t1\nother\tthing/two\t22\n' },
  { name: 'label columns before all labels', options: { columnLabels: ['example.com/tier', 'zone'], showLabels: true }, text: 'NAME\tSIZE\tTIER\tZONE\tLABELS\none\t1\tgold\ta\tapp=agent,example.com/tier=gold,zone=a\ntwo\t22\t\t\t<none>\n' },
  { name: 'without headers', options: { noHeaders: true }, text: 'one\t1\ntwo\t22\n' },
])('$name', ({ options, text }) => {
  expect(tableText(columns, things, 0, options)).toBe(text)
})

test('the table is aligned', () => {
  expect(printTable(columns, things, 0, { showLabels: true })).toBe('NAME   SIZE   LABELS\none    1      app=agent,example.com/tier=gold,zone=a\ntwo    22     <none>\n')
})
