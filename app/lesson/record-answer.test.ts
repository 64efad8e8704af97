import { describe, expect, test } from 'vitest'
import { advanceWorld, newWorld, performInWorld } from '#timeline/world'
import type { AnyAct } from './acts.ts'
import { StartStates } from './course.ts'
import { lessonActs } from './format/act-fields.ts'
import { readYaml } from './format/yaml-file.ts'
import { parseLesson, isLesson } from './format/parse-lesson.ts'
import { lessonWith, logs, runOf } from './lesson.fixture.ts'
import type { LessonStep } from './lesson-recording.ts'
import { newLesson } from './new-lesson.ts'
import { proofsOf } from './prove.ts'
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
- {apply: manifest.yaml, with: {"spec.template.spec.containers[0].image": "fluent-bit:3.2"}}
- {wait: 40s}`)
  const problems: Parameters<typeof readYaml>[3] = []
  const acts = readYaml('answers.yaml', text, lessonActs, problems).value!
  expect(problems).toEqual([])
  const { cluster } = runAnswer(lesson, starts.of(lesson, 9).cluster, acts)
  expect([...cluster.objects.pods.values()].map(({ spec }) => spec?.nodeName).sort()).toEqual(['node-2', 'node-4'])
})

/** What the page writes down. */
type LineAct = Extract<AnyAct, { shell: string } | { pod: string } | { fill: string } | { join: unknown }>

describe('what was entered at the terminal', () => {
  const lesson = lessonWith(`- {id: it, title: It, checks: [{podOnEvery: {of: ds/logs}}], hints: [{text: Hm., tag: T}]}`)
  const { cluster } = new StartStates([lesson]).of(lesson)
  const at = (line: string, files?: Readonly<Record<string, string>>): LineAct => ({ shell: 'shell-1', line, ...(files && { files }) })
  const printed = (...acts: readonly LineAct[]) => printAnswer(lesson, cluster, acts.map((act) => ({ atMs: cluster.nowMs, act })), cluster.nowMs)
  const other = logs.replace('name: logs', 'name: other')
  const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ')

  test.each<[string, readonly LineAct[], string]>([
    ['an alias', [at('k label node node-1 disk=ssd')], '- {kubectl: "label node node-1 disk=ssd"}'],
    ['several commands', [at('echo go; kubectl cordon node-1 && kubectl uncordon node-1')], '- {kubectl: "cordon node-1"}\n- {kubectl: "uncordon node-1"}'],
    ['what only looks', [at('kubectl get pods -o wide'), at('k describe node node-1 | grep Taints')], ''],
    ['quotes', [at(`kubectl annotate node node-1 note='two words'`)], `- {kubectl: "annotate node node-1 'note=two words'"}`],
    ['the manifest as it was', [at('kubectl create -f manifest.yaml')], '- {kubectl: "create -f manifest.yaml"}'],
    ['the manifest as it was edited, then once more', [at('kubectl apply -f manifest.yaml', { 'manifest.yaml': other }), at('kubectl apply -f manifest.yaml')], '- {apply: manifest.yaml, with: {metadata.name: "other"}}\n- {apply: manifest.yaml, with: {metadata.name: "other"}}'],
    ['another command on the edited manifest', [at('kubectl replace --force -f manifest.yaml', { 'manifest.yaml': other })], `- kubectl: "replace --force -f -"\n  input: |\n${indented(other)}`],
    ['a file that was piped', [at('cat manifest.yaml | kubectl apply -f -')], `- kubectl: "apply -f -"\n  input: |\n${indented(logs)}`],
    ['a text that was typed, line by line', [at('kubectl apply -f - <<END'), at('apiVersion: v1'), at('kind: Namespace'), at('metadata: {name: a}'), at('END')], '- kubectl: "apply -f -"\n  input: |\n    apiVersion: v1\n    kind: Namespace\n    metadata: {name: a}'],
    ['what lessons cannot say', [at('N=node-1; kubectl cordon $N')], '# at the terminal: N=node-1; kubectl cordon $N\n# lessons cannot say this: write what it does as lines of kubectl'],
    ['a text that is no manifest', [at('kubectl apply -f manifest.yaml', { 'manifest.yaml': ' kind: [\n' })], '- apply: |2\n     kind: ['],
    ['a fault', [{ pod: 'default/gone', fault: 'crash' }], '# crash of gone: lessons have no such act'],
    ['other work', [{ fill: 'node-1', requests: { cpu: '1' } }], `- kubectl: "create -f -"\n  input: |\n    {"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"other-work-","labels":{"app":"other-work"}},"spec":{"nodeSelector":{"kubernetes.io/hostname":"node-1"},"containers":[{"name":"work","image":"registry.k8s.io/pause:3.10","resources":{"requests":{"cpu":"1"}}}]}}`],
  ])('%s', (_, acts, expected) => expect(printed(...acts)).toBe(expected))

  test('what kubectl edit changed is a patch', () => {
    const edit = at('kubectl edit ds/logs')
    const before = advanceWorld(performInWorld(newWorld(cluster, lesson.files), at('kubectl apply -f manifest.yaml'))[0], cluster.nowMs)
    const job = performInWorld(before, edit)[0].desk.shells[0]!.job!
    const text = JSON.stringify(job).match(/"text":"(# Please.*?[^\\])"/s)?.[1] ?? ''
    const yaml = JSON.parse(`"${text}"`) as string
    expect(yaml).toContain('fluent-bit:3.1')
    expect(printed(at('kubectl apply -f manifest.yaml'), edit, { shell: 'shell-1', edited: yaml.replace('maxUnavailable: 1', 'maxUnavailable: 2') }))
      .toBe(`- {apply: manifest.yaml}\n- {kubectl: "patch daemonsets logs --type=merge -p '{\\"spec\\":{\\"updateStrategy\\":{\\"rollingUpdate\\":{\\"maxUnavailable\\":2}}}}'"}`)
  })
})

test('a recorded answer passes the check of the lesson that it is put into', () => {
  const base = newLesson('on-both-nodes')
  const parsed = (answers: string) => {
    const lesson = parseLesson({ texts: { ...base, 'answers.yaml': answers }, pictures: {} })
    if (!isLesson(lesson)) throw new Error(JSON.stringify(lesson))
    return lesson
  }
  const lesson = parsed(base['answers.yaml']!)
  const { cluster } = new StartStates([lesson]).of(lesson)
  const manifest = base['manifest.yaml']!
  const apply = (text: string): LineAct => ({ shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': text } })
  const recorded = (...acts: readonly LineAct[]) => printAnswer(lesson, cluster, acts.map((act, at) => ({ atMs: cluster.nowMs + 1_300 * at, act })), cluster.nowMs + 40_000).replace(/^/gm, '  ')
  const solution = recorded({ join: [{ name: 'node-9', labels: { disk: 'ssd' } }] }, apply(manifest.replace('kind: Deployment', 'kind: DaemonSet # for every node')))
  const wrong = recorded(apply(manifest.replace('spec:', 'spec:\n  replicas: 2')))
  const answers = `solution:\n${solution}\nwrong:\n  - name: two\n    fails: collect\n    hint: M08\n    acts:\n${wrong.replace(/^/gm, '    ')}\n`
  const proven = parsed(answers)
  expect(proofsOf(proven, new StartStates([proven])).flatMap(({ run }) => run())).toEqual([])
})
