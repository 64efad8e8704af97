import type { ReactNode } from 'react'

/** One line of a menu. */
export interface MenuItem {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  /** The kubectl line it runs, or the keys that do the same; in mono. */
  readonly note?: string | undefined
  readonly checked?: boolean
  /** Why it is left out: said in the place of its note, and nothing is done. */
  readonly leftOut?: string | undefined
  readonly onSelect: () => void
}

/** Where a menu or form opens: at what was pressed, or at a point of the screen, in px. */
export type FloatingAnchor = HTMLElement | { readonly x: number; readonly y: number }

/** What the positioning library takes for it. */
export function toPositionAnchor(anchor: FloatingAnchor): Element | { getBoundingClientRect(): DOMRect } {
  if (anchor instanceof HTMLElement) return anchor
  return { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) }
}
