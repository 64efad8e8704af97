import { expect, test } from 'vitest'
import fc from 'fast-check'
import { TimerQueue, type Timer } from './timers.ts'

type Step = { readonly set: string; readonly dueAtMs: number } | { readonly replace: string; readonly dueAtMs: number } | { readonly cancel: string } | { readonly take: true } | { readonly publish: boolean }

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const dueAtMs = fc.integer({ min: 0, max: 50 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ set: key, dueAtMs }), fc.record({ replace: key, dueAtMs }), fc.record({ cancel: key }), fc.record({ take: fc.constant(true as const) }), fc.record({ publish: fc.boolean() }),
)
const inOrder = (timers: Iterable<Timer>) => [...timers].sort((a, b) => a.dueAtMs - b.dueAtMs || a.sequence - b.sequence)

test('what is published is all that waits, in the order in which it is due, and stays', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
    let queue = new TimerQueue([], 0)
    const model = new Map<string, Timer>()
    const published: [readonly Timer[], readonly Timer[]][] = []
    for (const each of steps) {
      if ('publish' in each) {
        published.push([queue.publish(), inOrder(model.values())])
        // Somebody else goes on from there.
        if (each.publish) queue = new TimerQueue(queue.publish(), queue.sequence)
      } else if ('take' in each) {
        const [first] = inOrder(model.values())
        expect(queue.take()).toEqual(first)
        if (first) model.delete(first.key)
      } else if ('cancel' in each) {
        queue.cancel('kubelet', each.cancel)
        model.delete(each.cancel)
      } else {
        const name = 'set' in each ? each.set : each.replace
        const known = model.get(name)
        if (!('set' in each) || !known || known.dueAtMs > each.dueAtMs) model.set(name, { component: 'kubelet', key: name, dueAtMs: each.dueAtMs, sequence: queue.sequence, cause: undefined })
        if ('set' in each) queue.set('kubelet', name, each.dueAtMs, undefined)
        else queue.replace('kubelet', name, each.dueAtMs, undefined)
      }
    }
    published.push([queue.publish(), inOrder(model.values())])
    for (const [timers, were] of published) expect(timers).toEqual(were)
  }), { numRuns: 500 })
})

test('timers that are done are not kept for the next publishing', () => {
  const queue = new TimerQueue([], 0)
  for (let round = 0; round < 50_000; round++) {
    queue.set('kubelet', `pod-${round % 10}`, round, undefined)
    if (round % 10 === 9) for (let taken = 0; taken < 10; taken++) queue.take()
  }
  queue.set('kubelet', 'pod-1', 60_000, undefined)
  expect(queue.publish().map((timer) => timer.key)).toEqual(['pod-1'])
})
