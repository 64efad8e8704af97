/**
 * Virtual time follows the wall clock, at the speed that was chosen. It does not wait for the
 * picture, and gives way to it: what cannot be played within a part of a frame is made up for in the
 * next ones, up to a limit, and then time simply runs slower than was asked for.
 *
 * While the tab is hidden nothing is played. Whoever comes back within `longestAwayMs` finds the
 * cluster where it would be; of a longer absence only so much is made up for, so that nobody misses
 * a rollout because of a telephone call.
 */
import { nowMsOf, seek } from '#timeline/timeline'
import { session, show } from './session.ts'
import { keepMoment, keepNow } from './sessions.ts'

/** What one frame of a page in view adds at most, in wall ms: a stall of the page is no time that passed. */
const longestFrameMs = 250
/** What an absence adds at most, in wall ms. */
const longestAwayMs = 5_000
/** Wall ms of one frame that playing may take. */
const playMs = 20
/** Virtual ms that are played before the clock is looked at again. */
const pieceMs = 250
/** How often a running session is written down, in ms of wall time. */
const keepEveryMs = 5_000

/** Lets virtual time follow the wall clock until the returned function is called. */
export function startPlayback(): () => void {
  let last = performance.now()
  let kept = last
  let owedMs = 0
  let away = false
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') {
      away = true
      keepNow()
    }
  }
  let frame = requestAnimationFrame(function tick(now) {
    const { playing, speed, restoring } = session.getState()
    const passedMs = Math.max(0, now - last)
    last = now
    owedMs = playing && !restoring ? owedMs + Math.min(passedMs, away ? longestAwayMs : longestFrameMs) * speed : 0
    away = false
    owedMs -= playSome(Math.floor(owedMs), now)
    owedMs = Math.min(owedMs, longestAwayMs * speed)
    if (now - kept > keepEveryMs) {
      kept = now
      keepMoment()
    }
    frame = requestAnimationFrame(tick)
  })
  document.addEventListener('visibilitychange', onVisibility)
  addEventListener('pagehide', keepNow)
  return () => {
    cancelAnimationFrame(frame)
    document.removeEventListener('visibilitychange', onVisibility)
    removeEventListener('pagehide', keepNow)
  }
}

/** Plays so many virtual ms or as many as there is time for, and says how many it were. */
function playSome(owedMs: number, begunMs: number): number {
  if (owedMs <= 0) return 0
  let { timeline } = session.getState()
  const fromMs = nowMsOf(timeline)
  let gone = 0
  while (gone < owedMs) {
    gone = Math.min(owedMs, gone + pieceMs)
    timeline = seek(timeline, fromMs + gone)
    if (performance.now() - begunMs > playMs) break
  }
  show(timeline)
  return gone
}

/** The clock for whatever moves with virtual time, without rendering anew. */
export const clock = {
  nowMs: (): number => session.getState().cluster.nowMs,
  subscribe: (listener: (nowMs: number) => void): (() => void) =>
    session.subscribe((state, before) => {
      if (state.cluster.nowMs !== before.cluster.nowMs) listener(state.cluster.nowMs)
    }),
}
