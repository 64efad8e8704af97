/** The session for React components. */
import { useSyncExternalStore } from 'react'
import { session, type SessionState } from './session.ts'

/** A part of the session; the component draws again when that part is another. */
export function useSession<T>(select: (state: SessionState) => T): T {
  return useSyncExternalStore(session.subscribe, () => select(session.getState()))
}
