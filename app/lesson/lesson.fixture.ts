/** Small lessons for tests: three nodes, a DaemonSet to apply, and the tasks of the test. */
import { StartStates } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { printProblem } from './format/problem.ts'
import type { Lesson } from './lesson.ts'
import { Run } from './run.ts'

export const logs = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: logs}
spec:
  selector: {matchLabels: {app: logs}}
  template:
    metadata: {labels: {app: logs}}
    spec:
      containers: [{name: collector, image: "fluent-bit:3.1"}]
`

const node = (name: string, more = '') => `{apiVersion: v1, kind: Node, metadata: {name: ${name}}${more}}`

/** A lesson with these tasks, as YAML. node-3 is tainted `gpu:NoSchedule`. */
export function lessonWith(tasks: string, start = 'cluster: cluster.yaml, manifest: manifest.yaml'): Lesson {
  const ids = [...tasks.matchAll(/^ *- ?\{?id: ([a-z-]+)/gm)].map(([, id]) => id!)
  const parsed = parseLesson({
    texts: {
      'lesson.yaml': `format: 1\nid: test\nkubernetes: "1.37"\ntitle: Test\ngoal: Test.\nminutes: 1\nafter: [Test.]\nstart: {${start}}\ntasks:\n${tasks.replace(/^/gm, '  ')}`,
      'lesson.md': ids.map((id) => `:::task{#${id}}\nDo it.\n:::\n`).join('\n'),
      'cluster.yaml': [node('node-1'), node('node-2'), node('node-3', ', spec: {taints: [{key: gpu, effect: NoSchedule}]}')].join('\n---\n'),
      'manifest.yaml': logs,
      'answers.yaml': 'solution: [{wait: 1s}]\nwrong: []\n'.replace('wrong: []', `wrong: [{name: x, acts: [{wait: 1s}], fails: ${ids[0]!}, hint: T}]`),
    },
    pictures: {},
  })
  if (!isLesson(parsed)) throw new Error(parsed.map(printProblem).join('\n'))
  return parsed
}

/** A run of such a lesson from its start. Its first task needs a hint with tag T. */
export const runOf = (lesson: Lesson, seed?: number): Run => new Run(lesson, new StartStates([lesson]).of(lesson, seed).cluster, 'all')

/** A lesson with one task of these checks, and its run. */
export function checking(checks: string): Run {
  return runOf(lessonWith(`- id: it\n  title: It\n  checks:\n${checks.trim().replace(/^/gm, '    ')}\n  hints: [{text: Hm., tag: T}]`))
}

/** What the checks of task `it` come to: `passed`, or what was found. */
export const foundBy = (run: Run): readonly string[] => run.attempt.tasks['it']!.outcomes.map((outcome) => (outcome.passed ? 'passed' : outcome.found))
