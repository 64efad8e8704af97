import { expect, test } from 'vitest'
import { valuesAt } from './field-path.ts'

const pod = { spec: { containers: [{ name: 'c', image: 'nginx' }, { name: 'd' }] }, labels: { 'example.com/tier': 'x' } }

test.each<[string, unknown]>([
  ['{.spec.containers[0].image}', ['nginx']],
  ['.spec.containers[*].name', ['c', 'd']],
  ['spec.containers[-1].name', ['d']],
  ['{$.spec.containers[?(@.name=="d")].name}', ['d']],
  ["labels['example\\.com/tier']", ['x']],
  ['.labels.example\\.com/tier', ['x']],
  ['.none.at.all', []],
  ['.spec.containers[7].name', []],
  ['.spec.containers[a]', { problem: 'invalid array index a' }],
  ['{.a}{.b}', { problem: "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'" }],
])('%s leads to %j', (path, values) => {
  expect(valuesAt(path, pod)).toEqual(values)
})

test('a path may begin with an index', () => {
  expect(valuesAt('[1].name', pod.spec.containers)).toEqual(['d'])
})
