import { expect, test } from 'vitest'
import { StartStates } from './course.ts'
import { lessonActs } from './format/act-fields.ts'
import { readYaml } from './format/yaml-file.ts'
import { lessonWith, logs, runOf } from './lesson.fixture.ts'
import type { LessonStep } from './lesson-recording.ts'
import { printAnswer } from './record-answer.ts'
import { runAnswer } from './run.ts'

test('what was done with buttons and in the terminal becomes acts that do the same under another seed', () => {
  const lesson = lessonWith(`- {id: it, title: It, checks: [{podOnEvery: {of: ds/logs}}, {kept: ds/other}], hints: [{text: Hm., tag: T}]}`)
  const starts = new StartStates([lesson])
  const start = starts.of(lesson).cluster
  const run = runOf(lesson)
  run.act({ apply: logs })
  run.wait(20_000)
  const pod = [...run.cluster.objects.pods.values()].find(({ spec }) => spec?.nodeName === 'node-2')!.metadata!.name!
  const at = (seconds: number) => start.nowMs + seconds * 1_000
  const steps: readonly LessonStep[] = [
    { atMs: at(0), act: { apply: logs } },
    { atMs: at(20), act: { shell: '1', line: `k delete pod ${pod}` } },
    { atMs: at(21), hint: 'it' },
    { atMs: at(90), act: { shell: '1', line: 'kubectl taint nodes node-1 a=b:NoExecute --overwrite' } },
    { atMs: at(90), act: { join: [{ name: 'node-4' }] } },
    { atMs: at(95), act: { shell: '1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': logs.replace('3.1', '3.2') } } },
  ]
  const text = printAnswer(lesson, start, steps, at(135))
  expect(text).toBe(`- {apply: manifest.yaml}
- {wait: 20s}
- {kubectl: "delete pod <logs@node-2>"}
- {wait: 70s}
- {kubectl: "taint nodes node-1 a=b:NoExecute --overwrite"}
- {"join":[{"name":"node-4"}]}
- {wait: 5s}
- apply: |
${logs.replace('3.1', '3.2').trimEnd().replace(/^/gm, '    ')}
- {wait: 40s}`)
  const problems: Parameters<typeof readYaml>[3] = []
  const acts = readYaml('answers.yaml', text, lessonActs, problems).value!
  expect(problems).toEqual([])
  const { cluster } = runAnswer(lesson, starts.of(lesson, 9).cluster, acts)
  expect([...cluster.objects.pods.values()].map(({ spec }) => spec?.nodeName).sort()).toEqual(['node-2', 'node-4'])
})
