import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { printClock } from '#scene/clock-text'
import { useSize } from '../layout/use-size.ts'
import { RowHeights } from './row-heights.ts'
import styles from './Log.module.css'

export interface LogListProps {
  /** What is listed, for who hears it. */
  label: string
  size: number
  /** How many entries are at the playhead or before it; the rest lies ahead. */
  past: number
  nowMs: number
  /** Changes whenever there is more to be read. */
  version: number
  /** An entry's height before it is measured, in px. */
  rowPx: number
  row: (at: number) => ReactNode
  /** Which entries are in view, after they were drawn. */
  onView: (from: number, to: number) => void
}

/** Nearer to the end than this, in px, one is at the end and stays there. */
const endPx = 24
/** What ends a press, wherever the pointer is by then. */
const releases = ['pointerup', 'pointercancel'] as const
/** Entries that are drawn beyond what is in view, on each side. */
const beyond = 6

/**
 * A list of which only what is in view is drawn: there may be a hundred thousand entries of
 * different heights. It follows the playhead until one scrolls away.
 */
export function LogList({ label, size, past, nowMs, version, rowPx, row, onView }: LogListProps) {
  const view = useRef<HTMLDivElement>(null)
  const { height } = useSize(view, { width: 0, height: 400 })
  const [top, setTop] = useState(0)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const heights = useMemo(() => new RowHeights(rowPx), [rowPx])
  heights.resize(size)
  const follows = useRef(true)
  const isPressed = useRef(false)
  /** The entry that had the focus last: Tab comes back to it. */
  const active = useRef<number>(undefined)
  const [from, to] = [Math.max(0, heights.at(top) - beyond), Math.min(size, heights.at(top + height) + beyond + 1)]
  useEffect(() => onView(from, to), [from, to, version]) // oxlint-disable-line react-hooks/exhaustive-deps
  const shown = Math.min(past, size) - 1
  const bringIntoView = useCallback((at: number) => {
    const element = view.current
    if (!element || at < 0) return
    const [begin, end] = [heights.top(at), heights.top(at + 1)]
    if (end > element.scrollTop + element.clientHeight - endPx) element.scrollTop = end - element.clientHeight + endPx
    else if (begin < element.scrollTop) element.scrollTop = begin
  }, [heights])
  // It draws anew only where a height turned out to be another.
  useLayoutEffect(() => { // oxlint-disable-line react-hooks/exhaustive-deps
    // Above what one reads a row that turns out higher must not push it away.
    const element = view.current!
    let [moved, changed] = [0, false]
    for (const item of element.querySelectorAll<HTMLElement>('[data-index]')) {
      const at = Number(item.dataset['index'])
      const begins = heights.top(at)
      const grown = heights.measure(at, item.offsetHeight)
      if (grown === 0) continue
      changed = true
      if (begins + item.offsetHeight - grown <= element.scrollTop) moved += grown
    }
    if (moved !== 0) element.scrollTop += moved
    if (changed) redraw()
    // A list that moves while a button in it is pressed takes the press away.
    if (follows.current && !isPressed.current) bringIntoView(shown)
    const stop = active.current !== undefined && active.current >= from && active.current < to ? active.current : Math.min(Math.max(shown, from), to - 1)
    for (const button of element.querySelectorAll('button')) button.tabIndex = Number(button.closest<HTMLElement>('[data-index]')!.dataset['index']) === stop ? 0 : -1
  })
  const before = useRef(nowMs)
  useEffect(() => {
    // Whoever goes to another moment wants to read what happened there.
    if (nowMs < before.current) bringIntoView(shown)
    before.current = nowMs
  }, [nowMs]) // oxlint-disable-line react-hooks/exhaustive-deps
  const onKeyDown = useEntryKeys(view, size, to - from, (at) => {
    follows.current = at === shown
    bringIntoView(at)
  })
  return (
    <div
      ref={view} className={styles.view} role="log" aria-live="off" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}
      onPointerDown={() => {
        isPressed.current = true
        const release = () => {
          isPressed.current = false
          for (const end of releases) removeEventListener(end, release)
        }
        for (const end of releases) addEventListener(end, release)
      }}
      onFocus={({ target }) => {
        const entry = target.closest<HTMLElement>('[data-index]')
        if (!entry || Number(entry.dataset['index']) === active.current) return
        active.current = Number(entry.dataset['index'])
        redraw()
      }}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < endPx || (past < size && heights.at(scrollTop + clientHeight) >= shown && heights.at(scrollTop) <= shown)
        setTop(scrollTop)
      }}
    >
      <ol className={styles.list} style={{ height: heights.total }}>
        {Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset).map((at) => (
          <li
            key={at} data-index={at} data-ahead={at >= past || undefined} aria-setsize={size} aria-posinset={at + 1}
            className={styles.item} style={{ transform: `translateY(${heights.top(at)}px)` }}
          >
            {at === past && at > 0 && <p className={styles.now}><span>Now, {printClock(nowMs)}</span><span>what follows lies ahead</span></p>}
            {row(at)}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Tab comes to the entry that had the focus last; arrows go from one to the next, and along the links of one. */
function useEntryKeys(view: React.RefObject<HTMLElement | null>, size: number, page: number, bringIntoView: (at: number) => void): (event: KeyboardEvent<HTMLElement>) => void {
  const focus = (at: number) => {
    const next = Math.min(Math.max(at, 0), size - 1)
    bringIntoView(next)
    focusWhenDrawn(view, next, mostFrames)
  }
  return (event) => {
    const target = event.target as HTMLElement
    const entry = target.closest('[data-index]')
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = entry ? Number(entry.getAttribute('data-index')) : -1
    const buttons = buttonsOf(entry)
    const steps: Readonly<Record<string, () => void>> = entry ? {
      ArrowDown: () => focus(at + 1), ArrowUp: () => focus(at - 1), PageDown: () => focus(at + page), PageUp: () => focus(at - page), Home: () => focus(0), End: () => focus(size - 1),
      ArrowRight: () => buttons[buttons.indexOf(target) + 1]?.focus(), ArrowLeft: () => buttons[buttons.indexOf(target) - 1]?.focus(),
    } : {}
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    step()
  }
}

/** So many frames may pass until an entry that was far away is drawn. */
const mostFrames = 10

function focusWhenDrawn(view: React.RefObject<HTMLElement | null>, at: number, frames: number): void {
  const [first] = buttonsOf(view.current?.querySelector(`[data-index="${at}"]`))
  if (first) first.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(view, at, frames - 1))
}

const buttonsOf = (entry: Element | null | undefined): HTMLElement[] => [...(entry?.querySelectorAll<HTMLElement>('button') ?? [])]
