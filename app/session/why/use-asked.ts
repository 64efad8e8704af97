/** The question that is asked, for React components. */
import { useSyncExternalStore } from 'react'
import { useSession } from '../use-session.ts'
import { asked, type Asked } from './asked.ts'

/** Undefined where nothing is asked, or it was asked in another session. */
export function useAsked(): Asked | undefined {
  const current = useSyncExternalStore(asked.subscribe, asked.getState)
  const memory = useSession((state) => state.timeline.memory)
  return current?.timeline.memory === memory ? current : undefined
}
