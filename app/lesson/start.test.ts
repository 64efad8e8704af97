import { describe, expect, test } from 'vitest'
import { lessonsOf, readCourse, StartStates } from './course.ts'
import { newLesson } from './new-lesson.ts'
import type { Lesson } from './lesson.ts'

/** A course of copies of the small lesson, with other starts. */
function lessons(starts: Readonly<Record<string, string>>, cluster = newLesson('x')['cluster.yaml']!): readonly Lesson[] {
  const texts: Record<string, string> = { '1-first/chapter.yaml': 'title: First\nsummary: First.\n' }
  Object.entries(starts).forEach(([id, start], at) => {
    for (const [file, text] of Object.entries(newLesson(id))) texts[`1-first/${at + 1}-${id}/${file}`] = file === 'cluster.yaml' ? cluster : file === 'lesson.yaml' ? text.replace(/start:\n.*\n.*\n/, `start: {${start}}\n`) : text
  })
  const course = readCourse(texts)
  expect(course.problems).toEqual({})
  return lessonsOf(course).map(({ lesson }) => lesson)
}
const nodesOf = ({ cluster }: ReturnType<StartStates['of']>) => [...cluster.objects.nodes.keys()]

describe('start states', () => {
  test('from another lesson is the end of its solution, never what a student did', () => {
    const [first, second] = lessons({ first: 'cluster: cluster.yaml', second: 'from: first, acts: [{join: [node-3]}, {wait: 20s}]' })
    const state = new StartStates([first!, second!]).of(second!)
    expect([state.problems, nodesOf(state), [...state.cluster.objects.pods.values()].map(({ spec }) => spec?.nodeName).sort()]).toEqual([[], ['node-1', 'node-2', 'node-3'], ['node-1', 'node-2', 'node-3']])
  })

  test('lessons that start from each other in a circle say so', () => {
    const [a, b] = lessons({ a: 'from: b', b: 'from: a' })
    expect(new StartStates([a!, b!]).of(a!).problems).toEqual(['there is no lesson b to start from, or it starts from this one'])
    expect(new StartStates([b!]).of(b!).problems).toEqual(['there is no lesson a to start from, or it starts from this one'])
  })

  test('what the API server refuses is told', () => {
    const pod = '{apiVersion: v1, kind: Pod, metadata: {name: Bad}, spec: {containers: [{name: c, image: "nginx:1.27"}]}}'
    const [refused] = lessons({ a: 'cluster: cluster.yaml' }, pod)
    expect(new StartStates([refused!]).of(refused!).problems).toEqual([expect.stringMatching(/^cluster\.yaml: The Pod "Bad" is invalid: metadata\.name: Invalid value: "Bad"/) as unknown])
  })

  test('a Node whose name YAML takes for something else is told', () => {
    const [lesson] = lessons({ a: 'cluster: cluster.yaml' }, '{apiVersion: v1, kind: Node, metadata: {name: 1}}')
    expect(new StartStates([lesson!]).of(lesson!).problems).toEqual(['cluster.yaml: a Node whose name is 1: put it in quotes'])
  })

  test('an image behaves as the lesson says', () => {
    const pod = '{apiVersion: v1, kind: Node, metadata: {name: node-1}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: "app:1", readinessProbe: {tcpSocket: {port: 80}}}]}}'
    const stateOf = (image: string) => {
      const [lesson] = lessons({ a: `cluster: cluster.yaml, images: [{image: "app:*", ${image}}]` }, pod)
      const status = new StartStates([lesson!]).of(lesson!).cluster.objects.pods.get('default/p')!.status!
      return [status.conditions?.find(({ type }) => type === 'Ready')?.status, status.containerStatuses?.[0]?.state?.waiting?.reason]
    }
    expect(stateOf('pull: 1s')).toEqual(['True', undefined])
    expect(stateOf('ready: never')).toEqual(['False', undefined])
    expect(stateOf('exits: {after: 500ms, code: 1}')).toEqual(['False', 'CrashLoopBackOff'])
  })
})
