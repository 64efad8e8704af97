import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { LessonFiles } from '../lesson.ts'
import { isLesson, parseLesson } from './parse-lesson.ts'
import { printGuideTables, printJsonSchemas } from './print-format.ts'
import { printProblem } from './problem.ts'

const lessonYaml = `format: 1
id: one-pod
kubernetes: "1.37"
title: One pod
goal: Make a pod run everywhere.
minutes: 5
after: [Write a DaemonSet.]
start: {cluster: cluster.yaml}
tasks:
  - id: apply
    title: Apply it
    checks:
      - {podOnEvery: {of: ds/logs}, within: 90s}
    hints:
      - {text: Look at the nodes., tag: M01}
`
const folder = (changes: Readonly<Record<string, string>> = {}, pictures: Readonly<Record<string, number>> = {}): LessonFiles => ({
  texts: {
    'lesson.yaml': lessonYaml,
    'lesson.md': 'Do it.\n\n:::task{#apply}\nApply.\n:::\n',
    'cluster.yaml': '{apiVersion: v1, kind: Node, metadata: {name: node-1}}\n',
    'answers.yaml': 'solution: [{wait: 1s}]\nwrong: [{name: waits, acts: [{wait: 1s}], fails: apply, hint: M01}]\n',
    ...changes,
  },
  pictures,
})
const told = (files: LessonFiles): readonly string[] => {
  const parsed = parseLesson(files)
  return isLesson(parsed) ? [] : parsed.map(printProblem)
}
const lesson = (from: string, to: string) => folder({ 'lesson.yaml': lessonYaml.replace(from, to) })

test('a whole lesson is read', () => {
  const parsed = parseLesson(folder())
  expect(isLesson(parsed) && [parsed.tasks[0]!.checks, parsed.prose]).toEqual([
    [{ podOnEvery: { of: 'ds/logs' }, within: 90_000 }],
    [{ type: 'paragraph', children: [{ type: 'text', text: 'Do it.' }] }, { type: 'task', id: 'apply', children: [{ type: 'paragraph', children: [{ type: 'text', text: 'Apply.' }] }] }],
  ])
})

describe('what is wrong is told with its line, and how to mend it', () => {
  test.each([
    ['a field that is not known', lesson('title: One', 'titel: One'), [
      'lesson.yaml:4:1 titel: found a field titel, expected format, id, kubernetes, title, goal, minutes, after, misconceptions, start, panels, allow, locked, tasks; did you mean title?',
      'lesson.yaml:1:1 title: found nothing, expected text; add title',
    ]],
    ['a duration', lesson('90s', '90'), ['lesson.yaml:13:37 tasks[0].checks[0].within: found 90, expected a duration such as 90s, at most 30m; did you mean 90s?']],
    ['more virtual time than is allowed', lesson('90s', '31m'), ['lesson.yaml:13:37 tasks[0].checks[0].within: found "31m", expected a duration such as 90s, at most 30m']],
    ['a check that is none', lesson('podOnEvery: {of: ds/logs}', 'podOnEach: {of: ds/logs}'), [
      'lesson.yaml:13:9 tasks[0].checks[0]: found {"podOnEach":{"of":"ds/logs"},"within":"90s"}, expected a check: exactly one of podOnEvery, noPodOn, object, gone, rolledOut, that, always, never, event, refused, kept, acts, whatIf',
    ]],
    ['two checks in one', lesson('of: ds/logs}', 'of: ds/logs}, gone: ds/logs'), [
      'lesson.yaml:13:9 tasks[0].checks[0]: found podOnEvery and gone, expected a check: exactly one of podOnEvery, noPodOn, object, gone, rolledOut, that, always, never, event, refused, kept, acts, whatIf; make an entry of its own of each',
    ]],
    ['an expression', lesson('podOnEvery: {of: ds/logs}', 'that: ds("logs").status.numberReady >'), ['lesson.yaml:13:10 tasks[0].checks[0].that: found Unexpected token: EOF, at character 32 of "ds(\\"logs\\").status.numberReady >", expected an expression in CEL']],
    ['an unknown name in it', lesson('podOnEvery: {of: ds/logs}', 'that: node.size() == 1'), ['lesson.yaml:13:10 tasks[0].checks[0].that: found Unknown variable: node, at character 1 of "node.size() == 1", expected an expression in CEL']],
    ['an expression that could take too long', lesson('podOnEvery: {of: ds/logs}', 'that: "nodes.all(a, nodes.all(b, nodes.all(c, a == b)))"'), ['lesson.yaml:13:10 tasks[0].checks[0].that: found up to 40,160,802 steps, more than 2,000,000, at character 1 of "nodes.all(a, nodes.all(b, nodes.all(c, a == b)))", expected an expression in CEL']],
    ['a pattern that could take for ever', lesson('podOnEvery: {of: ds/logs}', `that: '"a".matches("(a+)+b")'`), ['lesson.yaml:13:10 tasks[0].checks[0].that: found matches() could take for ever; use contains(), startsWith() or endsWith(), at character 1 of "\\"a\\".matches(\\"(a+)+b\\")", expected an expression in CEL']],
    ['a kind that there is not', lesson('of: ds/logs', 'of: daemon/logs'), ['lesson.yaml:13:23 tasks[0].checks[0].podOnEvery.of: found daemon/logs, expected a kind that the lab has, such as ds/logs, deploy/web, node/node-1, pod/one']],
    ['a file that is not there', lesson('cluster: cluster.yaml', 'cluster: nodes.yaml'), ['lesson.yaml:8:9 start.cluster: found nodes.yaml, expected a file of the folder: cluster.yaml']],
    ['a task that the text does not place', folder({ 'lesson.md': ':::task{#aply}\nHm.\n:::\n' }), ['lesson.md: found :::task{#aply}, expected a task of lesson.yaml: apply; did you mean apply?', 'lesson.md: found no :::task{#apply}, expected each task in the text once']],
    ['a hint that no task has', folder({ 'answers.yaml': 'solution: [{wait: 1s}]\nwrong:\n  - {name: waits, acts: [{wait: 1s}], fails: apply, hint: M02}\n' }), ['answers.yaml:3:53 wrong[0].hint: found M02, expected a tag of task apply: M01']],
    ['YAML that cannot be read', folder({ 'answers.yaml': 'solution: [\n' }), ['answers.yaml:2:1: found unreadable YAML (did not find expected node content), expected YAML']],
    ['a tab', lesson('    title: Apply it', '\ttitle: Apply it'), ['lesson.yaml:11:1: found unreadable YAML (found a tab character that violates indentation), expected YAML; indent with spaces: this line begins with a tab']],
    ['a colon in a text', lesson('title: One pod', 'title: Logs: one pod'), ['lesson.yaml:4:12: found unreadable YAML (mapping values are not allowed in this context), expected YAML; put quotes around a text that holds ": "']],
    ['quotes in quotes', lesson('podOnEvery: {of: ds/logs}', 'that: "exists("ds/logs")"'), [expect.stringMatching(/^lesson\.yaml:13:\d+: found unreadable YAML .*; put single quotes around a text that holds "…"$/) as unknown as string]],
    ['a number that is a text', lesson('"1.37"', '1.37'), ['lesson.yaml:3:1 kubernetes: found 1.37, expected 1.37; put quotes around it: "1.37"']],
    ['a text that is a number', lesson('format: 1', 'format: "1"'), ['lesson.yaml:1:1 format: found "1", expected 1; take the quotes away: 1']],
    ['capitals', lesson('id: one-pod', 'id: OnePod'), ['lesson.yaml:2:1 id: found "OnePod", expected an id in lower case such as dead-node; did you mean one-pod?']],
    ['one thing in place of a list', lesson('[Write a DaemonSet.]', 'Write a DaemonSet.'), ['lesson.yaml:7:1 after: found "Write a DaemonSet.", expected a list of text; put it in brackets: ["Write a DaemonSet."]']],
    ['a line of kubectl', folder({ 'answers.yaml': 'solution: [kubectl get nodes]\nwrong: [{name: waits, acts: [{wait: 1s}], fails: apply, hint: M01}]\n' }), ['answers.yaml:1:12 solution[0]: found "kubectl get nodes", expected an act: exactly one of kubectl, apply, join, leave, fail, recover, evict, ready, unready, wait, answer; write {kubectl: "get nodes"}']],
    ['a tag with another number of zeros', folder({ 'answers.yaml': 'solution: [{wait: 1s}]\nwrong:\n  - {name: waits, acts: [{wait: 1s}], fails: apply, hint: M1}\n' }), ['answers.yaml:3:53 wrong[0].hint: found M1, expected a tag of task apply: M01; did you mean M01?']],
    ['JavaScript for CEL', lesson('podOnEvery: {of: ds/logs}', 'that: objects("pods").length === 1'), [expect.stringMatching(/expected an expression in CEL; size\(…\) counts the entries of a list$/) as unknown as string]],
    ['a task without an end', folder({ 'lesson.md': ':::task{#apply}\nHm.\n' }), ['lesson.md:1:1: found :::task{#apply} without an end, expected a line ::: after its words']],
    ['a task with blanks', folder({ 'lesson.md': 'Do it.\n\n::: task {#apply}\nHm.\n:::\n' }), ['lesson.md:3:1: found ::: task {#apply}, expected :::task{#id}; without blanks, as in :::task{#collect}', 'lesson.md: found no :::task{#apply}, expected each task in the text once']],
    ['a table', folder({ 'lesson.md': '| a | b |\n|---|---|\n| 1 | 2 |\n\n:::task{#apply}\nHm.\n:::\n' }), ['lesson.md:1:1: found a table, expected paragraphs, headings, lists, code, quotes and tasks; write it as a list']],
    ['a page without encryption', folder({ 'lesson.md': '[x](http://kubernetes.io)\n\n:::task{#apply}\nHm.\n:::\n' }), ['lesson.md:1:1: found a link to http://kubernetes.io, expected node:, pod:, object:, manifest:, panel:, lesson: or https://; write https://kubernetes.io']],
    ['too much', folder({ 'notes.md': 'x'.repeat(1_000_001) }), [expect.stringMatching(/^the folder: found 1,00\d,\d{3} bytes, expected at most 1,000,000$/) as unknown as string]],
    ['too many nodes', folder({ 'cluster.yaml': Array.from({ length: 201 }, (_, at) => `{apiVersion: v1, kind: Node, metadata: {name: n-${at}}}`).join('\n---\n') }), ['lesson.yaml:8:9 start.cluster: found 201 nodes, expected at most 200']],
  ])('%s', (_, files, expected) => {
    expect(told(files)).toEqual(expected)
  })
})

describe('nothing that could run or be fetched comes through', () => {
  const task = '\n\n:::task{#apply}\nApply.\n:::\n'
  test.each([
    ['a script', `<script>alert(1)</script>${task}`, 'lesson.md:1:1: found HTML, expected Markdown; write it in Markdown, or as `code`'],
    ['HTML within a line', `An <img src=x onerror=alert(1)> here.${task}`, 'lesson.md:1:4: found HTML, expected Markdown; write it in Markdown, or as `code`'],
    ['a link that would run', `[x](javascript:alert(1))${task}`, 'lesson.md:1:1: found a link to javascript:alert(1), expected node:, pod:, object:, manifest:, panel:, lesson: or https://; for a pod write pod:logs@node-1'],
    ['a picture from elsewhere', `![a cat](https://example.com/cat.png)${task}`, 'lesson.md:1:1: found a picture https://example.com/cat.png, expected a picture of the folder; put the file beside lesson.md'],
    ['a picture without words', `![](cat.png)${task}`, 'lesson.md:1:1: found a picture cat.png without words, expected an alternative text; say in the brackets what one sees in it'],
    ['another kind of block', `:::note\nHm.\n:::${task}`, 'lesson.md:1:1: found :::note, expected :::task{#id}; a task is the only block of this kind'],
  ])('%s', (_, text, problem) => {
    expect(told(folder({ 'lesson.md': text }, { 'cat.png': 10 }))).toEqual([problem.replace('of the folder;', 'of the folder: cat.png;')])
  })

  test('links and pictures of the lab do', () => {
    const parsed = parseLesson(folder({ 'lesson.md': `At 10:30 [the node](node:node-1) and ![two nodes](two.svg), [selector](manifest:spec.selector).${task}` }, { 'two.svg': 10 }))
    expect(isLesson(parsed) && parsed.prose[0]).toEqual({
      type: 'paragraph',
      children: [
        { type: 'text', text: 'At 10:30 ' },
        { type: 'link', target: { kind: 'node', name: 'node-1' }, children: [{ type: 'text', text: 'the node' }] },
        { type: 'text', text: ' and ' },
        { type: 'picture', file: 'two.svg', alt: 'two nodes' },
        { type: 'text', text: ', ' },
        { type: 'link', target: { kind: 'manifest', path: 'spec.selector' }, children: [{ type: 'text', text: 'selector' }] },
        { type: 'text', text: '.' },
      ],
    })
  })
})

test.each(Object.entries(printJsonSchemas()))('lessons/%s is the one that the tables print (npm run lessons -- print)', (file, schema) => {
  expect(readFileSync(new URL(`../../../lessons/${file}`, import.meta.url), 'utf8')).toBe(schema)
})

test('lessons/README.md holds the tables as they are printed (npm run lessons -- print)', () => {
  expect(readFileSync(new URL('../../../lessons/README.md', import.meta.url), 'utf8')).toContain(`\n\n${printGuideTables()}\n\n`)
})
