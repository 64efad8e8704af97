import { expect, test } from 'vitest'
import { lastLineOf, lineOf, outlineOf, placeAt, printPath, scalarAt } from './outline.ts'

const manifest = `kind: DaemonSet
spec:
  selector:
    matchLabels: {app: a}   # flow
  template:
    spec:
      containers:
      - name: "main"
        args:
        - a
        - - nested
        command:
          - sh
      -   image: b:1 # second
          env: []
      volumes:
      # none yet
      nodeSelector:
        kubernetes.io/os: linux
      text: |
        not: a key
          - nor an item
      'quoted key': x
---
kind: Second
`

test('every line has its path', () => {
  expect(outlineOf(manifest).map((line) => (line.blank ? '' : `${line.document} ${printPath(line.path)}${line.value ? ` = ${line.value.text}` : ''}`))).toEqual([
    '0 kind = DaemonSet', '0 spec', '0 spec.selector', '0 spec.selector.matchLabels = {app: a}', '0 spec.template', '0 spec.template.spec',
    '0 spec.template.spec.containers', '0 spec.template.spec.containers[0].name = "main"', '0 spec.template.spec.containers[0].args',
    '0 spec.template.spec.containers[0].args[0] = a', '0 spec.template.spec.containers[0].args[1][0] = nested', '0 spec.template.spec.containers[0].command',
    '0 spec.template.spec.containers[0].command[0] = sh', '0 spec.template.spec.containers[1].image = b:1', '0 spec.template.spec.containers[1].env = []',
    '0 spec.template.spec.volumes', '', '0 spec.template.spec.nodeSelector', '0 spec.template.spec.nodeSelector[kubernetes.io/os] = linux',
    '0 spec.template.spec.text = |', '', '', '0 spec.template.spec.quoted key = x', '', '1 kind = Second', '',
  ])
})

test.each([
  { what: 'under a key', before: 'spec:\n', column: 2, path: 'spec' },
  { what: 'back at the root', before: 'spec:\n  a: b\n', column: 0, path: '' },
  { what: 'beside a key', before: 'spec:\n  a: b\n', column: 2, path: 'spec' },
  { what: 'in an item', before: 'spec:\n  list:\n  - a: b\n', column: 4, path: 'spec.list[0]' },
  { what: 'beside a compact list', before: 'spec:\n  list:\n  - a: b\n', column: 2, path: 'spec' },
  { what: 'deeper in an item', before: 'list:\n- a:\n', column: 4, path: 'list[0].a' },
  { what: 'in the second document', before: 'a: b\n---\nc:\n', column: 2, path: 'c' },
])('a key belongs $what', ({ before, column, path }) => {
  const lines = outlineOf(`${before}${' '.repeat(column)}`)
  expect(printPath(placeAt(lines, lines.length - 1, column).path)).toBe(path)
})

test('a new item goes on with its list', () => {
  const lines = outlineOf('list:\n  - a: b\n  - ')
  expect(printPath(placeAt(lines, 2, 4, [2]).path)).toBe('list[1]')
})

test('scalars, and where what belongs to a key ends', () => {
  const lines = outlineOf(manifest)
  expect(scalarAt(lines, 0, ['spec', 'template', 'spec', 'containers', 0, 'name'])).toBe('main')
  expect(scalarAt(lines, 1, ['kind'])).toBe('Second')
  expect(lastLineOf(lines, lineOf(lines, 0, ['spec', 'template', 'spec', 'containers'])!)).toBe(14)
  expect(lastLineOf(lines, lineOf(lines, 0, ['spec', 'template', 'spec', 'text'])!)).toBe(21)
})
