import { expect, test } from 'vitest'
import { parseTemplate } from './parse-template.ts'
import { runTemplate } from './run-template.ts'

const pods = {
  kind: 'List',
  items: [
    { metadata: { name: 'a', labels: { app: 'agent', tier: 'x' } }, spec: { nodeName: 'node-1' }, status: { ready: true, restarts: 0, priority: 2000001000 } },
    { metadata: { name: 'b' }, spec: {}, status: { ready: false, restarts: 3 } },
  ],
}

const print = (text: string) => {
  const nodes = parseTemplate(text)
  if ('problem' in nodes) return `parse: ${nodes.problem}`
  const { text: printed, problem } = runTemplate(nodes, text, pods)
  return problem === undefined ? printed : `${printed}|${problem}`
}

test.each([
  ['{{.kind}}', 'List'],
  ['plain', 'plain'],
  ['{{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}', 'a\nb\n'],
  ['{{range .items}}{{.metadata.name}} {{.spec.nodeName}};{{end}}', 'a node-1;b <no value>;'],
  ['{{range $i, $pod := .items}}{{$i}}={{$pod.metadata.name}} {{end}}', '0=a 1=b '],
  ['{{range $pod := .items}}{{$pod.metadata.name}}{{$.kind}}{{end}}', 'aListbList'],
  ['{{range .none}}x{{else}}nothing{{end}}', 'nothing'],
  ['{{range .items}}{{if .status.ready}}ready{{else}}waiting{{end}} {{end}}', 'ready waiting '],
  ['{{range .items}}{{if eq .metadata.name "b"}}{{.status.restarts}}{{end}}{{end}}', '3'],
  ['{{range .items}}{{if eq .metadata.name "a"}}A{{else if eq .metadata.name "b"}}B{{else}}?{{end}}{{end}}', 'AB'],
  ['{{with index .items 0}}{{.metadata.name}}{{end}}', 'a'],
  ['{{(index .items 1).metadata.name}}', 'b'],
  ['{{len .items}}', '2'],
  ['{{index (index .items 0).metadata.labels "app"}}', 'agent'],
  ['{{range $key, $value := (index .items 0).metadata.labels}}{{$key}}={{$value}},{{end}}', 'app=agent,tier=x,'],
  ['{{(index .items 0).metadata.labels}}', 'map[app:agent tier:x]'],
  ['{{(index .items 0).status.priority}}', '2.000001e+09'],
  ['{{printf "%s has %v" .kind (len .items)}}', 'List has 2'],
  ['{{.kind | printf "%q"}}', '"List"'],
  ['{{$x := .kind}}{{$x}}{{$x}}', 'ListList'],
  ['{{if and .kind (not .none)}}yes{{end}}', 'yes'],
  ['{{if or .none .kind}}yes{{end}}', 'yes'],
  ['{{if exists . "items"}}yes{{end}}{{if exists . "none"}}no{{end}}', 'yes'],
  ['{{"YWJj" | base64decode}}', 'abc'],
  ['a {{- .kind -}} b', 'aListb'],
  ['{{/* a comment */}}x', 'x'],
  ['{{range .items}}{{.metadata.name}}{{break}}{{end}}', 'a'],
  ['{{.kind.x}}', '|template: output:1:2: executing "output" at <.kind.x>: can\'t evaluate field x in type interface {}'],
  ['x{{.none.y}}', 'x<no value>'],
  ['{{range .items}}{{if eq .status.restarts 3}}x{{end}}{{end}}', '|template: output:1:21: executing "output" at <eq .status.restarts 3>: error calling eq: incompatible types for comparison'],
  ['{{index .items 5}}', '|template: output:1:2: executing "output" at <index .items 5>: error calling index: index out of range: 5'],
  ['{{.kind', 'parse: template: output:1: unclosed action'],
  ['{{range .items}}', 'parse: template: output:1: unexpected EOF'],
  ['{{end}}', 'parse: template: output:1: unexpected {{end}}'],
  ['\n{{foo .x}}', 'parse: template: output:2: function "foo" not defined'],
  ['{{}}', 'parse: template: output:1: missing value for command'],
])('%s prints %j', (text, printed) => {
  expect(print(text)).toBe(printed)
})
