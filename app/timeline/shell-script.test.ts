import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { LabAct } from './lab-act.ts'
import { toShellScript } from './shell-script.ts'

const start = { seed: 1, nodes: [{ name: 'node-1', taints: [{ key: 'gpu', effect: 'NoSchedule' }] }], readyAtMs: 5_000 }
const timed = (acts: readonly LabAct[]) => acts.map((act, at) => ({ atMs: 5_000 + 1_500 * at, act }))

/** What kubectl is called with when bash runs the script: its words, and what it reads. */
function calls(acts: readonly LabAct[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'shell-script-'))
  const said = join(folder, 'said')
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\n{ printf '%s|' "$@"; case "$*" in *'-f -'*) cat;; *'-f '*) cat "$3";; esac; printf '\\0'; } >> ${said}\n`, { mode: 0o755 })
  writeFileSync(join(folder, 'script.sh'), toShellScript(start, { acts: timed(acts) }))
  execFileSync('bash', ['script.sh'], { cwd: folder, env: { PATH: `${folder}:${process.env['PATH']}`, SPEED: '0' } })
  return readFileSync(said, 'utf8').split('\0').slice(0, -1)
}

test.each<{ name: string; act: LabAct; call: string }>([
  { name: 'a line of the terminal', act: { shell: 'one', line: 'kubectl get ds -o wide' }, call: 'get|ds|-o|wide|' },
  { name: 'the same with an alias', act: { shell: 'one', line: 'k cordon node-1' }, call: 'cordon|node-1|' },
  { name: 'power off', act: { fail: ['node-1'] }, call: 'annotate|node|node-1|kwok.x-k8s.io/node-|' },
  { name: 'recover', act: { recover: ['node-1'] }, call: 'annotate|--overwrite|node|node-1|kwok.x-k8s.io/node=fake|' },
  { name: 'leave, with a name that would do harm', act: { leave: ["x'; rm -rf ~; '"] }, call: "delete|node|x'; rm -rf ~; '|" },
])('$name', ({ act, call }) => {
  expect(calls([act])[1]).toBe(call)
})

test.each<{ name: string; act: LabAct }>([
  { name: 'a name that ends its comment', act: { fail: ['x\nkubectl bad'] } },
  { name: 'a terminal line with more than kubectl in it', act: { shell: 'one', line: 'kubectl get ds; kubectl bad' } },
  { name: 'a terminal line that puts something in', act: { shell: 'one', line: 'kubectl get $(kubectl bad)' } },
])('nothing of a foreign session runs by the way: $name', ({ act }) => {
  expect(calls([act]).filter((call) => call.startsWith('bad'))).toEqual([])
})

test('nodes stand first, as KWOK takes them', () => {
  const [nodes] = calls([])
  const node = JSON.parse(nodes!.replace('apply|-f|-|', '')) as { metadata: { name: string; annotations: object }; spec: { taints: object[] } }
  expect([node.metadata.name, node.metadata.annotations, node.spec.taints]).toEqual(['node-1', { 'kwok.x-k8s.io/node': 'fake' }, [{ key: 'gpu', effect: 'NoSchedule' }]])
})

test('a file is there for the line that reads it, whatever stands in it', () => {
  const text = "a: $HOME `id` 'x'\nEND\n"
  expect(calls([{ file: 'm.yaml', text }, { shell: 'one', line: 'kubectl apply -f m.yaml' }])[1]).toBe(`apply|-f|m.yaml|${text}`)
  expect(calls([{ shell: 'one', line: 'kubectl apply -f m.yaml', files: { 'm.yaml': text } }])[1]).toBe(`apply|-f|m.yaml|${text}`)
})

test('pauses are as long as they were', () => {
  expect(toShellScript(start, { acts: timed([{ recover: ['node-1'] }, { fail: ['node-1'] }]) })).toContain('fake\npause 1.5\n\n# power off node-1\n')
})
