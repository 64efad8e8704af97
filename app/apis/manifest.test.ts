import { describe, expect, test } from 'vitest'
import { limits, locate, readManifest } from './manifest.ts'

/** Each line holds nine aliases of the one before. */
const bomb = (levels: number) =>
  Array.from({ length: levels }, (_, level) => `k${level}: &a${level} [${Array(9).fill(level === 0 ? 'x' : `*a${level - 1}`).join(',')}]`).join('\n')

describe('texts that are refused before anything is made of them', () => {
  test.each([
    { name: 'a bomb of aliases', text: bomb(9), message: 'document contains excessive aliasing' },
    { name: 'aliases that hold each other up', text: `a: &a {x: 1}\n${bomb(6)}\nz: *a\n`, message: 'document contains excessive aliasing' },
    { name: 'deep nesting', text: `a: ${'['.repeat(200)}${']'.repeat(200)}\n`, message: 'exceeded max depth of 100' },
    { name: 'control characters', text: 'a: \u0000\n', message: 'control characters are not allowed' },
    { name: 'a huge text', text: 'x'.repeat(limits.characters + 1), message: 'the text has 200001 characters; the lab reads at most 200000' },
  ])('$name: $message', ({ text, message }) => {
    expect(readManifest(text).problem?.message).toBe(message)
  })

  test('ordinary anchors and a long plain list are read', () => {
    expect(readManifest('a: &a {x: 1}\nb: *a\n').documents[0]?.value).toEqual({ a: { x: 1 }, b: { x: 1 } })
    expect(readManifest('- x\n'.repeat(40_000)).documents[0]?.value).toHaveLength(40_000)
  })
})

test.each([
  ['a: b: c\n', 'mapping values are not allowed in this context'],
  ['a:\n\t- b\n', 'line 2: found character that cannot start any token'],
  ['a: 1\n  b: 2\n', 'line 2: mapping values are not allowed in this context'],
  ['apiVersion: apps/v1\nkind:DaemonSet\nmetadata:\n  name: x\n', "line 3: could not find expected ':'"],
  ['spec:\nselector:\n    a: b\n  template:\n    c: d\n', 'line 3: did not find expected key'],
  ['a: *nope\n', "unknown anchor 'nope' referenced"],
])('%j: %s', (text, message) => {
  expect(readManifest(text).problem?.message).toBe(message)
})

test('every field has its place, and a missing one that of its nearest parent', () => {
  const text = 'spec:\n  containers:\n  - image: nginx\n'
  const [document] = readManifest(text).documents
  const at = (path: string) => {
    const { start, end } = locate(document!, path)
    return text.slice(start, end)
  }
  expect([at('spec.containers[0].image'), at('spec.containers[0].name'), at('spec.template')]).toEqual(['image', 'image: nginx', 'spec'])
})
