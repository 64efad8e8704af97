/** What applying a manifest would come to: played on a copy of the cluster until it rests, and put in words. */
import type { Cluster } from '#cluster/cluster'
import type { Desk } from '#kubectl/shell/desk'
import { previewOf, type Preview } from '#scene/preview/preview'
import { Unrest } from '#scene/preview/unrest'
import { rehearse } from '#timeline/rehearsal'
import { idleShell, manifestFile, type World } from '#timeline/world'

export interface PreviewInput {
  /** The text in the editor. */
  readonly manifest: string
  /** The text that was applied before it. */
  readonly applied: string | undefined
  /** The terminal's files and shells, as Apply would find them. */
  readonly desk: Desk
}

/** Longest that is looked ahead, in virtual ms. */
const longestMs = 6 * 3_600_000

/** The line that the button Apply enters. */
export const applyLine = `kubectl apply -f ${manifestFile}`

export function* previewApply(cluster: Cluster, { manifest, applied, desk }: PreviewInput): Generator<number, Preview> {
  const world: World = { cluster, desk, applied }
  const unrest = new Unrest(cluster)
  const shell = idleShell(desk)
  const { printed, world: after } = yield* rehearse(world, { shell, line: applyLine, files: { [manifestFile]: manifest } }, (nowMs) => unrest.isOver(nowMs), longestMs, (event) => unrest.onWatchEvent(event))
  return previewOf({ before: cluster, after: after.cluster, printed, manifest, applied, end: unrest.end ?? 'too-much', restedAtMs: unrest.progressAtMs, touched: unrest.touched })
}
