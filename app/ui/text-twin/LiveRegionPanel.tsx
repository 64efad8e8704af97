import { useEffect, useRef } from 'react'
import type { Happening } from '#scene/story/happening'
import { gather } from '#scene/story/tell'
import { session } from '#session/session'

/** At most one sentence in this time, in ms. */
const pauseMs = 1_000

/** Speaks what happens, gathered; at double speed and faster only when things come to rest. */
export function LiveRegionPanel() {
  const element = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    let waiting: Happening[] = []
    let lastMs = 0
    const timer = setInterval(() => {
      if (waiting.length === 0 || !element.current) return
      const quiet = performance.now() - lastMs >= pauseMs
      if (session.getState().speed >= 2 && !quiet) return
      const { daemonSet } = session.getState().scene
      const progress = daemonSet ? `, ${daemonSet.updated} of ${daemonSet.eligible} updated` : ''
      element.current.textContent = `${gather(waiting, session.getState().track.revisions)}${waiting.length > 1 ? progress : ''}.`
      waiting = []
    }, pauseMs)
    const unsubscribe = session.subscribe((state, before) => {
      if (state.happenings === before.happenings) return
      waiting.push(...state.happenings)
      // A long silence after very much must not keep it all.
      if (waiting.length > 5_000) waiting = waiting.slice(-5_000)
      lastMs = performance.now()
    })
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [])
  return <p ref={element} className="visually-hidden" aria-live="polite" role="status" aria-label="What happens" />
}
