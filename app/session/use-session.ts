/** The session for React components. */
import { useCallback, useSyncExternalStore } from 'react'
import { eligibilityView } from './eligibility-view.ts'
import { whyLeftOut, type Wanted } from './limits.ts'
import { notices, type Notice } from './notice.ts'
import { session, type SessionState } from './session.ts'

/** A part of the session; the component draws again when that part is another. */
export function useSession<T>(select: (state: SessionState) => T): T {
  return useSyncExternalStore(session.subscribe, () => select(session.getState()))
}

/** What has to be said about keeping. */
export const useNotices = (): readonly Notice[] => useSyncExternalStore(notices.subscribe, notices.getState)

/** Tells why the open lesson leaves something out; undefined where it does not. */
export function useLeftOut(): (wanted: Wanted) => string | undefined {
  const rules = useSession((state) => state.cluster.options.rules)
  return useCallback((wanted) => whyLeftOut(rules, wanted), [rules])
}

/** Does the stage show which nodes are eligible? */
export const useEligibilityShown = (): boolean => useSyncExternalStore(eligibilityView.subscribe, () => eligibilityView.getState().open)
