import { describe, expect, test } from 'vitest'
import type { LabAct } from '#timeline/lab-act'
import { newWorld, performInWorld } from '#timeline/world'
import type { AnyAct } from './acts.ts'
import { StartStates } from './course.ts'
import { followAct, beginFollowing } from './follow.ts'
import { grade } from './grade.ts'
import { lessonWith, logs } from './lesson.fixture.ts'
import type { Lesson } from './lesson.ts'
import { Run } from './run.ts'

const limited = (limits: Partial<Lesson>, checks = '- {podOnEvery: {of: ds/logs}, within: 60s}'): Lesson => ({
  ...lessonWith(`- id: it\n  title: It\n  checks:\n${checks.replace(/^/gm, '    ')}\n  hints: [{text: Hm., tag: T}]`), ...limits,
})
const worldOf = (lesson: Lesson) => newWorld(new StartStates([lesson]).of(lesson).cluster, lesson.files)
const line = (text: string, files?: Readonly<Record<string, string>>): LabAct => ({ shell: 'shell-1', line: text, ...(files && { files }) })
/** What is printed for the last of these acts. */
function said(lesson: Lesson, ...acts: readonly LabAct[]): string {
  let [world, text] = [worldOf(lesson), '']
  for (const act of acts) {
    const [next, answer] = performInWorld(world, act)
    ;[world, text] = [next, answer.text.split('\n').filter((each) => !each.startsWith('$')).join('\n')]
  }
  return text
}

describe('verbs that a lesson leaves out', () => {
  const lesson = limited({ allow: { kubectl: ['get', 'apply', 'rollout'], machines: ['join'] } })
  const words = 'it allows get, apply and rollout'

  test.each<[string, string]>([
    ['kubectl delete node node-1', `error: this lesson leaves out "kubectl delete"; ${words}`],
    ['k -n default delete no/node-1', `error: this lesson leaves out "kubectl delete"; ${words}`],
    ['echo node-1 | xargs kubectl cordon', `error: this lesson leaves out "kubectl cordon"; ${words}`],
    ['V=delete; kubectl $V node node-1', `error: this lesson leaves out "kubectl delete"; ${words}`],
    ['kubectl delete node node-1 -n -h', `error: this lesson leaves out "kubectl delete"; ${words}`],
    ['kubectl get nodes -o name', 'node/node-1\nnode/node-2\nnode/node-3'],
  ])('%s', (entered, printed) => {
    expect(said(lesson, line(entered))).toBe(printed)
  })

  test('help is never left out', () => {
    expect(said(lesson, line('kubectl delete --help'))).toContain('kubectl delete')
  })

  test.each<[string, LabAct, string]>([
    ['a node that joins', { join: [{ name: 'node-4' }] }, 'node-4 joins the cluster.'],
    ['power that is cut', { fail: ['node-1'] }, 'this lesson leaves out cutting the power; it allows adding nodes'],
    ['a node that is removed', { leave: ['node-1'] }, 'this lesson leaves out removing nodes; it allows adding nodes'],
    ['a pod that crashes', { pod: 'default/x', fault: 'crash' }, 'this lesson leaves out letting containers crash; it allows adding nodes'],
  ])('%s', (_, act, text) => {
    expect(said(lesson, act)).toBe(text)
  })

  test('to remove a node is to delete its object', () => {
    expect(said(limited({ allow: { kubectl: ['get'] } }), { leave: ['node-1'] })).toBe('this lesson leaves out "kubectl delete"; it allows get')
  })

  test('a recording that does it all the same is not graded for it, and what was left out counts as no attempt', () => {
    const starts = new StartStates([lesson])
    const from = starts.of(lesson).cluster.nowMs
    const graded = (...acts: readonly AnyAct[]) => grade(lesson, { version: 1, lesson: 'test', steps: acts.map((act, at) => ({ atMs: from + 1_000 * (at + 1), act })), untilMs: from + 30_000 }, starts)
    const create: AnyAct = { shell: '1', line: 'kubectl create -f manifest.yaml' }
    expect(graded(create)).toMatchObject({ passed: false, tasks: [{ attempts: 0 }] })
    expect(graded({ fail: ['node-1'] }, { kubectl: 'delete node node-2' }, { apply: logs })).toMatchObject({ passed: true, tasks: [{ attempts: 1 }] })
  })

  test('what-ifs may do what the student may not, and so may a replay that is watched', () => {
    const only = limited({ allow: { kubectl: ['apply'], machines: [] } }, '- {podOnEvery: {of: ds/logs}, within: 60s}\n- whatIf: {name: node-4 joins, acts: [{join: [node-4]}], then: [{podOnEvery: {of: ds/logs, nodes: [node-4]}, within: 30s}]}')
    const run = new Run(only, new StartStates([only]).of(only).cluster, 'all')
    run.act({ apply: logs })
    run.finish()
    expect([run.attempt.tasks['it']!.status, run.cluster.objects.nodes.size]).toEqual(['passed', 3])
    expect(said(only, { watch: 'if node-4 joins' }, { join: [{ name: 'node-4' }] })).toBe('node-4 joins the cluster.')
  })
})

describe('locked fields', () => {
  const lesson = limited({ locked: ['spec.selector', 'spec.template.spec.containers[0].image'] })
  const denied = (path: string) => `daemonsets.apps "logs" is forbidden: ValidatingAdmissionPolicy 'lesson' with binding 'lesson' denied request: ${path} is locked in this lesson`
  const manifest = (from: string, to: string) => ({ 'manifest.yaml': logs.replace(from, to) })
  const applied = line('kubectl apply -f manifest.yaml', { 'manifest.yaml': logs })

  test.each<[string, string, readonly LabAct[]]>([
    ['as it was given', 'daemonset.apps/logs created', [applied]],
    ['another image at first', `Error from server (Forbidden): error when creating "manifest.yaml": ${denied('spec.template.spec.containers[0].image')}`, [line('kubectl apply -f manifest.yaml', manifest('fluent-bit:3.1', 'fluent-bit:3.2'))]],
    ['another image by set', `error: failed to patch image update to pod template: ${denied('spec.template.spec.containers[0].image')}`, [applied, line('kubectl set image ds/logs collector=fluent-bit:3.2')]],
    ['another field', 'daemonset.apps/logs patched', [applied, line(`kubectl patch ds logs -p '{"spec":{"minReadySeconds":5}}'`)]],
    ['another selector at first', `Error from server (Forbidden): error when creating "manifest.yaml": ${denied('spec.selector')}`, [line('kubectl apply -f manifest.yaml', { 'manifest.yaml': logs.replaceAll('app: logs', 'app: other') })]],
    ['another object', 'daemonset.apps/other created', [line('kubectl apply -f manifest.yaml', { 'manifest.yaml': logs.replaceAll('logs', 'other').replace('fluent-bit:3.1', 'x:1') })]],
  ])('%s', (_, text, acts) => {
    expect(said(lesson, ...acts)).toBe(text)
  })
})

test('on a line that is watched nothing counts', () => {
  const lesson = limited({})
  const begun = beginFollowing(lesson, worldOf(lesson))
  const watched = followAct(lesson, followAct(lesson, begun, { watch: 'the solution' }), line('kubectl apply -f manifest.yaml', { 'manifest.yaml': logs }))
  expect([watched.watching, watched.world.cluster.objects.daemonsets.size, watched.attempt]).toEqual(['the solution', 1, begun.attempt])
})
