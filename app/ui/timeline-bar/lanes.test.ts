import { expect, test } from 'vitest'
import type { Happening } from '#scene/narration'
import { laneTicks, lanesOf } from './lanes.ts'

const happening = (atMs: number, by: Happening['by']): Happening => ({ kind: 'pod-created', atMs, text: '', node: undefined, by })

test('acts have a lane of their own, whatever came of them; components follow in the order of a pod', () => {
  const happenings = [happening(20, 'kubelet'), happening(10, 'daemonset-controller'), happening(30, 'kubelet')]
  const flags = [{ atMs: 5, text: 'taint', by: 'you' }, { atMs: 40, text: '2 nodes NotReady', by: 'cluster' }] as const
  expect(lanesOf({ happenings, flags }).map(({ name, steps }) => [name, ...steps.map(({ atMs }) => atMs)])).toEqual([['You', 5], ['DaemonSet controller', 10], ['Kubelets', 20, 30]])
  expect(lanesOf({ happenings: [], flags: [] })).toEqual([])
})

test('several steps on one spot are one mark', () => {
  expect(laneTicks([{ atMs: 1 }, { atMs: 2 }, { atMs: 900 }], (atMs) => atMs / 100)).toEqual([0.5, 9.5])
})
