import { describe, expect, test } from 'vitest'
import { readManifest } from '../manifest.ts'

const valueOf = (text: string) => readManifest(text).documents[0]?.value
const problemOf = (text: string) => readManifest(text).problem?.says

describe('what is no YAML is told as kubectl tells it, with its line', () => {
  const yaml = 'error converting YAML to JSON: yaml: '
  test.each([
    ['a: b: c\n', `${yaml}mapping values are not allowed in this context`],
    ['x: 1\na: b: c\n', `${yaml}line 2: mapping values are not allowed in this context`],
    ['x: 1\na: "x', `${yaml}line 3: found unexpected end of stream`],
    ['x: 1\na: "x\\q"\n', `${yaml}line 2: found unknown escape character`],
    ['x: 1\na: [b\nc: d\n', `${yaml}line 2: did not find expected ',' or ']'`],
    ['x: 1\na: {b: c\nd: e\n', `${yaml}line 2: did not find expected ',' or '}'`],
    ['x: 1\na: [b,,c]\n', `${yaml}line 1: did not find expected node content`],
    ['x: 1\na: - b\n', `${yaml}line 2: block sequence entries are not allowed in this context`],
    ['x: 1\na: ? b\n', `${yaml}line 2: mapping keys are not allowed in this context`],
    ['x: 1\na: | b\n', `${yaml}line 2: did not find expected comment or line break`],
    ['x: 1\na: |0\n  b\n', `${yaml}line 2: found an indentation indicator equal to 0`],
    ['x: 1\na: & b\n', `${yaml}line 2: did not find expected alphabetic or numeric character`],
    ['x: 1\na: !<b c\n', `${yaml}line 2: did not find the expected '>'`],
    ['x: 1\na: !b!c d\n', `${yaml}line 1: found undefined tag handle`],
    ['x: 1\na: b\n\tc: d\n', `${yaml}line 3: found a tab character that violates indentation`],
    ['x: 1\na:\n\tb: c\n', `${yaml}line 3: found character that cannot start any token`],
    ['x: 1\nports:\n  - a: b\n  c: d\n', `${yaml}line 3: did not find expected '-' indicator`],
    ['x: 1\nports:\n  a: b\n  - c: d\n', `${yaml}line 3: did not find expected key`],
    ['x: 1\nmetadata\n  name: x\n', `${yaml}line 3: could not find expected ':'`],
    ['x: 1\na: it\'s\nb: \'it\'s\'\n', `${yaml}line 2: did not find expected key`],
    ['x: 1\n%nope\n', `${yaml}line 2: found unknown directive name`],
    ['%YAML 1.1\n---\na: b\n', `${yaml}line 1: did not find expected <document start>`],
    ['a: *b\n', `${yaml}unknown anchor 'b' referenced`],
    ['a: &a [*a]\n', `${yaml}anchor 'a' value contains itself`],
    ['a: !!int x\n', `${yaml}cannot decode !!str \`x\` as a !!int`],
    ['a: !!binary x\n', `${yaml}!!binary value contains invalid base64 data`],
    ['<<: 5\n', `${yaml}map merge requires map or sequence of maps as the value`],
    ['[a]: b\n', `${yaml}invalid map key: []interface {}{"a"}`],
    ['image: {{ .Values.image }}\n', `${yaml}invalid map key: map[interface {}]interface {}{".Values.image":interface {}(nil)}`],
    ['~: b\n', 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "b"'],
    ['a: .nan\n', 'error converting YAML to JSON: json: unsupported value: NaN'],
    ['a: -.inf\n', 'error converting YAML to JSON: json: unsupported value: -Inf'],
    ['a: b\n--- c\n', 'invalid Yaml document separator: c'],
    ['a: b\n----\n', 'invalid Yaml document separator: -'],
  ])('%j: %s', (text, says) => {
    expect(problemOf(text)).toBe(says)
  })

  test.each([
    ['{"a": 1', 'unexpected EOF'],
    ['{"a": 1 "b": 2}', `json: offset 9: invalid character '"' after object key:value pair`],
    ['{{- if x }}\na: b\n', "json: offset 2: invalid character '{' looking for beginning of object key string"],
    ['{"a": ["b" "c"]}', `json: offset 12: invalid character '"' after array element`],
  ])('JSON: %j: %s', (text, says) => {
    expect(problemOf(text)).toBe(says)
  })

  test('lines are those of the document, and what stands before it is read', () => {
    const { documents, problem } = readManifest('a: 1\n---\nb: 2\n---\nc: 3\nd: e: f\n')
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }])
    expect(problem?.message).toBe('line 2: mapping values are not allowed in this context')
    expect(problem?.at.start).toBe('a: 1\n---\nb: 2\n---\nc: 3\nd: e'.length)
  })
})

describe('what a text stands for', () => {
  test.each<[string, unknown]>([
    ['[y, No, on, TRUE, ~, Null]', [true, false, true, true, null, null]],
    ['[010, 0o17, 0x1F, 0b11, 1_000, 08, +1, -2]', [8, 15, 31, 3, 1000, 8, 1, -2]],
    ['[1e3, .5, 5., 1_0.5, 1e400, e3, ._]', [1000, 0.5, 5, 10.5, '1e400', 'e3', '._']],
    ['[12:30:45, 2020-01-01, 1.2.3, 0.0.0.0:80]', ['12:30:45', '2020-01-01', '1.2.3', '0.0.0.0:80']],
    ['{a: !!str 5, b: !!float 1, c: !!bool yes, d: !foo 5, e: !!binary aGVsbG8=}', { a: '5', b: 1, c: true, d: '5', e: 'hello' }],
    ['[a: b, {c}, {d: }, ]', [{ a: 'b' }, { c: null }, { d: null }]],
    ['? a\n: b\n', { a: 'b' }],
    ['a: >\n  b\n  c\n\n  d\n   e\n', { a: 'b c\nd\n e\n' }],
    ['a: |-\n  b\n\n   c\n', { a: 'b\n\n c' }],
    ['a: |+\n  b\n\n', { a: 'b\n\n' }],
    ['a: |2\n   b\n', { a: ' b\n' }],
    ['a: "b\n  c\n\n  d\\\n  e"\n', { a: 'b c\nde' }],
    ["a: 'it''s\n  b'\n", { a: "it's b" }],
    ['a: "\\x41\\u00e9\\U0001F600\\n\\t\\0"\n', { a: 'Aé😀\n\t\0' }],
    ['a: b\n  c # d\n', { a: 'b c' }],
    ['a:\n- b\n-  c\n-\n  d: e\n- - f\n', { a: ['b', 'c', { d: 'e' }, ['f']] }],
    ['x: &x {a: 1, b: 2}\n<<: *x\nb: 3\n', { x: { a: 1, b: 2 }, a: 1, b: 3 }],
    ['b: 3\n<<: [{b: 1}, {b: 2, c: 4}]\n', { b: 1, c: 4 }],
    ['1: a\n1.5: b\ntrue: c\n', { 1: 'a', 1.5: 'b', true: 'c' }],
    ['a: 1\na: 2\n', { a: 2 }],
    ['\ufeffa: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['a: 1\n...\nb: 2\n', { a: 1 }],
    ['{"a": "\\/", "b": 1}', { a: '/', b: 1 }],
    ['{a: 1, b: [c]}', { a: 1, b: ['c'] }],
    ['__proto__: 1\n', JSON.parse('{"__proto__": 1}')],
  ])('%j is %j', (text, value) => {
    const read = readManifest(text)
    expect(read.problem).toBeUndefined()
    expect(valueOf(text)).toEqual(value)
  })

  test('objects of JSON may follow each other', () => {
    expect(readManifest('{"a": 1}\n{"a": 2}{"a": 3}\n---\n{"a": 4}').documents.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }])
  })

  test('separators, comments and empty documents stand for nothing', () => {
    expect(readManifest('# a\n---\n--- # b\na: 1\n---\n# c\n---\n~\n').documents.map(({ value }) => value)).toEqual([{ a: 1 }])
  })
})
