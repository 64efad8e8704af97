import { expect, test } from 'vitest'
import { writeKyaml } from './write-kyaml.ts'
import { goJson, writeJson, writeYaml } from './write-object.ts'

test.each<[unknown, string]>([
  ['agent', 'agent'],
  ['', '""'],
  ['true', '"true"'],
  ['Yes', '"Yes"'],
  ['y', '"y"'],
  ['null', '"null"'],
  ['~', '"~"'],
  ['1', '"1"'],
  ['0x1F', '"0x1F"'],
  ['1e3', '"1e3"'],
  ['1.2.3', '1.2.3'],
  ['100m', '100m'],
  ['22:30', '"22:30"'],
  ['2026-01-05', '"2026-01-05"'],
  ['2026-01-05T09:00:00Z', '"2026-01-05T09:00:00Z"'],
  ['node-1', 'node-1'],
  ['-x', '-x'],
  ['- x', "'- x'"],
  ['-', "'-'"],
  ['.', '.'],
  ['<<', '<<'],
  ['1._2', '"1._2"'],
  ['12:30:45.5', '"12:30:45.5"'],
  ['08', '"08"'],
  ['0o8', '0o8'],
  ['*', "'*'"],
  ['@a', "'@a'"],
  ['%a', "'%a'"],
  ['a: b', "'a: b'"],
  ['a:b', 'a:b'],
  ['a:', "'a:'"],
  ['a #b', "'a #b'"],
  ['a#b', 'a#b'],
  ["it's", "it's"],
  ["'quoted'", "'''quoted'''"],
  [' led', "' led'"],
  ['a\tb', '"a\\tb"'],
  ['one\ntwo\n', '|\n  one\n  two'],
  ['one\ntwo', '|-\n  one\n  two'],
  ['one\n\n', '|+\n  one\n'],
  ['  led\nby', '|2-\n    led\n  by'],
  ['blank \nat the end', '"blank \\nat the end"'],
  [`${'long '.repeat(16)}text that goes on`, `${'long '.repeat(16).trim()}\n  text that goes on`],
  [`${'long '.repeat(15)}: text that goes on`, `'${'long '.repeat(15)}:\n  text that goes on'`],
  [`two  ${'long  '.repeat(16)}blanks`, `two  ${'long  '.repeat(16)}blanks`],
  [1, '1'],
  [true, 'true'],
  [null, 'null'],
  [[], '[]'],
  [{}, '{}'],
])('the value %j stands as %s', (value, written) => {
  expect(writeYaml({ key: value })).toBe(`key: ${written}\n`)
})

test('keys are sorted, lists stand below their key, what is undefined is left out', () => {
  expect(writeYaml({ b: [{ y: 1, x: [[1, 2], []] }, 'z'], a: { d: {}, c: undefined }, '1': 'x' })).toBe('"1": x\na:\n  d: {}\nb:\n- x:\n  - - 1\n    - 2\n  - []\n  "y": 1\n- z\n')
})

test('JSON has sorted keys and the escapes of Go', () => {
  expect(goJson({ b: '<&>', a: 1 })).toBe('{"a":1,"b":"\\u003c\\u0026\\u003e"}')
  expect(writeJson({ b: [], a: { c: {} } })).toBe('{\n    "a": {\n        "c": {}\n    },\n    "b": []\n}\n')
})

test('KYAML marks every text, map and list', () => {
  expect(writeKyaml({ metadata: { name: 'a', labels: {} }, spec: { ports: [{ port: 80 }, { port: 81 }], args: ['x'], none: [] }, 'true': 'y' })).toBe(
    '---\n{\n  metadata: {\n    labels: {},\n    name: "a",\n  },\n  spec: {\n    args: [\n      "x",\n    ],\n    none: [],\n    ports: [{\n      port: 80,\n    }, {\n      port: 81,\n    }],\n  },\n  "true": "y",\n}\n',
  )
})
