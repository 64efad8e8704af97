/** The draft of the session that this page will most likely open, before anything else is loaded. */
import { hasSession } from './link-hash.ts'
import { quickDraft } from './quick-draft.ts'
import { localQuickShelf } from './quick-shelf.ts'
import { latestSession, sessionOfTab } from './tab-session.ts'

/** What was typed last in the session of this tab, or in the latest one; undefined where a link brings another one. */
export function draftAtOnce(): string | undefined {
  const id = sessionOfTab() ?? latestSession(localQuickShelf)
  return id === undefined || hasSession(location.hash) ? undefined : quickDraft(localQuickShelf, id)
}
