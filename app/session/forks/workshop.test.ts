import { afterEach, expect, test } from 'vitest'
import type { Cluster } from '#cluster/cluster'
import { clusterOf } from '#cluster/cluster.fixture'
import type { Job } from './job.ts'
import type { FromWorker, Line, ToWorker } from './messages.ts'
import { serveJobs } from './serve-jobs.ts'
import { Workshop, type WorkerLine } from './workshop.ts'

const steps: string[] = []
function* nodesOf(cluster: Cluster, prefix: string): Generator<number | undefined, string> {
  yield 0.5
  return prefix + [...cluster.objects.nodes.keys()].join()
}
function* endless(): Generator<number | undefined, never> {
  for (;;) {
    steps.push('step')
    yield undefined
  }
}
function* broken(): Generator<number | undefined, never> {
  yield undefined
  throw new Error('the job broke')
}
const jobs: Readonly<Record<string, Job<never, unknown>>> = { nodesOf, endless, broken }
const find = (name: string) => Promise.resolve(jobs[name] as Job<unknown, unknown>)

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** Both ends of a line, as between a page and its worker. */
function line(): [WorkerLine, Line<FromWorker, ToWorker>] {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  port1.start()
  port2.start()
  return [port1 as unknown as WorkerLine, port2 as unknown as Line<FromWorker, ToWorker>]
}

function withWorker(): Workshop {
  const [here, there] = line()
  const workshop = new Workshop(() => here, find)
  serveJobs(there, find)
  return workshop
}
const withoutWorker = () => new Workshop(() => {
  throw new DOMException('no origin', 'SecurityError')
}, find)
/** Its script cannot be fetched. */
function withLostWorker(): Workshop {
  const [here] = line()
  const workshop = new Workshop(() => here, find)
  here.addEventListener('message', () => undefined)
  ;(here as unknown as EventTarget).dispatchEvent(new Event('error'))
  return workshop
}
/** It ends as soon as it is asked for something. */
function withDyingWorker(): Workshop {
  const [here, there] = line()
  there.addEventListener('message', ({ data }) => {
    if ('job' in data) (here as unknown as EventTarget).dispatchEvent(new Event('error'))
  })
  there.postMessage({ ready: true })
  return new Workshop(() => here, find)
}

const two = clusterOf(['node-1', 'node-2'])
const three = clusterOf(['node-1', 'node-2', 'node-3'])

test.each([
  ['in a worker', withWorker],
  ['on the page, where a worker is refused', withoutWorker],
  ['on the page, where its script does not come', withLostWorker],
  ['on the page, where the worker ends on the way', withDyingWorker],
])('jobs are done %s', async (_where, make) => {
  const workshop = make()
  const shares: number[] = []
  expect(await Promise.all([
    workshop.play('nodesOf', two, 'a: ', { onProgress: (share) => shares.push(share) }),
    workshop.play('nodesOf', three, 'b: ', {}),
    workshop.play('broken', three, undefined, {}),
    workshop.play('nodesOf', two, 'c: ', {}),
  ])).toEqual([
    { is: 'done', value: 'a: node-1,node-2' },
    { is: 'done', value: 'b: node-1,node-2,node-3' },
    { is: 'failed', why: 'the job broke' },
    { is: 'done', value: 'c: node-1,node-2' },
  ])
})

test.each([['in a worker', withWorker], ['on the page', withoutWorker]])('a job that nobody waits for any more ends, and the next begins: %s', async (_where, make) => {
  const workshop = make()
  const { signal, abort } = abortable()
  const first = workshop.play('endless', two, undefined, { signal })
  const second = workshop.play('nodesOf', two, '', {})
  await new Promise((resolve) => setTimeout(resolve, 60))
  abort()
  expect(await first).toEqual({ is: 'cancelled' })
  expect(await second).toEqual({ is: 'done', value: 'node-1,node-2' })
  const before = steps.length
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(steps.length).toBe(before)
  expect(await workshop.play('nodesOf', two, '', { signal })).toEqual({ is: 'cancelled' })
})

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
