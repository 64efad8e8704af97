import { expect, test } from 'vitest'
import { evalJsonPath, printResults } from './eval-jsonpath.ts'
import { goSyntax, printValue } from './go-values.ts'
import { parseJsonPath } from './parse-jsonpath.ts'
import { relaxedPath } from './relaxed-path.ts'

const pods = {
  kind: 'List',
  items: [
    { metadata: { name: 'a', labels: { app: 'agent', 'example.com/tier': 'gold' } }, spec: { nodeName: 'node-1', tolerations: [{ key: 'x' }] }, status: { phase: 'Running', restarts: 0, ready: true } },
    { metadata: { name: 'b' }, spec: { nodeName: 'node-2' }, status: { phase: 'Pending', restarts: 3, ready: false, startTime: null } },
    { metadata: { name: 'c' }, spec: {}, status: { phase: 'Running', restarts: 12, ready: true } },
  ],
}

const print = (text: string, value: unknown = pods) => {
  const template = parseJsonPath(text)
  if ('problem' in template) return `parse: ${template.problem}`
  const found = evalJsonPath(template, value)
  return 'problem' in found ? `eval: ${found.problem}` : printResults(found)
}

test.each([
  ['{.kind}', 'List'],
  ['.kind', '.kind'],
  ['kind: {.kind}!', 'kind: List!'],
  ['{$.kind}', 'List'],
  ['{@.kind}', 'List'],
  ['{["kind"]}', 'parse: invalid array index "kind"'],
  ["{['kind']}", 'List'],
  ['{.nothing.at.all}', ''],
  ['{.items[*].metadata.name}', 'a b c'],
  ['{.items[0].metadata.name}', 'a'],
  ['{.items[-1].metadata.name}', 'c'],
  ['{.items[-1:].metadata.name}', 'c'],
  ['{.items[0:2].metadata.name}', 'a b'],
  ['{.items[1:].metadata.name}', 'b c'],
  ['{.items[::2].metadata.name}', 'a c'],
  ['{.items[0,2].metadata.name}', 'a c'],
  ['{.items[0]["metadata"]}', 'parse: invalid array index "metadata"'],
  ["{.items[0]['metadata','status'].name}", 'a'],
  ["{.items[0].metadata.labels['app']}", 'agent'],
  ['{.items[0].metadata.labels.example\\.com/tier}', 'gold'],
  ["{.items[0].metadata.labels.example\\.com\\/tier}", 'gold'],
  ['{.items[0].metadata.labels}', '{"app":"agent","example.com/tier":"gold"}'],
  ['{.items[0].spec.tolerations}', '[{"key":"x"}]'],
  ['{.items[*].metadata.labels.*}', 'agent gold'],
  ['{..nodeName}', 'node-1 node-2'],
  ['{.items[1].status.startTime}', '<nil>'],
  ['{.items[*].status.restarts}', '0 3 12'],
  ['{.items[?(@.status.phase=="Running")].metadata.name}', 'a c'],
  ["{.items[?(@.status.phase=='Running')].metadata.name}", 'a c'],
  ['{.items[?(@.status.phase!="Running")].metadata.name}', 'b'],
  ['{.items[?(@.status.restarts>2)].metadata.name}', 'b c'],
  ['{.items[?(@.status.restarts>=3)].metadata.name}', 'b c'],
  ['{.items[?(@.status.ready==true)].metadata.name}', 'a c'],
  ['{.items[?(@.spec.nodeName)].metadata.name}', 'a b'],
  ['{.items[?(@.spec.nodeName=="node-2")].metadata.name}', 'b'],
  ['{range .items[*]}{.metadata.name}{"\\t"}{.spec.nodeName}{"\\n"}{end}', 'a\tnode-1\nb\tnode-2\nc\t\n'],
  ["{range .items[*]}{.metadata.name}{'\\n'}{end}", 'a\nb\nc\n'],
  ['{range .items[*]}[{.metadata.name}] {end}done', '[a] [b] [c] done'],
  ['{range .items[*]}{.metadata.name}{range .spec.tolerations[*]}-{.key}{end};{end}.', 'a-x;b;c;.'],
  ['{range .none[*]}{.metadata.name}{end}nothing', 'nothing'],
  ['{range .items[*]}{.metadata.name}{"\\n"}', 'a\nb\nc\n\n'],
  ['{"a\\"b"}', 'a"b'],
  ['{1}{2.5}{true}', '12.5true'],
  ['{end}', 'eval: not in range, nothing to end'],
  ['{items}', 'eval: unrecognized identifier items'],
  ['{.items[5].metadata.name}', 'eval: array index out of bounds: index 5, length 3'],
  ['{.kind[0]}', 'eval: string is not array or slice'],
  ['{.items[0].metadata[0]}', 'eval: map[string]interface {} is not array or slice'],
  ['{.kind[?(@.a=="b")]}', 'eval: List is not array or slice and cannot be filtered'],
  ['{.items[?(@.status.restarts=="3")].metadata.name}', 'eval: incompatible types for comparison'],
  ['{.items[?(@.status.phase=~"R")].metadata.name}', "parse: unrecognized character in action: U+007E '~'"],
  ['{.items[2:1]}', 'eval: starting index 2 is greater than ending index 1'],
  ['{.items[a]}', 'parse: invalid array index a'],
  ['{.items[*', 'parse: unterminated array'],
  ['{.items[?(@.a}', 'parse: unterminated filter'],
  ['{.items[?(@.a)}', 'parse: unclosed array expect ]'],
  ['{.kind', 'parse: unclosed action'],
  ['{"a', 'parse: unterminated quoted string'],
  ['{"\\q"}', 'parse: unquote string "\\q" error invalid syntax'],
  ['{....a}', 'parse: invalid multiple recursive descent'],
  ['{#}', "parse: unrecognized character in action: U+0023 '#'"],
  ['{1.2.3}', 'parse: cannot parse number 1.2.3'],
])('%s prints %j', (text, printed) => {
  expect(print(text)).toBe(printed)
})

test('missing keys can be refused', () => {
  expect(evalJsonPath(parseJsonPath('{.a}') as never, { b: 1 }, { refuseMissingKeys: true })).toEqual({ problem: 'a is not found' })
})

test.each([
  ['.metadata.name', '{.metadata.name}'],
  ['metadata.name', '{.metadata.name}'],
  ['{metadata.name}', '{.metadata.name}'],
  ['{.metadata.name}', '{.metadata.name}'],
  ['', ''],
  ['{.a}{.b}', { problem: "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'" }],
])('the relaxed path %s is %j', (written, path) => {
  expect(relaxedPath(written)).toEqual(path)
})

test('values print as Go prints them', () => {
  const value = { b: [1, 'x', null], a: { c: 1.5, d: true } }
  expect(printValue(value)).toBe('map[a:map[c:1.5 d:true] b:[1 x <nil>]]')
  expect(goSyntax(value)).toBe('map[string]interface {}{"a":map[string]interface {}{"c":1.5, "d":true}, "b":[]interface {}{1, "x", interface {}(nil)}}')
})
