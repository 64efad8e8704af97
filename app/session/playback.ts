/** Virtual time follows the wall clock, at the speed that was chosen. */
import { advance } from '#cluster/advance'
import { keep, session, show } from './session.ts'
import { Witness } from './track.ts'

/** The longest stretch of wall time that one frame makes up for: a tab that was hidden does not run on. */
const longestFrameMs = 250
/** How often a running session is written down, in ms of wall time. */
const keepEveryMs = 5_000

/** Lets virtual time follow the wall clock until the returned function is called. */
export function startPlayback(): () => void {
  let last = performance.now()
  let kept = last
  let rest = 0
  let frame = requestAnimationFrame(function tick(now) {
    const { playing, speed, cluster } = session.getState()
    rest += Math.min(now - last, longestFrameMs) * speed
    last = now
    if (!playing) rest = 0
    const wholeMs = Math.floor(rest)
    if (wholeMs > 0) {
      rest -= wholeMs
      const witness = new Witness()
      show(advance(cluster, cluster.nowMs + wholeMs, witness.observer), witness)
    }
    if (now - kept > keepEveryMs) {
      kept = now
      keep()
    }
    frame = requestAnimationFrame(tick)
  })
  addEventListener('pagehide', keep)
  return () => {
    cancelAnimationFrame(frame)
    removeEventListener('pagehide', keep)
  }
}

/** The clock for whatever moves with virtual time, without rendering anew. */
export const clock = {
  nowMs: (): number => session.getState().cluster.nowMs,
  subscribe: (listener: (nowMs: number) => void): (() => void) =>
    session.subscribe((state, before) => {
      if (state.cluster.nowMs !== before.cluster.nowMs) listener(state.cluster.nowMs)
    }),
}
