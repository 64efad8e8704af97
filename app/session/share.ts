/** A session given away: as a link, or as a link to the moment that is seen. */
import { toLink } from './link.ts'
import { notify } from './notice.ts'
import { exportSession, session } from './session.ts'

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
