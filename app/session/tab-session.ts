/** Which session a tab had before it was loaded anew, and which one was open last in any tab. */
import type { QuickShelf } from './quick-shelf.ts'

const latestName = 'latest'
const tabKey = 'daemonset-lab.tab-session'

/** The session that this tab had. */
export function sessionOfTab(): string | undefined {
  try {
    return sessionStorage.getItem(tabKey) ?? undefined
  } catch {
    return undefined
  }
}

/** The session that was opened last. */
export const latestSession = (quick: QuickShelf): string | undefined => quick.read(latestName)

/** Notes which session this tab has. */
export function noteSessionOfTab(quick: QuickShelf, id: string): void {
  quick.write(latestName, id)
  try {
    sessionStorage.setItem(tabKey, id)
  } catch {
    // The next load takes the latest session instead.
  }
}
