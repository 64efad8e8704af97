import { expect, test } from 'vitest'
import { duplicateKeys } from './duplicate-keys.ts'
import { applyEdits } from './edits.ts'

test.each([
  { what: 'none', text: 'a: 1\nb:\n  a: 2\n---\na: 3\n', found: [], mended: undefined },
  { what: 'equal keys of two items', text: 'list:\n- name: a\n- name: b\n', found: [], mended: undefined },
  { what: 'a scalar', text: 'a: 1\nb: 2\na: 3\n', found: [['a', 1, 3]], mended: 'b: 2\na: 3\n' },
  { what: 'a block, told of once', text: 'spec:\n  labels:\n    x: 1\n  other: 2\n  labels:\n    x: 3\n', found: [['spec.labels', 2, 5]], mended: 'spec:\n  other: 2\n  labels:\n    x: 3\n' },
  { what: 'in an item', text: 'list:\n- name: a\n  name: b\n', found: [['list[0].name', 2, 3]], mended: 'list:\n- name: b\n' },
  { what: 'three times', text: 'a: 1\na: 2\na: 3\n', found: [['a', 1, 2], ['a', 2, 3]], mended: 'a: 2\na: 3\n' },
])('$what', ({ text, found, mended }) => {
  const keys = duplicateKeys(text)
  expect(keys.map(({ path, line, againLine }) => [path, line, againLine])).toEqual(found)
  expect(keys[0] && applyEdits(text, keys[0].edits)).toBe(mended)
})
