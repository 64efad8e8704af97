import { useMemo } from 'react'
import { baselineFor } from '#scene/manifest/changed-lines'
import { useSession } from '#session/use-session'
import { AppliedState } from './AppliedState.tsx'
import { Compare } from './Compare.tsx'
import type { Changes } from './manifest-editor.ts'

/** The text that was applied last, or the live object that the draft was taken from. */
function useBaseline(draft: string): string | undefined {
  const applied = useSession((state) => state.timeline.world.applied)
  const daemonSets = useSession((state) => state.cluster.objects.daemonsets)
  // A DaemonSet's status changes all the time; what was asked for is another when its generation is.
  const asked = [...daemonSets].map(([key, { metadata }]) => `${key} ${metadata?.generation}`).join()
  const live = useMemo(() => [...daemonSets.values()], [asked]) // oxlint-disable-line react-hooks/exhaustive-deps
  return useMemo(() => baselineFor(draft, applied, live), [draft, applied, live])
}

/** How far the draft is from what is applied, in the bar over the editor. */
export function AppliedStatePanel({ draft, onChanges }: { draft: string; onChanges: (changes: Changes) => void }) {
  return <AppliedState baseline={useBaseline(draft)} draft={draft} onChanges={onChanges} />
}

/** Both texts in one, over the editor. */
export function ComparePanel({ draft, onClose }: { draft: string; onClose: () => void }) {
  return <Compare applied={useBaseline(draft)} draft={draft} onClose={onClose} />
}
