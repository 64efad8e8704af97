import { expect, test } from 'vitest'
import { alignColumns, describeColumns, getColumns } from './tab-writer.ts'

test.each([
  { name: 'three blanks behind the widest cell, none behind the last', text: 'NAME\tREADY\tAGE\nagent-abc\t1/1\t5s\n', aligned: 'NAME        READY   AGE\nagent-abc   1/1     5s\n' },
  { name: 'six characters at least', text: 'a\tb\nc\td\n', aligned: 'a     b\nc     d\n' },
  { name: 'an empty last cell leaves the blanks before it', text: 'NAME\tLABELS\nagent\t\n', aligned: 'NAME    LABELS\nagent   \n' },
  { name: 'a line without a cell in a column ends it', text: 'long-long\tb\nalone\nc\td\n', aligned: 'long-long   b\nalone\nc     d\n' },
  { name: 'lines with fewer cells share the columns that they have', text: 'a\tbbbbbb\tc\naaaaaa\tb\na\tb\tc\n', aligned: 'a        bbbbbb   c\naaaaaa   b\na        b     c\n' },
  { name: 'characters are counted, not bytes', text: 'größe\tb\nabcdef\tb\n', aligned: 'größe    b\nabcdef   b\n' },
  { name: 'text without tabs stays', text: 'a\n\nb', aligned: 'a\n\nb' },
])('$name', ({ text, aligned }) => {
  expect(alignColumns(text, getColumns)).toBe(aligned)
})

test('describe leaves two blanks and has no least width', () => {
  expect(alignColumns('Name:\tagent\nA:\tb\n', describeColumns)).toBe('Name:  agent\nA:     b\n')
})

test('remembered widths grow and never shrink', () => {
  const widths: number[] = []
  expect(alignColumns('NAME\tREADY\n', getColumns, widths)).toBe('NAME   READY\n')
  expect(alignColumns('agent-abc\t1/1\n', getColumns, widths)).toBe('agent-abc   1/1\n')
  expect(alignColumns('a\t1/1\n', getColumns, widths)).toBe('a           1/1\n')
})
