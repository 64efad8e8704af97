import { describe, expect, test } from 'vitest'
import type { LessonAct } from '../format/act-fields.ts'
import { checking, foundBy, lessonWith, runOf } from '../lesson.fixture.ts'

const apply: LessonAct = { apply: 'manifest.yaml' }
const kubectl = (line: string): LessonAct => ({ kubectl: line })
const wait = (seconds: number): LessonAct => ({ wait: seconds * 1_000 })

/** Keeps a task open, so that its checks go on being asked. */
const keepOpen = '- {that: "false"}'

/** What the checks say after these acts. */
function after(checks: string, ...acts: readonly LessonAct[]): readonly string[] {
  const run = checking(`${checks}\n${keepOpen}`)
  for (const act of acts) run.act(act)
  return foundBy(run).slice(0, -1)
}

describe('podOnEvery and noPodOn', () => {
  test.each([
    ['nothing is there', [], 'no ds/logs'],
    ['all eligible nodes have one', [apply, wait(20)], 'passed'],
    ['one is being replaced', [apply, wait(20), kubectl('delete pod <logs@node-2> --wait=false')], 'node-2 has no pod'],
    ['the image cannot be pulled', [{ ...apply, with: { 'spec.template.spec.containers[0].image': 'fluent-bit:none' } }, wait(20)], 'node-1 has a pod that is not ready (ImagePullBackOff); node-2 has a pod that is not ready (ImagePullBackOff)'],
    ['no node is eligible', [{ ...apply, with: { 'spec.template.spec.nodeSelector': { disk: 'ssd' } } }, wait(20)], '0 eligible of 3 nodes'],
  ] satisfies [string, LessonAct[], string][])('%s', (_, acts, found) => {
    expect(after('- {podOnEvery: {of: ds/logs}}', ...acts)).toEqual([found])
  })

  test('the gate that is closed is told, and where to look', () => {
    const run = checking('- {podOnEvery: {of: ds/logs, nodes: [node-1, node-3]}}')
    for (const act of [apply, wait(20)]) run.act(act)
    const [outcome] = run.attempt.tasks['it']!.outcomes
    expect(outcome).toMatchObject({ passed: false, found: 'node-3 has no pod (the template does not tolerate gpu:NoSchedule)', expected: 'one ready pod on node-1 and node-3', look: [{ kind: 'node', name: 'node-3' }] })
    expect(outcome).toHaveProperty('nodes[0].verdict.gates[3].untolerated', [{ key: 'gpu', effect: 'NoSchedule' }])
  })

  test('the scheduler is quoted where a pod finds no room', () => {
    expect(after('- {podOnEvery: {of: ds/logs}}', { ...apply, with: { 'spec.template.spec.containers[0].resources': { requests: { cpu: '9' } } } }, wait(20))[0])
      .toMatch(/^node-1 has a pod that waits for it \(0\/3 nodes are available: 1 Insufficient cpu, 2 node\(s\) didn't satisfy plugin\(s\) \[NodeAffinity\]\./)
  })

  test('a pod of an old template is told where the newest is wanted', () => {
    const onDelete = { ...apply, with: { 'spec.updateStrategy': { type: 'OnDelete' } } }
    const acts = [onDelete, wait(20), kubectl('set image ds/logs collector=fluent-bit:3.2'), kubectl('delete pod <logs@node-1>'), wait(20)]
    expect(after('- {podOnEvery: {of: ds/logs, upToDate: true}}', ...acts)).toEqual(['node-2 has a pod of an old template'])
  })

  test('two pods on a node are one too many', () => {
    const other = { ...apply, with: { 'spec.selector.matchLabels': { app: 'logs', release: 'v2' }, 'spec.template.metadata.labels': { app: 'logs', release: 'v2' } } }
    expect(after('- {podOnEvery: {of: app=logs, nodes: [node-1]}}', apply, wait(20), kubectl('delete ds logs --cascade=orphan'), other, wait(20))).toEqual(['node-1 has two pods'])
  })

  test('a pod that is ending is one still for noPodOn', () => {
    const checks = '- {noPodOn: {of: app=logs, nodes: {"kubernetes.io/hostname": node-1}}}'
    expect(after(checks, apply, wait(20))).toEqual(['a pod on node-1'])
    expect(after(checks, apply, wait(20), kubectl('delete ds logs --wait=false'))).toEqual(['a pod on node-1'])
    expect(after(checks, apply, wait(20), kubectl('delete ds logs'), wait(60))).toEqual(['passed'])
  })
})

describe('objects', () => {
  test.each([
    ['equals', 'path: "spec.template.spec.containers[0].image", equals: "fluent-bit:3.1"', 'passed'],
    ['equals, another', 'path: "spec.template.spec.containers[0].image", equals: "fluent-bit:3.2"', 'spec.template.spec.containers[0].image is fluent-bit:3.1'],
    ['in', 'path: spec.updateStrategy.type, in: [RollingUpdate, OnDelete]', 'passed'],
    ['atLeast', 'path: status.numberReady, atLeast: 3', 'status.numberReady is 2'],
    ['atMost, absent counters being 0', 'path: status.numberUnavailable, atMost: 0', 'passed'],
    ['exists', 'path: spec.template.spec.nodeSelector, exists: true', 'spec.template.spec.nodeSelector is nothing'],
    ['contains', 'path: spec.template.metadata.labels.app, contains: log', 'passed'],
    ['a key with dots', `path: "metadata.annotations['deprecated.daemonset.template.generation']", equals: "1"`, 'passed'],
  ])('%s', (_, check, found) => {
    expect(after(`- {object: {name: ds/logs, ${check}}}`, apply, wait(20))).toEqual([found])
  })

  test('quantity compares amounts, not texts', () => {
    const withCpu = { ...apply, with: { 'spec.template.spec.containers[0].resources': { requests: { cpu: '500m' } } } }
    expect(after('- {object: {name: ds/logs, path: "spec.template.spec.containers[0].resources.requests.cpu", quantity: "0.5"}}', withCpu)).toEqual(['passed'])
  })

  test('rolledOut is not taken in by the counters of before, and says who uses the budget', () => {
    const acts = [apply, wait(20), { fail: ['node-2'] }, wait(90), kubectl('set image ds/logs collector=fluent-bit:3.2')]
    expect(after('- {rolledOut: ds/logs}', apply, wait(20), kubectl('set image ds/logs collector=fluent-bit:3.2'))).toEqual(['Waiting for daemon set spec update to be observed...'])
    expect(after('- {rolledOut: ds/logs}', ...acts, wait(60))).toEqual(['Waiting for daemon set "logs" rollout to finish: 0 out of 1 new pods have been updated... The budget is used by node-2'].map((text) => `${text}.`))
  })

  test('kept tells what was made anew; atLeast allows some', () => {
    const tasks = `- {id: first, title: First, checks: [{podOnEvery: {of: ds/logs}}], hints: [{text: Hm., tag: T}]}
- id: it
  title: It
  checks: [{kept: ds/logs}, {kept: pods of ds/logs}, {kept: {what: pods of ds/logs, atLeast: 1}}, {kept: {what: pods of ds/logs, nodes: [node-1]}}, {that: "false"}]`
    const keptAfter = (...acts: readonly LessonAct[]) => {
      const run = runOf(lessonWith(tasks))
      for (const act of [apply, wait(20), ...acts]) run.act(act)
      return foundBy(run).slice(0, -1)
    }
    expect(keptAfter()).toEqual(['passed', 'passed', 'passed', 'passed'])
    expect(keptAfter(kubectl('delete pod <logs@node-2>'), wait(20))).toEqual(['passed', 'the pods of node-2 are gone', 'passed', 'passed'])
    expect(keptAfter(kubectl('delete ds logs --cascade=orphan'), apply, wait(20))).toEqual(['ds/logs was deleted and made anew', 'passed', 'passed', 'passed'])
    expect(keptAfter(kubectl('delete ds logs'), wait(20))).toEqual(['ds/logs was deleted', 'the pods of node-1 and node-2 are gone', 'the pods of node-1 and node-2 are gone', 'the pods of node-1 are gone'])
  })
})

describe('history', () => {
  test('always and never look at every instant, and say which was the first', () => {
    const checks = '- {never: \'exists("ds/logs") && unavailable("ds/logs") > 1\'}\n- {always: "size(nodes) == 3"}'
    const run = checking(`${checks}\n${keepOpen}`)
    for (const act of [apply, wait(60), { leave: ['node-3'] }, { join: [{ name: 'node-3' }] }, wait(5)]) run.act(act as LessonAct)
    const [never, always] = run.attempt.tasks['it']!.outcomes
    expect(never).toMatchObject({ passed: false, expected: 'never exists("ds/logs") && unavailable("ds/logs") > 1', found: 'it was so at 0s after the task began' })
    expect(always).toMatchObject({ passed: false, found: 'not so at 1m after the task began', look: [{ kind: 'moment', atMs: run.attempt.tasks['it']!.openedAtMs! + 60_000 }] })
  })

  test('an instant of a few milliseconds is not missed', () => {
    const checks = `- {never: 'pods("ds/logs").exists(p, p.spec.?nodeName.orValue("") == "")'}`
    expect(after(checks, apply, wait(5))).toEqual([expect.stringMatching(/^it was so at \d{1,3}ms after the task began$/) as unknown as string])
  })

  test('for wants it to hold without a break', () => {
    const checks = '- {that: "size(nodes) == 4", for: 30s}'
    expect(after(checks, { join: [{ name: 'node-4' }] }, wait(20))[0]).toBe('holds for 20s so far')
    expect(after(checks, { join: [{ name: 'node-4' }] }, wait(30))[0]).toBe('passed')
    expect(after(checks, { join: [{ name: 'node-4' }] }, wait(20), { leave: ['node-4'] }, { join: [{ name: 'node-4' }] }, wait(20))[0]).toBe('holds for 20s so far')
  })

  test.each([
    ['seen', 'reason: SuccessfulCreate, about: ds/logs', 'passed'],
    ['of its pods', 'reason: Scheduled, about: pods of ds/logs, contains: node-2', 'passed'],
    ['of another node', 'reason: Scheduled, contains: node-3', 'no such event so far'],
  ])('an event, %s', (_, event, found) => {
    expect(after(`- {event: {${event}}}`, apply, wait(20))[0]).toBe(found)
  })

  test.each([
    ['by the API server', apply, { ...apply, with: { 'spec.replicas': 3 } }, 'passed'],
    ['by another verb', apply, kubectl('scale ds logs --replicas=0'), 'it was not refused so far'],
    ['not at all', apply, apply, 'it was not refused so far'],
  ])('a refusal, %s', (_, first, act, found) => {
    expect(after('- {refused: {by: apply, contains: "spec.replicas"}}', first, act)[0]).toBe(found)
  })

  test('how it was done', () => {
    const checks = '- {acts: {used: [apply, kubectl delete]}}\n- {acts: {notUsed: [delete node]}}\n- {acts: {atMost: 2}}'
    expect(after(checks, apply, wait(10))).toEqual(['kubectl delete was not used', 'passed', 'passed'])
    expect(after(checks, apply, wait(10), kubectl('delete node node-3'), kubectl('cordon node-1'))).toEqual(['passed', 'delete node was used', '3 acts'])
  })

  test('an expression that has no value says why; the author may say it better', () => {
    expect(after('- {that: \'ds("logs").spec.minReadySeconds > 1\'}\n- {that: "false", else: "not yet, my friend"}', apply)).toEqual(['No such key: minReadySeconds', 'not yet, my friend'])
  })
})

test.each([
  ['size(nodes) == 5', 'size(nodes) is 3'],
  ['size(nodes) == 3 && size(pods("ds/logs")) >= 2', 'size(pods("ds/logs")) is 0'],
  ['exists("ds/logs")', 'it is not so'],
])('an expression that is false says what was found: %s', (source, found) => {
  expect(foundBy(checking(`- {that: '${source}'}`))).toEqual([found])
})
