import { expect, test } from 'vitest'
import type { Happening } from '#scene/story/happening'
import { HappeningPart, Happenings } from '#scene/story/happenings'
import { laneTicks, lanesOf } from './lanes.ts'

function happened(...all: readonly (readonly [atMs: number, by: Happening['by']])[]): Happenings {
  const part = new HappeningPart()
  for (const [atMs, by] of all) part.note({ kind: 'pod-created', atMs, id: 1, node: undefined, by, resource: 'pods', key: 'default/a', detail: '', hash: '' }, 0)
  return new Happenings([{ part, untilMs: Infinity }])
}

test('acts have a lane of their own, whatever came of them; components follow in the order of a pod', () => {
  const happenings = happened([10, 'daemonset-controller'], [20, 'kubelet'], [30, 'kubelet'])
  const flags = [{ atMs: 5, text: 'taint', by: 'you' }, { atMs: 40, text: '2 nodes NotReady', by: 'cluster' }] as const
  expect(lanesOf({ happenings, flags }).map(({ name, steps }) => [name, ...steps.map(({ atMs }) => atMs)])).toEqual([['You', 5], ['DaemonSet controller', 10], ['Kubelets', 20, 30]])
  expect(lanesOf({ happenings: happened(), flags: [] })).toEqual([])
})

test('several steps on one spot are one mark', () => {
  expect(laneTicks([{ atMs: 1 }, { atMs: 2 }, { atMs: 900 }], (atMs) => atMs / 100)).toEqual([0.5, 9.5])
})
