import { useRef } from 'react'
import type { PointerEvent } from 'react'

/** How long a finger rests before it means the menu, and how far it may stray, in ms and px. */
const restMs = 500
const strayPx = 8

/** Handlers that call `onPress` when a finger has rested on the spot. */
export function useLongPress(onPress: (event: PointerEvent, target: HTMLElement) => void) {
  const pressed = useRef<{ timeout: number; x: number; y: number }>(undefined)
  const cancel = () => {
    window.clearTimeout(pressed.current?.timeout)
    pressed.current = undefined
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType === 'mouse') return
      const target = event.currentTarget
      cancel()
      pressed.current = { timeout: window.setTimeout(() => onPress(event, target), restMs), x: event.clientX, y: event.clientY }
    },
    onPointerMove(event: PointerEvent) {
      const start = pressed.current
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > strayPx) cancel()
    },
    onPointerUp: cancel,
  }
}
