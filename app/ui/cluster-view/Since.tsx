import { useContext, useEffect, useRef } from 'react'
import { SimulatedClockContext } from '../simulated-clock.ts'

/** How long ago something was, in the fewest words: `6 s`, `4 min`, `2 h`. */
export function printSince(sinceMs: number): string {
  const seconds = Math.max(0, Math.floor(sinceMs / 1000))
  if (seconds < 100) return `${seconds} s`
  if (seconds < 6_000) return `${Math.floor(seconds / 60)} min`
  return `${Math.floor(seconds / 3600)} h`
}

/** Time since a virtual instant, as virtual time goes on; only this text is written anew. */
export function Since({ atMs }: { atMs: number }) {
  const element = useRef<HTMLSpanElement>(null)
  const clock = useContext(SimulatedClockContext)
  useEffect(() => {
    let shown = ''
    const update = (nowMs: number) => {
      const text = printSince(nowMs - atMs)
      if (text === shown || !element.current) return
      element.current.textContent = shown = text
    }
    update(clock.nowMs())
    return clock.subscribe(update)
  }, [clock, atMs])
  return <span ref={element} />
}
