import type { FocusEvent, KeyboardEvent } from 'react'

/**
 * Makes one tab stop of a row of buttons: arrows, Home and End move inside, and Tab comes back to
 * the one that had the focus last. The first of them is rendered with tabIndex 0, the rest with -1.
 */
export function useArrowKeys(): { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void; onFocus: (event: FocusEvent<HTMLElement>) => void } {
  return {
    onKeyDown(event) {
      const buttons = buttonsIn(event.currentTarget)
      const index = buttons.indexOf(event.target as HTMLElement)
      const to = target(event.key, index, buttons.length)
      if (index < 0 || to === undefined) return
      event.preventDefault()
      event.stopPropagation()
      buttons[to]?.focus()
    },
    onFocus(event) {
      for (const button of buttonsIn(event.currentTarget)) button.tabIndex = button === event.target ? 0 : -1
    },
  }
}

const buttonsIn = (row: HTMLElement): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('button:not(:disabled)')]

function target(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index + count - 1) % count
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
  }
  return undefined
}
