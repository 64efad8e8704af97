import { useEffect, useEffectEvent } from 'react'

export interface LabKeys {
  onApply: () => void
  onPlayPause: () => void
  /** What single keys of the stage and the timeline do: `,` `.` `<` `>` Home End. */
  travel: Readonly<Record<string, () => void>>
  onUndo: () => void
  onRedo: () => void
  onShortcuts: (from: HTMLElement) => void
  /** Panes in the order in which F6 goes through them, by `data-pane`. */
  panes: readonly string[]
  /** Called before a pane gets the focus: on a phone it must come into view first. */
  onPane: (pane: string) => void
}

/** The keys that work beyond one control. Single keys only while the cluster or the timeline has the focus. */
export function useLabKeys(keys: LabKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const handled = event.key === 'F6' ? moveOn(event.shiftKey ? -1 : 1, keys) : event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? applied(keys) : isUndo(event) ? undone(event, keys) : singleKey(event, keys)
    if (handled) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function applied({ onApply }: LabKeys): boolean {
  onApply()
  return true
}

function singleKey(event: KeyboardEvent, { onPlayPause, travel, onShortcuts }: LabKeys): boolean {
  const target = event.target instanceof HTMLElement ? event.target : undefined
  if (!target || event.ctrlKey || event.metaKey || event.altKey) return false
  if (target.closest('input, textarea, select, [contenteditable=true], [role=menu], form')) return false
  const pane = target.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  if (pane !== 'stage' && pane !== 'time') return false
  switch (event.key) {
    case ' ':
      // A button that has the focus is pressed by Space, as everywhere.
      if (target.closest('button')) return false
      onPlayPause()
      return true
    case '?':
      onShortcuts(target)
      return true
  }
  const go = travel[event.key]
  go?.()
  return go !== undefined
}

const isUndo = (event: KeyboardEvent): boolean => event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.altKey

/** Text has an undo of its own. */
function undone(event: KeyboardEvent, { onUndo, onRedo }: LabKeys): boolean {
  if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable=true], .monaco-editor')) return false
  if (event.shiftKey) onRedo()
  else onUndo()
  return true
}

/** F6: the next pane that is there. What had the focus in it last gets it again. */
function moveOn(by: 1 | -1, { panes, onPane }: LabKeys): boolean {
  const current = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  const at = current === undefined ? (by === 1 ? -1 : 0) : panes.indexOf(current)
  const next = panes[(at + by + panes.length) % panes.length]
  if (next === undefined) return false
  onPane(next)
  requestAnimationFrame(() => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${next}"]`)
    const inside = pane?.querySelector<HTMLElement>('textarea, [role=textbox]') ?? pane?.querySelector<HTMLElement>('[role=option][tabindex="0"], button:not([tabindex="-1"]), [tabindex="0"]')
    ;(inside ?? pane)?.focus()
  })
  return true
}
