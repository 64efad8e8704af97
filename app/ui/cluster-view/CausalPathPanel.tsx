import { useEffect, useState } from 'react'
import { pathAfter, quietPath } from '#scene/causal-path'
import type { Happening } from '#scene/story/happening'
import { session } from '#session/session'
import { CausalPath } from './CausalPath.tsx'

/** Steps within so much wall time are told together, in ms; more of it from this speed on. */
const gatherMs = 240
const gatherFastMs = 600
const fastFrom = 4
/** How long the last ones stay lit while time runs on, in ms. */
const litMs = 900

/** Who does what, as it happens; what is paused stays lit. */
export function CausalPathPanel() {
  const [path, setPath] = useState(quietPath)
  const [fades, setFades] = useState(false)
  useEffect(() => {
    let waiting: Happening[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      timer = undefined
      if (waiting.length > 0) {
        const told = waiting
        waiting = []
        setPath((before) => pathAfter(before, told))
        setFades(false)
        timer = setTimeout(show, litMs)
      } else setFades(session.getState().playing)
    }
    const unsubscribe = session.subscribe((state, before) => {
      if (state.cluster.nowMs < before.cluster.nowMs) setPath(quietPath)
      if (state.happenings === before.happenings) return
      if (state.cluster.nowMs < before.cluster.nowMs) waiting = []
      waiting.push(...state.happenings)
      if (!state.playing) {
        // A single step is shown at once and stays.
        clearTimeout(timer)
        show()
      } else if (timer === undefined || waiting.length === state.happenings.length) {
        clearTimeout(timer)
        timer = setTimeout(show, state.speed >= fastFrom ? gatherFastMs : gatherMs)
      }
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [])
  return <CausalPath path={path} fades={fades} />
}
