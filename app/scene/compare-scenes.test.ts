import { expect, test } from 'vitest'
import { apply, line, manifest } from '#timeline/acts.fixture'
import { firstLine, nowMsOf, openTimeline, perform, seek, type Timeline } from '#timeline/timeline'
import { compareScenes } from './compare-scenes.ts'
import { toScene } from './scene.ts'

const start = { seed: 1, nodes: [{ name: 'node-1' }, { name: 'node-2' }], readyAtMs: 5_000 }
const open = (): Timeline => openTimeline(firstLine(start), () => ({ note: () => undefined }))
const scene = (timeline: Timeline) => toScene(timeline.world.cluster)

test('what differs after one more act, in words', () => {
  const here = seek(perform(open(), apply(manifest))[0], 30_000)
  expect(compareScenes(scene(here), scene(here))).toEqual({ nodes: [], figures: [] })
  const there = seek(perform(perform(here, line('kubectl taint nodes node-2 gone:NoExecute'))[0], { join: [{ name: 'node-3' }] })[0], nowMsOf(here) + 60_000)
  expect(compareScenes(scene(here), scene(there)).nodes).toEqual([
    { node: 'node-2', here: 'Ready; pod of revision 1, Running', there: 'Ready; no pod; taint gone:NoExecute' },
    { node: 'node-3', here: undefined, there: 'Ready; pod of revision 1, Running' },
  ])
  expect(compareScenes(scene(open()), scene(here)).figures.map(({ figure, here: before, there: after }) => [figure, before, after])).toEqual([
    ['DESIRED', 0, 2], ['CURRENT', 0, 2], ['READY', 0, 2], ['UP-TO-DATE', 0, 2], ['AVAILABLE', 0, 2],
  ])
})
