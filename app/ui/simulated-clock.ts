import { createContext, useContext, useEffect, useEffectEvent } from 'react'
import type { Span } from '#scene/pod-picture'

/** Virtual time as the picture follows it, frame by frame, without rendering anything anew. */
export interface SimulatedClock {
  /** Virtual ms now. */
  nowMs(): number
  /** Calls back on every frame in which virtual time has moved; returns how to stop that. */
  subscribe(listener: (nowMs: number) => void): () => void
}

/** The clock of the session; stands still where there is none. */
export const SimulatedClockContext = createContext<SimulatedClock>({ nowMs: () => 0, subscribe: () => () => undefined })

/** How far `nowMs` lies in a span, 0 to 1; in quarters where motion is not wanted. */
export function progressAt(span: Span, nowMs: number, quarters: boolean): number {
  const length = span.untilAtMs - span.fromAtMs
  const progress = length <= 0 ? 1 : Math.min(1, Math.max(0, (nowMs - span.fromAtMs) / length))
  return quarters ? Math.floor(progress * 4) / 4 : progress
}

/** Tells `apply` how far virtual time has come in `span`: at once, and on every frame until it is over. */
export function useSimulatedProgress(span: Span | undefined, apply: (progress: number) => void): void {
  const clock = useContext(SimulatedClockContext)
  const show = useEffectEvent(apply)
  const fromAtMs = span?.fromAtMs
  const untilAtMs = span?.untilAtMs
  useEffect(() => {
    if (fromAtMs === undefined || untilAtMs === undefined) return
    const quarters = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const update = (nowMs: number) => show(progressAt({ fromAtMs, untilAtMs }, nowMs, quarters))
    update(clock.nowMs())
    return clock.subscribe(update)
  }, [clock, fromAtMs, untilAtMs])
}
