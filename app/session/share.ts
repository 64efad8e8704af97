/** A session given away: as a link, as a link to the moment that is seen, as a script for a real cluster. And the way back: a real cluster as a session. */
import { toShellScript } from '#timeline/shell-script'
import { importCluster } from '#timeline/import-cluster'
import { currentBranch } from '#timeline/timeline'
import { toLink } from './link.ts'
import { notify } from './notice.ts'
import { exportSession, session } from './session.ts'
import { openFile } from './sessions.ts'

/** Puts a link to this session, or to this moment of it, on the clipboard, and says so; a session that is too long for a link is offered as a file. */
export async function copyLink(atThisMoment: boolean): Promise<void> {
  const link = await toLink(location.href, exportSession(), atThisMoment ? session.getState().cluster.nowMs : undefined)
  if (link === undefined) return notify({ kind: 'said', text: 'This session is too long for a link. Export it as a file instead: Menu, Export session.' })
  try {
    await navigator.clipboard.writeText(link)
    notify({ kind: 'said', text: atThisMoment ? 'The link to this moment is on the clipboard. It holds the whole session; no server sees it.' : 'The link is on the clipboard. It holds the whole session; no server sees it.' })
  } catch {
    notify({ kind: 'link', link })
  }
}

/** The line that is played as a shell script for a real cluster. */
export function exportScript(): string {
  const { timeline } = session.getState()
  return toShellScript(timeline.start, currentBranch(timeline))
}

/** Opens what kubectl printed of a real cluster, beside what one has. */
export async function openCluster(name: string, text: string): Promise<void> {
  const imported = importCluster(text)
  if (typeof imported === 'string') return notify({ kind: 'refused', what: `file ${name}`, why: [imported] })
  await openFile(name, JSON.stringify(imported.recording))
  const { replacedImages } = imported
  if (replacedImages.length > 0) notify({ kind: 'said', text: `The lab does not know ${replacedImages.length === 1 ? 'this image' : 'these images'}, so another stands in: ${replacedImages.slice(0, 5).join(', ')}${replacedImages.length > 5 ? ', …' : ''}.` })
}
