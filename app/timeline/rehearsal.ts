/** What a line of kubectl would come to: entered on a copy of a world, which is then left alone until nothing more comes of it. */
import type { Observer } from '#cluster/advance'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { outputSince } from '#kubectl/shell/chunk'
import { findShell } from '#kubectl/shell/desk'
import type { Output } from '#kubectl/process'
import { advanceWorld, performInWorld, type World } from './world.ts'

export interface Rehearsed {
  /** What was printed at once, in order. */
  readonly printed: readonly Output[]
  readonly world: World
}

/** Changes between two yields: a few ms of work. To stop more often would cost more than to play. */
const changesPerStep = 400

/** Where a rehearsal begins: the line, the shell and the files that an editor has written by then. */
export interface RehearsedLine {
  readonly shell: string
  readonly line: string
  readonly files?: Readonly<Record<string, string>>
}

/**
 * Enters a line and lets time pass until `isOver` (asked after the line and after every instant), at
 * most `longestMs` (virtual). Yields now and then, with the share of that time.
 */
export function* rehearse(world: World, line: RehearsedLine, isOver: (nowMs: number) => boolean, longestMs: number, onWatchEvent: (event: WatchEvent) => void): Generator<number, Rehearsed> {
  const { nowMs } = world.cluster
  let changes = 0
  let over = false
  const seen = (event: WatchEvent) => {
    changes++
    onWatchEvent(event)
  }
  const [done] = performInWorld(world, line, { onWatchEvent: seen })
  const shell = findShell(done.desk, line.shell)
  const printed = shell ? outputSince(shell, findShell(world.desk, line.shell)?.printed ?? 0).chunks.flatMap((chunk): Output[] => (chunk.kind === 'text' ? [{ stream: chunk.stream, text: chunk.text }] : [])) : []
  const afterInstant: Observer['afterInstant'] = (draft) => ((over = isOver(draft.nowMs)) || changes >= changesPerStep ? 'stop' : undefined)
  let reached = advanceWorld(done, nowMs, { onWatchEvent: seen })
  over = isOver(nowMs)
  while (!over && reached.cluster.nowMs < nowMs + longestMs) {
    yield (reached.cluster.nowMs - nowMs) / longestMs
    changes = 0
    reached = advanceWorld(reached, nowMs + longestMs, { onWatchEvent: seen, afterInstant })
    over ||= isOver(reached.cluster.nowMs)
  }
  return { printed, world: reached }
}
