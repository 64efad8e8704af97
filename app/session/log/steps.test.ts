/** Steps and API calls of small clusters, as they read in the saved log. */
import { expect, test } from 'vitest'
import type { LabAct } from '#timeline/lab-act'
import { fork, seek, switchTo, type Timeline } from '#timeline/timeline'
import { everything, isWanted, type LogFilter } from '#scene/log/log-filter'
import { agent, play as playOn } from '../why/session.fixture.ts'
import type { Seen } from '../seen.ts'
import { actWords } from './act-words.ts'
import { logText, type Depth } from './log-text.ts'
import { openTold } from './story.fixture.ts'
import { StepReader } from './step-reader.ts'

const play = (timeline: Timeline<Seen>, ...acts: readonly (number | string | LabAct)[]) => playOn(timeline, ...acts) as Timeline<Seen>
const about = (name: string, component?: LogFilter['component']): LogFilter => ({ component, about: name })

/** The log from so many seconds on; random ends of names left out. */
async function linesOf(timeline: Timeline<Seen>, depth: Depth, filter: LogFilter, fromSeconds: number): Promise<readonly string[]> {
  const all = (await logText(timeline, depth, filter, () => Promise.resolve())).trimEnd().split('\n')
  const from = all.findIndex((line) => /^\d/.test(line) && Number(line.split(':')[0]) * 60 + Number.parseFloat(line.split(':')[1]!) >= fromSeconds)
  return all.slice(from).map((line) => line.replace(/\bagent-[a-z0-9]{5}\b/g, 'agent-…'))
}

test('steps about one node, each a sentence; events tell of steps and are none', async () => {
  const timeline = play(openTold(['node-1', 'node-10']), agent(), 20)
  expect(await linesOf(timeline, 'steps', about('node-1'), 5)).toEqual([
    '0:05.0  The DaemonSet controller creates agent-… for node-1: it should run a pod and has none.',
    '0:05.1  The scheduler binds agent-… to node-1, the one node that it is made for.',
    '0:05.1  The kubelet of node-1 prepares container agent (nginx:1.27) in agent-….',
    '0:05.4  The kubelet of node-1 pulls nginx:1.27 for agent-….',
    '0:07.8  The kubelet of node-1 starts container agent in agent-…, and the pod is ready.',
  ])
  expect(await linesOf(timeline, 'steps', about('node-1', 'default-scheduler'), 5)).toEqual([
    '0:05.1  The scheduler binds agent-… to node-1, the one node that it is made for.',
  ])
})

test('requests as they were made: verb, resource, object, answer, version, who, and each field before and after', async () => {
  const timeline = play(openTold(['node-1']), agent(), 20, 'kubectl label node node-1 disk=ssd', 1, 'kubectl taint node node-1 a=b:NoExecute', 5)
  expect(await linesOf(timeline, 'calls', about('', 'kubectl'), 5)).toEqual([
    '0:05.0  create daemonsets default/agent  201  resourceVersion 17  by kubectl',
    '0:25.0  patch nodes node-1  200  resourceVersion 33  by kubectl',
    '    metadata.labels.disk: none → "ssd"',
    '0:26.0  patch nodes node-1  200  resourceVersion 34  by kubectl',
    '    spec.taints: none → [{"key":"a","value":"b","effect":"NoExecute"}]',
  ])
  expect(await linesOf(timeline, 'calls', about('agent'), 26)).toEqual([
    '0:26.0  delete pods default/agent-…  200  resourceVersion 35  by daemonset-controller',
    '    metadata.generation: 1 → 2',
    '    metadata.deletionTimestamp: none → "2026-01-05T09:00:56Z"',
    '    metadata.deletionGracePeriodSeconds: none → 30',
    '0:26.0  create events default/agent.fbf7e701546862c1  201  resourceVersion 36  by daemonset-controller',
    '0:26.0  update daemonsets/status default/agent  200  resourceVersion 37  by daemonset-controller',
    '    status.currentNumberScheduled: 1 → 0',
    '    status.numberMisscheduled: 0 → 1',
    '    status.desiredNumberScheduled: 1 → 0',
    '    status.numberReady: 1 → 0',
    '    status.updatedNumberScheduled: 1 → none',
    '    status.numberAvailable: 1 → none',
    '0:26.0  create events default/agent-….dea9307fcb9321dc  201  resourceVersion 38  by taint-eviction-controller',
    '0:26.0  patch pods/status default/agent-…  200  resourceVersion 39  by taint-eviction-controller',
    '    status.conditions[DisruptionTarget]: none → {"type":"DisruptionTarget","status":"True","reason":"DeletionByTaintManager","message":"Taint manager: deleting due to NoExecute taint","lastTransitionTime":"2026-01-05T09:00:26Z"}',
    '0:26.0  create events default/agent-….689e26d48ae4d8b2  201  resourceVersion 40  by kubelet',
    '0:27.4  delete pods default/agent-…  200  resourceVersion 41  by kubelet',
    '0:27.4  update daemonsets/status default/agent  200  resourceVersion 42  by daemonset-controller',
    '    status.numberMisscheduled: 1 → 0',
  ])
})

test('a request that was refused has its code and its message, and stands where it was made', async () => {
  const timeline = play(openTold(['node-1', 'node-2']), 'kubectl create quota q --hard=pods=1', 5, agent(), 'kubectl create ns default', 1)
  const lines = await linesOf(timeline, 'calls', everything, 10)
  const refused = lines.findIndex((line) => line.includes(' 403 '))
  expect(lines.slice(refused, refused + 2)).toEqual([
    '0:10.0  create pods default/agent-  403 Forbidden  by daemonset-controller',
    '    pods "agent-…" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
  ])
  expect(lines.filter((line) => line.includes(' 409 '))).toEqual([
    '0:10.0  create namespaces default  409 AlreadyExists  by kubectl',
  ])
  expect((await linesOf(timeline, 'steps', about('', 'kubectl'), 10)).at(-1)).toEqual('0:10.0  The API server does not let you create namespaces default: namespaces "default" already exists.')
})

test('a reader goes on where the line got longer, and begins anew on another one', () => {
  const reader = new StepReader(everything, true)
  const whole = (timeline: Timeline<Seen>) => {
    const fresh = new StepReader(everything, true)
    for (const each of [reader, fresh]) while (each.read(timeline)) continue
    expect(Array.from({ length: reader.size }, (_, at) => reader.row(at))).toEqual(Array.from({ length: fresh.size }, (_, at) => fresh.row(at)))
    return reader.size
  }
  const one = play(openTold(['node-1', 'node-2']), agent(), 20)
  const size = whole(one)
  expect(whole(play(one, { fail: ['node-2'] }, 60))).toBeGreaterThan(size)
  const other = play(fork(seek(one, 5_000)), 'kubectl cordon node-1', 0.2)
  expect(whole(other)).toBeLessThan(size)
  expect(whole(switchTo(other, 0))).toBe(size)
})

test.each([
  ['node-1', { key: 'node-10', node: 'node-10' }, false],
  ['node-1', { key: 'node-1', node: 'node-1' }, true],
  ['node-1', { key: 'default/agent-x', node: 'node-1' }, true],
  ['agent', { key: 'default/agent-x7k2p.17f', node: undefined }, true],
  ['default/agent', { key: 'default/agent', node: undefined }, true],
  ['nt', { key: 'default/agent', node: undefined }, false],
] as const)('about %s: %o is wanted: %s', (name, entry, wanted) => {
  expect(isWanted(about(name), { component: 'kubelet', ...entry })).toBe(wanted)
  expect(isWanted(about(name, 'default-scheduler'), { component: 'kubelet', ...entry })).toBe(false)
})

test.each([
  [{ shell: 'a', line: 'kubectl get pods ' }, 'You enter', 'kubectl get pods'],
  [{ fail: ['node-2'] }, 'You power off node-2', undefined],
  [{ pressure: 'node-1', of: 'memory', short: true }, 'You let node-1 run short of memory', undefined],
  [{ pressure: 'node-1', of: 'pid', short: false }, 'You free process ids on node-1', undefined],
  [{ pod: 'default/a', fault: 'fail-liveness' }, 'You let the liveness probe of a fail', undefined],
  [{ shell: 'a', press: 'Ctrl-C' }, 'You press Ctrl-C', undefined],
] as const)('%o in words', (act, text, verbatim) => {
  expect(actWords(act)).toEqual({ text, verbatim })
})
