import { expect, test } from 'vitest'
import { apply } from '#timeline/acts.fixture'
import { firstLine, perform, seek } from '#timeline/timeline'
import { momentsOf } from './moments.ts'
import { openSession } from './session.ts'
import { firstManifest, sandboxStart } from './start.ts'
import { captionAt, emptyTrack, happeningsBetween, trackOf } from './track.ts'

function rolled() {
  let timeline = perform(openSession(firstLine(sandboxStart)), apply(firstManifest))[0]
  timeline = seek(timeline, 30_000)
  timeline = perform(timeline, apply(firstManifest.replace('latest', 'nope')))[0]
  return seek(timeline, 200_000)
}

test('the first pod, the end of a rollout, and one that is stuck', () => {
  const timeline = rolled()
  const track = trackOf(timeline, emptyTrack)
  const [branch] = timeline.branches
  const moments = momentsOf(track, track.points.get('default/nginx-daemonset')!, branch!.acts, branch!.untilMs)
  expect(moments.map(({ text }) => text)).toEqual(['apply', 'first pod ready', 'rollout done', 'apply', 'rollout stuck'])
})

test('a track stays the very same while nothing is added, and captions follow the playhead', () => {
  const timeline = rolled()
  const track = trackOf(timeline, emptyTrack)
  const back = seek(timeline, 10_000)
  expect(trackOf(back, track)).toBe(track)
  expect(captionAt(track, 5_000)).toMatch(/^The API server stores DaemonSet nginx-daemonset/)
  expect(happeningsBetween(track, 4_999, 5_000).map(({ kind }) => kind)).toContain('daemonset-changed')
  expect(happeningsBetween(track, 200_000, 100_000)).toEqual([])
})
