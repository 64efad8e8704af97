/** What applying the draft would come to, asked of the worker. */
import type { Preview } from '#scene/preview/preview'
import { openShell, newDesk, type Desk } from '#kubectl/shell/desk'
import type { Outcome } from './forks/job.ts'
import { playOnFork } from './forks/fork-jobs.ts'
import { session } from './session.ts'

/** Plays Apply with this text on a copy of the cluster as it is now. */
export function previewDraft(manifest: string, signal: AbortSignal): Promise<Outcome<Preview>> {
  const { cluster, timeline } = session.getState()
  const { desk, applied } = timeline.world
  return playOnFork('preview-apply', cluster, { manifest, applied, desk: quietDesk(desk) }, { signal })
}

/** A desk with one idle shell that has the settings of the first, and none of what was printed. */
function quietDesk({ namespace, shells }: Desk): Desk {
  const { shells: [fresh], ...desk } = openShell(newDesk(), shells[0]?.id ?? 'shell-1')
  return { ...desk, ...(namespace !== undefined && { namespace }), shells: [{ ...fresh!, settings: { ...(shells[0]?.settings ?? fresh!.settings), history: [] } }] }
}
