import { useEffect, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'

/** What a slider of time does with pointer and keys. */
export interface Scrub {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: (event: PointerEvent<HTMLElement>) => void
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

export interface ScrubOptions {
  /** Virtual ms at this many px from the left. */
  atPx: (px: number) => number
  nowMs: () => number
  onSeek: (atMs: number) => void
  /** Shift and a press: this moment is to be set beside the playhead. */
  onCompare: (atMs: number) => void
}

/** How far a key moves the playhead, in virtual ms. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1_000, ArrowDown: -1_000, ArrowRight: 1_000, ArrowUp: 1_000, PageUp: 30_000, PageDown: -30_000 }

/** Scrubbing by mouse, finger and keys; of many moves between two frames the last counts. */
export function useScrub({ atPx, nowMs, onSeek, onCompare }: ScrubOptions): Scrub {
  const wanted = useRef<number>(undefined)
  const frame = useRef(0)
  const dragging = useRef(false)
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  const seekSoon = (atMs: number) => {
    if (wanted.current === undefined) {
      frame.current = requestAnimationFrame(() => {
        const target = wanted.current
        wanted.current = undefined
        if (target !== undefined) onSeek(target)
      })
    }
    wanted.current = atMs
  }
  const at = (event: PointerEvent<HTMLElement>) => atPx(event.clientX - event.currentTarget.getBoundingClientRect().left)
  const end = () => {
    dragging.current = false
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0 || (event.target as Element).closest('button')) return
      if (event.shiftKey) return onCompare(at(event))
      dragging.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
      seekSoon(at(event))
    },
    onPointerMove: (event) => {
      if (dragging.current) seekSoon(at(event))
    },
    onPointerUp: end,
    onPointerCancel: end,
    onKeyDown: (event) => {
      const step = steps[event.key]
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      onSeek(Math.max(0, nowMs() + (event.shiftKey && Math.abs(step) < 30_000 ? step * 10 : step)))
    },
  }
}
