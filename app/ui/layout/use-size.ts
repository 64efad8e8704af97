import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Size of an element's content box in whole px, kept up to date; `initial` until it is first measured. */
export function useSize(element: RefObject<HTMLElement | null>, initial: { width: number; height: number }): { width: number; height: number } {
  const [size, setSize] = useState(initial)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const width = Math.floor(entry.contentRect.width)
      const height = Math.floor(entry.contentRect.height)
      setSize((now) => (now.width === width && now.height === height ? now : { width, height }))
    })
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}
