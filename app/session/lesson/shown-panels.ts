/** Which regions of the lab the open lesson shows. Small: the lab asks before any lesson is fetched. */
import { useSyncExternalStore } from 'react'
import { createStore } from 'zustand/vanilla'

/** Names as lessons have them: `cluster`, `manifest`, `terminal`, `timeline`, `events`; undefined: all. */
export const shownPanels = createStore<{ readonly panels: readonly string[] | undefined }>(() => ({ panels: undefined }))

/** Is this region shown? */
export function usePanelShown(): (panel: string) => boolean {
  const { panels } = useSyncExternalStore(shownPanels.subscribe, shownPanels.getState)
  return (panel) => panels === undefined || panels.includes(panel)
}
